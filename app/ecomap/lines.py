"""The line of one tie: straight, or bent round somebody whom it would run behind.

Nobody is moved for a line: places stay where a finger finds them. A line that would pass behind a third person (as if it were a tie with
that person) is a curve that bends away from them, the least that is free. On a crowded map lines cross whatever is done: there
they stay straight.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.ecomap.layout import Spot

#: Up to so many people a map has room for lines that bend.
MOST = 24
#: How far the middle of a bent line may be from the straight one, the least first, and the room that it keeps from a box.
_BENDS = (24.0, 40.0, 60.0, 84.0, 112.0, 144.0, 184.0, 230.0)
_ROOM = 5.0
_SAMPLES = 24
_TOOTH, _SWING, _ARROW = 14.0, 5.0, 11.0


@dataclass(frozen=True, slots=True)
class Block:
    """A box that lines go round or end at: its middle, half its width and half its height."""

    middle: Spot
    half: Spot


@dataclass(frozen=True, slots=True)
class Line:
    """From the border of one box to that of another; ``through`` is the point that bends it, None for a straight one."""

    start: Spot
    end: Spot
    through: Spot | None = None

    def at(self, part: float) -> Spot:
        """The point after this part (0 to 1) of the line."""
        (x1, y1), (x2, y2), rest = self.start, self.end, 1 - part
        if self.through is None:
            return rest * x1 + part * x2, rest * y1 + part * y2
        near, bend, far = rest * rest, 2 * rest * part, part * part
        return near * x1 + bend * self.through[0] + far * x2, near * y1 + bend * self.through[1] + far * y2

    def behind(self, blocks: Sequence[Block]) -> list[Block]:
        """Those of the boxes within whose room it comes."""
        points = [self.at(step / _SAMPLES) for step in range(_SAMPLES + 1)]
        left, right = min(x for x, _y in points), max(x for x, _y in points)
        top, bottom = min(y for _x, y in points), max(y for _x, y in points)
        found = []
        for block in blocks:
            (bx, by), wide, high = block.middle, block.half[0] + _ROOM, block.half[1] + _ROOM
            is_near = left - wide < bx < right + wide and top - high < by < bottom + high
            if is_near and any(abs(x - bx) < wide and abs(y - by) < high for x, y in points):
                found.append(block)
        return found

    def path(self) -> str:
        """The line for a drawing."""
        begin, end = (f"{x:.1f} {y:.1f}" for x, y in (self.start, self.end))
        if self.through is None:
            return f"M{begin}L{end}"
        return f"M{begin}Q{self.through[0]:.1f} {self.through[1]:.1f} {end}"

    def zigzag(self) -> str:
        """The same with teeth along it, for strain."""
        teeth = max(int(math.dist(self.start, self.end) / _TOOTH), 2)
        points = [self.at(step / teeth) for step in range(teeth + 1)]
        for step in range(1, teeth):
            (x0, y0), (x1, y1) = self.at((step - 0.5) / teeth), self.at((step + 0.5) / teeth)
            long, side = math.dist((x0, y0), (x1, y1)) or 1.0, _SWING if step % 2 else -_SWING
            points[step] = (points[step][0] - (y1 - y0) / long * side, points[step][1] + (x1 - x0) / long * side)
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    def arrow(self, *, back: bool = False) -> str:
        """The three corners of the point at its end, or ``back`` at its beginning."""
        tip, other = (self.start, self.end) if back else (self.end, self.start)
        come_from = self.through or other
        angle = math.atan2(tip[1] - come_from[1], tip[0] - come_from[0])
        feet = [angle + turn for turn in (2.65, -2.65)]
        corners = [tip, *((tip[0] + _ARROW * math.cos(foot), tip[1] + _ARROW * math.sin(foot)) for foot in feet)]
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def line_between(one: Block, two: Block, others: Sequence[Block], *, page: Spot) -> Line:
    """The line between two boxes that passes none of the ``others``, as straight as may be; straight when no bend is free.

    ``page``: the width and the height within which it stays.
    """
    straight = _line(one, two, None)
    behind = straight.behind(others) if len(others) <= MOST else []
    if not behind:
        return straight
    (x1, y1), (x2, y2) = one.middle, two.middle
    long = math.dist(one.middle, two.middle) or 1.0
    nearest = behind[0].middle
    # Positive: the person stands on the side to which the normal points, so the line bends to the other one first.
    stands = (x2 - x1) * (nearest[1] - y1) - (y2 - y1) * (nearest[0] - x1)
    away = -1.0 if stands > 0 else 1.0
    for bend in _BENDS:
        for side in (away, -away):
            # A quadratic curve comes half as far from the straight line as the point that bends it.
            far = 2 * bend * side / long
            through = ((x1 + x2) / 2 - (y2 - y1) * far, (y1 + y2) / 2 + (x2 - x1) * far)
            line = _line(one, two, through)
            if _is_on(page, line.at(0.5)) and not line.behind(others):
                return line
    return straight


def _is_on(page: Spot, point: Spot) -> bool:
    return all(0 < value < most for value, most in zip(point, page, strict=True))


def _line(one: Block, two: Block, through: Spot | None) -> Line:
    return Line(_border(one, through or two.middle), _border(two, through or one.middle), through)


def _border(block: Block, towards: Spot) -> Spot:
    """Where the line from the middle of a box to another point leaves the box."""
    (x, y), half = block.middle, block.half
    dx, dy = towards[0] - x, towards[1] - y
    steps = [half[at] / abs(step) for at, step in enumerate((dx, dy)) if abs(step) > 1e-6]
    part = min(steps, default=0.0)
    return x + dx * part, y + dy * part
