"""Lines over time, and where they cross: the people of the network against the professionals, per household.

A line is told by its mark, its dashes and its name. A period that may not be shown breaks every line, and is woven.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.web.charts.crossings import KINDS, Crossing, CrossingWords, Line, crossings
from app.web.charts.marks import LEFT_OUT, Box, Chart, Drawing, Mark, Path, Words, touch
from app.web.charts.numbers import Numbers
from app.web.charts.room import axis_steps, every, spread
from app.web.charts.table import Table
from app.web.charts.words import shorten, text_width

#: Beyond so many periods marks would hide their line.
MOST_MARKS: Final = 26


@dataclass(frozen=True, slots=True)
class _Frame:
    width: int
    left: int
    right: int
    top: int
    foot: int
    font: int
    named: bool  # whether names stand beside the ends of their lines, or over the picture

    def x(self, place: float, count: int) -> float:
        """Where a period stands; one alone stands in the middle."""
        share = place / (count - 1) if count > 1 else 0.5
        return round(self.left + 10 + share * (self.right - self.left - 20), 1)

    def y(self, value: float, most: float) -> float:
        """The height of a value on an axis that ends at ``most``."""
        return round(self.foot - min(value / most, 1) * (self.foot - self.top), 1)


def draw_crossing(lines: Sequence[Line], periods: Sequence[str], words: CrossingWords) -> Chart:
    """The picture of the lines with its table; where professionals and network cross it says so.

    Raises ``ValueError`` for an unknown or repeated kind, a value below 0, or a line without one value for each period.
    """
    kinds = [line.kind for line in lines]
    if set(kinds) - set(KINDS) or len(set(kinds)) < len(kinds):
        raise ValueError(f"not different kinds of lines: {kinds}")
    if any(
        len(line.values) != len(periods) or min([v for v in line.values if v is not None], default=0) < 0
        for line in lines
    ):
        raise ValueError("a line has one value for each period, 0 or more")
    return Chart(
        title=words.about.title,
        summary=words.about.summary,
        wide=_Layout(_WIDE, lines, periods, words).draw(),
        narrow=_Layout(_narrow(len(lines)), lines, periods, words).draw(),
        table=_table(lines, periods, words),
    )


_WIDE: Final = _Frame(width=760, left=34, right=520, top=34, foot=262, font=14, named=True)


def _narrow(lines: int) -> _Frame:
    """The sheet of a phone: the plot begins under the names of the lines."""
    top = 30 + 21 * lines
    return _Frame(width=340, left=26, right=336, top=top, foot=top + 190, font=13, named=False)


def _table(lines: Sequence[Line], periods: Sequence[str], words: CrossingWords) -> Table:
    return words.about.table(
        (words.period, *(line.name for line in lines)),
        tuple((period, *(line.values[number] for line in lines)) for number, period in enumerate(periods)),
        ("", *(line.unit for line in lines)),
    )


class _Layout:
    """One drawing of the lines."""

    def __init__(self, frame: _Frame, lines: Sequence[Line], periods: Sequence[str], words: CrossingWords) -> None:
        self.lines, self.periods, self.words = lines, periods, words
        self.numbers = Numbers(words.about.language)
        shared = [value for line in lines if line.most is None for value in line.values if value is not None]
        self.steps = axis_steps(max(shared, default=0))
        widest = max(text_width(self.numbers.plain(step), 12) for step in self.steps)
        self.frame = replace(frame, left=max(frame.left, widest + 8))

    def draw(self) -> Drawing:
        """Axis, what is left out, lines, crossing and words, in this order."""
        marks: list[Mark] = [*self._axis(), *self._hidden(), *self._ticks()]
        for line in self.lines:
            marks += self._line(line)
        marks += self._crossings()
        marks += self._ends() if self.frame.named else self._names()
        low = self.frame.foot + self.frame.font + 14
        if any(None in line.values for line in self.lines):
            text = shorten(self.words.about.left_out, self.frame.font, self.frame.width - self.frame.left - 32)
            marks.append(Box(self.frame.left + 1, low + 3, 24, 14, "fill-left-out", LEFT_OUT))
            marks.append(Words(self.frame.left + 32, low + 15, text, self.frame.font))
            low += 24
        return Drawing(self.frame.width, low, tuple(marks))

    def _most(self, line: Line) -> float:
        return line.most or self.steps[-1]

    def _axis(self) -> list[Mark]:
        frame, marks = self.frame, list[Mark]()
        for step in self.steps:
            y = frame.y(step, self.steps[-1])
            marks.append(Path(f"M{frame.left} {y:g}H{frame.right}", (frame.left, y, frame.right, y), "axis"))
            marks.append(Words(frame.left - 6, y + 4, self.numbers.plain(step), 12, "t-muted", "end"))
        return marks

    def _hidden(self) -> list[Mark]:
        """A woven strip over every period in which a line has no value to show."""
        frame, count = self.frame, len(self.periods)
        half = max(min((frame.right - frame.left - 20) / max(count - 1, 1) / 2, 24), 1)
        marks: list[Mark] = []
        for number, period in enumerate(self.periods):
            if any(line.values[number] is None for line in self.lines):
                x = frame.x(number, count)
                left, right = max(x - half, frame.left), min(x + half, frame.right)
                size = (round(right - left, 1), frame.foot - frame.top)
                said = f"{period}: {self.words.about.left_out}"
                marks.append(Box(round(left, 1), frame.top, *size, "fill-left-out", LEFT_OUT, title=said))
        return marks

    def _ticks(self) -> list[Words]:
        frame, count = self.frame, len(self.periods)
        step = (frame.right - frame.left - 20) / max(count - 1, 1)
        each = every(self.periods, 12, step)
        marks: list[Words] = []
        for number in range(0, count, each):
            text = shorten(self.periods[number], 12, frame.width // 3)
            half = text_width(text, 12) / 2
            x = min(max(frame.x(number, count), half), frame.width - half)
            label = Words(round(x, 1), frame.foot + frame.font + 6, text, 12, "t-muted", "middle")
            if not marks or not touch(marks[-1], label):
                marks.append(label)
        return marks

    def _points(self, line: Line) -> list[list[tuple[float, float, int]]]:
        """The runs of a line between the periods that may not be shown."""
        runs: list[list[tuple[float, float, int]]] = [[]]
        for number, value in enumerate(line.values):
            if value is None:
                runs.append([])
            else:
                place = (self.frame.x(number, len(line.values)), self.frame.y(value, self._most(line)), number)
                runs[-1].append(place)
        return [run for run in runs if run]

    def _line(self, line: Line) -> list[Mark]:
        marks: list[Mark] = []
        for run in self._points(line):
            d = "M" + "L".join(f"{x:g} {y:g}" for x, y, _ in run)
            heights = [y for _, y, _ in run]
            marks.append(Path(d, (run[0][0], min(heights), run[-1][0], max(heights)), f"line-{line.kind}"))
        if len(self.periods) <= MOST_MARKS:
            for run in self._points(line):
                marks += [self._mark(line, place) for place in run]
        return marks

    def _mark(self, line: Line, place: tuple[float, float, int]) -> Path:
        x, y, number = place
        value = self.numbers.plain(line.values[number] or 0)
        title = f"{line.name}, {self.periods[number]}: {value}"
        return Path(mark_of(line.kind, x, y), (x - 5, y - 5, x + 5, y + 5), f"mark-{line.kind}", title=title)

    def _crossings(self) -> list[Mark]:
        """A ring at each crossing, and words at the last one: that is where things stand now."""
        known = {line.kind: line.values for line in self.lines}
        if not {"professional", "network"} <= set(known):
            return []
        frame, marks = self.frame, list[Mark]()
        found = crossings(known["professional"], known["network"])
        for crossing in found[-12:]:
            x, y = frame.x(crossing.at, len(self.periods)), frame.y(crossing.value, self.steps[-1])
            marks.append(Path(ring(x, y, 9), (x - 9, y - 9, x + 9, y + 9), "crossing"))
        if found:
            marks += self._told(found[-1])
        return marks

    def _told(self, crossing: Crossing) -> list[Mark]:
        """What happens there, over the plot, with a thin line down to it."""
        frame = self.frame
        x, y = frame.x(crossing.at, len(self.periods)), frame.y(crossing.value, self.steps[-1])
        told = self.words.crossing % {"period": self.periods[min(round(crossing.at + 0.499), len(self.periods) - 1)]}
        text = shorten(told, frame.font, frame.width - 4)
        half = text_width(text, frame.font) / 2
        at = round(min(max(x, half + 2), frame.width - half - 2), 1)
        high = frame.top - 14
        stem = Path(f"M{x:g} {high + 6}V{y - 9:g}", (x, high + 6, x, max(y - 9, high + 6)), "axis")
        return [stem, Words(at, high, text, frame.font, "halo", "middle", bold=True)]

    def _ends(self) -> list[Mark]:
        """The name and the last value beside the end of each line, kept apart."""
        known = [(line, runs[-1][-1]) for line in self.lines if (runs := self._points(line))]
        ends = sorted(((y, number, line) for line, (_, y, number) in known), key=lambda end: end[0])
        places = spread([y for y, _, _ in ends], 38, self.frame.top + 4, self.frame.foot - 26)
        x, room = self.frame.right + 8, self.frame.width - self.frame.right - 8
        marks: list[Mark] = []
        for (_, number, line), y in zip(ends, places, strict=True):
            marks.append(Path(mark_of(line.kind, x + 5, y), (x, y - 5, x + 10, y + 5), f"mark-{line.kind}"))
            marks.append(Words(x + 16, y + 5, shorten(line.name, 14, room - 18), 14, bold=True))
            marks.append(Words(x + 16, y + 22, shorten(self._value(line, number), 13, room - 18), 13, "t-muted"))
        return marks

    def _names(self) -> list[Mark]:
        """On a phone: a short piece of each line with its name and its last value, over the picture."""
        marks: list[Mark] = []
        for row, line in enumerate(self.lines):
            y = 9 + row * 21
            marks.append(Path(f"M2 {y}H34", (2, y, 34, y), f"line-{line.kind}"))
            marks.append(Path(mark_of(line.kind, 18, y), (13, y - 5, 23, y + 5), f"mark-{line.kind}"))
            last = max((number for number, value in enumerate(line.values) if value is not None), default=None)
            value = "" if last is None else f": {self.numbers.plain(line.values[last] or 0)}"
            name = shorten(line.name, 13, self.frame.width - 44 - text_width(value, 13))
            marks.append(Words(42, y + 5, name + value, 13, bold=True))
        return marks

    def _value(self, line: Line, number: int) -> str:
        return f"{self.numbers.plain(line.values[number] or 0)} {line.unit}".rstrip()


def ring(x: float, y: float, radius: float) -> str:
    """A circle as a path."""
    return f"M{x - radius:g} {y:g}a{radius:g} {radius:g} 0 1 0 {2 * radius:g} 0a{radius:g} {radius:g} 0 1 0 {-2 * radius:g} 0Z"


def mark_of(kind: str, x: float, y: float) -> str:
    """The mark of a kind of line: professionals an open circle, the network a diamond, the own score a small square."""
    if kind == "professional":
        return ring(x, y, 4)
    if kind == "network":
        return f"M{x:g} {y - 5:g}L{x + 5:g} {y:g}L{x:g} {y + 5:g}L{x - 5:g} {y:g}Z"
    return f"M{x - 3:g} {y - 3:g}h6v6h-6Z"
