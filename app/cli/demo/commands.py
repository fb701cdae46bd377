"""``flask demo``, ``flask demo-accounts`` and ``flask demo-story``: the demo town on the terminal."""

import datetime as dt
import sys
import time

import click
from flask import current_app, url_for
from flask.cli import with_appcontext

from app.accounts.demo import DEMO_PASSWORD
from app.accounts.kinds import FUNCTIONS
from app.accounts.passwords import make_hash
from app.cli.demo.loading.ledger import Connection
from app.cli.demo.loading.writer import NotEmpty, is_empty, load, read_clock
from app.cli.demo.stories import STORIES
from app.cli.demo.town import town
from app.cli.owner import as_owner
from app.db.lockcheck import check_lock
from app.db.session import db
from app.insight.publishing import catch_up
from app.kernel.clock import in_amsterdam
from config import Config

_NOT_EMPTY = "There are data in this database already. The demo town only goes into an empty one."
_PEOPLE = """
    select a.name, a.function, o.name, a.email from account a join organisation o on o.id = a.organisation_id
     where a.active and a.email = any(string_to_array((select value from sec.setting where name = 'demo_people'), ','))
     order by array_position(string_to_array((select value from sec.setting where name = 'demo_people'), ','), a.email)
"""


@click.command("demo")
@click.option("--households", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number gives other households.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are data already.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that the stories lead up to; today when left out."
)
@with_appcontext
def demo(households: int, seed: int, if_empty: bool, today: dt.datetime | None) -> None:  # noqa: FBT001 - a flag of click
    """Fill an empty database with the fictional town of Waterstad."""
    config: Config = current_app.config["SCHAKEL"]
    if not config.demo_mode:
        raise click.ClickException("The demo town is only for demo mode (DEMO_MODE=1), never for real data.")
    with as_owner() as connection:
        if not is_empty(connection):
            if not if_empty:
                raise click.ClickException(_NOT_EMPTY)
            return
        day = today.date() if today else in_amsterdam(read_clock(connection)).date()
        connection.rollback()
        counts = _load(connection, households, seed, day)
        catch_up(connection)
    with db.engine.connect() as line:
        problems = check_lock(line)
    if problems:
        raise click.ClickException("The lock is not on any more: " + "; ".join(problems))
    click.echo(f"  {counts['dossier']} households, {counts['person']} people, {counts['intervention']} interventions.")


def _load(connection: Connection, households: int, seed: int, day: dt.date) -> dict[str, int]:
    started = time.monotonic()
    click.echo(f"Loading the demo town of Waterstad with {households} households ...")

    def progress(done: int) -> None:
        if sys.stdout.isatty():
            click.echo(f"\r  {done} of {households} ({time.monotonic() - started:.0f} s) ", nl=False)
        elif done % 5000 == 0:
            click.echo(f"  {done} of {households} ({time.monotonic() - started:.0f} s)")

    try:
        counts = load(
            connection,
            town(households, seed, day),
            password_hash=make_hash(DEMO_PASSWORD),
            today=day,
            progress=progress,
        )
    except NotEmpty as error:
        raise click.ClickException(_NOT_EMPTY) from error
    if sys.stdout.isatty():
        click.echo("\r", nl=False)
    click.echo(f"  Loaded in {time.monotonic() - started:.1f} s.")
    return counts


@click.command("demo-accounts")
@with_appcontext
def demo_accounts() -> None:
    """Print who can sign in to the demo town."""
    with as_owner() as connection:
        rows = connection.execute(_PEOPLE).fetchall()
    if not rows:
        click.echo("There are no demo accounts in this database.")
        return
    lines = [(name, f"{FUNCTIONS[code].name_nl}, {organisation}", email) for name, code, organisation, email in rows]
    wide = [max(len(line[column]) for line in lines) for column in range(2)]
    click.echo(f"Demo accounts; the password of all of them: {DEMO_PASSWORD}")
    for name, work, email in lines:
        click.echo(f"  {name:{wide[0]}}  {work:{wide[1]}}  {email}")


@click.command("demo-story")
@click.argument("name", type=click.Choice(list(STORIES)))
@with_appcontext
def demo_story(name: str) -> None:
    """Print the address of the dossier in which a named story is told."""
    config: Config = current_app.config["SCHAKEL"]
    dossier = find_story(name)
    if dossier is None:
        raise click.ClickException("This database does not hold the demo town. Load it with: flask demo")
    with current_app.test_request_context(base_url=f"http://127.0.0.1:{config.port}"):
        click.echo(url_for("workspace.dossier", dossier_id=dossier, _external=True))


def find_story(name: str) -> int | None:
    """The dossier in which a story is told, or None when the town is not here."""
    with as_owner() as connection:
        found = connection.execute("select value from sec.setting where name = 'demo_stories'").fetchone()
    stories = dict(part.split("=") for part in str(found[0]).split(",")) if found else {}
    return int(stories[name]) if name in stories else None
