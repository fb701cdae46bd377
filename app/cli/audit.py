"""``flask audit seal``, ``verify`` and ``export``: the log is sealed by a timer, and whoever has the owner's address can check it.

As the owner of the tables; the application itself can neither seal nor change what was sealed.
"""

import datetime as dt
import os
import time
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.audit.export import export_month
from app.audit.sealing import CannotSeal, Made, seal_log
from app.audit.seals import Signer
from app.audit.verifying import LATE, Verifier
from app.audit.witness import Witness
from app.cli.owner import as_owner
from config import Config

audit = AppGroup("audit", help="The log: its seals.")


def _config() -> Config:
    config: Config = current_app.config["SCHAKEL"]
    return config


@audit.command("seal")
@click.option("--every", type=click.IntRange(1, 3600), metavar="SECONDS", help="Go on sealing until stopped.")
@click.option("--after-restore", is_flag=True, help="A backup brought back fewer seals than the witness has seen.")
def seal(every: int | None, after_restore: bool) -> None:  # noqa: FBT001 - a flag of click
    """Seal every line that is complete and not sealed yet."""
    while True:
        try:
            made = _seal(after_restore=after_restore)
        except click.ClickException as error:
            if every is None:
                raise
            error.show()  # a database that restarts comes back; what is lost is told each time
        else:
            if made.seals or every is None:
                click.echo(f"{made.lines} lines sealed in {made.seals} seals.")
        if every is None:
            return
        time.sleep(every)


def _seal(*, after_restore: bool) -> Made:
    config = _config()
    try:
        with as_owner() as connection:
            return seal_log(connection, Signer(config.keys.seal), Witness(config.witness), after_restore=after_restore)
    except CannotSeal as error:
        raise click.ClickException(str(error)) from error


@audit.command("verify")
def verify() -> None:
    """Compute every seal anew; name each line that was changed, removed or added by hand, and each broken seal."""
    config = _config()
    wrong = 0
    started = time.monotonic()
    with as_owner() as lines, as_owner() as seals:
        verifier = Verifier(lines, seals, Signer(config.keys.seal).public_key, Witness(config.witness))
        for finding in verifier.findings():
            wrong += 1
            click.echo(finding)
    for notice in verifier.notices:
        click.echo(f"Note: {notice}.")
    click.echo(
        f"{verifier.lines} lines in {verifier.seals} seals, {verifier.waiting} lines wait for the next seal"
        f" ({time.monotonic() - started:.1f} s)."
    )
    if wrong:
        raise click.ClickException(f"{wrong} things are not as they were sealed.")
    click.echo("Everything is as it was sealed.")
    if verifier.is_late:
        raise click.ClickException(LATE)


@audit.command("export")
@click.option("--month", required=True, type=click.DateTime(["%Y-%m"]), help="Which month, as 2026-11.")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file that is not there yet.",
)
def export(month: dt.datetime, target: Path) -> None:
    """Write a month of the sealed log to a JSON file that only we can read (docs/log-export.schema.json)."""
    try:
        file = os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{target} cannot be made: {error.strerror}") from error
    with file, as_owner() as connection:
        done = export_month(connection, month.date(), file)
    click.echo(f"{done.events} events and {done.processings} processings in {target}.")
