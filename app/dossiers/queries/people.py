"""The people page and one person: details, place in the household, and the number that only some may use."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select, text

from app.accounts.models import Account
from app.db.clock import today
from app.db.session import db
from app.dossiers.models import DeathChange, HouseholdMember, Person, PersonDetail
from app.dossiers.queries.persons import full_name
from app.kernel.errors import NotFound

_BSN = text("select cast(:dossier as bigint) in (select sec.bsn_dossiers(cast(:writing as boolean)))")


@dataclass(frozen=True, slots=True)
class Stay:
    """One period in which somebody lived in the household."""

    relation: str
    joined_on: dt.date | None
    left_on: dt.date | None
    left_because: str


@dataclass(frozen=True, slots=True)
class DeathLine:
    """That a death was written down, or taken back: the day that it was about, by whom and when."""

    died_on: dt.date
    undone: bool
    reason: str
    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything that the asker may see of one person; what may not be seen is None."""

    person_id: int
    stub: str
    name: str
    given_name: str
    prefix: str
    surname: str
    birth_date: dt.date | None
    contact_preference: str | None
    phone: str
    holds_authority: bool
    partner_unsafe: bool
    is_child: bool
    deceased_on: dt.date | None
    version: int
    stays: tuple[Stay, ...]
    deaths: tuple[DeathLine, ...] = ()

    @property
    def lives_here(self) -> bool:
        """Whether the person is in the household now; somebody without any period counts as living there."""
        return self.deceased_on is None and (not self.stays or any(stay.left_on is None for stay in self.stays))


def bsn_open(dossier_id: int, *, writing: bool = False) -> bool:
    """Whether the asker's row, organisation and purpose allow the citizen service number here."""
    return bool(db.session.execute(_BSN, {"dossier": dossier_id, "writing": writing}).scalar_one())


def list_people(dossier_id: int) -> tuple[PersonCard, ...]:
    """Everybody of the household whom the asker may see, with everything that may be seen of them."""
    rows = db.session.execute(
        select(Person, PersonDetail)
        .outerjoin(PersonDetail, PersonDetail.person_id == Person.id)
        .where(Person.dossier_id == dossier_id)
        .order_by(Person.adult_on.nulls_first(), Person.id)
    ).all()
    stays, deaths = _stays(dossier_id), _deaths(dossier_id)
    day = today()
    return tuple(
        replace(_card(person, detail, stays.get(person.id, ()), day=day), deaths=deaths.get(person.id, ()))
        for person, detail in rows
    )


def get_person(dossier_id: int, person_id: int) -> PersonCard:
    """One person of this household. Raises NotFound."""
    found = next((card for card in list_people(dossier_id) if card.person_id == person_id), None)
    if found is None:
        raise NotFound
    return found


def _stays(dossier_id: int) -> dict[int, tuple[Stay, ...]]:
    rows = db.session.execute(
        select(
            HouseholdMember.person_id,
            HouseholdMember.relation,
            HouseholdMember.joined_on,
            HouseholdMember.left_on,
            HouseholdMember.left_because,
        )
        .where(HouseholdMember.dossier_id == dossier_id)
        .order_by(HouseholdMember.id.desc())
    )
    found: dict[int, tuple[Stay, ...]] = {}
    for row in rows:
        stay = Stay(row.relation, row.joined_on, row.left_on, row.left_because)
        found[row.person_id] = (*found.get(row.person_id, ()), stay)
    return found


def _deaths(dossier_id: int) -> dict[int, tuple[DeathLine, ...]]:
    line = DeathChange
    rows = db.session.execute(
        select(line.person_id, line.died_on, line.undone, line.reason, Account.name, line.created_at)
        .join(Account, Account.id == line.author_id)
        .where(line.dossier_id == dossier_id)
        .order_by(line.id)
    )
    found: dict[int, tuple[DeathLine, ...]] = {}
    for row in rows:
        change = DeathLine(row.died_on, row.undone, row.reason, row.name, row.created_at)
        found[row.person_id] = (*found.get(row.person_id, ()), change)
    return found


def _card(person: Person, detail: PersonDetail | None, stays: tuple[Stay, ...], *, day: dt.date) -> PersonCard:
    return PersonCard(
        person_id=person.id,
        stub=person.stub,
        name=full_name(detail.given_name, detail.prefix, detail.surname) if detail else person.stub,
        given_name=detail.given_name if detail else "",
        prefix=detail.prefix if detail else "",
        surname=detail.surname if detail else "",
        birth_date=detail.birth_date if detail else None,
        contact_preference=detail.contact_preference if detail else None,
        phone=detail.phone if detail else "",
        holds_authority=person.holds_authority,
        partner_unsafe=person.partner_unsafe,
        is_child=person.adult_on is not None and person.adult_on > day,
        deceased_on=person.deceased_on,
        version=detail.version if detail else 0,
        stays=stays,
    )
