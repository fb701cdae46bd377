"""Making, moving, cancelling and holding an appointment."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import or_, select, update
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category, Right
from app.appointments.models import Appointment
from app.appointments.queries import get_visit, list_residents
from app.appointments.rules import PlaceKind, Status, When, check_place, moments
from app.appointments.services.answers import Answer
from app.appointments.services.attendance import set_attendees
from app.appointments.services.seconds import begin_second, check_answer, record
from app.appointments.states import AFTERWARDS, SecondState
from app.appointments.telling import Change, tell
from app.audit import trail
from app.db.clock import now
from app.db.session import db
from app.dossiers.models import DossierProcess
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.kernel.clock import in_amsterdam
from app.kernel.errors import Forbidden, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line, clean_text


@dataclass(frozen=True, slots=True)
class Details:
    """What was filled in about when, where and who of us. ``already``: it was, and is written down afterwards."""

    when: When
    place_kind: str
    place: str
    about: str
    attendees: tuple[int, ...]
    already: bool = False


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A new appointment: the details, with whom of the household, and the answer about the second person."""

    details: Details
    persons: tuple[int, ...]
    second: Answer | None = field(default=None)


def works_here(scope: DossierScope) -> bool:
    """Whether the asker makes appointments here as a worker; residents ask their own worker."""
    return scope.may_write(Category.PLAN) and scope.row not in HOUSEHOLD_ROWS


def may_change(scope: DossierScope, owner_org_id: int) -> bool:
    """Whether the asker may change an appointment of that organisation here."""
    own = owner_org_id == scope.actor.organisation_id
    return scope.row not in HOUSEHOLD_ROWS and scope.may(Right.WRITE, Category.PLAN, own=own)


def _noted(scope: DossierScope, action: str, verb: str, visit: Appointment, *, also: Iterable[int] = ()) -> None:
    """The line in the log and the one in the feed. ``also``: persons whom it concerned until now."""
    trail.did(
        db.session(),
        action,
        dossier_id=scope.id,
        category=Category.PLAN,
        persons={*visit.person_ids, *also},
        objects=[visit.id],
    )
    note_activity(scope, Category.PLAN, verb, object_id=visit.id, persons=visit.person_ids)


def make(scope: DossierScope, new: NewVisit) -> int:
    """Makes an appointment with its second-person place, in one step; returns its id. Raises Forbidden and RuleBroken."""
    may_write(scope, Category.PLAN)
    if not works_here(scope):
        raise Forbidden(_("Wilt u een afspraak? Bel uw contactpersoon."))
    persons = _with_whom(scope, new.persons)
    visit = Appointment(
        status=Status.HELD if new.details.already else Status.PLANNED, sequence=0, **columns(scope, persons)
    )
    _fill(visit, new.details)
    if new.second is not None:
        check_answer(scope, visit, SecondState.NOT_ASKED, new.second)
    db.session.add(visit)
    db.session.flush()
    set_attendees(scope, visit, new.details.attendees)
    _noted(scope, "create", "appointment.created", visit)
    if new.second is not None:
        begin_second(scope, visit, new.second)
    if new.details.already:
        _met(scope, visit)
    return visit.id


def _fill(visit: Appointment, details: Details) -> None:
    """Puts the details into the row. Raises RuleBroken at the field."""
    place, about = clean_line(details.place), clean_text(details.about)
    if details.place_kind not in set(PlaceKind):
        raise RuleBroken("place_kind", _("Kies waar u elkaar ziet."))
    check_place(details.place_kind, place)
    check_length(place, field="place", longest=120)
    check_length(about, field="about", longest=500)
    visit.starts_at, visit.ends_at = moments(details.when, now=now(), already=details.already)
    visit.place_kind, visit.place, visit.about = details.place_kind, place, about


def _with_whom(scope: DossierScope, persons: Iterable[int], *, kept: Iterable[int] = ()) -> list[int]:
    """The persons, sorted: whoever lives there now, and who was asked already. Raises RuleBroken for anybody else."""
    wanted = set(persons)
    if not wanted - set(kept) <= {person.id for person in list_residents(scope.id)}:
        raise RuleBroken("persons", _("Kies alleen mensen die nu in dit huis wonen."))
    return sorted(wanted)


def _load(scope: DossierScope, appointment_id: int, version: int | None = None) -> Appointment:
    """The row to change. Raises NotFound, Forbidden, and StaleVersion when ``version`` is not the newest."""
    found = get_visit(scope.id, appointment_id)
    if scope.closed:
        may_write(scope, Category.PLAN)
    if not may_change(scope, found.owner_org_id):
        raise Forbidden(_("Alleen wie deze afspraak maakte, of de casusregisseur, kan hem wijzigen."))
    row = db.session.scalars(select(Appointment).where(Appointment.id == appointment_id)).one()
    if version is not None and row.version != version:
        raise StaleVersion(found)
    return row


def _flush(scope: DossierScope, appointment_id: int) -> None:
    """Writes the change. Raises StaleVersion when somebody was first in the very same moment."""
    try:
        db.session.flush()
    except StaleDataError:
        db.session.rollback()
        raise StaleVersion(get_visit(scope.id, appointment_id)) from None


def move(
    scope: DossierScope,
    appointment_id: int,
    details: Details,
    *,
    version: int,
    persons: Iterable[int] | None = None,
) -> None:
    """Another time, place or company, in the same row; calendars follow because ``sequence`` goes up.

    ``persons``: with whom of the household from now on; what hangs under the appointment follows (``sec.follow_persons``).
    Raises NotFound, Forbidden, RuleBroken and StaleVersion.
    """
    visit = _load(scope, appointment_id, version)
    if visit.status != Status.PLANNED:
        raise RuleBroken("", _("Alleen een afspraak die nog moet komen, kunt u wijzigen."))
    before = (visit.starts_at, visit.ends_at, visit.place_kind, visit.place)
    with_whom = list(visit.person_ids)
    if persons is not None:
        visit.person_ids = _with_whom(scope, persons, kept=with_whom)
    _fill(visit, details)
    if details.already:
        visit.status = Status.HELD
    moved = before != (visit.starts_at, visit.ends_at, visit.place_kind, visit.place)
    if moved:
        visit.sequence += 1
    flag_modified(visit, "about")  # who is there belongs to it: the version goes up also when only that changes
    _flush(scope, appointment_id)
    set_attendees(scope, visit, details.attendees)
    _noted(scope, "update", "appointment.changed", visit, also=with_whom)
    if moved:
        tell(visit, Change.MOVED)
    if details.already:
        _met(scope, visit)


def cancel(scope: DossierScope, appointment_id: int, reason: str, *, version: int) -> None:
    """Calls it off, with the reason. Raises NotFound, Forbidden, RuleBroken and StaleVersion."""
    visit = _load(scope, appointment_id, version)
    if visit.status != Status.PLANNED:
        raise RuleBroken("", _("Deze afspraak is al afgezegd of al geweest. Maak zo nodig een nieuwe afspraak."))
    why = check_length(clean_line(reason), field="reason", longest=200)
    if not why:
        raise RuleBroken("reason", _("Schrijf kort waarom de afspraak niet doorgaat."))
    visit.status, visit.cancelled_because, visit.sequence = Status.CANCELLED, why, visit.sequence + 1
    _flush(scope, appointment_id)
    _noted(scope, "update", "appointment.cancelled", visit)
    tell(visit, Change.CANCELLED)


def restore(scope: DossierScope, appointment_id: int) -> None:
    """Takes calling it off back. Raises NotFound and Forbidden; when it is on already, nothing happens."""
    visit = _load(scope, appointment_id)
    if visit.status != Status.CANCELLED:
        return
    visit.status, visit.cancelled_because, visit.sequence = Status.PLANNED, "", visit.sequence + 1
    _flush(scope, appointment_id)
    _noted(scope, "update", "appointment.restored", visit)
    tell(visit, Change.RESTORED)


def hold(scope: DossierScope, appointment_id: int) -> None:
    """Says that it was. The date of the last contact follows. Raises NotFound, Forbidden and RuleBroken."""
    visit = _load(scope, appointment_id)
    if visit.status == Status.HELD:
        return
    if visit.status == Status.CANCELLED:
        raise RuleBroken("", _("Deze afspraak is afgezegd. Zet hem eerst terug."))
    if visit.starts_at > now():
        raise RuleBroken("", _("Deze afspraak moet nog komen. Noteer na het gesprek dat het geweest is."))
    visit.status = Status.HELD
    _flush(scope, appointment_id)
    _noted(scope, "update", "appointment.held", visit)
    _met(scope, visit)


def record_second(scope: DossierScope, appointment_id: int, answer: Answer, *, version: int) -> None:
    """Writes down how asking went; who came or did not come says that the talk was. ``version`` is the second person's.

    Raises NotFound, Forbidden, RuleBroken and StaleVersion.
    """
    visit = _load(scope, appointment_id)
    record(scope, visit, answer, version=version)
    if answer.state in AFTERWARDS and visit.status == Status.PLANNED:
        hold(scope, appointment_id)


def _met(scope: DossierScope, visit: Appointment) -> None:
    """The last contact of the household, where the asker may write the process; never back in time."""
    day = in_amsterdam(visit.starts_at).date()
    earlier = or_(DossierProcess.last_contact_on.is_(None), DossierProcess.last_contact_on < day)
    db.session.execute(
        update(DossierProcess).where(DossierProcess.dossier_id == scope.id, earlier).values(last_contact_on=day)
    )
