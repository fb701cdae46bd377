"""Where everybody stands on an ecomap: the same people always get the same places, and no label lies over another.

Each circle of the map is an ellipse, filled in order from the top, where its name stands. Labels are boxes of one size. Along an
ellipse they are spread by how far apart boxes must be (the larger of the steps sideways and up, in boxes); one that would lie
over another moves on. An ellipse that cannot hold its people grows in height, never in width: the drawing keeps the width of a
page, so that letters stay as large as they are drawn.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH = 1100
BOX_W, BOX_H = 112, 46
#: Half the width of the ellipse of each circle, from the household outwards: at the sides a label apart.
REACH = (135, 250, 365, 482)
#: How much higher the next ellipse is at least, and how much one grows at a time.
STEP, GROW = 62, 16
CENTRE_H = 70
_POINTS = 720
_BLUR = 1e-6
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse around the middle of the map: half its width and half its height."""

    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The height of the drawing, the middle, the four ellipses, and per circle the middle of each label in order."""

    height: int
    centre: Spot
    rings: tuple[Ring, ...]
    spots: tuple[tuple[Spot, ...], ...]


def lay_out(numbers: Sequence[int]) -> Layout:
    """Places for so many people per circle, from the household outwards."""
    rings: list[Ring] = []
    taken: list[Spot] = [(0.0, 0.0)]
    spots: list[tuple[Spot, ...]] = []
    height = float(CENTRE_H)
    for rx, number in zip(REACH, numbers, strict=True):
        ring, found = _fitting(rx, height + STEP, number, taken)
        rings.append(ring)
        spots.append(found)
        taken += [*found, _caption(ring)]
        height = ring.ry
    middle = (WIDTH // 2, math.ceil(height + BOX_H))
    placed = tuple(tuple((round(middle[0] + x, 1), round(middle[1] + y, 1)) for x, y in each) for each in spots)
    return Layout(2 * middle[1], middle, tuple(rings), placed)


def _fitting(rx: float, ry: float, number: int, taken: Sequence[Spot]) -> tuple[Ring, tuple[Spot, ...]]:
    """The lowest ellipse on which so many boxes fit between each other and those that stand already."""
    while True:
        ring = Ring(rx, ry)
        found = _spread(_points(rx, ry), number, [*taken, _caption(ring)])
        if len(found) == number:
            return ring, found
        ry += GROW


def _caption(ring: Ring) -> Spot:
    """Where the name of a circle stands: on its top."""
    return (0.0, -ring.ry)


def _points(rx: float, ry: float) -> tuple[Spot, ...]:
    """The ellipse from the top, clockwise."""
    turn = (2 * math.pi * step / _POINTS - math.pi / 2 for step in range(_POINTS))
    return tuple((round(rx * math.cos(angle), 1), round(ry * math.sin(angle), 1)) for angle in turn)


def _spread(points: Sequence[Spot], number: int, taken: Sequence[Spot]) -> tuple[Spot, ...]:
    """So many free points, as evenly far apart in boxes as may be; fewer when they do not fit."""
    far = [0.0]
    for (x1, y1), (x2, y2) in pairwise([*points, points[0]]):
        far.append(far[-1] + max(abs(x2 - x1) / BOX_W, abs(y2 - y1) / BOX_H))
    found: list[Spot] = []
    near, at = list(taken), 0
    for place in range(number):
        while at < len(points) and (far[at] < far[-1] * place / number or _hits(points[at], near)):
            at += 1
        if at == len(points):
            break
        found.append(points[at])
        near.append(points[at])
    return tuple(found)


def overlaps(one: Spot, other: Spot) -> bool:
    """Whether the labels at these two places lie over each other."""
    return abs(one[0] - other[0]) < BOX_W - _BLUR and abs(one[1] - other[1]) < BOX_H - _BLUR


def _hits(spot: Spot, others: Iterable[Spot]) -> bool:
    return any(overlaps(spot, other) for other in others)
