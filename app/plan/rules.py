"""Laws of the plan: how long something may hold and when to look again. Pure."""

import datetime as dt
from enum import StrEnum

#: A safety agreement holds for three months at most; then it is looked at again (domain.md 1.1, criminal data).
SAFETY_DAYS = 92
#: What an agreement without an end is shared for: six months.
SHARED_DAYS = 183
#: Nothing in a plan looks further ahead than this.
FURTHEST_DAYS = 3 * 366


class DateProblem(StrEnum):
    """What is wrong with a date of a plan item."""

    PASSED = "passed"
    TOO_FAR = "too_far"
    MISSING = "missing"
    TOO_LONG = "too_long"


def date_problem(day: dt.date | None, today: dt.date, kept: dt.date | None = None) -> DateProblem | None:
    """What is wrong with a review date or an end; a date that stood there already may stay."""
    if day is None or day == kept:
        return None
    if day < today:
        return DateProblem.PASSED
    return DateProblem.TOO_FAR if (day - today).days > FURTHEST_DAYS else None


def end_problem(kind: str, until: dt.date | None, today: dt.date, kept: dt.date | None = None) -> DateProblem | None:
    """What is wrong with the day until which something holds; a safety agreement needs one, near."""
    if kind == "safety_agreement":
        if until is None:
            return DateProblem.MISSING
        if (until - today).days > SAFETY_DAYS:
            return DateProblem.TOO_LONG
    return date_problem(until, today, kept)


def shared_until(until: dt.date | None, today: dt.date) -> dt.date:
    """The last day on which an organisation reads it: as long as it holds, or six months."""
    return until or today + dt.timedelta(days=SHARED_DAYS)
