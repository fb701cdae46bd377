"""``flask insight keep``, ``rebuild`` and ``check``: the upkeep of what is counted, as the owner of the tables."""

import time
from functools import partial

import click
import psycopg
from flask.cli import AppGroup

from app.cli.owner import as_owner, owner_url
from app.insight import keeping
from app.insight.publishing import catch_up, untold
from app.insight.rebuilding import Step, count_stretches, is_begun, start_anew

insight = AppGroup("insight", help="What is counted for insight.")


@insight.command("keep")
@click.option("--every", type=click.IntRange(1, 3600), metavar="SECONDS", help="Go on until stopped.")
def keep(every: int | None) -> None:
    """Count what changed since the last time, and tell it."""
    while True:
        try:
            with as_owner() as connection:
                while True:
                    taken = catch_up(connection)
                    if every is None:
                        click.echo(f"{taken} changes counted.")
                        if keeping.find(connection, keeping.REBUILDING) is not None:
                            click.echo("Changes wait: a rebuild is not finished. Go on with it: flask insight rebuild")
                        return
                    time.sleep(every)
        except (click.ClickException, psycopg.Error) as error:
            if every is None:
                raise
            click.echo(f"Not counted: {type(error).__name__}", err=True)  # a database that restarts comes back
            time.sleep(every)


@insight.command("rebuild")
@click.option(
    "--size", type=click.IntRange(1, 1_000_000), default=20_000, show_default=True, help="Households per step."
)
@click.option(
    "--hands",
    type=click.IntRange(1, 16),
    default=2,
    show_default=True,
    help="How many steps at a time; each takes a processor.",
)
@click.option("--from-start", is_flag=True, help="Begin anew, also when an earlier rebuild was not finished.")
def rebuild(size: int, hands: int, from_start: bool) -> None:  # noqa: FBT001 - a flag of click
    """Count everything anew; goes on where an earlier rebuild was stopped. Pages tell the old numbers until it is done."""
    began = time.monotonic()
    with as_owner() as connection:
        if from_start or not is_begun(connection):
            start_anew(connection, size)
            connection.commit()
        else:
            click.echo("Going on where an earlier rebuild was stopped.")
        connection.rollback()

        def said(step: Step) -> None:
            click.echo(f"  {step.done} of {step.all} ({time.monotonic() - began:.0f} s)")

        while not count_stretches(partial(as_owner, owner_url()), hands, said):
            pass
        catch_up(connection)
    click.echo(f"Counted anew in {time.monotonic() - began:.1f} s.")


@insight.command("check")
def check() -> None:
    """Compare every cell with a direct count, and what is told with what may be told; fails on any difference."""
    with as_owner() as connection:
        catch_up(connection)
        connection.execute("set transaction isolation level repeatable read")
        cells, rows = keeping.differences(connection), untold(connection)
        counted = connection.execute("select count(*) from insight.cell").fetchone()
        connection.rollback()
    if cells or rows:
        raise click.ClickException(
            f"{cells} cells and {rows} told rows are not what a direct count gives: flask insight rebuild"
        )
    click.echo(f"{counted[0] if counted else 0} cells are equal to a direct count, to the last one.")
