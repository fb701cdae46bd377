"""Lists on their way in and those that came in: the asker's own only, which the lock sees to."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, text

from app.db.crypto import unseal
from app.db.session import db
from app.imports.models import ImportBatch
from app.kernel.errors import NotFound

PREVIEW, IMPORTED, UNDONE, DISCARDED = "preview", "imported", "undone", "discarded"


@dataclass(frozen=True, slots=True)
class Batch:
    """One file that somebody chose: where it stands, without its content."""

    id: int
    file_name: str
    state: str
    households: int
    lines: int
    created_at: dt.datetime
    imported_at: dt.datetime | None
    undone_at: dt.datetime | None
    mapping: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running import is; `running` tells whether one runs at this moment."""

    done: int
    total: int
    running: bool
    stage: str


@dataclass(frozen=True, slots=True)
class MadeHousehold:
    """A household that an import made or added lines to."""

    dossier_id: int
    case_no: str
    title: str
    is_new: bool
    lines: int


_COLUMNS = (
    ImportBatch.id,
    ImportBatch.file_name,
    ImportBatch.state,
    ImportBatch.households,
    ImportBatch.lines,
    ImportBatch.created_at,
    ImportBatch.imported_at,
    ImportBatch.undone_at,
    ImportBatch.mapping,
    ImportBatch.choices,
    ImportBatch.report,
)
_PROGRESS = text(
    """
    select coalesce(max(p.done), 0) as done, coalesce(max(p.total), 0) as total, coalesce(max(p.stage), 'plan') as stage,
           not pg_try_advisory_xact_lock(:lock, :batch) as running
      from import_progress p where p.batch_id = :batch
    """
)
#: The first half of the advisory lock under which a batch is imported.
LOCK = 7421
_MADE = text(
    """
    select d.id, d.case_no, coalesce(t.title, d.case_no), coalesce(d.import_batch_id = :batch, false), count(i.id)
      from dossier d
      left join intervention i on i.dossier_id = d.id and i.import_batch_id = :batch
      left join household_title t on t.dossier_id = d.id
     where d.import_batch_id = :batch or i.id is not null
     group by d.id, d.case_no, t.title, d.import_batch_id
     order by 3, 2
    """
)


def bound_to(batch_id: int) -> str:
    """What the sealed content of a batch is bound to."""
    return f"import_batch.content:{batch_id}"


def get_batch(batch_id: int) -> Batch:
    """One batch of the asker's own. Raises NotFound."""
    row = db.session.execute(select(*_COLUMNS).where(ImportBatch.id == min(batch_id, 2**31 - 1))).one_or_none()
    if row is None:
        raise NotFound
    return Batch(*row)


def get_content(batch_id: int) -> bytes:
    """The file itself. Raises NotFound when it was imported or thrown away."""
    sealed = db.session.execute(select(ImportBatch.content).where(ImportBatch.id == batch_id)).scalar_one_or_none()
    if sealed is None:
        raise NotFound
    return unseal(sealed, bound_to(batch_id))


def find_plan(batch_id: int) -> bytes | None:
    """The sealed plan that was made last; None when there is none."""
    return db.session.execute(select(ImportBatch.plan).where(ImportBatch.id == batch_id)).scalar_one_or_none()


def list_batches() -> tuple[Batch, ...]:
    """The asker's files, the newest first."""
    rows = db.session.execute(select(*_COLUMNS).order_by(ImportBatch.id.desc()).limit(50))
    return tuple(Batch(*row) for row in rows)


def find_progress(batch_id: int) -> Progress:
    """How far it is."""
    row = db.session.execute(_PROGRESS, {"batch": batch_id, "lock": LOCK}).one()
    return Progress(row.done, row.total, row.running, row.stage)


def list_made(batch_id: int) -> tuple[MadeHousehold, ...]:
    """The households of an import, as far as the asker sees them today."""
    return tuple(MadeHousehold(*row) for row in db.session.execute(_MADE, {"batch": batch_id}))


_MADE_PERSONS = text(
    """
    select p.id, p.dossier_id from person p
     where p.dossier_id in (select d.id from dossier d where d.import_batch_id = :batch
                            union select i.dossier_id from intervention i where i.import_batch_id = :batch)
    """
)


def list_made_persons(batch_id: int) -> dict[int, int]:
    """The persons of those households: person → dossier, for the log."""
    return {row.id: row.dossier_id for row in db.session.execute(_MADE_PERSONS, {"batch": batch_id})}
