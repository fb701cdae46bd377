"""The plan on paper, for one person of the household: plain words, large type, and only what that person reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.db.clock import today
from app.db.driver import Row
from app.dossiers.at_home import AtHome, call_whom, sheet_for
from app.dossiers.queries.situation import QuestionLine
from app.kernel.text import heading
from app.plan.presenters.course import director
from app.plan.presenters.table import euros
from app.plan.queries.items import ItemLine
from app.plan.words import ANSWERS_AT_HOME, EFFECTS, OWN_PLANS_AT_HOME, PERIODS, SOURCES_AT_HOME
from app.web.i18n import by_language, day, in_language
from app.web.links import url_if
from app.web.paper import Block, Bullets, Heading, Paragraph, Quote, Rows, Sheet


@dataclass(frozen=True, slots=True)
class PlanOnPaper:
    """The plan as it was read, or what one person reads of it (``for_one``). ``questions``: the newest wording, or none."""

    questions: Sequence[QuestionLine]
    items: Sequence[ItemLine]
    steps: Sequence[Row]
    signatures: Sequence[Row]
    directions: Sequence[Row]
    own_plans: Sequence[Row]
    flames: Sequence[Row]
    fundings: Sequence[Row]

    def shown(self) -> list[Row]:
        """Every row of the plan that stands on the sheet, for the log; question and ``fundings`` are of other categories."""
        return [*self.items, *self.steps, *self.signatures, *self.directions, *self.own_plans, *self.flames]


def for_one(reader: AtHome, plan: PlanOnPaper) -> PlanOnPaper:
    """Of what was read, what this person reads too: what runs, and of a goal that runs also what was done already."""
    goals = [line for line in reader.told(Category.PLAN, plan.items) if line.status == "open"]
    kept = {line.id: line.text for line in goals}
    steps, signatures = reader.told(Category.PLAN, plan.steps), reader.told(Category.PLAN, plan.signatures)
    return PlanOnPaper(
        questions=reader.told(Category.DOMAINS, plan.questions),
        items=goals,
        steps=[line for line in steps if line.plan_item_id in kept and line.status != "dropped"],
        signatures=[line for line in signatures if line.agrees and line.words in kept.values()],
        directions=reader.told(Category.PLAN, plan.directions)[:1],
        own_plans=_newest(reader.told(Category.PLAN, plan.own_plans)),
        flames=[line for line in reader.told(Category.PLAN, plan.flames) if line.ended_on is None][:1],
        fundings=[line for line in reader.told(Category.FINANCES, plan.fundings) if not _over(line)],
    )


def _over(funding: Row) -> bool:
    return funding.until_on is not None and funding.until_on < today()


def _newest(own_plans: Sequence[Row]) -> list[Row]:
    """The last answer about each kind of own plan."""
    return list({line.kind: line for line in reversed(own_plans)}.values())


def plan_sheet(scope: DossierScope, name: str, plan: PlanOnPaper, *, language: str) -> Sheet:
    """The sheet for ``name``, in ``language`` (nl or en)."""
    with in_language(language):
        return sheet_for(scope, name, _("Het plan van %(name)s", name=name), _blocks(scope, plan), language=language)


def paper_page(scope: DossierScope) -> str:
    """Where paper for the household is made, for the notice on pages that are not printed themselves; "" for whoever makes none."""
    return url_if("plan.paper", dossier_id=scope.id) if scope.may(Right.READ, Category.PLAN, own=False) else ""


def _blocks(scope: DossierScope, plan: PlanOnPaper) -> Iterable[Block]:
    for question in plan.questions:
        yield Quote(question.words, question.said_by)
    if (who := director(plan.directions)).supports:
        yield Paragraph(_("Wie beslist over dit plan: %(who)s.", who=who.text))
    if not plan.items:
        yield Paragraph(_("Er staat nog niets in het plan. Wat wilt u zelf? Schrijf het op, of vertel het ons."))
    for line in sorted(plan.items, key=lambda line: (not line.shared_goal, line.kind != "goal")):
        yield from _item(line, plan)
    yield Paragraph(call_whom(scope))
    yield from _behind(plan)


def _item(line: ItemLine, plan: PlanOnPaper) -> Iterable[Block]:
    if line.kind == "goal":
        yield Heading(_("Ons doel: %(text)s", text=line.text) if line.shared_goal else line.text)
    else:
        until = _(" (tot en met %(day)s)", day=day(line.valid_until)) if line.valid_until else ""
        yield Bullets((_("Afspraak: %(text)s", text=line.text) + until,))
    if line.shared_goal and plan.signatures:
        signed = ", ".join(dict.fromkeys(each.signed_by for each in plan.signatures))
        yield Paragraph(_("Hier tekenden voor: %(who)s.", who=signed))
    steps = [step for step in plan.steps if step.plan_item_id == line.id and step.status == "open"]
    if steps:
        yield Rows(
            (_("Wat"), _("Wie"), _("Uiterlijk")),
            tuple((step.text, step.who, day(step.due_on)) for step in steps),
            widths=(3, 1.4, 1.4),
        )


def _done(step: Row) -> str:
    """One step that was done, and what the household noticed of it."""
    words = _("%(what)s (%(who)s, %(day)s).", what=step.text.rstrip("."), who=step.who, day=day(step.ended_on))
    if not step.effect_seen:
        return words
    noticed = _("Merkte u er iets van? %(answer)s.", answer=heading(by_language(*EFFECTS[step.effect_seen])))
    return f"{words} {noticed}" + (f" “{step.effect}”" if step.effect else "")


def _behind(plan: PlanOnPaper) -> Iterable[Block]:
    """What was done, own plan, money and low flame: behind whom to call, so that what is to do stands on the front."""
    if done := [step for step in plan.steps if step.status == "done"]:
        yield Heading(_("Wat al gedaan is"))
        yield Bullets(tuple(map(_done, done)))
    if plan.own_plans:
        yield Heading(_("Uw eigen plan"))
        yield Bullets(tuple(map(_own_plan, plan.own_plans)))
    if plan.fundings:
        yield Heading(_("Wie betaalt wat"))
        yield Bullets(tuple(map(_funding, plan.fundings)))
    for flame in plan.flames:
        yield Heading(_("Wij houden contact"))
        yield Paragraph(_flame(flame))


def _own_plan(line: Row) -> str:
    said = f"{by_language(*OWN_PLANS_AT_HOME[line.kind])}: {by_language(*ANSWERS_AT_HOME[line.answer])}."
    return f"{said} “{line.remark}”" if line.remark else said


def _funding(line: Row) -> str:
    return _(
        "%(what)s: %(amount)s %(period)s, van %(source)s. Wie hierover beslist: %(who)s.",
        what=line.what_for.rstrip("."),
        amount=euros(line.amount),
        period=by_language(*PERIODS[line.period]),
        source=by_language(*SOURCES_AT_HOME[line.source]),
        who=line.decided_by.rstrip("."),
    )


def _flame(line: Row) -> str:
    often = ngettext("elke week", "om de %(num)d weken", line.every_weeks)
    sentences = (
        _(
            "%(who)s houdt contact met u, %(often)s, tot en met %(until)s.",
            who=line.carried_by,
            often=often,
            until=day(line.until_on),
        ),
        _("De volgende keer is op %(day)s.", day=day(line.next_on)),
        _("Er komt weer hulp als dit gebeurt: %(when)s", when=line.restart_when),
    )
    return " ".join(sentences)
