"""``flask uploads forget``: throws away what came in and is nobody's. Run by a timer, as the owner of the tables.

Lists that nobody imported within a day, knocks that closed longer than a month ago, and files of documents that no row opens:
withdrawn ones, and those of a request that ended between writing the file and saving the row.
"""

import click
from flask.cli import AppGroup

from app.cli.owner import as_owner
from app.documents.storage import sweep

uploads = AppGroup("uploads", help="Lists that were not imported, and files that no document has.")

_IN_USE = "select stored_name from document_version where sealed_key is not null"


@uploads.command("forget")
def forget() -> None:
    """Throw away every list that waited for longer than a day (an upload by anybody does the same) and every file without a row."""
    with as_owner() as connection:
        row = connection.execute("select sec.forget_uploads(), sec.forget_knocks()").fetchone()
        connection.commit()
        files = sweep(lambda: {str(name) for (name,) in connection.execute(_IN_USE)})
    click.echo(f"{row[0] if row else 0} lists thrown away.")
    click.echo(f"{row[1] if row else 0} old knocks thrown away.")
    click.echo(f"{files} files of documents removed.")
