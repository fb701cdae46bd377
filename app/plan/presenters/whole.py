"""The plan as one page: the question, the goals with their steps, and round them the table, the money and the course."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.db.driver import Row
from app.dossiers.phases import Phase
from app.dossiers.queries.household import PhaseStep, ProcessLine
from app.dossiers.queries.situation import QuestionLine
from app.kernel.clock import in_amsterdam
from app.plan import rules
from app.plan.parties import Party, may_speak_for, parties_of
from app.plan.presenters.course import (
    Agreed,
    ClockView,
    Director,
    agreed_days,
    clocks,
    director,
    escalation_words,
    flame_words,
    own_plan_words,
)
from app.plan.presenters.items import ItemView, item_view, step_view
from app.plan.presenters.table import SharedGoal, shared_goal
from app.plan.queries import ItemLine, ShareLine
from app.plan.services.common import may_plan


@dataclass(frozen=True, slots=True)
class PlanRows:
    """What was read for the page, each as far as the reader may read it."""

    items: Sequence[ItemLine]
    shares: Sequence[ShareLine]
    steps: Sequence[Row]
    signatures: Sequence[Row]
    own_plans: Sequence[Row]
    directions: Sequence[Row]
    escalations: Sequence[Row]
    flames: Sequence[Row]
    withdrawal: Row | None
    questions: Sequence[QuestionLine]
    process: ProcessLine | None
    phases: Sequence[PhaseStep]

    def beside_items(self) -> list[Row]:
        """Every row of the plan that is shown beside goals and agreements, for the log."""
        course = (*self.own_plans, *self.directions, *self.escalations, *self.flames)
        return [*self.steps, *self.signatures, *course, *filter(None, [self.withdrawal])]

    def running_flame(self) -> Row | None:
        """The low flame that burns, if any."""
        return next((line for line in self.flames if line.ended_on is None), None)


@dataclass(frozen=True, slots=True)
class Doors:
    """What the reader may do from here: addresses, empty when not."""

    add: str = ""
    own_plan: str = ""
    direction: str = ""
    escalate: str = ""
    low_flame: str = ""
    interests: str = ""
    money: str = ""
    question: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """The page."""

    question: str
    said_by: str
    running: list[ItemView]
    over: list[ItemView]
    director: Director
    goal: SharedGoal | None
    own_plans: list[str]
    own_plan_missing: bool
    clocks: tuple[ClockView, ...]
    escalation: str
    escalation_url: str
    flame: str
    doors: Doors


def whole(scope: DossierScope, rows: PlanRows, today: dt.date) -> Whole:
    """The plan in words."""
    views = [_item(scope, line, rows, today) for line in rows.items]
    shared = next((line for line in rows.items if line.shared_goal and line.status == "open"), None)
    up = next((line for line in rows.escalations if line.down_on is None), None)
    flame = rows.running_flame()
    newest = {line.kind: line for line in reversed(rows.own_plans)}
    parties = parties_of(scope)
    return Whole(
        question=rows.questions[0].words if rows.questions else "",
        said_by=rows.questions[0].said_by if rows.questions else "",
        running=[view for view in views if view.is_open],
        over=[view for view in views if not view.is_open],
        director=director(rows.directions),
        goal=shared_goal(scope, shared, rows.signatures, parties) if shared else None,
        own_plans=[own_plan_words(line) for line in newest.values()],
        own_plan_missing=may_plan(scope) and not rules.own_plan_offered(line.kind for line in rows.own_plans),
        clocks=_clocks(rows, today),
        escalation=escalation_words(up) if up else "",
        escalation_url=url_for("plan.scale_down", dossier_id=scope.id, escalation_id=up.id)
        if up and scope.is_lead
        else "",
        flame=flame_words(flame) if flame else "",
        doors=_doors(scope, parties),
    )


def _item(scope: DossierScope, line: ItemLine, rows: PlanRows, today: dt.date) -> ItemView:
    steps = tuple(step_view(scope, step, today) for step in rows.steps if step.plan_item_id == line.id)
    return item_view(scope, line, tuple(share for share in rows.shares if share.item_id == line.id), steps)


def _clocks(rows: PlanRows, today: dt.date) -> tuple[ClockView, ...]:
    """Those of the law, and what was agreed on as far as it still counts: nothing of a case that is closed."""
    phase = rows.process.phase if rows.process else ""
    if phase == Phase.CLOSED:
        return ()
    withdrawal = None if phase == Phase.LOW_FLAME else rows.withdrawal
    agreed = Agreed(
        withdraw_on=withdrawal.withdraw_on if withdrawal else None,
        look_back_on=rows.process.review_on if rows.process else None,
        evaluations=tuple(
            (line.review_on, line.text) for line in rows.items if line.status == "open" and line.review_on
        ),
    )
    return (*_clocks_of_law(rows, today), *agreed_days(agreed, today))


def _clocks_of_law(rows: PlanRows, today: dt.date) -> tuple[ClockView, ...]:
    if rows.process is None:
        return ()
    reported = next(
        (in_amsterdam(step.at).date() for step in rows.phases if step.to_phase in {Phase.INTAKE, Phase.REOPENED}),
        rows.process.phase_since,
    )
    phase, began = rows.process.phase, rows.process.phase_since
    flame = rows.running_flame()
    return clocks(
        phase=phase,
        began=began,
        reported=reported,
        own_plans=rows.own_plans,
        flame_until=flame.until_on if flame else None,
        today=today,
    )


def _doors(scope: DossierScope, parties: tuple[Party, ...]) -> Doors:
    def door(endpoint: str, *, opens: bool) -> str:
        return url_for(endpoint, dossier_id=scope.id) if opens else ""

    writes, leads = may_plan(scope), scope.is_lead and not scope.closed
    reads = scope.may(Right.READ, Category.PLAN, own=False)
    return Doors(
        add=door("plan.create", opens=writes),
        own_plan=door("plan.own_plan", opens=writes),
        direction=door("plan.direction", opens=leads),
        escalate=door("plan.scale_up", opens=leads),
        low_flame=door("plan.low_flame", opens=leads),
        interests=door("plan.interests", opens=reads or bool(may_speak_for(scope, parties))),
        money=door("plan.money", opens=reads and scope.may(Right.READ, Category.FINANCES, own=False)),
        question=door("dossiers.question", opens=scope.may(Right.READ, Category.DOMAINS, own=False)),
        paper=door("plan.paper", opens=reads),
    )
