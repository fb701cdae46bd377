"""What is agreed with whoever comes along, what it changed that they came, and a reminder by mail."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.folding import is_email
from app.accounts.mail import Letter
from app.appointments.afterwards import DIFFERENCES, MAY_HEAR, TO_WHOM
from app.appointments.models import AppointmentReminder, SecondPerson
from app.appointments.queries import Visit, get_second
from app.appointments.rules import Status
from app.appointments.states import NEEDS_WHO, SecondState
from app.audit import trail
from app.db.clock import now, today
from app.db.door import proof
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.dossiers.unsafe import list_threatened
from app.kernel.errors import RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line

_MAIL = text("select sec.mail_reminder(:reminder, :recipient, :subject, :body, :calendar, :proof)")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the resident said that somebody may hear, that person's own yes, and what it changed that they came."""

    may_hear: tuple[str, ...]
    own_yes: bool
    difference: str = ""
    difference_to: tuple[str, ...] = ()
    difference_words: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail to one of the two: to whom, the address, and what it says with its calendar file."""

    to_whom: str
    email: str
    language: str
    letter: Letter
    calendar: str


def agree(scope: DossierScope, visit: Visit, agreed: Agreed, *, version: int) -> None:
    """Writes down what is agreed with whoever comes or came. Raises Forbidden, RuleBroken and StaleVersion."""
    may_write(scope, Category.NETWORK)
    row = db.session.scalars(
        select(SecondPerson)
        .where(SecondPerson.appointment_id == visit.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or row.state not in NEEDS_WHO:
        raise RuleBroken("", _("Er komt nog niemand mee. Noteer eerst wie er meekomt."))
    if row.version != version:
        raise StaleVersion(get_second(visit.id))
    _check(agreed, came=row.state == SecondState.CAME)
    row.may_hear = list(agreed.may_hear)
    row.own_yes_on = (row.own_yes_on or today()) if agreed.own_yes else None
    row.difference, row.difference_to = agreed.difference or None, list(agreed.difference_to)
    row.difference_words = clean_line(agreed.difference_words)
    db.session.flush()
    note_activity(scope, Category.PLAN, "appointment.changed", object_id=visit.id, persons=visit.person_ids)
    _did(scope, visit, "update")


def _check(agreed: Agreed, *, came: bool) -> None:
    for field, chosen, known in (
        ("may_hear", agreed.may_hear, MAY_HEAR),
        ("difference_to", agreed.difference_to, TO_WHOM),
        ("difference", filter(None, [agreed.difference]), DIFFERENCES),
    ):
        if not set(chosen) <= known.keys():
            raise RuleBroken(field, _("Kies iets uit de lijst."))
    if not came and (agreed.difference or agreed.difference_to or agreed.difference_words):
        raise RuleBroken("difference", _("Of het verschil maakte, weet u pas als er iemand kwam."))
    if agreed.difference_to and agreed.difference not in {"much", "some"}:
        raise RuleBroken("difference", _("Kies ook of het verschil maakte, of haal de vinkjes bij 'voor wie' weg."))
    check_length(clean_line(agreed.difference_words), field="difference_words", longest=200)


def may_remind(scope: DossierScope, visit: Visit) -> bool:
    """Whether a reminder can be set: a planned appointment to come, by whoever writes down who comes along.

    Never in a household of which one partner is not safe, whoever the appointment is with: who else reads the mail, nobody knows.
    """
    ahead = visit.status == Status.PLANNED and visit.starts_at > now()
    return ahead and not scope.closed and scope.may_write(Category.NETWORK) and not list_threatened(scope.id)


def remind(scope: DossierScope, visit: Visit, reminder: Reminder) -> None:
    """Sets a reminder: one per appointment and person, a day before. The address goes to the outbox and nowhere else.

    Raises Forbidden and RuleBroken.
    """
    may_write(scope, Category.NETWORK)
    if not may_remind(scope, visit):
        raise RuleBroken(
            "", _("Voor deze afspraak wordt geen mail gestuurd. Geef tijd en plek zelf door, op een veilige manier.")
        )
    second = get_second(visit.id)
    if reminder.to_whom == "second" and (second.state != SecondState.COMING or second.own_yes_on is None):
        raise RuleBroken("to_whom", _("Noteer eerst wie er meekomt, en dat deze persoon zelf ja zei."))
    address = clean_line(reminder.email)
    if not is_email(address):
        raise RuleBroken("email", _("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl."))
    row = AppointmentReminder(
        appointment_id=visit.id,
        to_whom=reminder.to_whom,
        language=reminder.language,
        yes_on=today(),
        for_start=visit.starts_at,
        **columns(scope, visit.person_ids),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        text_ = _("Er staat al een herinnering klaar voor deze persoon. Trek die eerst in als het adres anders is.")
        raise RuleBroken("to_whom", text_) from None
    values = [str(row.id), address, reminder.letter.subject, reminder.letter.body, reminder.calendar]
    names = ("recipient", "subject", "body", "calendar")
    db.session.execute(
        _MAIL,
        {"reminder": row.id, **dict(zip(names, values[1:], strict=True)), "proof": proof("mail_reminder", *values)},
    )
    _did(scope, visit, "create")


def take_back(scope: DossierScope, visit: Visit) -> None:
    """Takes every reminder of an appointment back; what was not sent is not sent, and the address is gone. Raises Forbidden."""
    may_write(scope, Category.NETWORK)
    running = select(AppointmentReminder).where(
        AppointmentReminder.appointment_id == visit.id, AppointmentReminder.withdrawn_at.is_(None)
    )
    for row in db.session.scalars(running):
        row.withdrawn_at = now()
    db.session.flush()
    _did(scope, visit, "withdraw")


def _did(scope: DossierScope, visit: Visit, action: str) -> None:
    trail.did(
        db.session(),
        action,
        dossier_id=scope.id,
        category=Category.NETWORK,
        persons=visit.person_ids,
        objects=[visit.id],
    )
