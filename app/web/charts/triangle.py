"""The mix triangle: each dot a place or team, nearer to a corner the larger the part of that strand.

Drawn with a number beside each dot, because names would lie over each other; the table beside it has number and name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

#: Corners in the picture: care left, enforcement right, activation on top.
CORNERS: Final = {"care": (60, 400), "enforcement": (500, 400), "activation": (280, 19)}
WIDTH, HEIGHT = 560, 440
_SMALLEST, _LARGEST = 9, 20
_ENOUGH = 2  # a tail shorter than this many pixels is no movement
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Point:
    """What is put in: a name, how many there are, the shares of the three strands now and, when known, before."""

    name: str
    count: int
    shares: Shares
    before: Shares | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """What is drawn: number, place and radius; where the tail begins, or None."""

    number: int
    point: Point
    x: int
    y: int
    radius: int
    tail: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Triangle:
    """The picture: grid lines at a quarter, a half and three quarters from each corner, and the dots, the largest first."""

    lines: tuple[tuple[int, int, int, int], ...]
    dots: tuple[Dot, ...]


def build_triangle(points: Iterable[Point]) -> Triangle:
    """Places the dots. The area of a dot goes with its count; the small ones are drawn over the large ones."""
    known = list(points)
    most = max((point.count for point in known), default=1)
    dots = [_dot(number, point, most) for number, point in enumerate(known, 1)]
    return Triangle(tuple(_grid()), tuple(sorted(dots, key=lambda dot: -dot.radius)))


def _dot(number: int, point: Point, most: int) -> Dot:
    x, y = position(point.shares)
    radius = round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(point.count / most))
    was = position(point.before) if point.before else None
    moved = was is not None and abs(was[0] - x) + abs(was[1] - y) > _ENOUGH
    return Dot(number, point, x, y, radius, was if moved else None)


def position(shares: Shares) -> tuple[int, int]:
    """Where shares that add up to one lie, in whole pixels."""
    x = sum(CORNERS[strand][0] * shares[strand] for strand in CORNERS)
    y = sum(CORNERS[strand][1] * shares[strand] for strand in CORNERS)
    return round(x), round(y)


def _grid() -> Iterable[tuple[int, int, int, int]]:
    names = list(CORNERS)
    for at, corner in enumerate(names):
        left, right = names[at - 1], names[at - 2]
        for share in (0.25, 0.5, 0.75):
            yield (
                *position({corner: share, left: 1 - share, right: 0}),
                *position({corner: share, right: 1 - share, left: 0}),
            )
