"""The mix triangle as a picture of its own, for a file or for paper: on a page it is drawn by its template."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.web.charts.marks import Chart, Drawing, Mark, Path, Sign, Words
from app.web.charts.table import About, Table
from app.web.charts.triangle import CORNERS, HEIGHT, WIDTH, Dot, Triangle
from app.web.charts.words import text_width

_FONT: Final = 15
_SIGN: Final = 14
_ON: Final = 13


def draw_triangle(picture: Triangle, about: About, *, names: Mapping[str, str], table: Table) -> Chart:
    """The triangle with its dots; ``names`` by strand. The numbers at the dots are those of ``table``."""
    drawing = Drawing(WIDTH, HEIGHT, tuple(_marks(picture, names)))
    return Chart(about.title, about.summary, drawing, drawing, table)


def _marks(picture: Triangle, names: Mapping[str, str]) -> Iterable[Mark]:
    corners = [(float(x), float(y)) for x, y in CORNERS.values()]
    yield _line([*corners, corners[0]], "axis")
    for x1, y1, x2, y2 in picture.lines:
        yield _line([(x1, y1), (x2, y2)], "axis")
    for strand, (x, y) in CORNERS.items():
        yield from _corner(strand, names[strand], x, y)
    for dot in picture.dots:
        if dot.tail:
            yield _line([dot.tail, (dot.x, dot.y)], "line-own")
            yield _circle(dot.tail, 4, "mark-own")
    for dot in picture.dots:
        yield from _dot(dot)


def _corner(strand: str, name: str, x: int, y: int) -> Iterable[Mark]:
    """The sign and the name of a strand, below the lower corners and on the upper one, within the sheet."""
    wide = _SIGN + 4 + text_width(name, _FONT)
    left = max(0.0, min(x - wide / 2, WIDTH - wide))
    base = _FONT if strand == "activation" else y + 26
    yield Sign(strand, left, base - _SIGN + 2, _SIGN, f"fill-{strand}")
    yield Words(left + _SIGN + 4, base, name, _FONT, bold=True)


def _dot(dot: Dot) -> Iterable[Mark]:
    yield _circle((dot.x, dot.y), dot.radius, "fill-bar", title=dot.point.name)
    yield Words(dot.x, dot.y + 5, str(dot.number), _ON, "on", "middle", bold=True)


def _line(points: Iterable[tuple[float, float]], look: str) -> Path:
    known = list(points)
    xs, ys = [x for x, _ in known], [y for _, y in known]
    way = " ".join(f"{'L' if at else 'M'}{x} {y}" for at, (x, y) in enumerate(known))
    return Path(way, (min(xs), min(ys), max(xs), max(ys)), look)


def _circle(middle: tuple[float, float], radius: float, look: str, *, title: str = "") -> Path:
    x, y = middle
    across = f"a{radius} {radius} 0 1 0"
    way = f"M{x - radius} {y}{across} {2 * radius} 0{across} {-2 * radius} 0Z"
    return Path(way, (x - radius, y - radius, x + radius, y + radius), look, title=title)
