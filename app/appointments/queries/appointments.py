"""One appointment, who is there, and whom one can ask to be there."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from app.db.clock import now
from app.db.session import db
from app.kernel.errors import NotFound

_VISIT = text(
    """
    select id, starts_at, ends_at, place_kind, place, about, status, cancelled_because, sequence, version, owner_org_id,
           person_ids, restricted
      from appointment where id = :appointment and dossier_id = :dossier
    """
)

_LINES = text(
    """
    select at.account_id as id, a.name, a.function, a.organisation_id, o.name as organisation, false as is_lead
      from appointment_attendee at
      join account a on a.id = at.account_id
      join organisation o on o.id = a.organisation_id
     where at.appointment_id = :appointment and at.withdrawn_at is null
     order by o.name, a.name, a.id
    """
)

_COLLEAGUES = text(
    """
    select a.id, a.name, a.function, o.id as organisation_id, o.name as organisation, bool_or(i.is_lead) as is_lead
      from involvement i
      join account a on a.id = i.account_id and a.active
      join organisation o on o.id = i.organisation_id and o.active
     where i.dossier_id = :dossier and i.withdrawn_at is null and i.valid_from <= :now
       and (i.valid_until is null or i.valid_until > :now)
     group by a.id, o.id
     order by a.id <> :me, o.id <> :own, o.name, a.name, a.id
    """
)

_PERSONS = text(
    """
    select p.id, coalesce(nullif(pd.given_name, ''), p.stub) as name
      from person p
      left join person_detail pd on pd.person_id = p.id
     where p.dossier_id = :dossier and p.deceased_on is null
       and (exists (select from household_member m where m.person_id = p.id and m.left_on is null)
            or not exists (select from household_member m where m.person_id = p.id))
     order by p.adult_on nulls first, p.id
    """
)

_NAMES = text(
    """
    select p.id, p.stub, pd.given_name, pd.prefix, pd.surname
      from person p left join person_detail pd on pd.person_id = p.id
     where p.dossier_id = :dossier and p.id = any(:persons) order by p.adult_on nulls first, p.id
    """
)

_TITLE = text("select title from household_title where dossier_id = :dossier")


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment as it stands. ``restricted``: it is kept and not used while a request runs, so nothing is made of it."""

    id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    place_kind: str
    place: str
    about: str
    status: str
    cancelled_because: str
    sequence: int
    version: int
    owner_org_id: int
    person_ids: tuple[int, ...]
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of us: involved in the dossier, or there at an appointment."""

    id: int
    name: str
    function: str
    organisation_id: int
    organisation: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody of the household with whom one can meet."""

    id: int
    name: str


def get_visit(dossier_id: int, appointment_id: int) -> Visit:
    """The appointment. Raises NotFound when it is not there, or not for the asker."""
    asked = {"appointment": min(appointment_id, 2**62), "dossier": dossier_id}
    row = db.session.execute(_VISIT, asked).mappings().one_or_none()
    if row is None:
        raise NotFound
    return Visit(**{**row, "person_ids": tuple(row["person_ids"])})


def list_attendees(appointment_id: int) -> tuple[Colleague, ...]:
    """Who of us is there."""
    rows = db.session.execute(_LINES, {"appointment": appointment_id}).all()
    return tuple(Colleague(*row) for row in rows)


def list_colleagues(dossier_id: int, *, me: int, own: int) -> tuple[Colleague, ...]:
    """Everybody with a running relation to the household: ``me`` first, then organisation ``own``, then the others."""
    values = {"dossier": dossier_id, "now": now(), "me": me, "own": own}
    return tuple(Colleague(*row) for row in db.session.execute(_COLLEAGUES, values).all())


def list_residents(dossier_id: int) -> tuple[Resident, ...]:
    """Who lives there now, by first name: adults first."""
    return tuple(Resident(row.id, row.name) for row in db.session.execute(_PERSONS, {"dossier": dossier_id}).all())


def list_full_names(dossier_id: int, persons: tuple[int, ...]) -> tuple[Resident, ...]:
    """Those persons with their full names, as far as they may be seen."""
    rows = db.session.execute(_NAMES, {"dossier": dossier_id, "persons": list(persons)}).all()
    return tuple(
        Resident(row.id, " ".join(filter(None, (row.given_name, row.prefix, row.surname))) or row.stub) for row in rows
    )


def find_title(dossier_id: int) -> str:
    """What the household is called, or nothing when that may not be seen."""
    return db.session.execute(_TITLE, {"dossier": dossier_id}).scalar_one_or_none() or ""
