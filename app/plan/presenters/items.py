"""The plan on a page."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.db.driver import Row
from app.dossiers.domains import DOMAINS
from app.dossiers.presenters.readers import ReaderView, grouped
from app.plan.parties import speaks
from app.plan.queries import ItemLine, ShareLine
from app.plan.services.common import may_plan
from app.plan.services.steps import may_edit_step, may_finish_step
from app.plan.sharing import Sharing
from app.plan.words import AIMS, EFFECTS, KINDS, OWNERS, STATUSES, STEP_STATES
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what, who, by when, how it stands, and what the household noticed of it."""

    text: str
    who: str
    kind: str
    when: str
    late: bool
    status: str
    is_open: bool
    effect: str
    url: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One goal or agreement."""

    id: int
    text: str
    kind: str
    kind_words: str
    aim: str
    status: str
    is_open: bool
    facts: tuple[tuple[str, str], ...]
    url: str
    version: int = 0
    shared_goal: bool = False
    steps: tuple[StepView, ...] = ()
    step_url: str = ""
    share_goal_url: str = ""
    sign_url: str = ""


@dataclass(frozen=True, slots=True)
class SharingView:
    """Who sees an agreement, said before it is saved."""

    anyway: list[ReaderView]
    possible: list[ReaderView]
    never: list[ReaderView]


def step_view(scope: DossierScope, line: Row, today: dt.date) -> StepView:
    """One step in words; its address is empty for whoever only reads it."""
    is_open = line.status == "open"
    noticed = by_language(*EFFECTS[line.effect_seen]) if line.effect_seen else ""
    return StepView(
        text=line.text,
        who=line.who,
        kind=by_language(*OWNERS[line.who_kind]),
        when=day(line.due_on) if is_open else day(line.ended_on),
        late=is_open and line.due_on < today,
        status=by_language(*STEP_STATES[line.status]),
        is_open=is_open,
        effect=" ".join(filter(None, (noticed, f"“{line.effect}”" if line.effect else ""))),
        url=url_for("plan.step", dossier_id=scope.id, step_id=line.id)
        if may_edit_step(scope, line.owner_org_id) or (is_open and may_finish_step(scope, line))
        else "",
    )


def item_view(
    scope: DossierScope, line: ItemLine, shares: tuple[ShareLine, ...], steps: tuple[StepView, ...] = ()
) -> ItemView:
    """One item in words, with its steps."""
    runs = line.status == "open"
    writes = runs and may_plan(scope)
    return ItemView(
        id=line.id,
        text=line.text,
        kind=line.kind,
        kind_words=by_language(*KINDS[line.kind]),
        aim=by_language(*AIMS[line.aim]) if line.aim in AIMS else "",
        status=by_language(*STATUSES[line.status]),
        is_open=line.status == "open",
        facts=tuple(_facts(line, shares)),
        url=url_for("plan.edit", dossier_id=scope.id, item_id=line.id),
        version=line.version,
        shared_goal=line.shared_goal,
        steps=steps,
        step_url=url_for("plan.add_step", dossier_id=scope.id, item_id=line.id) if writes else "",
        share_goal_url=url_for("plan.share_goal", dossier_id=scope.id, item_id=line.id)
        if writes and line.kind == "goal" and not line.shared_goal
        else "",
        sign_url=url_for("plan.sign", dossier_id=scope.id, item_id=line.id)
        if runs and line.shared_goal and speaks(scope)
        else "",
    )


def _facts(line: ItemLine, shares: tuple[ShareLine, ...]) -> list[tuple[str, str]]:
    facts = []
    if line.in_words_of:
        facts.append((_("In de woorden van"), line.in_words_of))
    if line.domain in DOMAINS:
        domain = DOMAINS[line.domain]
        facts.append((_("Levensgebied"), by_language(domain.name_nl, domain.name_en)))
    if line.review_on:
        facts.append((_("Kijken hoe het gaat"), day(line.review_on)))
    if line.valid_until:
        facts.append((_("Geldt tot en met"), day(line.valid_until)))
    if shares:
        facts.append((_("Gedeeld met"), ", ".join(share.organisation for share in shares)))
    facts.append((_("Opgeschreven door"), f"{line.author}, {line.organisation}, {day(line.at)}"))
    return facts


def sharing_view(sharing: Sharing) -> SharingView:
    """Who sees it anyway, who only when it is shared, and whose function never reads the plan."""
    return SharingView(
        anyway=grouped(list(sharing.anyway)),
        possible=grouped(list(sharing.possible)),
        never=grouped(list(sharing.never)),
    )
