"""Who of us is there, and what an appointment shows to somebody of another organisation because of it."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.matrix import load_matrix
from app.access.scope import DossierScope
from app.access.vocabulary import LEAD_ROW, MEMBER_ROW, Category, Term
from app.appointments.models import Appointment, AppointmentAttendee
from app.appointments.queries import Colleague, list_colleagues
from app.audit import trail
from app.db.clock import now
from app.db.session import db
from app.dossiers.models import Disclosure
from app.dossiers.services.rows import columns
from app.kernel.errors import RuleBroken

#: Because of what an appointment is disclosed; ``sec.follow_appointment`` moves its end along.
BASIS = "attendance"
SHOWN_AFTER = dt.timedelta(days=1)
NOT_OF_US = frozenset({"resident", "co_resident", "young_person", "network_person"})


def _plan_terms(colleague: Colleague) -> set[Term]:
    row = colleague.function
    if row == "generalist":
        row = LEAD_ROW if colleague.is_lead else MEMBER_ROW
    return {grant.term for grant in load_matrix().get((row, Category.PLAN), ())}


def sees_by_itself(colleague: Colleague) -> bool:
    """Whether the matrix opens every appointment to this colleague."""
    return bool(_plan_terms(colleague) & {Term.READ, Term.WRITE})


def list_possible(scope: DossierScope) -> tuple[Colleague, ...]:
    """Colleagues who can be there: who sees the appointment anyway, and for the lead everybody who may be shown one."""
    enough = {Term.READ, Term.WRITE, Term.DISCLOSED} if scope.is_lead else {Term.READ, Term.WRITE}
    actor = scope.actor
    listed = list_colleagues(scope.id, me=actor.account_id, own=actor.organisation_id)
    return tuple(c for c in listed if c.function not in NOT_OF_US and _plan_terms(c) & enough)


def _disclose(scope: DossierScope, visit: Appointment, colleagues: Iterable[Colleague]) -> None:
    """Shows the appointment to those who would not see it otherwise, until the day after."""
    for colleague in colleagues:
        if not sees_by_itself(colleague):
            line = Disclosure(
                dossier_id=scope.id,
                item_kind="appointment",
                item_id=visit.id,
                to_org_id=colleague.organisation_id,
                to_account_id=colleague.id,
                basis=BASIS,
                reason=_("is bij deze afspraak"),
                valid_from=now(),
                valid_until=visit.ends_at + SHOWN_AFTER,
                created_by=scope.actor.account_id,
            )
            db.session.add(line)
            db.session.flush()
            trail.did(
                db.session(),
                "share",
                dossier_id=scope.id,
                category=Category.PLAN,
                persons=visit.person_ids,
                objects=[visit.id],
            )


def _withdraw(visit: Appointment, account_id: int) -> None:
    lines = db.session.scalars(
        select(Disclosure).where(
            Disclosure.item_kind == "appointment",
            Disclosure.item_id == visit.id,
            Disclosure.to_account_id == account_id,
            Disclosure.basis == BASIS,
            Disclosure.withdrawn_at.is_(None),
        )
    )
    for line in lines:
        line.withdrawn_at = now()


def set_attendees(scope: DossierScope, visit: Appointment, accounts: Iterable[int]) -> None:
    """Makes ``accounts`` the ones who are there. Raises RuleBroken at ``attendees`` for somebody who cannot be chosen.

    Whoever is there already and is not on the asker's own list of possible colleagues stays: a colleague who moves an
    appointment does not send away the partner whom the lead asked.
    """
    possible = {colleague.id: colleague for colleague in list_possible(scope)}
    wanted = set(accounts)
    lines = {
        line.account_id: line
        for line in db.session.scalars(
            select(AppointmentAttendee).where(AppointmentAttendee.appointment_id == visit.id)
        )
    }
    there = {account for account, line in lines.items() if line.withdrawn_at is None}
    if not wanted - there <= possible.keys():
        raise RuleBroken("attendees", _("Kies alleen collega's die bij dit huishouden betrokken zijn."))
    if not wanted:
        raise RuleBroken("attendees", _("Kies wie van ons erbij is."))
    for account in sorted(wanted - there):
        if account in lines:
            lines[account].withdrawn_at = None
        else:
            db.session.add(
                AppointmentAttendee(appointment_id=visit.id, account_id=account, **columns(scope, visit.person_ids))
            )
    for account in sorted((there - wanted) & possible.keys()):
        lines[account].withdrawn_at = now()
        _withdraw(visit, account)
    db.session.flush()
    _disclose(scope, visit, [possible[account] for account in sorted(wanted - there)])
