"""A file on its way in: kept sealed for its uploader alone until it is imported or thrown away."""

from collections.abc import Mapping
from typing import BinaryIO

from flask_babel import gettext as _
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.access.actor import Actor
from app.audit import trail
from app.db.crypto import seal
from app.db.session import db
from app.imports.keeping import Kept, pack
from app.imports.models import ImportBatch
from app.imports.planning import kept_of, make_plan, read_table
from app.imports.queries import Batch, get_batch, get_content
from app.imports.queries.batches import DISCARDED, IMPORTED, LOCK, PREVIEW, bound_to
from app.imports.reading import read_file, read_limited
from app.imports.recognition.fields import Field
from app.imports.services.progress import tell
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.kernel.text import clean_line

#: Functions that lead households, and so bring in a list of them.
IMPORTERS = frozenset({"generalist"})
LONGEST_NAME = 120
_UNDO = text("select sec.undo_import(:batch)")
_FORGET = text("select sec.forget_uploads()")
#: Held while a plan is made or a list is imported: one at a time, and the progress tells by it that something is going on.
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(:lock, :batch)")
_WORKED_ON = "SK002"
_NOT_ALLOWED = "42501"


def may_import(actor: Actor) -> None:
    """Raises Forbidden for functions that lead no households."""
    if actor.function not in IMPORTERS:
        raise Forbidden(_("Alleen een generalist van het wijkteam kan een lijst importeren."))


def upload(actor: Actor, stream: BinaryIO, file_name: str) -> int:
    """Keeps a file as a preview, sealed; returns the batch's id. Raises Forbidden, and FileRefused for what is no list.

    Files of anybody that waited for longer than a day go first.
    """
    may_import(actor)
    db.session.execute(_FORGET)
    data = read_limited(stream)
    table = read_file(data)
    name = clean_line(file_name)[:LONGEST_NAME] or _("lijst")
    batch = ImportBatch(
        account_id=actor.account_id, organisation_id=actor.organisation_id, file_name=name, file_hash=table.digest
    )
    db.session.add(batch)
    db.session.flush()
    batch.content = seal(data, bound_to(batch.id))
    batch.plan = pack(Kept("", table), batch.id)
    db.session.flush()
    trail.did(db.session(), "upload", objects=[batch.id])
    return batch.id


def locked(batch_id: int) -> ImportBatch:
    """The row of a batch that is still a preview, locked for this transaction. Raises NotFound, and RuleBroken afterwards."""
    row = db.session.execute(
        select(ImportBatch)
        .where(ImportBatch.id == batch_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if row is None:
        raise NotFound
    if row.state != PREVIEW:
        raise RuleBroken("", _("Deze lijst is al geïmporteerd of weggegooid. Kies een nieuw bestand."))
    return row


def hold(batch_id: int) -> ImportBatch:
    """The row of a preview for as long as something is done with it. Raises NotFound, and RuleBroken when it is none any more."""
    row = locked(batch_id)
    db.session.execute(ONE_AT_A_TIME, {"lock": LOCK, "batch": batch_id})
    return row


def plan(actor: Actor, batch_id: int) -> None:
    """Makes the plan of a preview anew, telling how far it is, and keeps it for whoever looks at it."""
    row = hold(batch_id)
    batch = get_batch(batch_id)
    reading, homes = make_plan(actor, batch, told=lambda done, total: tell(batch_id, done, total, "plan"))
    row.plan = pack(kept_of(batch, reading, homes), batch_id)
    db.session.flush()


def choose_sheet(batch: Batch, sheet: str) -> None:
    """Reads another sheet of the file, and forgets what was chosen about the first. Raises FileRefused when it holds no list."""
    if sheet not in read_table(batch).sheets:
        raise RuleBroken("sheet", _("Kies een blad uit de lijst."))
    table = read_file(get_content(batch.id), sheet=sheet)
    row = locked(batch.id)
    row.mapping, row.choices, row.plan = {"sheet": sheet}, {}, pack(Kept(sheet, table), batch.id)
    db.session.flush()


def choose_columns(batch: Batch, chosen: Mapping[int, Field | None]) -> None:
    """Keeps what somebody chose for the columns. Raises RuleBroken when one field is chosen twice."""
    fields = [field for field in chosen.values() if field]
    if len(fields) != len(set(fields)):
        raise RuleBroken("", _("Twee kolommen hebben dezelfde betekenis. Kies voor een van beide iets anders."))
    row = locked(batch.id)
    row.mapping = {**row.mapping, "columns": {str(at): str(field) if field else None for at, field in chosen.items()}}
    db.session.flush()


def answer(batch: Batch, answers: Mapping[str, str | None]) -> None:
    """Keeps answers to problems under their hashes; None takes an answer back."""
    row = locked(batch.id)
    kept = {**row.choices, **answers}
    row.choices = {key: value for key, value in kept.items() if value is not None}
    db.session.flush()


def discard(batch: Batch) -> None:
    """Throws a preview away: the content and everything that was chosen about it. Raises RuleBroken when it was imported."""
    row = locked(batch.id)
    row.content, row.plan, row.mapping, row.choices, row.state = None, None, {}, {}, DISCARDED
    db.session.flush()
    trail.did(db.session(), "discard", objects=[batch.id])


def undo(batch: Batch) -> None:
    """Takes everything that came in back out. Raises RuleBroken when somebody has worked on it since."""
    if batch.state != IMPORTED:
        raise RuleBroken("", _("Deze lijst is niet geïmporteerd, of al teruggedraaid. Kijk bij uw eerdere lijsten."))
    try:
        db.session.execute(_UNDO, {"batch": batch.id})
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state == _WORKED_ON:
            raise RuleBroken(
                "",
                _(
                    "Terugdraaien kan niet meer: in een van deze huishoudens is intussen iets gewijzigd. "
                    "Er is niets weggehaald."
                ),
            ) from error
        if state == _NOT_ALLOWED:
            raise Forbidden(_("Alleen wie de lijst importeerde, kan hem terugdraaien.")) from error
        raise
    trail.did(db.session(), "undo", objects=[batch.id])
