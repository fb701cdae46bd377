"""``flask retention``: the list of what is due, destroying what was agreed to, and once more after a restore. As the owner."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.audit.seals import Signer
from app.cli.owner import as_owner
from app.documents.storage import remove
from app.retention.destroying import destroy, make_list, replay
from app.retention.tombstones import DamagedTombstones, Tombstones
from config import Config

retention = AppGroup("retention", help="How long data are kept, and what is destroyed.")


def _config() -> Config:
    config: Config = current_app.config["SCHAKEL"]
    return config


@retention.command("list")
def list_due() -> None:
    """Put everything that is due on a list, for two people to agree to. Run once a month."""
    with as_owner() as connection:
        made = make_list(connection)
        connection.commit()
    click.echo(
        "Nothing is due, or a list waits for an answer." if made is None else f"List {made} waits for two people."
    )


@retention.command("destroy")
def carry_out() -> None:
    """Destroy what is on the list that two people agreed to. Run every night."""
    config = _config()
    with as_owner() as connection:
        done = destroy(connection, Signer(config.keys.seal), Tombstones(config.tombstones))
        connection.commit()
    if done is None:
        click.echo("No list was agreed to.")
        return
    remove(config.documents, done.files)
    click.echo(
        f"List {done.list_id}: {done.records} records destroyed, {done.spared} spared, {len(done.files)} files removed."
    )


@retention.command("replay")
def once_more() -> None:
    """Destroy again what a restore brought back, months of the log too. Run after every restore, when the keys are there."""
    config = _config()
    try:
        with as_owner() as connection:
            done = replay(connection, Tombstones(config.tombstones), Signer(config.keys.seal))
            connection.commit()
    except DamagedTombstones as error:
        raise click.ClickException(str(error)) from error
    remove(config.documents, done.files)
    click.echo(f"{done.records} records destroyed again, {len(done.files)} files removed.")
