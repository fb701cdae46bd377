"""``flask uploads forget``: throws away lists that nobody imported within a day. Run by a timer, as the owner of the tables."""

import click
from flask.cli import AppGroup

from app.cli.owner import as_owner

uploads = AppGroup("uploads", help="Lists that were chosen and not imported.")


@uploads.command("forget")
def forget() -> None:
    """Throw away every list that waited for longer than a day; an upload by anybody does the same."""
    with as_owner() as connection:
        row = connection.execute("select sec.forget_uploads()").fetchone()
        connection.commit()
    click.echo(f"{row[0] if row else 0} lists thrown away.")
