"""The laws of an intervention: which step may follow which, and which dates are possible. Pure."""

import datetime as dt
from enum import StrEnum


class Status(StrEnum):
    """Where an intervention stands. ``awaiting``: filed by another organisation, not confirmed by its owner yet."""

    AWAITING = "awaiting"
    PLANNED = "planned"
    ACTIVE = "active"
    DONE = "done"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


#: How it may go on from each status; nothing else is legal. Only what was wrongly filed is withdrawn, and that is the end.
TRANSITIONS: dict[Status, tuple[Status, ...]] = {
    Status.AWAITING: (Status.PLANNED, Status.ACTIVE, Status.DONE, Status.WITHDRAWN),
    Status.PLANNED: (Status.ACTIVE, Status.STOPPED, Status.WITHDRAWN),
    Status.ACTIVE: (Status.DONE, Status.STOPPED, Status.WITHDRAWN),
    Status.DONE: (Status.WITHDRAWN,),
    Status.STOPPED: (Status.WITHDRAWN,),
    Status.WITHDRAWN: (),
}

#: Steps that say why.
NEEDS_REASON = frozenset({Status.STOPPED, Status.WITHDRAWN})

#: Where an intervention may begin; an imported line of another organisation begins as ``awaiting``.
BEGINNINGS = (Status.PLANNED, Status.ACTIVE)

#: In which lines, changes and corrections are still possible.
OPEN = frozenset({Status.PLANNED, Status.ACTIVE})

EARLIEST = dt.date(1950, 1, 1)
YEARS_AHEAD = 20


class DateProblem(StrEnum):
    """Why a date cannot be right."""

    MISSING = "missing"
    TOO_FAR = "too_far"
    IN_FUTURE = "in_future"
    PASSED = "passed"
    BEFORE_START = "before_start"


def may_become(now: str, then: str) -> bool:
    """Whether this step is legal. Unknown words are not."""
    return now in TRANSITIONS and then in TRANSITIONS[Status(now)]


def next_steps(now: str) -> tuple[Status, ...]:
    """The steps that may follow, in the order of the buttons."""
    return TRANSITIONS[Status(now)] if now in TRANSITIONS else ()


def _possible(day: dt.date | None, today: dt.date) -> bool:
    return day is None or EARLIEST <= day <= dt.date(today.year + YEARS_AHEAD, 12, 31)


def start_problem(status: str, start: dt.date | None, today: dt.date) -> DateProblem | None:
    """What is wrong with the day on which it begins: what runs has begun, what is planned begins today or later."""
    if not _possible(start, today):
        return DateProblem.TOO_FAR
    if status == Status.PLANNED:
        return DateProblem.PASSED if start and start < today else None
    if start is None:
        return DateProblem.MISSING
    return DateProblem.IN_FUTURE if start > today else None


def end_problem(start: dt.date | None, end: dt.date | None, today: dt.date) -> DateProblem | None:
    """What is wrong with the day until which it is planned."""
    if not _possible(end, today):
        return DateProblem.TOO_FAR
    return DateProblem.BEFORE_START if start and end and end < start else None


def closing_problem(start: dt.date | None, end: dt.date | None, today: dt.date) -> DateProblem | None:
    """What is wrong with the day on which it ended: not before it began, and not in the future."""
    if end is None:
        return DateProblem.MISSING
    if end > today:
        return DateProblem.IN_FUTURE
    return end_problem(start, end, today)


def needs_pause(*, strand: str, is_step: bool, paused: bool) -> bool:
    """Whether the enforcement pause still has to be taken: before each enforcement step, whatever runs."""
    return strand == "enforcement" and is_step and not paused
