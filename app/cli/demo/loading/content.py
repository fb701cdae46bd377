"""Rows about what was said and agreed: life domains, notes, plan, network, appointments and offers."""

import datetime as dt

from app.accounts.folding import email_key
from app.cli.demo.ecomaps import ROLE_DAYS, DemoNetworkPerson
from app.cli.demo.loading.case import Case
from app.cli.demo.loading.together import write_steps
from app.cli.demo.shapes import DemoAppointment, DemoGoal, DemoSecondPerson
from app.network.roles import ENDING

_CATEGORIES = {"money": "finances", "health": "health"}
_ATTENDANCE = "attendance"
_SHOWN_AFTER = dt.timedelta(days=1)
_ROLE_LASTS = dt.timedelta(days=ROLE_DAYS)


def write_situation(case: Case) -> None:
    """Where each life domain stands, and what was recorded when."""
    put = case.ledger.put
    for state in case.home.domain_states:
        signed = case.signed(state)
        key = put("domain_state", state.domain, state.state, state.reason, state.since, *signed)
        case.tell(signed, "domains", "domain.changed", key, condition=state.domain)
    for entry in case.home.domain_entries:
        category = _CATEGORIES.get(entry.domain, "domains")
        signed = case.signed(entry)
        key = put(
            "domain_entry", entry.domain, category, entry.text, entry.resident_score, entry.professional_score, *signed
        )
        case.tell(signed, category, "domain.recorded", key, condition=entry.domain if category == "domains" else None)


def write_notes(case: Case) -> None:
    """Notes in their three fields."""
    put = case.ledger.put
    for note in case.home.notes:
        signed = case.signed(note)
        key = put("note", note.facts, note.own_words, note.withheld_because, note.withheld_until, *signed)
        if note.interpretation:
            put("note_interpretation", key, note.interpretation, *signed)
        case.tell(signed, "notes", "note.added", key, condition=None if note.withheld_until else "open")


def write_plan(case: Case) -> None:
    """Goals and agreements, and to whom they are shown."""
    for item in case.home.goals:
        signed = case.signed(item)
        key = case.ledger.put(
            "plan_item", item.kind, item.aim, item.text, item.in_words_of, item.domain, item.status, item.review_on,
            item.valid_until, item.shared_goal, *signed,
        )  # fmt: skip
        case.goals.append(key)
        case.tell(signed, "plan", "plan_item.added", key)
        _disclose(case, item, key)


def _disclose(case: Case, item: DemoGoal, key: int) -> None:
    register = case.register
    for organisation in item.disclosed_to:
        case.ledger.put(
            "disclosure", case.dossier, "plan_item", key, register.organisations[organisation], None, "agreement",
            "hoort bij deze afspraak", case.moment(item.created), None, register.accounts[item.author],
            case.moment(item.created),
        )  # fmt: skip


def write_network(case: Case) -> None:
    """People around the household."""
    for person in case.home.network:
        signed = case.signed(person)
        until = case.register.today + _ROLE_LASTS if person.role in ENDING else None
        account = case.register.accounts[person.account] if person.account else None
        key = case.ledger.put(
            "network_person", person.first_name, person.relation, person.role, person.active, until, account, *signed
        )
        case.network.append(key)
        if person.asked[0]:
            _ask_account(case, person, key)
        case.tell(signed, "network", "network_person.added", key, condition=person.role)


def _ask_account(case: Case, person: DemoNetworkPerson, key: int) -> None:
    """The lead asked for an account a week ago; an administrator finds it waiting."""
    (name, email), register = person.asked, case.register
    place = next(one.key for one in register.people.values() if one.function == ENDING[person.role])
    organisation = register.people[place].organisation
    purpose = next(number for (owner, _code), number in register.purposes.items() if owner == organisation)
    case.ledger.put(
        "account_request", key, purpose, name, email, email_key(email), "Hij wil de afspraken zelf kunnen lezen.",
        register.accounts[case.home.lead], case.moment(case.day(register.today - dt.timedelta(days=7))),
    )  # fmt: skip


def write_appointments(case: Case) -> None:
    """Appointments with who of us is there, and the history of the second person; then what people offered."""
    for visit in case.home.appointments:
        signed = case.signed(visit)
        key = case.ledger.put(
            "appointment", visit.starts_at, visit.ends_at, visit.place_kind, visit.place, visit.about, visit.status,
            visit.cancelled_because, visit.sequence, *signed,
        )  # fmt: skip
        case.appointments.append(key)
        case.tell(signed, "plan", "appointment.created", key)
        _attend(case, visit, key)
        _second(case, visit, key)
    offers: list[int] = []
    for offer in case.home.offers:
        with_whom = None if offer.network_person is None else case.network[offer.network_person]
        at = None if offer.appointment is None else case.appointments[offer.appointment]
        signed = case.signed(offer)
        offers.append(case.ledger.put("offer", offer.text, with_whom, at, *signed))
        case.tell(signed, "offers", "offer.added", offers[-1])
    write_steps(case, offers)


def _attend(case: Case, visit: DemoAppointment, key: int) -> None:
    """Who of us is there; somebody of another organisation is shown the appointment because of it."""
    register, signed = case.register, case.signed(visit)
    for account in visit.attendees:
        number = register.accounts[account]
        case.ledger.put("appointment_attendee", key, number, *signed)
        who = register.people[account]
        if who.function != "generalist":
            case.ledger.put(
                "disclosure", case.dossier, "appointment", key, register.organisations[who.organisation], number,
                _ATTENDANCE, "is bij deze afspraak", signed[-1], visit.ends_at + _SHOWN_AFTER, signed[3], signed[-1],
            )  # fmt: skip


def _second(case: Case, visit: DemoAppointment, appointment: int) -> None:
    """Where the asking stands now, and every state on the way there."""
    if not visit.second:
        return
    first, last = visit.second[0], visit.second[-1]
    put = case.ledger.put
    key = put(
        "second_person", appointment, last.state, _who(case, last), last.remark, last.state == "unsafe",
        case.moment(last.created), *case.signed(first),
    )  # fmt: skip
    for change in visit.second:
        signed = case.signed(change)
        put("second_person_change", key, change.state, _who(case, change), change.state == "unsafe", *signed)
        if change is not first:
            case.tell(signed, "plan", "appointment.changed", appointment)


def _who(case: Case, change: DemoSecondPerson) -> int | None:
    return None if change.network_person is None else case.network[change.network_person]
