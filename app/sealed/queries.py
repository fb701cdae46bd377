"""Compartments as the asker may read them, and what stands in them."""

import datetime as dt
from dataclasses import dataclass, field

from app.db.crypto import OwnKey
from app.db.driver import Row
from app.db.question import Question
from app.kernel.errors import NotFound
from app.sealed.keeping import Opened, key_bound_to, unlock

_COLUMNS = """
    select c.id, c.author_id, a.name as author, c.owner_org_id, o.name as organisation, c.person_ids, c.created_at, c.shared_on,
           c.closed_on, c.version, c.sealed_key,
           array(select s.number from sealed_step s where s.sealed_compartment_id = c.id and s.dossier_id = c.dossier_id
                  order by s.number) as written
      from sealed_compartment c
      join account a on a.id = c.author_id
      join organisation o on o.id = c.owner_org_id
     where c.dossier_id = :dossier
"""
_LIST = Question(f"{_COLUMNS} order by c.closed_on is not null, c.created_at desc, c.id desc limit 50")
_ONE = Question(f"{_COLUMNS} and c.id = :compartment")
_STEPS = Question(
    """
    select s.number, s.body, s.version from sealed_step s
     where s.dossier_id = :dossier and s.sealed_compartment_id = :compartment order by s.number
    """
)


@dataclass(frozen=True, slots=True)
class CompartmentLine:
    """One compartment. ``written``: the numbers of the steps that hold something."""

    id: int
    author_id: int
    author: str
    organisation_id: int
    organisation: str
    person_ids: tuple[int, ...]
    at: dt.datetime
    shared_on: dt.date | None
    closed_on: dt.date | None
    version: int
    sealed_key: bytes = field(repr=False)
    written: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step that was written, opened."""

    number: int
    version: int
    opened: Opened


def list_compartments(dossier_id: int) -> tuple[CompartmentLine, ...]:
    """The compartments of a household that the asker may read (fifty at most): open ones first, then the newest."""
    return tuple(_line(row) for row in _LIST.rows(dossier=dossier_id))


def get_compartment(dossier_id: int, compartment_id: int) -> CompartmentLine:
    """One compartment of this household. Raises NotFound."""
    row = _ONE.row(dossier=dossier_id, compartment=min(compartment_id, 2**62))
    if row is None:
        raise NotFound
    return _line(row)


def list_steps(dossier_id: int, line: CompartmentLine) -> tuple[StepLine, ...]:
    """What stands in a compartment, by step. Raises CannotOpen when its key is not there, or not its own."""
    key = OwnKey.opened(line.sealed_key, key_bound_to(line.id))
    return tuple(
        StepLine(row.number, row.version, unlock(key, line.id, row.number, bytes(row.body)))
        for row in _STEPS.rows(dossier=dossier_id, compartment=line.id)
    )


def find_step(dossier_id: int, line: CompartmentLine, number: int) -> StepLine | None:
    """One step, or None when nothing was written there yet. Raises CannotOpen."""
    return next((step for step in list_steps(dossier_id, line) if step.number == number), None)


def _line(row: Row) -> CompartmentLine:
    return CompartmentLine(
        id=row.id,
        author_id=row.author_id,
        author=row.author,
        organisation_id=row.owner_org_id,
        organisation=row.organisation,
        person_ids=tuple(row.person_ids),
        at=row.created_at,
        shared_on=row.shared_on,
        closed_on=row.closed_on,
        version=row.version,
        sealed_key=bytes(row.sealed_key),
        written=tuple(row.written),
    )
