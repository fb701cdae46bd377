"""Notes as the asker may read them: the interpretation only those of the own organisation."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import Account, Organisation
from app.db.session import db
from app.dossiers.models import Note, NoteInterpretation
from app.dossiers.openness import is_open
from app.kernel.errors import NotFound

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note; ``interpretation`` is empty where it is not the asker's to read."""

    id: int
    facts: str
    own_words: str
    interpretation: str
    withheld_because: str
    withheld_until: dt.date | None
    shared: bool
    person_ids: tuple[int, ...]
    organisation_id: int
    organisation: str
    author: str
    at: dt.datetime
    version: int

    def is_open(self, today: dt.date) -> bool:
        """Whether the household may read it on that day."""
        return is_open(self.withheld_until, shared=self.shared, on=today)


def _notes(dossier_id: int) -> Any:
    return (
        select(
            Note.id,
            Note.facts,
            Note.own_words,
            NoteInterpretation.text.label("interpretation"),
            Note.withheld_because,
            Note.withheld_until,
            Note.shared,
            Note.person_ids,
            Note.owner_org_id,
            Organisation.name.label("organisation"),
            Account.name.label("author"),
            Note.created_at,
            Note.version,
        )
        .join(Account, Account.id == Note.author_id)
        .join(Organisation, Organisation.id == Note.owner_org_id)
        .outerjoin(NoteInterpretation, NoteInterpretation.note_id == Note.id)
        .where(Note.dossier_id == dossier_id)
    )


def _line(row: Any) -> NoteLine:
    return NoteLine(
        id=row.id,
        facts=row.facts,
        own_words=row.own_words,
        interpretation=row.interpretation or "",
        withheld_because=row.withheld_because,
        withheld_until=row.withheld_until,
        shared=row.shared,
        person_ids=tuple(row.person_ids),
        organisation_id=row.owner_org_id,
        organisation=row.organisation,
        author=row.author,
        at=row.created_at,
        version=row.version,
    )


def list_notes(dossier_id: int, page: int = 1) -> tuple[NoteLine, ...]:
    """One page of the notes, the newest first."""
    statement = _notes(dossier_id).order_by(Note.created_at.desc(), Note.id.desc())
    return tuple(_line(row) for row in db.session.execute(statement.limit(PER_PAGE).offset((page - 1) * PER_PAGE)))


def count_notes(dossier_id: int) -> int:
    """How many notes the asker may read."""
    return db.session.execute(select(func.count()).select_from(Note).where(Note.dossier_id == dossier_id)).scalar_one()


def get_note(dossier_id: int, note_id: int) -> NoteLine:
    """One note of this household. Raises NotFound."""
    row = db.session.execute(_notes(dossier_id).where(Note.id == note_id)).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)
