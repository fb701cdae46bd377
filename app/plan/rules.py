"""Laws of the plan: how long something may hold and when to look again. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
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
    AHEAD = "ahead"


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


def past_problem(day: dt.date | None, today: dt.date) -> DateProblem | None:
    """What is wrong with the day of something that happened: it may not lie ahead, nor absurdly far back."""
    if day is None:
        return DateProblem.MISSING
    if day > today:
        return DateProblem.AHEAD
    return DateProblem.TOO_FAR if (today - day).days > FURTHEST_DAYS else None


#: How often each period comes in a year. What is paid once is counted apart.
_TIMES_A_YEAR = {"week": 52, "month": 12, "year": 1}


@dataclass(frozen=True, slots=True)
class Paid:
    """What one source pays: euros to the cent, per period, and the days on which it begins and ends."""

    amount: Decimal
    period: str
    from_on: dt.date
    until_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Pool:
    """What the sources would be together in one pot: euros for a whole year, and what is paid once. Exact to the cent."""

    a_year: Decimal
    once: Decimal


def yearly(paid: Paid) -> Decimal | None:
    """What a source pays in a whole year (52 weeks or 12 months); None for what is paid once."""
    times = _TIMES_A_YEAR.get(paid.period)
    return None if times is None else paid.amount * times


def pool(lines: Iterable[Paid], today: dt.date) -> Pool:
    """One pot of what runs on ``today``, over the same period: nothing is divided, so no cent is lost."""
    running = [line for line in lines if line.from_on <= today and (line.until_on is None or line.until_on >= today)]
    per_year = [yearly(line) for line in running]
    return Pool(
        a_year=sum((each for each in per_year if each is not None), Decimal("0.00")),
        once=sum((line.amount for line in running if line.period == "once"), Decimal("0.00")),
    )


def overlaps(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Life domains that two or more parties named: domain → parties, in the order in which they come."""
    found: dict[str, list[str]] = {}
    for party, domains in named:
        for domain in domains:
            found.setdefault(domain, []).append(party)
    return {domain: parties for domain, parties in found.items() if len(parties) > 1}


#: Plans that a household makes itself. An independent client supporter helps to make one, and is none.
PLANS_THEY_MAKE = frozenset({"family_group_plan", "personal_plan"})
#: Days for an own plan after the report of need (Wmo 2015, art. 2.3.2 lid 2).
OWN_PLAN_DAYS = 7


def own_plan_offered(kinds: Iterable[str]) -> bool:
    """Whether a plan of their own is among the kinds that were offered (Jeugdwet 4.1.2, Wmo 2.3.2)."""
    return not PLANS_THEY_MAKE.isdisjoint(kinds)


#: A low flame burns a year at most (domain.md 2.1).
LOW_FLAME_DAYS = 365


def next_contact(last: dt.date, weeks: int, until: dt.date) -> dt.date:
    """The next day to get in touch on low flame: after so many weeks, and at the last on the day that it ends."""
    return min(last + dt.timedelta(weeks=weeks), until)
