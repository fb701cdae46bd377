"""Marking a file as that of a colleague or of a worker's relative, and taking the mark away."""

from flask_babel import gettext as _
from sqlalchemy import text

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.services.checks import only_lead
from app.kernel.errors import RuleBroken
from app.kernel.text import check_length, clean_line

LONGEST_REASON = 300
_MARK = text("select sec.mark_staff(:dossier, :marked)")
_MARKED = text("select staff_or_relative from dossier where id = :dossier")


def is_marked(dossier_id: int) -> bool:
    """Whether a household of the asker's is marked."""
    return bool(db.session.execute(_MARKED, {"dossier": dossier_id}).scalar_one())


def mark_own(scope: DossierScope, *, marked: bool, reason: str) -> None:
    """By the lead. From then on nobody else reads it, and every sight of it is told to the privacy officers.

    Raises Forbidden, and RuleBroken for no reason or a mark that stands already.
    """
    only_lead(scope)
    mark(scope.id, marked=marked, reason=reason)


def mark(dossier_id: int, *, marked: bool, reason: str) -> str:
    """Sets or takes the mark; the lock asks whether the asker may (``sec.mark_staff``). Returns the number of the household."""
    why = check_length(clean_line(reason), field="reason", longest=LONGEST_REASON, shortest=1)
    number = db.session.execute(_MARK, {"dossier": dossier_id, "marked": marked}).scalar_one()
    if number is None:
        raise RuleBroken("marked", _("Dit staat al zo. Kies het andere, of ga terug."))
    trail.did(db.session(), "update", dossier_id=dossier_id, category=Category.IDENTITY, reason=why)
    return str(number)
