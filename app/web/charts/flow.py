"""Which strand follows which: from the first to the next, and from there to the next again.

A band is as thick as its count. A count that may not be shown is a band of one fixed thickness with a weave, so that its thickness
says nothing; then no share is told of what leaves the same place, and no total of a place that it touches: both would give it away.
That the other counts do not give it away is for whoever left it out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.web.charts.marks import LEFT_OUT, Box, Chart, Drawing, Mark, Path, Sign, Words, touch
from app.web.charts.numbers import Numbers, percent
from app.web.charts.strands import STRANDS
from app.web.charts.table import About, Cell, Table
from app.web.charts.words import shorten

NOTHING: Final = "none"
KEYS: Final = (*STRANDS, NOTHING)
TURNS: Final = (0, 1)
HIDDEN_HIGH: Final = 10  # the thickness of every band whose count is left out


@dataclass(frozen=True, slots=True)
class Step:
    """How many went from ``before`` to ``after``; turn 0 is from first to next, 1 from there to the next again.

    ``before`` is a strand, ``after`` a strand or ``none``; ``count`` is ``None`` when it may not be shown.
    """

    turn: int
    before: str
    after: str
    count: int | None


@dataclass(frozen=True, slots=True)
class FlowWords:
    """What the picture says; ``names`` by strand and ``none``, ``columns`` over the three columns, ``turns`` in the table."""

    about: About
    names: Mapping[str, str]
    columns: tuple[str, str, str]
    turns: tuple[str, str]
    head: tuple[str, str, str, str, str]  # turn, from, to, count, share
    unit: str
    few: str  # the same in one or two words, where there is no room


@dataclass(frozen=True, slots=True)
class _Frame:
    width: int
    high: int  # pixels for all that is counted in the fullest column
    font: int
    node: int
    lines: int  # lines of words over a node


_WIDE: Final = _Frame(width=760, high=300, font=14, node=18, lines=1)
_NARROW: Final = _Frame(width=340, high=300, font=13, node=16, lines=2)
_GAP: Final = 14
_HEAD: Final = 30


def draw_flow(steps: Iterable[Step], words: FlowWords, *, most: int | None = None) -> Chart:
    """The picture of the order with its table; nothing counted gives an empty sheet with the names of the columns.

    ``most`` is the count that fills the whole height: give two pictures the same one to compare them. Raises ``ValueError`` for
    a step that cannot be, or that is told twice.
    """
    known = sorted(_checked(steps), key=lambda step: (step.turn, KEYS.index(step.before), KEYS.index(step.after)))
    fullest = max(sum(step.count or 0 for step in known if step.turn == turn) for turn in TURNS)
    scale = max(most or 0, fullest, 1)
    return Chart(
        title=words.about.title,
        summary=words.about.summary,
        wide=_Layout(_WIDE, words, scale).draw(known),
        narrow=_Layout(_NARROW, words, scale).draw(known),
        table=_table(known, words),
    )


def _checked(steps: Iterable[Step]) -> list[Step]:
    found = list(steps)
    for step in found:
        possible = step.turn in TURNS and step.before in STRANDS and step.after in KEYS
        if not possible or (step.count is not None and step.count < 0):
            raise ValueError(f"not a step: {step}")
    if len({(step.turn, step.before, step.after) for step in found}) < len(found):
        raise ValueError("the same step is told twice")
    return found


def _shares(steps: Sequence[Step]) -> dict[tuple[int, str, str], int | None]:
    """Of all that left the same place, in whole percents; unknown where one of them is left out."""
    leaving: dict[tuple[int, str], list[int | None]] = defaultdict(list)
    for step in steps:
        leaving[step.turn, step.before].append(step.count)
    shares: dict[tuple[int, str, str], int | None] = {}
    for step in steps:
        counts = [count for count in leaving[step.turn, step.before] if count is not None]
        whole = len(counts) == len(leaving[step.turn, step.before])
        shares[step.turn, step.before, step.after] = percent(step.count or 0, sum(counts)) if whole else None
    return shares


def _table(steps: Sequence[Step], words: FlowWords) -> Table:
    shares = _shares(steps)
    rows: list[tuple[Cell, ...]] = [
        (
            words.turns[step.turn],
            words.names[step.before],
            words.names[step.after],
            step.count,
            shares[step.turn, step.before, step.after],
        )
        for step in steps
    ]
    return words.about.table(
        words.head,
        tuple(rows),
        ("", "", "", words.unit, "%"),
    )


@dataclass(slots=True)
class _Node:
    """One place in a column, while bands are laid against it."""

    column: int
    key: str
    x: int
    y: float = 0
    height: float = 0
    arrived: float = 0
    left: float = 0
    counts: list[int | None] = field(default_factory=list)


class _Layout:
    """One drawing of the flow, built from left to right."""

    def __init__(self, frame: _Frame, words: FlowWords, scale: int) -> None:
        self.frame, self.words, self.scale = frame, words, scale
        self.numbers = Numbers(words.about.language)
        self.slot = frame.font + 6
        middle = (frame.width - frame.node) // 2
        self.columns = (2, middle, frame.width - frame.node - 2)
        self.starts: dict[Path, float] = {}  # the middle of each band where it begins

    def draw(self, steps: Sequence[Step]) -> Drawing:
        """Bands first, then the places, then all words, so that nothing covers words."""
        shown = [step for step in steps if step.count != 0]
        nodes = self._nodes(shown)
        shares = _shares(steps)
        places = [mark for node in nodes.values() for mark in self._place(node)]
        named = [mark for node in nodes.values() for mark in self._named(node)]
        bands: list[Mark] = []
        labels: list[Mark] = []
        for step in shown:
            band, said = self._band(step, nodes, shares[step.turn, step.before, step.after])
            bands.append(band)
            labels += self._label(band, said, named)
        height = max((node.y + node.height for node in nodes.values()), default=_HEAD + 40) + 8
        return Drawing(self.frame.width, round(height), (*bands, *places, *self._heads(), *labels, *named))

    def _thick(self, count: int | None) -> float:
        return HIDDEN_HIGH if count is None else max(2.0, round(count * self.frame.high / self.scale, 1))

    def _slot(self, count: int | None) -> float:
        """The room of a band where it begins: at least enough for its label."""
        return max(self._thick(count), self.slot)

    def _nodes(self, steps: Sequence[Step]) -> dict[tuple[int, str], _Node]:
        nodes: dict[tuple[int, str], _Node] = {}
        for column in range(3):
            y: float = _HEAD
            for key in KEYS:
                coming = [step.count for step in steps if (step.turn, step.after) == (column - 1, key)]
                going = [step.count for step in steps if (step.turn, step.before) == (column, key)]
                if not coming + going:
                    continue
                room = max(sum(map(self._thick, coming)), sum(map(self._slot, going)), self.frame.node)
                y += self.frame.lines * (self.frame.font + 4) + 4
                counts: list[int | None] = [None] if None in coming + going else coming or going
                nodes[column, key] = _Node(
                    column, key, self.columns[column], round(y, 1), round(room, 1), counts=counts
                )
                y += room + _GAP
        return nodes

    def _band(self, step: Step, nodes: Mapping[tuple[int, str], _Node], share: int | None) -> tuple[Path, list[str]]:
        """The band, and what could stand on it: all, or less where there is no room for all."""
        source, target = nodes[step.turn, step.before], nodes[step.turn + 1, step.after]
        thick, slot = self._thick(step.count), self._slot(step.count)
        a = round(source.y + source.left + (slot - thick) / 2, 1)
        b = round(target.y + target.arrived, 1)
        source.left += slot
        target.arrived += thick
        x, end = source.x + self.frame.node, target.x
        hidden = step.count is None
        said = self._said(step, share)
        names = self.words.names
        band = Path(
            d=_ribbon((x, a), (end, b), thick),
            edges=(x, min(a, b), end, max(a, b) + thick),
            look="fill-left-out" if hidden else f"band-{step.before}",
            weave=LEFT_OUT if hidden else "",
            title=f"{names[step.before]} → {names[step.after]}: {said[0]}",
        )
        self.starts[band] = a + thick / 2
        return band, said

    def _label(self, band: Path, said: Sequence[str], named: Sequence[Words]) -> list[Words]:
        """The words of a band where it begins: as much as fits without touching a name; the table says the rest."""
        x, _, end, _ = band.edges
        y = round(self.starts[band] + self.frame.font * 0.36, 1)
        tried = [Words(x + 6, y, text, self.frame.font, "halo") for text in said]
        free = [words for words in tried if words.edges[2] <= end - 4 and not any(touch(words, name) for name in named)]
        return free[:1]

    def _said(self, step: Step, share: int | None) -> list[str]:
        if step.count is None:
            return [self.words.about.left_out, self.words.few]
        count = self.numbers.plain(step.count)
        return [count] if share is None else [f"{count} · {share}%", count]

    def _place(self, node: _Node) -> list[Mark]:
        box = Box(node.x, node.y, self.frame.node, node.height, f"fill-{node.key}", radius=3)
        if node.key == NOTHING:
            return [box]
        size = self.frame.node - 6
        return [box, Sign(node.key, node.x + 3, node.y + 3, size, "on")]

    def _named(self, node: _Node) -> list[Words]:
        """The name and the count over a place, on one line or on two."""
        x, anchor = self._side(node.column)
        font, name = self.frame.font, self.words.names[node.key]
        known = [count for count in node.counts if count is not None]
        count = self.numbers.plain(sum(known)) if len(known) == len(node.counts) else ""
        room = self.frame.width // 3 - 4
        if self.frame.lines == 1:
            text = shorten(f"{name} {count}".rstrip(), font, room)
            return [Words(x, node.y - 6, text, font, "halo", anchor, bold=True)]
        high = node.y - 6 - (font + 4 if count else 0)
        marks = [Words(x, high, shorten(name, font, room), font, "halo", anchor, bold=True)]
        return [*marks, Words(x, node.y - 6, count, font, "t-muted halo", anchor)] if count else marks

    def _side(self, column: int) -> tuple[float, str]:
        return ((2, "start"), (self.frame.width / 2, "middle"), (self.frame.width - 2, "end"))[column]

    def _heads(self) -> list[Mark]:
        font, room = self.frame.font, self.frame.width // 3 - 4
        sides = zip(map(self._side, range(3)), self.words.columns, strict=True)
        return [Words(x, font + 2, shorten(name, font, room), font, "t-muted", anchor) for (x, anchor), name in sides]


def _ribbon(start: tuple[float, float], end: tuple[float, float], thick: float) -> str:
    """A band from one height to another, level where it leaves and where it arrives."""
    (x, a), (to, b) = start, end
    mid = (x + to) / 2
    return (
        f"M{x:g} {a:g}C{mid:g} {a:g} {mid:g} {b:g} {to:g} {b:g}"
        f"V{b + thick:g}C{mid:g} {b + thick:g} {mid:g} {a + thick:g} {x:g} {a + thick:g}Z"
    )
