"""What every write of the plan does: adds or takes a row, tells the feed and the log, and says what is wrong with a day."""

import datetime as dt
from typing import Protocol

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.dossiers.services.taking import Numbered
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_text
from app.plan import rules
from app.plan.rules import DateProblem

LONGEST = 500
LONGEST_NAME = 100


class Written(Numbered, Protocol):
    """A row about somebody, under a household."""

    person_ids: list[int]


def may_plan(scope: DossierScope) -> bool:
    """Whether the actor may add something to the plan in the own organisation's name."""
    return not scope.closed and scope.may(Right.WRITE, Category.PLAN)


def check_may_plan(scope: DossierScope) -> None:
    """Raises Forbidden, with whom to ask, for whoever only reads the plan."""
    if not may_plan(scope):
        raise Forbidden(_("U leest dit plan, u schrijft er niet in. Geef aan de casusregisseur door wat erbij moet."))


def check_open_lead(scope: DossierScope) -> None:
    """Raises Forbidden for whoever does not lead the case, and for the lead of one that is closed."""
    only_lead(scope)
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))


def put(scope: DossierScope, row: Written, verb: str, *, category: Category = Category.PLAN, heard: bool = True) -> int:
    """Adds the row, with its line in the feed (unless not ``heard``) and in the log; returns its id."""
    db.session.add(row)
    db.session.flush()
    tell(scope, row, verb, "create", category=category, heard=heard)
    return row.id


def tell(
    scope: DossierScope,
    row: Written,
    verb: str,
    action: str = "update",
    *,
    category: Category = Category.PLAN,
    heard: bool = True,
) -> None:
    """Tells the feed and the log that a row was added or changed."""
    db.session.flush()
    if heard:
        note_activity(scope, Category.PLAN, verb, object_id=row.id, persons=row.person_ids)
    trail.did(db.session(), action, dossier_id=scope.id, category=category, persons=row.person_ids, objects=[row.id])


def words(field: str, text: str, *, longest: int = LONGEST, needed: bool = False) -> str:
    """A text without what does not belong in one. Raises RuleBroken when it is too long, or missing where it is ``needed``."""
    return check_length(clean_text(text), field=field, longest=longest, shortest=1 if needed else 0)


def check_ahead(field: str, day: dt.date | None, kept: dt.date | None = None) -> dt.date:
    """The day that something is to happen. Raises RuleBroken for none, one that is over, or one that is too far away."""
    problem = DateProblem.MISSING if day is None else rules.date_problem(day, today(), kept)
    _refuse(field, problem)
    return day or today()


def check_past(field: str, day: dt.date | None) -> dt.date:
    """The day on which something happened. Raises RuleBroken for none, one that is still to come, or one that is too long ago."""
    _refuse(field, rules.past_problem(day, today()))
    return day or today()


def _refuse(field: str, problem: DateProblem | None) -> None:
    sentences = {
        DateProblem.PASSED: _("Deze dag is voorbij. Kies een dag vanaf vandaag."),
        DateProblem.TOO_FAR: _("Deze dag ligt te ver weg. Kies een dag binnen drie jaar."),
        DateProblem.MISSING: _("Vul een dag in, bijvoorbeeld 24-11-2026."),
        DateProblem.AHEAD: _("Deze dag moet nog komen. Kies vandaag of een dag die al geweest is."),
    }
    if problem is not None:
        raise RuleBroken(field, sentences[problem])
