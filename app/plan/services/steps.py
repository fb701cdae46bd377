"""Writes of steps: a new one, what changes about it, and how it ended."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import text

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.driver import Row
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.rows import columns
from app.dossiers.services.taking import take
from app.kernel.errors import Forbidden, RuleBroken, StaleVersion
from app.kernel.text import clean_line
from app.plan import rules
from app.plan.models import PlanStep
from app.plan.queries.course import list_own_plans
from app.plan.queries.items import get_item
from app.plan.queries.steps import get_step
from app.plan.services.common import LONGEST_NAME, check_ahead, check_may_plan, may_plan, put, tell, words
from app.plan.words import EFFECTS, OWNERS, STEP_STATES

#: What a partner may change of a step is this alone, so it goes through a function and not through the table.
_FINISH_MINE = text("select sec.finish_my_step(:step, :version)")


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step as it should read. ``effect_seen`` and ``effect`` are the resident's own answer, "" when nobody asked yet;
    ``carrier_org_id`` the organisation of a professional who does it.
    """

    text: str
    who_kind: str
    who: str
    due_on: dt.date | None
    status: str = "open"
    effect_seen: str = ""
    effect: str = ""
    carrier_org_id: int | None = None


def may_edit_step(scope: DossierScope, organisation_id: int) -> bool:
    """Whether the actor may change a step that this organisation wrote."""
    return may_plan(scope) and (
        scope.is_lead or organisation_id == scope.actor.organisation_id or scope.row == "resident"
    )


def may_finish_step(scope: DossierScope, line: Row) -> bool:
    """Whether the actor may say that this step, which they read, is done: who may change it, and the organisation that carries it."""
    carries = line.carrier_org_id == scope.actor.organisation_id and scope.row not in HOUSEHOLD_ROWS
    reads = not scope.closed and scope.may(Right.READ, Category.PLAN, own=False)
    return may_edit_step(scope, line.owner_org_id) or (carries and reads)


def add_step(scope: DossierScope, item_id: int, step: StepWords) -> int:
    """Adds a step to a goal or agreement that runs; returns its id.

    A professional's step waits until an own plan was offered (Jeugdwet 4.1.2, Wmo 2.3.2). Raises NotFound, Forbidden and RuleBroken.
    """
    check_may_plan(scope)
    item = get_item(scope.id, item_id)
    if item.status != "open":
        raise RuleBroken("", _("Dit doel loopt niet meer. Maak een nieuw doel, en zet de stap daaronder."))
    values = _columns(step)
    if step.who_kind == "professional":
        _check_own_plan_offered(scope)
    row = PlanStep(**columns(scope, item.person_ids), plan_item_id=item_id, **values)
    return put(scope, row, "plan_step.added")


def edit_step(scope: DossierScope, step_id: int, step: StepWords, *, version: int) -> None:
    """Changes a step, or says how it ended. One that becomes a professional's waits for an own plan, as a new one does.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the step as it is now.
    """
    current = get_step(scope.id, step_id)
    if not may_edit_step(scope, current.owner_org_id):
        raise Forbidden(_("Deze stap is van %(org)s. Vraag hen of de casusregisseur.", org=current.organisation))
    row = take(PlanStep, step_id, version, lambda: get_step(scope.id, step_id))
    values = _columns(step, kept=row.due_on, ended=row.ended_on)
    if step.who_kind == "professional" and row.who_kind != "professional":
        _check_own_plan_offered(scope)
    for name, value in values.items():
        setattr(row, name, value)
    tell(scope, row, f"plan_step.{step.status if step.status != 'open' else 'changed'}")


def finish_step(scope: DossierScope, step_id: int, *, version: int) -> None:
    """Says for the organisation that carries a step that it is done, today; nothing else of the step changes.

    Raises NotFound, Forbidden, RuleBroken for one that ended already, and StaleVersion with the step as it is now.
    """
    line = get_step(scope.id, step_id)
    if not may_finish_step(scope, line):
        raise Forbidden(_("Deze stap is van %(org)s. Vraag hen of de casusregisseur.", org=line.organisation))
    if line.status != "open":
        raise RuleBroken("", _("Deze stap is al klaar of gestopt. Wat er staat, blijft staan."))
    if not db.session.execute(_FINISH_MINE, {"step": step_id, "version": version}).scalar_one():
        raise StaleVersion(get_step(scope.id, step_id))
    note_activity(scope, Category.PLAN, "plan_step.done", object_id=step_id, persons=line.person_ids)
    trail.did(
        db.session(), "update", dossier_id=scope.id, category=Category.PLAN, persons=line.person_ids, objects=[step_id]
    )


def _check_own_plan_offered(scope: DossierScope) -> None:
    if not rules.own_plan_offered(line.kind for line in list_own_plans(scope.id)):
        raise RuleBroken(
            "who_kind",
            _("Bied eerst een eigen plan aan en schrijf het antwoord op. Daarna kan een professional een stap doen."),
        )


def _columns(step: StepWords, *, kept: dt.date | None = None, ended: dt.date | None = None) -> dict[str, object]:
    if step.who_kind not in OWNERS:
        raise RuleBroken("who_kind", _("Kies wie deze stap doet. Vraag het eerst aan het huishouden zelf."))
    if not clean_line(step.who):
        raise RuleBroken("who", _("Schrijf op wie deze stap doet. Een stap van niemand komt niet af."))
    if step.status not in STEP_STATES:
        raise RuleBroken("status", _("Kies hoe het met deze stap staat."))
    if step.effect_seen and step.effect_seen not in EFFECTS:
        raise RuleBroken("effect_seen", _("Kies iets uit de lijst."))
    return {
        "text": words("text", step.text, needed=True),
        "who_kind": step.who_kind,
        "who": words("who", clean_line(step.who), longest=LONGEST_NAME, needed=True),
        "carrier_org_id": step.carrier_org_id if step.who_kind == "professional" else None,
        "due_on": check_ahead("due_on", step.due_on, kept),
        "status": step.status,
        "ended_on": None if step.status == "open" else ended or today(),
        "effect_seen": step.effect_seen or None,
        "effect": words("effect", step.effect),
    }
