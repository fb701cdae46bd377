"""Bars that are measured: the weight of a caseload against its bandwidth, people in and out, how long a phase takes.

What lies over the bandwidth is woven and said in words. A bar that may not be shown is a short woven one of a fixed length.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.web.charts.marks import LEFT_OUT, Box, Chart, Drawing, Mark, Path, Words, touch
from app.web.charts.numbers import Numbers
from app.web.charts.room import axis_steps
from app.web.charts.table import About, Cell, Table
from app.web.charts.words import shorten, text_width

HIDDEN_LONG: Final = 28


@dataclass(frozen=True, slots=True)
class Measure:
    """One bar: its name, its value (``None`` when it may not be shown) and, where there is one, the band it should stay in."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What the bars say. ``within``, ``over`` and ``under`` have places for ``%(value)s``, ``%(low)s``, ``%(high)s`` and ``%(beside)s``.

    ``beside`` is how far the value lies outside its band. ``head`` is name, value and, where there are bands, low, high, remark.
    """

    about: About
    head: tuple[str, ...]
    unit: str
    within: str = "%(value)s"
    over: str = "%(value)s"
    under: str = "%(value)s"


@dataclass(frozen=True, slots=True)
class _Frame:
    width: int
    left: int
    right: int
    row: int
    font: int
    above: bool  # whether words stand over their bar
    bar: int = 16


_WIDE: Final = _Frame(width=760, left=236, right=550, row=34, font=14, above=False)
_NARROW: Final = _Frame(width=340, left=2, right=336, row=58, font=13, above=True)
_FOOT: Final = 24


def draw_measures(rows: Iterable[Measure], words: MeasureWords, *, most: float | None = None) -> Chart:
    """The bars with their table, in the order given, all on one scale; ``most`` makes two pictures alike.

    Raises ``ValueError`` for a number below 0, or a band that ends before it begins.
    """
    known = list(rows)
    for row in known:
        numbers = [number for number in (row.value, row.low, row.high) if number is not None]
        if min(numbers, default=0) < 0 or (row.low or 0) > (row.high if row.high is not None else row.low or 0):
            raise ValueError(f"not a measure: {row}")
    largest = max([n for row in known for n in (row.value, row.high) if n is not None] + [most or 0], default=0)
    steps = axis_steps(largest)
    return Chart(
        title=words.about.title,
        summary=words.about.summary,
        wide=_Layout(_WIDE, words, steps).draw(known),
        narrow=_Layout(_NARROW, words, steps).draw(known),
        table=_table(known, words),
    )


def _say(row: Measure, words: MeasureWords) -> str:
    """The value of a bar in words, and where it lies beside its band."""
    if row.value is None:
        return words.about.left_out
    over = row.high is not None and row.value > row.high
    under = row.low is not None and row.value < row.low
    beside = row.value - (row.high or 0) if over else (row.low or 0) - row.value if under else 0
    numbers = Numbers(words.about.language)
    said = words.over if over else words.under if under else words.within
    values = {"value": row.value, "low": row.low or 0, "high": row.high or 0, "beside": beside}
    return said % {name: numbers.plain(value) for name, value in values.items()}


def _table(rows: Sequence[Measure], words: MeasureWords) -> Table:
    banded = any(row.high is not None or row.low is not None for row in rows) or len(words.head) > 2
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        low: Cell = "" if row.low is None else row.low
        high: Cell = "" if row.high is None else row.high
        cells.append((row.name, row.value, low, high, _say(row, words)) if banded else (row.name, row.value))
    return words.about.table(
        words.head,
        tuple(cells),
        ("", words.unit, words.unit, words.unit, "") if banded else ("", words.unit),
    )


class _Layout:
    """One drawing of the bars."""

    def __init__(self, frame: _Frame, words: MeasureWords, steps: Sequence[float]) -> None:
        self.frame, self.words, self.steps = frame, words, steps
        self.numbers = Numbers(words.about.language)

    def draw(self, rows: Sequence[Measure]) -> Drawing:
        """The axis under everything, then each bar over its band, with its words."""
        foot = 4 + len(rows) * self.frame.row
        marks: list[Mark] = self._axis(foot)
        for number, row in enumerate(rows):
            top = 4 + number * self.frame.row
            bar = top + (self.frame.font + 12 if self.frame.above else (self.frame.row - self.frame.bar) // 2)
            marks += [*self._band(row, bar), *self._bar(row, bar), *self._words(row, top)]
        return Drawing(self.frame.width, foot + _FOOT, tuple(marks))

    def _x(self, value: float) -> float:
        share = min(value / self.steps[-1], 1)
        return round(self.frame.left + share * (self.frame.right - self.frame.left), 1)

    def _axis(self, foot: int) -> list[Mark]:
        marks: list[Mark] = []
        labels: list[Words] = []
        for step in self.steps:
            x = self._x(step)
            anchor = "start" if step == 0 else "end" if step == self.steps[-1] else "middle"
            marks.append(Path(f"M{x:g} 2V{foot}", (x, 2, x, foot), "axis"))
            said = Words(x, foot + 16, self.numbers.plain(step), 12, "t-muted", anchor)
            if not any(touch(said, other) for other in labels):
                labels.append(said)
        return [*marks, *labels]

    def _band(self, row: Measure, y: int) -> list[Mark]:
        """The bandwidth: a quiet field behind the bar with an edge where it begins and where it ends."""
        if row.high is None and row.low is None:
            return []
        high, top, low_edge = self.frame.bar + 10, y - 5, self._x(row.low or 0)
        end = self.frame.right if row.high is None else self._x(row.high)
        marks: list[Mark] = [Box(low_edge, top, round(end - low_edge, 1), high, "span")]
        for edge, known in ((low_edge, row.low), (end, row.high)):
            if known:
                marks.append(Path(f"M{edge:g} {top}V{top + high}", (edge, top, edge, top + high), "span-edge"))
        return marks

    def _bar(self, row: Measure, y: int) -> list[Mark]:
        left, high = self.frame.left, self.frame.bar
        title = f"{row.name}: {_say(row, self.words)}"
        if row.value is None:
            return [Box(left, y, HIDDEN_LONG, high, "fill-left-out", LEFT_OUT, title=title)]
        end = self._x(row.value)
        within = min(end, self._x(row.high)) if row.high is not None else end
        marks: list[Mark] = [Box(left, y, round(within - left, 1), high, "fill-bar", title=title)]
        if end > within:
            marks.append(Box(within, y, round(end - within, 1), high, "fill-over", "over", title=title))
        return marks

    def _words(self, row: Measure, top: int) -> list[Mark]:
        frame, said = self.frame, _say(row, self.words)
        if frame.above:
            room = frame.right - frame.left
            value = shorten(said, frame.font, room * 2 // 3)
            name = shorten(row.name, frame.font, room - text_width(value, frame.font) - 8)
            y = top + frame.font + 2
            return [
                Words(frame.left, y, name, frame.font, "halo", bold=True),
                Words(frame.right, y, value, frame.font, "halo", "end"),
            ]
        y = top + frame.row // 2 + 5
        name = shorten(row.name, frame.font, frame.left - 14)
        value = shorten(said, frame.font, frame.width - frame.right - 12)
        return [
            Words(frame.left - 12, y, name, frame.font, anchor="end", bold=True),
            Words(frame.right + 12, y, value, frame.font),
        ]
