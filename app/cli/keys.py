"""``flask keys rotate``: writes every encrypted value anew under the newest key, so that an old key can go."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.cli.demo.loading.ledger import Connection
from app.cli.owner import as_owner
from app.db.crypto import CannotOpen, seal, unseal
from app.dossiers.services.bsn import bound_to
from config import Config

keys = AppGroup("keys", help="The keys of encrypted values.")

_BATCH = 500
_OLD = (
    "select id, person_id, sealed_number from person_bsn where id > %(after)s"
    " and substring(sealed_number from 1 for %(length)s) <> %(prefix)s order by id limit %(batch)s for update"
)
_NEW = "update person_bsn set sealed_number = %s where id = %s"


@keys.command("rotate")
def rotate() -> None:
    """Write every BSN anew under the newest key. Stopped halfway, the next run goes on where this one ended."""
    config: Config = current_app.config["SCHAKEL"]
    with as_owner() as connection:
        done, closed = reseal(connection, config.keys.data[0].name, batch=_BATCH)
    click.echo(f"{done} numbers written under key {config.keys.data[0].name}.")
    if closed:
        raise click.ClickException(
            f"{closed} numbers do not open with the keys that are here; they were left as they are. "
            "Put the old key back in DATA_KEYS or instance/keys/data.keys and run this again."
        )


def reseal(connection: Connection, newest: str, *, batch: int) -> tuple[int, int]:
    """Goes through the values in turns of ``batch``, each committed; gives how many were written and how many stayed shut."""
    prefix = f"{newest}|".encode()
    done, closed, after = 0, 0, 0
    while rows := connection.execute(
        _OLD, {"after": after, "length": len(prefix), "prefix": prefix, "batch": batch}
    ).fetchall():
        for key, person, value in rows:
            after = key
            try:
                plain = unseal(bytes(value), bound_to(person))
            except CannotOpen:
                closed += 1
                continue
            connection.execute(_NEW, (seal(plain, bound_to(person)), key))
            done += 1
        connection.commit()
        click.echo(f"  {done} ...")
    return done, closed
