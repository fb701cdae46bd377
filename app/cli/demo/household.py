"""Where a household lives and how the scribe's pages become one household."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.cli.demo.place import BY_NAME, TOWN, bsn_for, postcode
from app.cli.demo.scribe import Scribe
from app.cli.demo.shapes import DemoHousehold, DemoPerson


@dataclass(frozen=True, slots=True)
class Home:
    """The place of a household among all: its number from 1, and how many there are (for the BSNs)."""

    number: int
    households: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands on the cover of the dossier."""

    case_no: int
    title: str
    neighbourhood: str
    street: str
    house_number: int
    addition: str = ""
    weight: str
    own_words: str
    own_words_by: str
    story: str = ""
    template: str = ""
    protected_address: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of the household, born that many years and days before the reference date."""

    first_name: str
    surname: str
    prefix: str = ""
    age: int
    days: int = 120
    relation: str
    contact: str = "phone"
    phone: str = ""
    joined: int = 2000
    left: int | None = None
    left_because: str = ""
    unsafe: bool = False


_ADULT = 18


def move_in(scribe: Scribe, home: Home, members: tuple[Member, ...]) -> None:
    """Put the persons into the household; adults get a BSN as long as the test range has room."""
    for index, member in enumerate(members):
        person = DemoPerson(
            index=index, first_name=member.first_name, prefix=member.prefix, surname=member.surname,
            birth_date=born(scribe.today, member.age, member.days), relation=member.relation,
            contact_preference=member.contact, phone=member.phone, bsn=bsn_for(home.number, index, home.households),
            joined=scribe.day(member.joined), left=None if member.left is None else scribe.day(member.left),
            left_because=member.left_because,
            holds_authority=member.age >= _ADULT and member.relation != "volwassen kind",
            partner_unsafe=member.unsafe,
        )  # fmt: skip
        scribe.people.append(person)


def born(today: dt.date, age: int, days: int) -> dt.date:
    """The birth date of somebody who turned `age` that many days ago."""
    birthday = dt.date.fromordinal(today.toordinal() - days)
    # 29 February has no counterpart in most years.
    return birthday.replace(year=birthday.year - age, day=min(birthday.day, 28))


def bind(scribe: Scribe, home: Home, cover: Cover) -> DemoHousehold:
    """Make the household out of what was written down."""
    began = scribe.phases[0]
    return DemoHousehold(
        number=home.number, case_no=f"W-{began.on.year}-{cover.case_no:04d}", story=cover.story,
        template=cover.template,
        title=cover.title, street=cover.street, house_number=cover.house_number, addition=cover.addition,
        postcode=postcode(cover.neighbourhood, cover.street, cover.house_number), town=TOWN,
        protected_address=cover.protected_address, neighbourhood=BY_NAME[cover.neighbourhood].code,
        weight=cover.weight, lead=scribe.lead, phase=scribe.phases[-1].to_phase, own_words=cover.own_words,
        own_words_by=cover.own_words_by, people=tuple(scribe.people), phases=tuple(scribe.phases),
        involvements=tuple(scribe.involvements), domain_states=tuple(scribe.states),
        domain_entries=tuple(scribe.entries),
        goals=tuple(scribe.goals), interventions=tuple(scribe.interventions), updates=tuple(scribe.updates),
        notes=tuple(scribe.notes), documents=tuple(scribe.documents),
        appointments=tuple(scribe.appointments), network=tuple(scribe.network),
        offers=tuple(scribe.offers), plan_rows=tuple(scribe.plan_rows), questions=tuple(scribe.questions), outside=tuple(scribe.outside),
        together=scribe.together, progress=scribe.progress, sealed=tuple(scribe.sealed),
        author=scribe.lead, owner=began.owner, purpose=began.purpose,
        persons=tuple(range(len(scribe.people))), created=began.created,
    )  # fmt: skip
