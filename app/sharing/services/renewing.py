"""What ends soon: renewed in one click by something new that follows it, or closed now. Nothing is ever lengthened."""

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.models import Disclosure, Involvement, InvolvementReason
from app.dossiers.queries.team import find_role_end, newest_purpose
from app.dossiers.services import team
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.dossiers.services.rows import columns
from app.kernel.clock import amsterdam_day, in_amsterdam
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.sharing import rules
from app.sharing.queries import EndingLine, list_ending, list_running_waivers
from app.sharing.services.disclosing import withdraw

RELATION, DISCLOSURE = "relation", "disclosure"


def renew(scope: DossierScope, what: str, key: int) -> None:
    """Half a year more, as something new that begins when the old one ends, under the purpose as it reads now.

    Raises Forbidden, NotFound for what does not end soon, and RuleBroken when its purpose is no longer in force.
    """
    _check(scope, what, key)
    if what == RELATION:
        _renew_relation(scope, key)
    else:
        _renew_disclosure(scope, key)


def close(scope: DossierScope, what: str, key: int) -> None:
    """Ends it now. Raises Forbidden and NotFound."""
    _check(scope, what, key)
    if what == RELATION:
        team.end_involvement(scope, key)
    else:
        withdraw(scope, key)


def _check(scope: DossierScope, what: str, key: int) -> EndingLine:
    only_lead(scope)
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    line = next(
        (each for each in list_ending() if (each.what, each.id, each.dossier_id) == (what, key, scope.id)), None
    )
    if line is None:
        raise NotFound
    return line


def _purpose(key: int) -> int:
    purpose = newest_purpose(key)
    if purpose is None:
        raise RuleBroken("", _("Het doel geldt niet meer. Betrek deze persoon opnieuw met een doel dat nu geldt."))
    return purpose


def _renew_relation(scope: DossierScope, key: int) -> None:
    old = db.session.execute(select(Involvement).where(Involvement.id == key)).scalar_one()
    row = Involvement(
        dossier_id=scope.id,
        account_id=old.account_id,
        organisation_id=old.organisation_id,
        purpose_id=_purpose(old.purpose_id),
        person_ids=old.person_ids,
        follows_id=old.id,
        valid_from=old.valid_until,
        valid_until=_within_role(scope, old),
        created_by=scope.actor.account_id,
    )
    team.add_relation(row)
    why = db.session.execute(
        select(InvolvementReason).where(InvolvementReason.involvement_id == key)
    ).scalar_one_or_none()
    if why is not None:
        said = {"text": why.text, "this_much": why.this_much, "not_less": why.not_less}
        persons = columns(scope, why.person_ids)
        db.session.add(InvolvementReason(**persons, **said, involvement_id=row.id, account_id=row.account_id))
    note_activity(scope, Category.PLAN, "team.renewed", object_id=row.id)
    trail.did(db.session(), "share", dossier_id=scope.id, category=Category.PLAN, objects=[row.id])


def _within_role(scope: DossierScope, old: Involvement) -> dt.datetime:
    """Half a year more, or as long as the role lasts that the account has in the household's network."""
    until, role_end = _half_a_year_after(old), find_role_end(scope.id, old.account_id)
    if role_end is None:
        return until
    over = amsterdam_day(role_end)[1]
    if old.valid_until is not None and over <= old.valid_until:
        raise RuleBroken("", _("De rol bij Mensen om hen heen loopt dan ook af. Verleng eerst de rol."))
    return min(until, over)


def _renew_disclosure(scope: DossierScope, key: int) -> None:
    old = db.session.execute(select(Disclosure).where(Disclosure.id == key)).scalar_one()
    until = _within_waiver(scope, old)
    db.session.add(
        Disclosure(
            dossier_id=scope.id,
            item_kind=old.item_kind,
            item_id=old.item_id,
            to_org_id=old.to_org_id,
            to_account_id=old.to_account_id,
            purpose_id=_purpose(old.purpose_id or 0),
            basis=old.basis,
            reason=old.reason,
            follows_id=old.id,
            waiver_id=old.waiver_id,
            valid_from=old.valid_until,
            valid_until=until,
            created_by=scope.actor.account_id,
        )
    )
    db.session.flush()
    trail.did(db.session(), "share", dossier_id=scope.id, category=Category.PLAN, objects=[old.item_id])


def _within_waiver(scope: DossierScope, old: Disclosure) -> dt.datetime:
    """Half a year more, or as long as the waiver runs that it rests on."""
    until = _half_a_year_after(old)
    if old.waiver_id is None:
        return until
    ends = next((line.valid_until for line in list_running_waivers(scope.id) if line.id == old.waiver_id), None)
    if ends is None or (old.valid_until is not None and ends <= old.valid_until):
        raise RuleBroken("", _("De toestemming waarop dit rust, loopt af. Vraag die opnieuw en deel het dan opnieuw."))
    return min(until, ends)


def _half_a_year_after(old: Involvement | Disclosure) -> dt.datetime:
    last = in_amsterdam(old.valid_until).date() if old.valid_until else today()
    return amsterdam_day(rules.renewed_until(last))[0]
