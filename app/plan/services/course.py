"""Writes of the course of a case: an own plan offered, who directs, scaling up and down."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.db.clock import today
from app.db.driver import Row
from app.dossiers.services.rows import columns
from app.dossiers.services.taking import take
from app.kernel.errors import RuleBroken
from app.kernel.text import clean_line
from app.plan.models import Escalation, OwnPlan, PlanDirection
from app.plan.queries.course import get_escalation, list_escalations
from app.plan.services.common import (
    LONGEST_NAME,
    check_ahead,
    check_may_plan,
    check_open_lead,
    check_past,
    put,
    tell,
    words,
)
from app.plan.words import ANSWERS, DIRECTORS, LADDER, OWN_PLANS


@dataclass(frozen=True, slots=True)
class UpWords:
    """One step up the ladder: to whom, why, who was asked, and when there must be an answer."""

    step: int
    reason: str
    asked_of: str
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class DownWords:
    """Back down: what it brought, from which day, and to which step. Above 0 somebody is asked there, who answers by a day."""

    outcome: str
    down_on: dt.date | None
    step: int = 0
    asked_of: str = ""
    due_on: dt.date | None = None


def offer_own_plan(scope: DossierScope, kind: str, answer: str, *, said_on: dt.date | None, remark: str) -> int:
    """Writes down that an own plan was offered, or what the household answered; returns the id. Raises Forbidden and RuleBroken."""
    check_may_plan(scope)
    if kind not in OWN_PLANS:
        raise RuleBroken("kind", _("Kies een van de mogelijkheden."))
    if answer not in ANSWERS:
        raise RuleBroken("answer", _("Kies een van de mogelijkheden."))
    row = OwnPlan(
        **columns(scope),
        kind=kind,
        answer=answer,
        said_on=check_past("said_on", said_on),
        remark=words("remark", remark),
    )
    return put(scope, row, "own_plan.answered")


def change_direction(scope: DossierScope, kind: str, director: str, *, from_on: dt.date | None, remark: str) -> int:
    """Writes down who directs the plan from a day on; returns the id. It changes nobody's rights. Raises Forbidden and RuleBroken."""
    check_open_lead(scope)
    if kind not in DIRECTORS:
        raise RuleBroken("director_kind", _("Kies een van de mogelijkheden."))
    who = clean_line(director)
    if kind != "professional" and not who:
        raise RuleBroken("director", _("Schrijf op wie de regie heeft, met de naam waaronder iedereen die kent."))
    row = PlanDirection(
        **columns(scope),
        director_kind=kind,
        director="" if kind == "professional" else words("director", who, longest=LONGEST_NAME),
        from_on=check_past("from_on", from_on),
        remark=words("remark", remark),
    )
    return put(scope, row, "plan_direction.changed")


def scale_up(scope: DossierScope, up: UpWords) -> int:
    """Scales the case up to a step of the ladder; returns the id. No line in the feed: residents read that.

    Raises Forbidden, and RuleBroken for a step that is not higher than the one that runs.
    """
    check_open_lead(scope)
    running = next((line for line in list_escalations(scope.id) if line.down_on is None), None)
    if up.step not in LADDER or up.step == 0:
        raise RuleBroken("step", _("Kies een van de mogelijkheden."))
    if running is not None and running.step >= up.step:
        raise RuleBroken("step", _("U staat al op deze trede of hoger. Kies een hogere trede, of schaal eerst af."))
    row = Escalation(
        **columns(scope),
        step=up.step,
        reason=words("reason", up.reason, needed=True),
        asked_of=words("asked_of", clean_line(up.asked_of), longest=LONGEST_NAME, needed=True),
        since_on=today(),
        due_on=check_ahead("due_on", up.due_on),
    )
    if running is not None:
        _climb_on(scope, running)
    return put(scope, row, "escalation.up", heard=False)


def _climb_on(scope: DossierScope, running: Row) -> None:
    """Ends the step below: the case went further up."""
    below = take(Escalation, running.id, running.version, lambda: get_escalation(scope.id, running.id))
    below.outcome, below.down_on = _("Verder opgeschaald."), today()
    tell(scope, below, "escalation.down", heard=False)


def scale_down(scope: DossierScope, escalation_id: int, down: DownWords, *, version: int) -> None:
    """Scales back down, off the ladder or to a lower step, with what it brought.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the line as it is now.
    """
    check_open_lead(scope)
    get_escalation(scope.id, escalation_id)
    row = take(Escalation, escalation_id, version, lambda: get_escalation(scope.id, escalation_id))
    if row.down_on is not None:
        raise RuleBroken("", _("Dit is al afgeschaald. Wat er staat, blijft staan."))
    if not 0 <= down.step < row.step:
        raise RuleBroken("step", _("Kies een trede die lager is dan die van nu."))
    day = check_past("down_on", down.down_on)
    if day < row.since_on:
        raise RuleBroken("down_on", _("Toen was er nog niet opgeschaald. Kies een dag daarna."))
    row.outcome, row.down_on = words("outcome", down.outcome, needed=True), day
    tell(scope, row, "escalation.down", heard=False)
    if down.step:
        _stay_on(scope, row.step, down, day)


def _stay_on(scope: DossierScope, from_step: int, down: DownWords, day: dt.date) -> None:
    """The case goes on a step lower, from the same day."""
    if not clean_line(down.asked_of):
        raise RuleBroken("asked_of", _("Schrijf op wie u op die trede vraagt."))
    row = Escalation(
        **columns(scope),
        step=down.step,
        reason=_("Afgeschaald vanaf trede %(step)d.", step=from_step),
        asked_of=words("asked_of", clean_line(down.asked_of), longest=LONGEST_NAME),
        since_on=day,
        due_on=check_ahead("due_on", down.due_on),
    )
    put(scope, row, "escalation.down", heard=False)
