"""Who works with a household: adding somebody with a purpose and an end, ending a relation, leaving, and the lead."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.models import Handover, Involvement, InvolvementReason
from app.dossiers.queries.persons import list_persons
from app.dossiers.queries.team import find_role_end, list_candidates, list_purposes, list_successors, list_team
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.dossiers.services.rows import columns, refused_by_lock
from app.kernel.clock import amsterdam_day
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.kernel.text import check_length, clean_text
from app.web.i18n import day

LONGEST_WORDS = 1000
_TAKE_BACK = text("select sec.take_back_lead(:dossier)")
_TRANSFER = text("select sec.transfer_lead(:dossier, :successor)")


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is added, with which purpose of their own organisation, for whom (None = everybody), why and until which day.

    ``this_much`` and ``not_less``: why so much, and why not less (AVG art. 5, 1 c); asked of partners.
    """

    organisation_id: int
    account_id: int
    purpose_id: int
    persons: frozenset[int] | None
    reason: str
    until: dt.date | None
    this_much: str = ""
    not_less: str = ""


@dataclass(frozen=True, slots=True)
class Capsule:
    """What a lead tells the next one; all of it may be empty."""

    works: str = ""
    avoid: str = ""
    promises: str = ""


def involve(scope: DossierScope, invitation: Invitation) -> int:
    """Adds a colleague or partner to the team. Raises Forbidden and RuleBroken; returns the involvement's id."""
    only_lead(scope)
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    _check(scope, invitation)
    row = Involvement(
        dossier_id=scope.id,
        account_id=invitation.account_id,
        organisation_id=invitation.organisation_id,
        purpose_id=invitation.purpose_id,
        person_ids=None if invitation.persons is None else sorted(invitation.persons),
        valid_from=now(),
        valid_until=None if invitation.until is None else amsterdam_day(invitation.until)[1],
        created_by=scope.actor.account_id,
    )
    add_relation(row)
    persons = invitation.persons or ()
    db.session.add(
        InvolvementReason(
            **columns(scope, persons),
            involvement_id=row.id,
            account_id=row.account_id,
            text=invitation.reason,
            this_much=invitation.this_much,
            not_less=invitation.not_less,
        )
    )
    note_activity(scope, Category.PLAN, "team.joined", object_id=row.id)
    _log(scope, "share", row.id, invitation.reason)
    return row.id


def add_relation(row: Involvement) -> None:
    """Adds a relation. Raises Forbidden when the lock knows a reason against it that the asker does not read.

    That is a role in the network that ends sooner, on a record that is sealed or not to be used now.
    """
    db.session.add(row)
    try:
        db.session.flush()
    except DBAPIError as error:
        if refused_by_lock(error):
            raise Forbidden(_("Dit kan nu niet zo lang. Kies een eerdere laatste dag.")) from error
        raise


def end_involvement(scope: DossierScope, involvement_id: int, *, reason: str = "") -> None:
    """Ends somebody's relation to the household, from now on. Raises Forbidden, NotFound."""
    only_lead(scope)
    _end(scope, involvement_id, reason=reason)


def leave_team(scope: DossierScope, *, reason: str = "") -> None:
    """Ends one's own relations to the household. Raises RuleBroken for the lead, who hands over first."""
    if scope.is_lead:
        raise RuleBroken("", _("U heeft de regie. Draag die eerst over aan een collega; daarna kunt u stoppen."))
    mine = [line for line in list_team(scope.id) if line.account_id == scope.actor.account_id and line.runs]
    if not mine:
        raise NotFound
    for line in mine:
        _end(scope, line.involvement_id, reason=reason)


def hand_over(scope: DossierScope, successor_id: int, *, reason: str = "", capsule: Capsule | None = None) -> None:
    """The lead passes to a colleague in one step; one reads and finishes for thirty days. Raises Forbidden and RuleBroken."""
    only_lead(scope)
    if successor_id not in {
        c.key for c in list_successors(scope.actor.organisation_id, account_id=scope.actor.account_id)
    }:
        raise RuleBroken("successor", _("Kies een collega die de regie kan krijgen."))
    _tell_successor(scope, successor_id, capsule or Capsule())
    note_activity(scope, Category.PLAN, "lead.changed")
    try:
        db.session.execute(_TRANSFER, {"dossier": scope.id, "successor": successor_id})
    except DBAPIError as error:
        if refused_by_lock(error):
            raise Forbidden(_("De regie is intussen al overgedragen. Open het dossier opnieuw.")) from error
        raise
    _log(scope, "transfer", successor_id, reason)


def take_back(scope: DossierScope) -> None:
    """Undoes a hand-over of one's own within a day, as long as nobody else wrote anything since. Raises RuleBroken otherwise."""
    said = db.session.execute(_TAKE_BACK, {"dossier": scope.id}).scalar_one()
    if said == "worked":
        raise RuleBroken(
            "households",
            _(
                "In %(case_no)s is al verder gewerkt. Vraag de nieuwe casusregisseur om het terug te geven.",
                case_no=scope.case_no,
            ),
        )
    if said != "yes":
        raise RuleBroken(
            "households",
            _(
                "De overdracht van %(case_no)s kan niet meer terug. Vraag de nieuwe casusregisseur.",
                case_no=scope.case_no,
            ),
        )
    _log(scope, "undo", scope.actor.account_id, "")


def _tell_successor(scope: DossierScope, successor_id: int, capsule: Capsule) -> None:
    words = {
        name: check_length(clean_text(getattr(capsule, name)), field=name, longest=LONGEST_WORDS)
        for name in ("works", "avoid", "promises")
    }
    if any(words.values()):
        db.session.add(Handover(**columns(scope), **words, successor_id=successor_id))
        db.session.flush()


def _check(scope: DossierScope, invitation: Invitation) -> None:
    running = {line.account_id for line in list_team(scope.id) if line.is_lasting}
    if invitation.account_id in running:
        raise RuleBroken("account", _("Deze collega is al betrokken. Kies iemand anders."))
    if invitation.account_id not in {c.key for c in list_candidates(invitation.organisation_id, without=frozenset())}:
        raise RuleBroken("account", _("Kies iemand van deze organisatie."))
    if invitation.purpose_id not in {c.key for c in list_purposes(invitation.organisation_id)}:
        raise RuleBroken("purpose", _("Kies het doel waarvoor deze organisatie meewerkt."))
    known = {person.person_id for person in list_persons(scope.id)}
    if invitation.persons is not None and (not invitation.persons or not invitation.persons <= known):
        raise RuleBroken("persons", _("Kies om wie het gaat, of kies iedereen."))
    if not invitation.reason:
        raise RuleBroken("reason", _("Schrijf in een zin waarom deze persoon erbij komt."))
    if invitation.organisation_id != scope.actor.organisation_id:
        _check_partner(invitation)
    _check_until(scope, invitation)


def _check_until(scope: DossierScope, invitation: Invitation) -> None:
    """The last day is still to come, and not after the last day of the role that the account has in the household's network."""
    if invitation.until is not None and invitation.until < today():
        raise RuleBroken("until", _("Deze dag is al geweest. Kies een dag die nog komt."))
    role_end = find_role_end(scope.id, invitation.account_id)
    if role_end is not None and (invitation.until is None or invitation.until > role_end):
        raise RuleBroken(
            "until",
            _(
                "De rol van deze persoon bij Mensen om hen heen duurt tot en met %(day)s. Kies die dag of eerder, of"
                " verleng eerst de rol.",
                day=day(role_end),
            ),
        )


def _check_partner(invitation: Invitation) -> None:
    """A partner sees no more than is needed and no longer than that: both are said before (AVG art. 5, 1 c and e)."""
    if not invitation.this_much:
        raise RuleBroken("this_much", _("Schrijf in een zin waarom zoveel nodig is."))
    if not invitation.not_less:
        raise RuleBroken("not_less", _("Schrijf in een zin waarom minder niet genoeg is."))
    if invitation.until is None:
        raise RuleBroken("until", _("Kies tot en met welke dag deze persoon betrokken is."))


def _end(scope: DossierScope, involvement_id: int, *, reason: str) -> None:
    row = db.session.execute(
        select(Involvement).where(Involvement.id == involvement_id, Involvement.dossier_id == scope.id)
    ).scalar_one_or_none()
    moment = now()
    if row is None or row.withdrawn_at is not None or (row.valid_until is not None and row.valid_until <= moment):
        raise NotFound
    if row.is_lead:
        raise RuleBroken("", _("De regie stopt niet, die gaat over naar een collega. Kies regie overdragen."))
    note_activity(scope, Category.PLAN, "team.left", object_id=row.id)
    if row.valid_from >= moment:
        row.withdrawn_at = moment
    else:
        row.valid_until = moment
    db.session.flush()
    _log(scope, "unshare", row.id, reason)


def _log(scope: DossierScope, action: str, about: int, reason: str) -> None:
    trail.did(db.session(), action, dossier_id=scope.id, category=Category.PLAN, objects=[about], reason=reason)
