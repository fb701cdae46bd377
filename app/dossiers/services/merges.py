"""Two dossiers of one household become one, and are parted again exactly."""

from flask_babel import gettext as _
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries.household import find_address
from app.dossiers.queries.merges import list_mergeable, list_merges
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.dossiers.services.rows import refused_by_lock
from app.kernel.errors import Forbidden, NotFound, RuleBroken

_MERGE = text("select sec.merge_dossiers(:into, :from)")
_UNDO = text("select sec.undo_merge(:merge)")
_PROTECTED = text("select coalesce(bool_or(a.protected), false) from household_address a where a.dossier_id = :dossier")
_TIED_TOGETHER = "SK001"


def merge(scope: DossierScope, from_id: int) -> int:
    """Moves everything of dossier ``from_id`` into this one; returns the merge's id.

    Raises Forbidden for whoever does not lead this one, and RuleBroken when the other cannot be taken in.
    """
    only_lead(scope)
    other = next((o for o in list_mergeable(scope.id, scope.actor.organisation_id) if o.dossier_id == from_id), None)
    if other is None:
        raise RuleBroken("other", _("Kies een van de dossiers uit de lijst."))
    if not other.is_lead:
        raise RuleBroken(
            "other", _("%(name)s heeft daar de regie. Vraag om die eerst aan u over te dragen.", name=other.lead)
        )
    _check_protection(scope, from_id)
    try:
        merge_id = int(db.session.execute(_MERGE, {"into": scope.id, "from": from_id}).scalar_one())
    except DBAPIError as error:
        if refused_by_lock(error):
            raise Forbidden(_("Deze twee dossiers kunt u nu niet samenvoegen. Heeft u van beide de regie?")) from error
        raise
    note_activity(scope, Category.PLAN, "dossier.merged", object_id=merge_id)
    trail.did(db.session(), "merge", dossier_id=scope.id, category=Category.PLAN, objects=[from_id, merge_id])
    return merge_id


def undo(scope: DossierScope, merge_id: int) -> None:
    """Puts a merge back exactly. Raises Forbidden, NotFound, and RuleBroken when the two have grown together since."""
    only_lead(scope)
    if not any(line.merge_id == merge_id and line.undone_at is None for line in list_merges(scope.id)):
        raise NotFound
    try:
        db.session.execute(_UNDO, {"merge": merge_id})
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _TIED_TOGETHER:
            raise RuleBroken(
                "", _("Terugdraaien kan niet meer: er is intussen iets vastgelegd over mensen uit beide dossiers.")
            ) from error
        if refused_by_lock(error):
            raise Forbidden(
                _("Dit samenvoegen kunt u nu niet terugdraaien. Vraag het aan wie nu de regie heeft.")
            ) from error
        raise
    note_activity(scope, Category.PLAN, "dossier.parted", object_id=merge_id)
    trail.did(db.session(), "split", dossier_id=scope.id, category=Category.PLAN, objects=[merge_id])


def _check_protection(scope: DossierScope, from_id: int) -> None:
    """A protected address stays protected: the receiving dossier must protect its own first."""
    session = db.session()
    session.execute(text("select set_config('schakel.focus', '', true)"))
    hidden = bool(session.execute(_PROTECTED, {"dossier": from_id}).scalar_one())
    session.execute(text("select set_config('schakel.focus', :focus, true)"), {"focus": str(scope.id)})
    here = find_address(scope.id)
    if hidden and here is not None and not here.protected:
        raise RuleBroken("other", _("Het adres in dat dossier is afgeschermd. Scherm het adres hier eerst ook af."))
