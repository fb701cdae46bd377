"""``flask documents check``: whether every document has its file, and every file still opens. As the owner of the tables."""

import click
from flask.cli import AppGroup

from app.cli.owner import as_owner
from app.documents.storage import Stored, is_whole

documents = AppGroup("documents", help="Files of documents.")

_KEPT = (
    "select dossier_id, document_id, number, stored_name, sealed_key from document_version"
    " where sealed_key is not null order by dossier_id, document_id, number"
)


@documents.command("check")
def check() -> None:
    """Open every file from its first piece to its last; names those that are gone or damaged, and then ends with a failure."""
    with as_owner() as connection:
        rows = connection.execute(_KEPT).fetchall()
    bad = [
        f"dossier {dossier}: document {document}, version {number}"
        for dossier, document, number, name, key in rows
        if not is_whole(Stored(name, bytes(key)), document_id=document, number=number)
    ]
    for line in bad:
        click.echo(f"gone or damaged: {line}")
    if bad:
        raise click.ClickException(
            f"{len(bad)} of {len(rows)} files do not open. Put them back from a backup, or the key that they were sealed with."
        )
    click.echo(f"All {len(rows)} files are there and open.")
