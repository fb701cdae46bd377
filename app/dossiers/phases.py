"""The phases of a dossier: names, legal transitions and the clocks that the law or practice puts on them.

Source: the Wmo gives six weeks from the report of need to the result of the talk and two weeks from the application
to the decision (domain.md 2.1); the year of low flame is practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Phase(StrEnum):
    """Where a household and its team stand."""

    INTAKE = "intake"
    EXPLORATION = "exploration"
    PLAN = "plan"
    IN_PROGRESS = "in_progress"
    LOW_FLAME = "low_flame"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a phase may last: `days` counted from the day that `counts_from` began, and where that comes from."""

    days: int
    counts_from: Phase
    source_nl: str
    source_en: str
    is_law: bool


PHASES: dict[str, tuple[str, str]] = {
    Phase.INTAKE: ("intake", "intake"),
    Phase.EXPLORATION: ("verkennen", "exploration"),
    Phase.PLAN: ("plan maken", "making a plan"),
    Phase.IN_PROGRESS: ("in uitvoering", "in progress"),
    Phase.LOW_FLAME: ("waakvlam", "low flame"),
    Phase.CLOSED: ("afgesloten", "closed"),
    Phase.REOPENED: ("heropend", "reopened"),
}

TRANSITIONS: dict[str, frozenset[Phase]] = {
    # Straight to in_progress is for help that cannot wait for a talk.
    Phase.INTAKE: frozenset({Phase.EXPLORATION, Phase.IN_PROGRESS, Phase.CLOSED}),
    Phase.EXPLORATION: frozenset({Phase.PLAN, Phase.CLOSED}),
    Phase.PLAN: frozenset({Phase.IN_PROGRESS, Phase.EXPLORATION, Phase.CLOSED}),
    Phase.IN_PROGRESS: frozenset({Phase.PLAN, Phase.LOW_FLAME, Phase.CLOSED}),
    Phase.LOW_FLAME: frozenset({Phase.IN_PROGRESS, Phase.CLOSED}),
    Phase.CLOSED: frozenset({Phase.REOPENED}),
    Phase.REOPENED: frozenset({Phase.EXPLORATION, Phase.PLAN, Phase.IN_PROGRESS, Phase.LOW_FLAME, Phase.CLOSED}),
}

FIRST = Phase.INTAKE
WORKING: frozenset[Phase] = frozenset({Phase.INTAKE, Phase.EXPLORATION, Phase.PLAN, Phase.IN_PROGRESS, Phase.REOPENED})
OPEN: frozenset[Phase] = WORKING | {Phase.LOW_FLAME}
#: Days without anything happening after which a household that is worked with is called quiet.
QUIET_DAYS = 30

CLOCKS: dict[str, Clock] = {
    Phase.EXPLORATION: Clock(
        42,
        Phase.INTAKE,
        "Wmo 2015: onderzoek binnen 6 weken na de melding",
        "Wmo 2015: enquiry within 6 weeks of the report of need",
        is_law=True,
    ),
    Phase.PLAN: Clock(
        14,
        Phase.PLAN,
        "Wmo 2015: besluit binnen 2 weken na de aanvraag",
        "Wmo 2015: decision within 2 weeks of the application",
        is_law=True,
    ),
    Phase.LOW_FLAME: Clock(
        365,
        Phase.LOW_FLAME,
        "Werkafspraak: waakvlam duurt hooguit een jaar",
        "House rule: low flame lasts a year at most",
        is_law=False,
    ),
}


def may_follow(old: str | None, new: str) -> bool:
    """Whether a dossier in phase `old` (None: not begun) may go to `new`."""
    return new == FIRST if old is None else new in TRANSITIONS[old]


def due_on(phase: str, began: date, reported: date) -> date | None:
    """The day this phase must be over; `began` is the day of the phase itself, `reported` that of the intake or
    reopening.
    """
    clock = CLOCKS.get(phase)
    if clock is None:
        return None
    return (reported if clock.counts_from == Phase.INTAKE else began) + timedelta(days=clock.days)
