"""``flask audit seal`` and ``verify``: the log is sealed by a timer, and anybody with the owner's address can check it.

As the owner of the tables; the application itself can neither seal nor change what was sealed.
"""

import time

import click
from flask import current_app
from flask.cli import AppGroup

from app.audit.sealing import CannotSeal, Made, seal_log
from app.audit.seals import Signer
from app.audit.verifying import Verifier
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
        made = _seal(after_restore=after_restore)
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
