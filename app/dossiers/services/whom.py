"""For which persons of the household somebody is involved: never changed, only ended and followed by another relation."""

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now
from app.db.session import db
from app.dossiers.models import Involvement, InvolvementReason
from app.dossiers.queries.persons import list_persons
from app.dossiers.queries.team import newest_purpose
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, NotFound, RuleBroken


def change_persons(scope: DossierScope, involvement_id: int, persons: frozenset[int] | None, *, reason: str) -> int:
    """Lets a running relation stop and another one follow it, for these persons (None = everybody), until the same day.

    The lock forgets at once who is no longer among them. Raises Forbidden, NotFound for a relation that does not run or that
    nobody gave (at the door, in an emergency), and RuleBroken; returns the id of the new one.
    """
    only_lead(scope)
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    old, moment = _running(scope, involvement_id), now()
    _check(scope, old, persons)
    purpose = newest_purpose(old.purpose_id)
    if purpose is None:
        raise RuleBroken("", _("Het doel geldt niet meer. Betrek deze persoon opnieuw met een doel dat nu geldt."))
    until, begun = old.valid_until, old.valid_from < moment
    if begun:
        old.valid_until = moment
    else:
        old.withdrawn_at = moment
    db.session.flush()
    row = Involvement(
        dossier_id=scope.id,
        account_id=old.account_id,
        organisation_id=old.organisation_id,
        purpose_id=purpose,
        person_ids=None if persons is None else sorted(persons),
        follows_id=old.id,
        valid_from=moment if begun else old.valid_from,
        valid_until=until,
        created_by=scope.actor.account_id,
    )
    db.session.add(row)
    db.session.flush()
    _say_why(scope, old, row, reason)
    note_activity(scope, Category.PLAN, "team.persons", object_id=row.id)
    trail.did(db.session(), "unshare", dossier_id=scope.id, category=Category.PLAN, objects=[old.id], reason=reason)
    trail.did(db.session(), "share", dossier_id=scope.id, category=Category.PLAN, objects=[row.id], reason=reason)
    return row.id


def _running(scope: DossierScope, involvement_id: int) -> Involvement:
    row = db.session.execute(
        select(Involvement)
        .where(Involvement.id == involvement_id, Involvement.dossier_id == scope.id)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if row is None or row.is_lead or row.kind != "regular" or row.withdrawn_at is not None or _is_over(row, now()):
        raise NotFound
    return row


def _is_over(row: Involvement, moment: dt.datetime) -> bool:
    return row.valid_until is not None and row.valid_until <= moment


def _check(scope: DossierScope, old: Involvement, persons: frozenset[int] | None) -> None:
    known = {person.person_id for person in list_persons(scope.id)}
    if persons is not None and (not persons or not persons <= known):
        raise RuleBroken("persons", _("Kies om wie het gaat, of kies iedereen."))
    if persons == (None if old.person_ids is None else frozenset(old.person_ids)):
        raise RuleBroken("persons", _("Dit is al zo. Kies iemand erbij of haal iemand weg."))


def _say_why(scope: DossierScope, old: Involvement, new: Involvement, reason: str) -> None:
    """Why somebody joined goes along, with what was asked of it then, and why it is about others now."""
    why = db.session.execute(
        select(InvolvementReason).where(InvolvementReason.involvement_id == old.id)
    ).scalar_one_or_none()
    said = {"this_much": why.this_much, "not_less": why.not_less} if why is not None else {}
    about = columns(scope, new.person_ids or ())
    text = reason or (why.text if why is not None else "")
    if text:
        db.session.add(InvolvementReason(**about, **said, involvement_id=new.id, account_id=new.account_id, text=text))
