"""The one way to ask a number: pages, tables, pictures, exports and the API put a ``Question`` and show an ``Answer``.

A question has one place, one period, at most one value beside them, and one way to fall apart. Whatever would be too small is answered
one step coarser (the district of a neighbourhood, the year of a quarter) or left out, and the answer says which.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.db.driver import Row
from app.insight import queries as read
from app.insight.periods import Period
from app.insight.places import Places
from app.kernel.errors import RuleBroken, marked
from app.web.charts import STRANDS


class By(StrEnum):
    """Into what an answer falls apart."""

    PLACE = "place"
    PERIOD = "period"
    KIND = "kind"
    ORGANISATION = "organisation"
    TEAM = "team"
    DOMAIN = "domain"
    PHASE = "phase"
    STEP = "step"
    AFTER = "after"
    TURN = "turn"
    GAP = "gap"
    ALONG = "along"
    WORTH = "worth"
    TURNED = "turned"
    EXIT = "exit"
    GOALS = "goals"
    THEME = "theme"


#: Ways to fall apart that are values: a question that has one as a filter falls apart into places or periods only.
VALUES: Final = tuple(by for by in By if by not in {By.PLACE, By.PERIOD, By.TURNED, By.EXIT, By.GOALS, By.THEME})
#: What an address may ask for. The others are of closed situations, which are asked as a whole (value ``closed``).
ASKED: Final = (By.PLACE, By.PERIOD, *VALUES)
_LEVELS: Final = ("town", "district", "neighbourhood")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``place`` is a code ('' is the town), ``value`` one value as ``kind:police`` ('' is all)."""

    period: Period
    by: By = By.PLACE
    place: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of an answer: how many interventions began, and in how many households and persons (whole tens, rounded down).

    ``strands`` has the strands that are told (of closed situations the first mixes); None is held back. ``number`` is None when the line
    itself is held back. ``orgs``: how many organisations began it, by strand ('' is all), three for more.
    """

    place: str
    level: str
    period: Period
    value: str
    number: int | None
    homes: int | None
    persons: int | None
    strands: dict[str, int | None] = field(default_factory=dict)
    orgs: dict[str, int] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether there is any number on the line."""
        return self.number is not None or any(self.strands.values())

    @property
    def is_split(self) -> bool:
        """Whether each of the three strands is told, so that the mix is known."""
        told = [self.strands.get(strand) for strand in STRANDS]
        return None not in told and self.number is not None and sum(number or 0 for number in told) == self.number

    def share(self, strand: str) -> float | None:
        """The part of a strand, between 0 and 1; None when it is not told."""
        number = self.strands.get(strand)
        return number / self.number if self.number and number is not None else None


@dataclass(frozen=True, slots=True)
class Answer:
    """``asked`` is what was asked and ``answered`` what is told, which may be one step coarser. ``whole`` is the line that ``cells``
    are parts of, None when there is nothing. ``left_out`` are parts that are held back. ``counted_at``: what was written before
    that moment is in it. ``strands``: those that whoever asks may count.
    """

    asked: Question
    answered: Question
    whole: Cell | None
    cells: tuple[Cell, ...]
    left_out: tuple[Cell, ...]
    counted_at: dt.datetime | None
    strands: tuple[str, ...]

    @property
    def is_coarser(self) -> bool:
        """Whether something else is answered than was asked, because that was too little."""
        return self.asked != self.answered


def check(question: Question, places: Places, today: dt.date) -> None:
    """Raises RuleBroken with the field and what to do: a place that is not there, a period that is not over, too much at once."""
    if question.place and question.place not in places.by_code:
        raise RuleBroken("place", marked("Dit gebied kennen we niet. Kies een gebied uit de lijst."))
    if question.period.starts > today:
        raise RuleBroken("period", marked("Deze periode ligt in de toekomst. Kies een periode die voorbij is."))
    if question.period.ends > today:
        raise RuleBroken(
            "period", marked("Deze periode is nog niet voorbij. We tellen alleen hele periodes. Kies een eerdere.")
        )
    if question.value and question.by in VALUES:
        raise RuleBroken("by", marked("Dit kan niet samen. Kiest u een filter, verdeel dan naar gebied of naar tijd."))
    if question.by is By.PERIOD and not question.period.parts:
        raise RuleBroken("by", marked("Een maand verdelen we niet verder. Kies een kwartaal of een jaar."))
    if (question.value or question.by in VALUES) and question.period.coarser and not question.period.parts:
        raise RuleBroken("period", marked("Per maand is dit te klein om te tonen. Kies een kwartaal of een jaar."))


def ask(question: Question, places: Places) -> Answer:
    """The answer to a question that ``check`` let through, one step coarser as often as needed."""
    strands = read.list_strands()
    counted_at = read.find_counted_at()
    now: Question | None = question
    last = question
    while now is not None:
        last = now
        whole = _whole(now, places)
        if whole is not None and whole.is_told:
            parts = list_parts(now, places)
            told = tuple(cell for cell in parts if cell.is_told)
            held = tuple(cell for cell in parts if not cell.is_told)
            return Answer(question, now, whole, told, held, counted_at, strands)
        now = coarser(now, places)
    return Answer(question, last, None, (), (), counted_at, strands)


def coarser(question: Question, places: Places) -> Question | None:
    """The same question one step coarser: the place above, else the longer period; None when there is none."""
    above = places.above(places.get(question.place))
    if above is not None:
        return replace(question, place=above.code)
    longer = question.period.coarser
    return replace(question, period=longer) if longer is not None else None


def _whole(question: Question, places: Places) -> Cell | None:
    level = places.get(question.place).level
    rows = read.list_told(
        question.period.span, [question.period.starts], [level], place=question.place, value=question.value
    )
    return next(iter(_cells(rows, question)), None)


def list_parts(question: Question, places: Places) -> list[Cell]:
    """Every part that there is something in, told or held back; of a question that was answered as it is."""
    place, period = places.get(question.place), question.period
    if question.by is By.PERIOD:
        parts = period.parts
        rows = read.list_told(
            parts[0].span, [part.starts for part in parts], [place.level], place=place.code, value=question.value
        )
        return _cells(rows, question, parts)
    return list_through(question, places, (period,), _LEVELS[_LEVELS.index(place.level) + 1 :])


def list_through(question: Question, places: Places, periods: Sequence[Period], levels: Sequence[str]) -> list[Cell]:
    """Places or values in each of these periods, which are as long as that of the question; of places those at ``levels``.

    So it holds what the same question about each period shows, and nothing beside it.
    """
    place, span, starts = places.get(question.place), question.period.span, [period.starts for period in periods]
    if question.by is not By.PLACE:
        rows = read.list_told(span, starts, [place.level], place=place.code, value=f"{question.by}:")
        return _cells(rows, question, tuple(periods))
    rows = read.list_told(span, starts, levels, place=None, value=question.value) if levels else []
    inside = [row for row in rows if place.level == "town" or places.get(row.place).district == place.code]
    return _cells((row for row in inside if row.place != place.code), question, tuple(periods))


def _cells(rows: Iterable[Row], question: Question, parts: tuple[Period, ...] = ()) -> list[Cell]:
    """Rows put together: one line per place, period and value, with its strands."""
    periods = {part.starts: part for part in parts or (question.period,)}
    lines: dict[tuple[str, str, dt.date, str], dict[str, Row]] = {}
    for row in rows:
        lines.setdefault((row.level, row.place, row.starts, row.value), {})[row.strand] = row
    return [
        _cell(Cell(place, level, periods[starts], value, None, None, None), strands)
        for (level, place, starts, value), strands in lines.items()
    ]


def _cell(line: Cell, rows: dict[str, Row]) -> Cell:
    """A strand without a row has nothing in it when the others make up the whole; else it is held back."""
    whole = rows.get("")
    strands: dict[str, int | None] = {strand: row.number for strand, row in rows.items() if strand}
    line = replace(line, orgs={strand: row.orgs for strand, row in rows.items() if row.orgs})
    if whole is None:
        return replace(line, strands=strands)
    complete = whole.number is not None and sum(number or 0 for number in strands.values()) == whole.number
    nothing: dict[str, int | None] = dict.fromkeys(STRANDS, 0 if complete else None)
    strands = nothing | strands
    return replace(line, number=whole.number, homes=whole.homes, persons=whole.persons, strands=strands)
