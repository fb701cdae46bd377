"""What small pictures beside each other share: one scale of a hundred percent, periods under it, a key, and the sheet of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.web.charts.marks import LEFT_OUT, WEAVES, Box, Chart, Drawing, Group, Mark, Path, Sign, Words
from app.web.charts.room import every, wrap
from app.web.charts.strands import STRANDS
from app.web.charts.words import shorten, text_width

WIDTH: Final = 300
APART: Final = 30  # between two pictures on one sheet
LEFT: Final = 48
RIGHT: Final = 234
TOP: Final = 8
FOOT: Final = TOP + 100  # a percent is a pixel
FONT: Final = 13
_SENTENCE: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One small picture with its name and its sentence."""

    name: str
    sentence: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Multiples:
    """The small pictures, what their weaves mean, and all of them on one sheet with one table."""

    pieces: tuple[Piece, ...]
    key: Drawing
    chart: Chart


def axis() -> list[Mark]:
    """Lines at nothing, half and all, with their percentages."""
    marks: list[Mark] = []
    for share in (0, 50, 100):
        y = FOOT - share
        marks.append(Path(f"M{LEFT - 4} {y}H{RIGHT}", (LEFT - 4, y, RIGHT, y), "axis"))
        low = y + (0 if share == 0 else 10 if share == 100 else 4)
        marks.append(Words(LEFT - 7, low, f"{share}%", 12, "t-muted", "end"))
    return marks


def ticks(periods: Sequence[str], step: float) -> list[Mark]:
    """The names of the first period and of those after it that have room."""
    each = every(periods, 12, step)
    marks: list[Mark] = []
    for number in range(0, len(periods), each):
        x = round(LEFT + number * step, 1)
        text = shorten(periods[number], 12, round(WIDTH - x))
        if x + text_width(text, 12) <= WIDTH:
            marks.append(Words(x, FOOT + FONT + 4, text, 12, "t-muted"))
    return marks


def key(named: Sequence[tuple[str, str]], width: int) -> Drawing:
    """What each fill and weave means, with the shape of the strand; broken where the line is full."""
    marks: list[Mark] = []
    x, y = 0, 0
    for fill, name in named:
        signed = fill in STRANDS
        text = shorten(name, FONT, width - 46)
        need = 30 + (16 if signed else 0) + text_width(text, FONT) + 14
        if x and x + need > width + 14:
            x, y = 0, y + 22
        marks.append(Box(x + 1, y + 3, 24, 14, f"fill-{fill}", _weave(fill)))
        if signed:
            marks.append(Sign(fill, x + 31, y + 5, 10, f"fill-{fill}"))
        marks.append(Words(x + (46 if signed else 31), y + 15, text, FONT))
        x += need
    return Drawing(width, y + 22, tuple(marks))


def _weave(fill: str) -> str:
    return LEFT_OUT if fill == LEFT_OUT else WEAVES.get(fill, "")


def sheet(pieces: Sequence[Piece], meaning: Drawing, across: int) -> Drawing:
    """All small pictures on one sheet, with their names over them and their sentences under them."""
    gap, head = APART, 24
    high = head + FOOT + FONT + 12 + _SENTENCE * 17 + 20
    marks: list[Mark] = [Group(0, 0, meaning.marks)]
    for number, piece in enumerate(pieces):
        row, place = divmod(number, across)
        y = meaning.height + 12 + row * high
        said = [
            Words(0, head + piece.drawing.height + 16 + line * 17, text, 12)
            for line, text in enumerate(wrap(piece.sentence, 12, WIDTH, _SENTENCE))
        ]
        named = Words(0, 14, shorten(piece.name, 15, WIDTH), 15, bold=True)
        marks.append(Group(place * (WIDTH + gap), y, (named, Group(0, head, piece.drawing.marks), *said)))
    rows = -(-len(pieces) // across)
    return Drawing(meaning.width, meaning.height + 12 + rows * high, tuple(marks))
