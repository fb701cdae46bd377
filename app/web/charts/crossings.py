"""What lines that cross are made of, and where they cross."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.web.charts.table import About

KINDS: Final = ("professional", "network", "own")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``kind`` is professional, network or own; a value is ``None`` when it may not be shown.

    ``most`` gives a line a height of its own (an own score of 1 to 10 beside people per household); its values stand beside it.
    """

    kind: str
    name: str
    values: tuple[float | None, ...]
    most: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CrossingWords:
    """What the picture says; ``crossing`` has a place for ``%(period)s``, ``period`` stands over the periods in the table."""

    about: About
    crossing: str
    period: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where two lines meet: ``at`` counts periods from 0 (2.5 is halfway), ``up`` whether the network goes over then."""

    at: float
    value: float
    up: bool


def crossings(professional: Sequence[float | None], network: Sequence[float | None]) -> list[Crossing]:
    """Every place where one line goes over the other, from the first to the last; touching without passing is none."""
    found: list[Crossing] = []
    before: tuple[int, float, float] | None = (
        None  # the last period in which they differed: where, by how much, how high
    )
    touch: tuple[float, float] | None = None  # where they have been equal since
    for number, (one, other) in enumerate(zip(professional, network, strict=True)):
        if one is None or other is None:
            before = touch = None
        elif one == other:
            touch = touch or (number, one)
        else:
            gap = other - one
            if before and (gap > 0) != (before[1] > 0):
                at, value = touch or _between(before, (number, gap, one))
                found.append(Crossing(round(at, 4), round(value, 6), gap > 0))
            before, touch = (number, gap, one), None
    return found


def _between(before: tuple[int, float, float], after: tuple[int, float, float]) -> tuple[float, float]:
    """Where and how high two straight lines meet between two periods."""
    (place, was, value), (number, gap, one) = before, after
    share = was / (was - gap)
    return place + share * (number - place), value + share * (one - value)
