"""The ecomap as a picture: shapes with their coordinates, made of plain values, drawn once for the same content.

A tie is told by its thickness and dashes (strength), by a zigzag (strain) and by an arrow (direction), never by colour alone; the
list under the picture says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.ecomap.layout import BOX_H, BOX_W, WIDTH, Layout, Spot, lay_out
from app.ecomap.lines import Block, Line, line_between
from app.ecomap.queries import TieLine
from app.ecomap.words import CIRCLES
from app.web.drawing import draw, once_per_content
from app.web.i18n import by_language

#: What is seen of a label: a little less than the room that it has.
LABEL_W, LABEL_H = BOX_W - 6, BOX_H - 6
CENTRE_W, CENTRE_H = 170, 64
_NAME, _RELATION, _CENTRE = 12, 16, 22
_ORDER = tuple(CIRCLES)


@dataclass(frozen=True, slots=True)
class Dot:
    """Somebody who works in the household: counted in the outer circle, without a tie."""

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class Label:
    """One person on the picture: the corner of the box, what stands in it, and what is said of it."""

    x: float
    y: float
    name: str
    line: str
    look: str
    full: str
    tie_id: int = 0
    strain: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """One tie on the picture: its path, its arrows, and how it looks."""

    path: str
    arrows: tuple[str, ...]
    look: str


@dataclass(frozen=True, slots=True)
class Circle:
    """One circle: its ellipse and where its name stands."""

    rx: float
    ry: float
    name: str
    top: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the macro draws."""

    width: int
    height: int
    centre: Spot
    centre_lines: tuple[str, ...]
    circles: tuple[Circle, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def picture_of(ties: Sequence[TieLine], workers: Sequence[Dot], centre: Sequence[str]) -> Picture:
    """The shapes of one version of the map. ``centre``: the first names of who lives there."""
    at_home = [tie for tie in ties if tie.circle]
    groups = [[tie for tie in at_home if tie.circle == circle] for circle in _ORDER]
    layout = lay_out([len(group) + (len(workers) if group is groups[-1] else 0) for group in groups])
    spots = {
        tie.network_person_id: spot
        for group, places in zip(groups, layout.spots, strict=True)
        for tie, spot in zip(group, places, strict=False)
    }
    home = Block(layout.centre, (CENTRE_W / 2, CENTRE_H / 2))
    box = (LABEL_W / 2, LABEL_H / 2)
    blocks = [home, *(Block(spot, box) for places in layout.spots for spot in places)]

    def stroke(tie: TieLine, one: Block) -> Stroke:
        two = Block(spots[tie.network_person_id], box)
        others = [block for block in blocks if block not in (one, two)]
        return _stroke(tie, line_between(one, two, others, page=(WIDTH, layout.height)))

    strokes = [stroke(tie, home) for tie in at_home]
    between = [tie for tie in ties if tie.other_id in spots and tie.network_person_id in spots]
    strokes += [stroke(tie, Block(spots[tie.other_id], box)) for tie in between if tie.other_id]
    labels = [_label(tie, spots[tie.network_person_id]) for tie in at_home]
    labels += [_worker(dot, spot) for dot, spot in zip(workers, layout.spots[-1][len(groups[-1]) :], strict=True)]
    lines = tuple(_short(line, _CENTRE) for line in _in_lines(centre))
    return Picture(WIDTH, layout.height, layout.centre, lines, _circles(layout), tuple(strokes), tuple(labels))


def _in_lines(names: Sequence[str]) -> list[str]:
    """The names in the middle, at most three lines."""
    shown = list(names[:2]) if len(names) > 3 else list(names)
    return [*shown, ", ".join(names[2:])] if len(names) > 3 else shown


def _circles(layout: Layout) -> tuple[Circle, ...]:
    return tuple(
        Circle(ring.rx, ring.ry, by_language(*CIRCLES[name]), round(layout.centre[1] - ring.ry, 1))
        for name, ring in zip(_ORDER, layout.rings, strict=True)
    )


def _label(tie: TieLine, spot: Spot) -> Label:
    x, y = spot[0] - LABEL_W / 2, spot[1] - LABEL_H / 2
    full = f"{tie.first_name}, {tie.relation}"
    name, line = _short(tie.first_name, _NAME), _short(tie.relation, _RELATION)
    return Label(x, y, name, line, tie.circle, full, tie.id, tie.strain)


def _worker(dot: Dot, spot: Spot) -> Label:
    x, y = spot[0] - LABEL_W / 2, spot[1] - LABEL_H / 2
    return Label(x, y, _short(dot.name, _NAME), _short(dot.line, _RELATION), "worker", f"{dot.name}, {dot.line}")


def _stroke(tie: TieLine, line: Line) -> Stroke:
    """How a tie looks along its line, which begins at the household or at the other person."""
    arrows = []
    if tie.direction in {"both", "to_them"}:
        arrows.append(line.arrow())
    if tie.direction in {"both", "from_them"}:
        arrows.append(line.arrow(back=True))
    path = line.zigzag() if tie.strain else line.path()
    return Stroke(path, tuple(arrows), f"tie--{tie.strength}{' tie--strain' if tie.strain else ''}")


@once_per_content(256)
def drawn(
    ties: tuple[TieLine, ...], workers: tuple[Dot, ...], centre: tuple[str, ...], *, title: str, base_url: str
) -> Markup:
    """The picture as SVG. ``base_url``: where the page of a tie is, without its number; empty for a picture without links."""
    return draw("ecomap/picture.html", "picture", picture_of(ties, workers, centre), title, base_url)
