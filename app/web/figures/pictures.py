"""A picture as a file of its own, or on paper: with its title, the sentence that says what it shows, and where it comes from."""

from app.web.charts.marks import Chart, Drawing, Group, Mark, Words
from app.web.charts.room import wrap
from app.web.charts.svg import as_file
from app.web.paper import Picture, as_png

_MARGIN = 24
_TITLE, _TEXT = 20, 14


def svg_file(chart: Chart, foot: str = "") -> bytes:
    """The picture as SVG that opens anywhere: letters, colours, title and description inside, nothing that runs or fetches."""
    return _standing(chart, _framed(chart, foot)).encode()


def png_file(chart: Chart, foot: str = "") -> bytes:
    """The same as PNG, twice as fine as the screen. A letter that the font of paper does not have becomes a box."""
    sheet = _framed(chart, foot)
    return as_png(_standing(chart, sheet), sheet.width, sheet.height)


def paper_picture(chart: Chart, *, width: float = 100) -> Picture:
    """The picture for a sheet of paper, where a heading and a table stand beside it; ``width`` in percent of the line."""
    return Picture(_standing(chart, chart.wide), f"{chart.title}. {chart.summary}", width)


def _standing(chart: Chart, sheet: Drawing) -> str:
    return as_file(sheet, chart.title, chart.summary, chart.table.language)


def _framed(chart: Chart, foot: str) -> Drawing:
    """The drawing with its title and its sentence over it, and ``foot`` (whose figures, of when) under it."""
    drawing = chart.wide
    title = wrap(chart.title, _TITLE, drawing.width, 2)
    said = wrap(chart.summary, _TEXT, drawing.width, 4)
    marks: list[Mark] = []
    y = _MARGIN
    for line in title:
        y += _TITLE + 6
        marks.append(Words(_MARGIN, y, line, _TITLE, bold=True))
    for line in said:
        y += _TEXT + 7
        marks.append(Words(_MARGIN, y, line, _TEXT))
    y += 20
    marks.append(Group(_MARGIN, y, drawing.marks))
    y += drawing.height
    for line in wrap(foot, 12, drawing.width, 2):
        y += 20
        marks.append(Words(_MARGIN, y, line, 12, "t-muted"))
    return Drawing(drawing.width + 2 * _MARGIN, y + _MARGIN, tuple(marks))
