"""What a picture is made of: boxes, paths, signs and words, in whole and tenth pixels, each with a look that has a name.

A look is a class on the screen (``charts.css``) and a colour of its own in a file (``app.web.charts.looks``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.web.charts.table import Table
from app.web.charts.words import text_width

Edges = tuple[float, float, float, float]  # left, top, right, bottom

#: What lies over a fill, so that it can be told apart without its colour. What is left out has a weave of its own.
WEAVES: Final = {"care": "", "enforcement": "stripes", "activation": "dots"}
LEFT_OUT: Final = "left-out"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``weave`` is stripes, dots, over, left-out or nothing, ``title`` what a pointer reads there."""

    x: float
    y: float
    width: float
    height: float
    look: str
    weave: str = ""
    radius: float = 0
    title: str = ""

    @property
    def edges(self) -> Edges:
        """The room that it takes."""
        return (self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Path:
    """A line or a form in the words of SVG, with the room that it takes."""

    d: str
    edges: Edges
    look: str
    weave: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """The shape of a strand: round, square or triangle. ``size`` is its height."""

    strand: str
    x: float
    y: float
    size: float
    look: str

    @property
    def edges(self) -> Edges:
        """The room that it takes."""
        return (self.x, self.y, self.x + self.size, self.y + self.size)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``y`` is the line it stands on, ``anchor`` start, middle or end."""

    x: float
    y: float
    text: str
    size: int
    look: str = ""
    anchor: str = "start"
    bold: bool = False

    @property
    def edges(self) -> Edges:
        """The room that it takes, rather too much than too little."""
        width = text_width(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": float(width)}[self.anchor]
        return (left, self.y - self.size * 0.8, left + width, self.y + self.size * 0.25)


def touch(one: Words, other: Words) -> bool:
    """Whether two texts stand in each other's way."""
    (left, top, right, bottom), (x, y, end, low) = one.edges, other.edges
    return left < end and x < right and top < low and y < bottom


@dataclass(frozen=True, slots=True)
class Group:
    """A drawing that stands inside another one, as many pixels to the right and down."""

    x: float
    y: float
    marks: tuple["Mark", ...]


Mark = Box | Path | Sign | Words | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a sheet of ``width`` by ``height`` pixels; later ones lie over earlier ones."""

    width: int
    height: int
    marks: tuple[Mark, ...]

    def placed(self) -> Iterator[tuple[Mark, Edges]]:
        """Every mark that is no group, with the room that it takes on this sheet."""
        yield from _placed(self.marks, 0, 0)

    def texts(self) -> list[str]:
        """What can be read in it, in the order in which it was drawn."""
        return [mark.text for mark, _ in self.placed() if isinstance(mark, Words)]


def _placed(marks: tuple[Mark, ...], right: float, down: float) -> Iterator[tuple[Mark, Edges]]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _placed(mark.marks, right + mark.x, down + mark.y)
        else:
            x, y, end, low = mark.edges
            yield mark, (x + right, y + down, end + right, low + down)


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture for wide and for narrow screens, with its equals: one sentence, and the same numbers as a table."""

    title: str
    summary: str
    wide: Drawing
    narrow: Drawing
    table: Table
