"""The course of a case in words: what was offered, who directs, the ladder, the low flame, and the clocks."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.db.driver import Row
from app.dossiers.phases import CLOCKS, Phase
from app.plan import rules
from app.plan.words import ANSWERS, DIRECTORS, LADDER, OWN_PLANS
from app.web.i18n import by_language, day, near

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock: what has to be done, by when, and which law or agreement says so. ``state`` is open / late / done."""

    what: str
    due: str
    law: str
    state: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Days that nobody's law says: when professionals withdraw, when one looks back, and (day, goal) when one looks how that goes."""

    withdraw_on: dt.date | None
    look_back_on: dt.date | None
    evaluations: tuple[tuple[dt.date, str], ...]


@dataclass(frozen=True, slots=True)
class Director:
    """Who directs the plan. ``supports``: it is not the professional, who then supports."""

    text: str
    supports: bool


def own_plan_lines(lines: Sequence[Row]) -> Lines:
    """What was offered and answered: (day, what)."""
    return tuple((day(line.said_on), own_plan_words(line)) for line in lines)


def own_plan_words(line: Row) -> str:
    """*familiegroepsplan: nee, liever niet*, with their own words."""
    said = f"{by_language(*OWN_PLANS[line.kind])}: {by_language(*ANSWERS[line.answer])}"
    return f"{said} “{line.remark}”" if line.remark else said


def director(lines: Sequence[Row]) -> Director:
    """Who directs the plan now; without a line the professional who leads the case."""
    if not lines or lines[0].director_kind == "professional":
        return Director("", supports=False)
    line = lines[0]
    who = _("%(name)s, %(kind)s", name=line.director, kind=by_language(*DIRECTORS[line.director_kind]))
    return Director(_("%(who)s, sinds %(day)s", who=who, day=day(line.from_on)), supports=True)


def direction_lines(lines: Sequence[Row]) -> Lines:
    """Who directed, the newest first: (from when, who)."""
    return tuple(
        (
            day(line.from_on),
            ", ".join(filter(None, (line.director, by_language(*DIRECTORS[line.director_kind]), line.remark))),
        )
        for line in lines
    )


def escalation_words(line: Row) -> str:
    """*Stap 2, de procesregisseur, sinds …: waarom*."""
    return _(
        "Stap %(step)d, %(to)s, sinds %(day)s: %(why)s",
        step=line.step,
        to=by_language(*LADDER[line.step]),
        day=day(line.since_on),
        why=line.reason,
    )


def escalation_lines(lines: Sequence[Row]) -> Lines:
    """Each time on the ladder: (days, what, who was asked and what it brought)."""
    return tuple(
        (
            _("%(start)s tot en met %(end)s", start=day(line.since_on), end=day(line.down_on))
            if line.down_on
            else _("loopt, antwoord nodig %(day)s", day=near(line.due_on)),
            " ".join(filter(None, (escalation_words(line), _("Gevraagd: %(who)s.", who=line.asked_of), line.outcome))),
        )
        for line in lines
    )


def flame_words(line: Row) -> str:
    """The agreement of a low flame in one sentence."""
    return _(
        "%(who)s houdt contact, om de %(weeks)d weken, tot en met %(until)s. Weer hulp als: %(when)s Volgende keer: %(next)s.",
        who=line.carried_by,
        weeks=line.every_weeks,
        until=day(line.until_on),
        when=line.restart_when,
        next=near(line.next_on),
    )


def flame_lines(lines: Sequence[Row]) -> Lines:
    """Each time on low flame: (since when, what was agreed and how it went)."""
    return tuple(
        (
            day(line.since_on),
            " ".join(
                filter(None, (flame_words(line) if line.ended_on is None else "", line.remark, line.ended_because))
            ),
        )
        for line in lines
    )


def clocks(
    *,
    phase: str,
    began: dt.date,
    reported: dt.date,
    own_plans: Sequence[Row],
    flame_until: dt.date | None,
    today: dt.date,
) -> tuple[ClockView, ...]:
    """The clocks of the law that run in this phase: the enquiry, the own plan, the decision, and the end of the low flame.

    A low flame ends on the day that was agreed on (``flame_until``); without one on the last day that a low flame may have.
    """
    found = [_own_plan_clock(reported, own_plans, today)] if phase in {Phase.INTAKE, Phase.EXPLORATION} else []
    for code, what in _CLOCK_WORDS.items():
        if code == phase or (code == Phase.EXPLORATION and phase == Phase.INTAKE):
            clock = CLOCKS[code]
            since = reported if clock.counts_from == Phase.INTAKE else began
            due, law = since + dt.timedelta(days=clock.days), by_language(clock.source_nl, clock.source_en)
            if code == Phase.LOW_FLAME and flame_until is not None:
                due, law = flame_until, _("Afgesproken bij de waakvlam")
            found.append(_clock(by_language(*what), due, law, today))
    return tuple(found)


def agreed_days(agreed: Agreed, today: dt.date) -> tuple[ClockView, ...]:
    """The days that were agreed on, the nearest first: looking how a goal goes, looking back, and withdrawing."""
    days = [(due, _("Kijken hoe het gaat"), text) for due, text in agreed.evaluations]
    if agreed.look_back_on:
        days.append((agreed.look_back_on, _("Terugkijken op hoe het loopt"), _("Afgesproken bij Fase en planning")))
    if agreed.withdraw_on:
        days.append(
            (
                agreed.withdraw_on,
                _("De professionals trekken zich terug"),
                _("Afgesproken bij het kijken naar het netwerk"),
            )
        )
    return tuple(_clock(what, due, why, today) for due, what, why in sorted(days))


_CLOCK_WORDS = {
    Phase.EXPLORATION: ("Onderzoek klaar", "Enquiry done"),
    Phase.PLAN: ("Besluit op de aanvraag", "Decision on the application"),
    Phase.LOW_FLAME: ("Einde van de waakvlam", "End of the low flame"),
}


def _own_plan_clock(reported: dt.date, own_plans: Iterable[Row], today: dt.date) -> ClockView:
    answered = any(line.answer in {"received", "declined"} for line in own_plans if line.kind in rules.PLANS_THEY_MAKE)
    due = reported + dt.timedelta(days=rules.OWN_PLAN_DAYS)
    law = _("Wmo 2015, artikel 2.3.2: persoonlijk plan binnen zeven dagen na de melding")
    view = _clock(_("Eigen plan ontvangen"), due, law, today)
    return ClockView(view.what, view.due, view.law, "done") if answered else view


def _clock(what: str, due: dt.date, law: str, today: dt.date) -> ClockView:
    date, soon = day(due), near(due, today)
    return ClockView(what, date if soon == date else f"{date} ({soon})", law, "late" if due < today else "open")
