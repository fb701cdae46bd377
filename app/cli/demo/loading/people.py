"""Rows about the household and its people: dossier, team, place, process, persons."""

import datetime as dt

from app.cli.demo.loading.case import Case
from app.cli.demo.shapes import DemoInvolvement, DemoPerson
from app.db.crypto import blind_index, seal
from app.dossiers.household_words import RELATIONS, Left
from app.dossiers.keys import address_key, person_keys
from app.dossiers.services.bsn import bound_to
from app.dossiers.services.persons import adult_on
from app.kernel.clock import amsterdam_day, in_amsterdam
from app.kernel.names import PersonName

WEIGHTS = {"light": 1, "medium": 3, "heavy": 8}
_PLACES = {words[0]: code for code, words in RELATIONS.items()}
_PLACES |= {"moeder": "parent", "vader": "parent", "inwonend familielid": "other_family"}


def write_dossier(case: Case) -> None:
    """The dossier itself, its title, place and question."""
    home, put, register = case.home, case.ledger.put, case.register
    lead = register.people[home.lead]
    case.dossier = put(
        "dossier", home.case_no, register.organisations[lead.organisation], home.phase == "closed",
        register.accounts[home.lead], case.moment(home.created),
    )  # fmt: skip
    signed = case.signed(home, ())
    place = register.neighbourhoods[home.neighbourhood]
    put("household_title", home.title, *signed)
    put("household_area", home.neighbourhood, register.code_year, place.name, *signed)
    put(
        "household_address", home.street, home.house_number, home.addition, home.postcode, home.town,
        address_key(home.street, home.house_number, home.addition, home.postcode), home.protected_address, *signed,
    )  # fmt: skip
    case.tell(signed, "plan", "dossier.created")
    for step in home.phases:
        signed = case.signed(step, ())
        put("phase_change", step.from_phase, step.to_phase, step.reason, *signed)
        if step.from_phase is not None:
            case.tell(signed, "plan", "phase.changed")


def write_people(case: Case) -> None:
    """Everybody in the household, the head count, and the question that they came with."""
    for person in case.home.people:
        case.persons.append(_person(case, person))
    home, put = case.home, case.ledger.put
    here = [adult_on(person.birth_date) for person in home.people if person.left is None]
    children = sum(grown is not None and grown > case.register.today for grown in here)
    put("household_summary", len(here) - children, children, *case.signed(home, ()))
    if home.own_words:
        put("resident_question", home.own_words, home.own_words_by, *case.signed(home, tuple(case.persons[:1])))


def _person(case: Case, person: DemoPerson) -> int:
    put, name = case.ledger.put, PersonName(person.first_name, person.prefix, person.surname)
    keys = person_keys(name)
    number = put(
        "person", keys.stub, person.partner_unsafe, adult_on(person.birth_date), person.holds_authority,
        *case.signed(case.home, ()),
    )  # fmt: skip
    signed = case.signed(case.home, (number,))
    put(
        "person_detail", number, name.given, name.prefix, name.surname, person.birth_date, person.contact_preference,
        person.phone, keys.name_key, keys.grams, keys.phonetic, *signed,
    )  # fmt: skip
    if person.bsn:
        put("person_bsn", number, seal(person.bsn.encode(), bound_to(number)), blind_index(person.bsn), *signed)
    put(
        "household_member", number, _PLACES.get(person.relation, "other"), person.joined, person.left,
        str(Left.MOVED) if person.left else "", *signed,
    )  # fmt: skip
    return number


def write_team(case: Case) -> None:
    """The dated relations. Whoever covers everybody in the household has no list of persons."""
    for one in case.home.involvements:
        key = _involve(case, one)
        signed = case.signed(one, (), case.day(one.starts))
        if not one.is_lead:
            told = case.signed(case.home, signed[4], case.day(one.starts))
            case.ledger.put("involvement_reason", key, case.register.accounts[one.account], one.reason, *told)
            case.tell(signed, "plan", "team.joined", key)


def _involve(case: Case, one: DemoInvolvement) -> int:
    register = case.register
    everybody = len(one.persons) == len(case.persons)
    return case.ledger.put(
        "involvement", case.dossier, register.accounts[one.account], register.organisations[one.owner],
        register.purposes[one.owner, one.purpose], one.is_lead,
        None if everybody else [case.persons[index] for index in one.persons], case.day(one.starts),
        None if one.ends is None else amsterdam_day(one.ends)[1], register.accounts[one.author],
        case.moment(case.day(one.starts)),
    )  # fmt: skip


def write_process(case: Case) -> None:
    """Phase, weight and dates; last, because it knows when something last happened."""
    home = case.home
    reviews = [goal.review_on for goal in home.goals if goal.review_on and goal.status == "open"]
    case.ledger.put(
        "dossier_process", home.phase, home.phases[-1].on, WEIGHTS[home.weight],
        min(reviews) if reviews and home.phase != "closed" else None, _last_contact(case),
        case.last or case.moment(home.created), *case.signed(home, ()),
    )  # fmt: skip


def _last_contact(case: Case) -> dt.date | None:
    """The last day on which somebody of ours met or wrote about the household."""
    met = [visit.starts_at for visit in case.home.appointments if visit.status == "held"]
    days = [in_amsterdam(moment).date() for moment in [*met, *(note.created for note in case.home.notes)]]
    return max((day for day in days if day <= case.register.today), default=None)
