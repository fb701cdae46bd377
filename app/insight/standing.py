"""Asks what is told of the course of households: measures at one place in one period, over time, and per neighbourhood.

As ``questions.ask`` does for what began: whatever is too little is answered one step coarser, and the answer says which.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.insight import queries as read
from app.insight.courses import MEASURES
from app.insight.periods import Period, Span
from app.insight.places import Place, Places
from app.insight.questions import Question, coarser

LEVELS: Final = ("town", "district", "neighbourhood")


@dataclass(frozen=True, slots=True)
class Figure:
    """One told number of a measure (see ``courses.Kind``); ``number`` None is held back. ``homes`` and ``persons`` are whole tens."""

    number: int | None
    homes: int | None = None
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is told: ``now`` and ``before`` by value (``second:asked``). A value that is not there did not happen, or is not told.

    ``answered`` is the question that is answered, which may be coarser than ``asked``.
    """

    asked: Question
    answered: Question
    now: dict[str, Figure]
    before: dict[str, Figure]

    @property
    def is_told(self) -> bool:
        """Whether there is any number."""
        return any(figure.number is not None for figure in self.now.values())

    def number(self, value: str) -> int | None:
        """The number of a value now, or None."""
        return self.now[value].number if value in self.now else None


def find_standing(question: Question, measures: Iterable[str], places: Places, against: Period) -> Standing:
    """The measures at the place and in the period of the question, or where and when there is enough to tell; beside another period."""
    names, now = tuple(measures), _no_month(question)
    while True:
        earlier = _earlier(question, now, against)
        figures = _figures(now, names, places, (now.period, earlier))
        standing = Standing(question, now, figures[now.period], figures[earlier])
        further = coarser(now, places)
        if standing.is_told or further is None:
            return standing if standing.is_told else Standing(question, now, {}, {})
        now = further


def _no_month(question: Question) -> Question:
    """Nothing of the course of households is told by month."""
    longer = question.period.coarser if question.period.span is Span.MONTH else None
    return replace(question, period=longer) if longer else question


def _earlier(question: Question, now: Question, against: Period) -> Period:
    """What to compare with: the same step back from the period that is answered."""
    return now.period.before if against == question.period.before else now.period.year_before


def stands_in(measure: str, period: Period) -> Period:
    """The quarter at whose end something stands in a period: that quarter itself, or the last one of a year."""
    return period.parts[-1] if MEASURES[measure].by_quarter_only and period.span is Span.YEAR else period


def _figures(
    question: Question, measures: Sequence[str], places: Places, periods: tuple[Period, Period]
) -> dict[Period, dict[str, Figure]]:
    place = places.get(question.place)
    found: dict[Period, dict[str, Figure]] = {period: {} for period in periods}
    for measure in measures:
        asked = {stands_in(measure, period).starts: period for period in periods}
        span = stands_in(measure, periods[0]).span
        for row in read.list_told(span, asked, [place.level], place=place.code, value=f"{measure}:"):
            found[asked[row.starts]][row.value] = Figure(row.number, row.homes, row.persons)
    return found


def list_quarters(until: Period, count: int) -> list[Period]:
    """So many quarters, the last one being the last of ``until``."""
    last = until.parts[-1] if until.span is Span.YEAR else until
    quarters = [last]
    while len(quarters) < count:
        quarters.append(quarters[-1].before)
    return quarters[::-1]


def list_over_time(measure: str, place: Place, quarters: Sequence[Period]) -> list[int | None]:
    """The whole of a measure at a place per quarter; None where nothing is told."""
    return list_values_over_time(measure, place, quarters).get(f"{measure}:", [None] * len(quarters))


def list_values_over_time(measure: str, place: Place, quarters: Sequence[Period]) -> dict[str, list[int | None]]:
    """The whole of a measure and each value of it (``stance:let_go``) at a place per quarter; None where nothing is told."""
    starts = [quarter.starts for quarter in quarters]
    told: dict[str, dict[dt.date, int | None]] = {}
    for row in read.list_told(Span.QUARTER, starts, [place.level], place=place.code, value=f"{measure}:"):
        told.setdefault(row.value, {})[row.starts] = row.number
    return {value: [numbers.get(day) for day in starts] for value, numbers in told.items()}


def list_parts(
    measure: str, question: Question, places: Places, *, periods: Sequence[Period]
) -> dict[tuple[str, str, Period], Figure]:
    """A measure with all its values in the districts and neighbourhoods of the place, by (place, value, period)."""
    place = places.get(question.place)
    finer = LEVELS[LEVELS.index(place.level) + 1 :]
    if not finer:
        return {}
    asked = {stands_in(measure, period).starts: period for period in periods}
    span = stands_in(measure, periods[0]).span
    rows = read.list_told(span, asked, finer, place=None, value=f"{measure}:")
    return {
        (row.place, row.value, asked[row.starts]): Figure(row.number, row.homes, row.persons)
        for row in rows
        if place.level == "town" or places.get(row.place).district == place.code
    }
