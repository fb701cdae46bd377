"""What a household is called, where it lives, and where its process stands."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from app.accounts.models import Account
from app.db.question import Question
from app.db.session import db
from app.dossiers.models import DossierProcess, HouseholdAddress, HouseholdArea, PhaseChange

_TITLE = Question("select title from household_title where dossier_id = :dossier")


@dataclass(frozen=True, slots=True)
class AddressLine:
    """The address as stored, with the version that a change must name."""

    street: str
    number: int | None
    addition: str
    postcode: str
    town: str
    protected: bool
    version: int


@dataclass(frozen=True, slots=True)
class AreaLine:
    """A neighbourhood: code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """Phase, weight and dates, with the version that a change must name."""

    phase: str
    phase_since: dt.date
    weight: int
    review_on: dt.date | None
    version: int


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One step in the history of phases."""

    from_phase: str | None
    to_phase: str
    reason: str
    by: str
    at: dt.datetime
    person_ids: Sequence[int] = ()


def find_title(dossier_id: int) -> str | None:
    """What the household is called, or None when the asker may not know."""
    row = _TITLE.row(dossier=dossier_id)
    return None if row is None else row.title


def find_address(dossier_id: int) -> AddressLine | None:
    """The address, or None when there is none or the asker may not see it."""
    row = db.session.execute(
        select(
            HouseholdAddress.street,
            HouseholdAddress.number,
            HouseholdAddress.addition,
            HouseholdAddress.postcode,
            HouseholdAddress.town,
            HouseholdAddress.protected,
            HouseholdAddress.version,
        ).where(HouseholdAddress.dossier_id == dossier_id)
    ).one_or_none()
    return None if row is None else AddressLine(*row)


def find_area(dossier_id: int) -> AreaLine | None:
    """The neighbourhood, or None."""
    row = db.session.execute(
        select(HouseholdArea.code, HouseholdArea.name).where(HouseholdArea.dossier_id == dossier_id)
    ).one_or_none()
    return None if row is None else AreaLine(*row)


def list_neighbourhoods() -> tuple[AreaLine, ...]:
    """The neighbourhoods in which the asker's organisation works, by code."""
    rows = db.session.execute(text("select code, name from sec.neighbourhoods() order by name, code"))
    return tuple(AreaLine(*row) for row in rows)


def find_process(dossier_id: int) -> ProcessLine | None:
    """Phase, weight and dates, or None when the asker may not see the process."""
    row = db.session.execute(
        select(
            DossierProcess.phase,
            DossierProcess.phase_since,
            DossierProcess.weight,
            DossierProcess.review_on,
            DossierProcess.version,
        ).where(DossierProcess.dossier_id == dossier_id)
    ).one_or_none()
    return None if row is None else ProcessLine(*row)


def list_phase_steps(dossier_id: int) -> tuple[PhaseStep, ...]:
    """The history of phases, newest first."""
    rows = db.session.execute(
        select(
            PhaseChange.from_phase,
            PhaseChange.to_phase,
            PhaseChange.reason,
            Account.name,
            PhaseChange.created_at,
            PhaseChange.person_ids,
        )
        .join(Account, Account.id == PhaseChange.author_id)
        .where(PhaseChange.dossier_id == dossier_id)
        .order_by(PhaseChange.id.desc())
    )
    return tuple(PhaseStep(*row) for row in rows)
