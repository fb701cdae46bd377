"""``flask keys rotate``: writes every encrypted value anew under the newest key, so that an old key can go.

Of documents and sealed compartments it is the key of each that is written anew; what it opens stays as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from psycopg import sql

from app.cli.demo.loading.ledger import Connection
from app.cli.owner import as_owner
from app.db.crypto import CannotOpen, seal, unseal
from app.documents.storage import key_bound_to
from app.dossiers.services.bsn import bound_to
from app.sealed import keeping
from config import Config

keys = AppGroup("keys", help="The keys of encrypted values.")

_BATCH = 500
_OLD = sql.SQL(
    "select id, {column}, {bound} from {table} where id > %(after)s and {column} is not null"
    " and substring({column} from 1 for %(length)s) <> %(prefix)s order by id limit %(batch)s for update"
)
_NEW = sql.SQL("update {table} set {column} = %s where id = %s")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of sealed values: the columns that a value is bound to, and how they are written."""

    table: str
    column: str
    bound: tuple[str, ...]
    words: Callable[..., str]


NUMBERS = Sealed("person_bsn", "sealed_number", ("person_id",), bound_to)
FILES = Sealed("document_version", "sealed_key", ("document_id", "number"), key_bound_to)
COMPARTMENTS = Sealed("sealed_compartment", "sealed_key", ("id",), keeping.key_bound_to)


@keys.command("rotate")
def rotate() -> None:
    """Write every BSN and every key of a file or compartment anew under the newest key. Stopped halfway, it goes on from there."""
    config: Config = current_app.config["SCHAKEL"]
    newest = config.keys.data[0].name
    with as_owner() as connection:
        done, closed = reseal(connection, newest, batch=_BATCH)
        files, shut = reseal(connection, newest, batch=_BATCH, of=FILES)
        compartments, kept_shut = reseal(connection, newest, batch=_BATCH, of=COMPARTMENTS)
    click.echo(f"{done} numbers written under key {newest}.")
    click.echo(f"{files} keys of files written under key {newest}.")
    click.echo(f"{compartments} keys of sealed compartments written under key {newest}.")
    if closed or shut or kept_shut:
        raise click.ClickException(
            f"{closed} numbers do not open with the keys that are here, nor {shut} files and {kept_shut} sealed compartments; "
            "they were left as they are. "
            "Put the old key back in DATA_KEYS or instance/keys/data.keys and run this again."
        )


def reseal(connection: Connection, newest: str, *, batch: int, of: Sealed = NUMBERS) -> tuple[int, int]:
    """Goes through the values in turns of ``batch``, each committed; gives how many were written and how many stayed shut."""
    names: dict[str, Any] = {"table": sql.Identifier(of.table), "column": sql.Identifier(of.column)}
    old = _OLD.format(**names, bound=sql.SQL(", ").join(map(sql.Identifier, of.bound)))
    new = _NEW.format(**names)
    prefix = f"{newest}|".encode()
    done, closed, after = 0, 0, 0
    while rows := connection.execute(
        old, {"after": after, "length": len(prefix), "prefix": prefix, "batch": batch}
    ).fetchall():
        for key, value, *bound in rows:
            after = key
            try:
                plain = unseal(bytes(value), of.words(*bound))
            except CannotOpen:
                closed += 1
                continue
            connection.execute(new, (seal(plain, of.words(*bound)), key))
            done += 1
        connection.commit()
        click.echo(f"  {done} ...")
    return done, closed
