"""Writing down who comes along, and what they want to do together for the neighbourhood."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.appointments.afterwards import NO_REASONS
from app.appointments.models import Appointment, SecondPerson, SecondPersonChange
from app.appointments.queries import get_second
from app.appointments.rules import Status, check_step
from app.appointments.services.answers import Answer
from app.appointments.services.safety import check_safe
from app.appointments.states import HIDDEN_FROM_HOUSEHOLD, MAY_NAME, NEEDS_WHO, SAYS_WHY, SecondState
from app.audit import trail
from app.db.clock import now
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.kernel.errors import RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line, clean_text
from app.network.queries import list_network_people
from app.network.services import add_network_person, add_offer, may_note_offer

#: Somebody who is named here for the first time; the network page says more about them.
ROLE = "other"


def check_answer(scope: DossierScope, visit: Appointment, old: str, answer: Answer) -> None:
    """Everything that can be wrong with an answer, before anything is written. Raises Forbidden and RuleBroken."""
    may_write(scope, Category.NETWORK)
    if answer.state not in set(SecondState):
        raise RuleBroken("state", _("Kies hoe het ermee staat."))
    if visit.status == Status.CANCELLED:
        raise RuleBroken("", _("Deze afspraak is afgezegd. Zet hem eerst terug."))
    check_step(old, answer.state, started=visit.starts_at <= now(), named=answer.names)
    if answer.state in MAY_NAME:
        _check_who(scope, answer)
        check_safe(scope, answer)
    if answer.no_reason and answer.no_reason not in NO_REASONS:
        raise RuleBroken("no_reason", _("Kies iets uit de lijst."))
    check_length(clean_line(answer.no_words), field="no_words", longest=200)
    check_length(clean_line(answer.remark), field="remark", longest=200)
    check_length(clean_text(answer.offer), field="offer", longest=300)


def _check_who(scope: DossierScope, answer: Answer) -> None:
    if answer.person_id is not None:
        if answer.person_id not in {person.id for person in list_network_people(scope.id)}:
            raise RuleBroken("who", _("Kies iemand uit de lijst, of vul een voornaam in."))
    elif answer.names and not clean_line(answer.relation):
        raise RuleBroken("relation", _("Vul in wat deze persoon is van de bewoner, bijvoorbeeld: zus of buurman."))


def _who(scope: DossierScope, visit: Appointment, answer: Answer) -> int | None:
    """The network person who is named; nobody in a state that names nobody. Somebody new is added, but a name and relation
    that are there already are the one who is there.
    """
    if answer.state not in MAY_NAME or not answer.names:
        return None
    if answer.person_id is not None:
        return answer.person_id
    typed = (clean_line(answer.first_name).lower(), clean_line(answer.relation).lower())
    for person in list_network_people(scope.id):
        if typed == (person.first_name.lower(), person.relation.lower()):
            return person.id
    return add_network_person(
        scope, first_name=answer.first_name, relation=answer.relation, role=ROLE, persons=visit.person_ids
    )


def begin_second(scope: DossierScope, visit: Appointment, answer: Answer) -> None:
    """The place for the second person at a new appointment, after ``check_answer``.

    The row is made whatever the state, so that nothing around it tells one state from another.
    """
    row = SecondPerson(appointment_id=visit.id, **columns(scope, visit.person_ids))
    _write(scope, row, visit, answer)
    _offer(scope, visit, row.network_person_id, answer.offer)


def record(scope: DossierScope, visit: Appointment, answer: Answer, *, version: int) -> None:
    """Writes down how asking went. Raises Forbidden, RuleBroken and StaleVersion."""
    may_write(scope, Category.NETWORK)
    row = db.session.scalars(select(SecondPerson).where(SecondPerson.appointment_id == visit.id)).one_or_none()
    if (row.version if row else 0) != version:
        raise StaleVersion(get_second(visit.id))
    check_answer(scope, visit, row.state if row else SecondState.NOT_ASKED, answer)
    row = row or SecondPerson(appointment_id=visit.id, **columns(scope, visit.person_ids))
    try:
        _write(scope, row, visit, answer)
    except (StaleDataError, IntegrityError):
        db.session.rollback()
        trail.trail_of(db.session()).sights.clear()
        raise StaleVersion(get_second(visit.id)) from None
    note_activity(scope, Category.PLAN, "appointment.changed", object_id=visit.id, persons=visit.person_ids)
    _offer(scope, visit, row.network_person_id, answer.offer)


def _write(scope: DossierScope, row: SecondPerson, visit: Appointment, answer: Answer) -> None:
    """The state and its line of history. Every state leaves the same trace in the log and in the feed: an unsafe one
    cannot be told from another.
    """
    row.network_person_id = _who(scope, visit, answer)
    row.state = answer.state
    row.hidden_from_household = answer.state in HIDDEN_FROM_HOUSEHOLD
    row.remark = clean_line(answer.remark)
    says_why = answer.state in SAYS_WHY
    row.no_reason = (answer.no_reason or None) if says_why else None
    row.no_words = clean_line(answer.no_words) if says_why else ""
    if answer.state not in NEEDS_WHO:
        row.may_hear, row.own_yes_on = [], None
    if answer.state != SecondState.CAME:
        row.difference, row.difference_to, row.difference_words = None, [], ""
    row.changed_at = now()
    db.session.add(row)
    db.session.flush()
    db.session.add(
        SecondPersonChange(
            second_person_id=row.id,
            state=row.state,
            network_person_id=row.network_person_id,
            hidden_from_household=row.hidden_from_household,
            **columns(scope, visit.person_ids),
        )
    )
    db.session.flush()
    trail.did(
        db.session(),
        "update",
        dossier_id=scope.id,
        category=Category.NETWORK,
        persons=visit.person_ids,
        objects=[visit.id],
    )


def _offer(scope: DossierScope, visit: Appointment, person_id: int | None, words: str) -> None:
    """What the household offers, in its name. Nothing filled in is nothing recorded."""
    if clean_text(words) and may_note_offer(scope):
        add_offer(scope, text=words, network_person_id=person_id, appointment_id=visit.id, persons=visit.person_ids)
