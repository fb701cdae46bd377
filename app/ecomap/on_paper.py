"""The ecomap on paper: the drawing with its own colours, the sentence that says what it shows, and the equal list.

It goes with the plan of one person of the household, and holds the ties that this person may read. Whoever works there is left off:
the map on paper is of the household's own people (docs/access-rules.md).
"""

from collections.abc import Iterable

from flask_babel import gettext as _

from app.ecomap.drawing import CENTRE_H, CENTRE_W, LABEL_H, LABEL_W, Circle, Label, Picture, Stroke, picture_of
from app.ecomap.layout import Spot
from app.ecomap.presenters import grouped, tally
from app.ecomap.queries import TieLine, VersionLine
from app.web.charts.marks import Box, Drawing, Mark, Path, Words
from app.web.charts.svg import as_file
from app.web.i18n import day
from app.web.paper import Block, Bullets, Heading, NewPage, Paragraph
from app.web.paper import Picture as PaperPicture

_NAME, _LINE = 14, 12


def map_blocks(version: VersionLine, ties: tuple[TieLine, ...], middle: str, *, language: str) -> tuple[Block, ...]:
    """The map of one day on a page of its own. ``ties``: those that the reader of the paper may read; ``middle``: who that is."""
    title = _("Mijn mensen op %(day)s", day=day(version.drawn_on))
    if not ties:
        return (NewPage(), Heading(title), Paragraph(_("Er staat nog niemand op de kaart. Wie wilt u erop?")))
    summary = tally(ties, ()).own_sentence
    svg = as_file(drawing_of(picture_of(ties, (), (middle,))), title, summary, language)
    alt = _("%(title)s. %(summary)s Hieronder staat hetzelfde als lijst.", title=title, summary=f"{summary}.")
    key = _("Dikke lijn: sterke band. Streepjes: dunne band. Zigzag: spanning. Pijl: wie het contact zoekt.")
    return (
        NewPage(),
        Heading(title),
        Paragraph(f"{summary}."),
        PaperPicture(svg, alt),
        Paragraph(key),
        *_list(ties),
    )


def _list(ties: tuple[TieLine, ...]) -> Iterable[Block]:
    for name, lines in grouped(0, ties, changes=False):
        yield Heading(name[:1].upper() + name[1:], level=3)
        yield Bullets(tuple(line.sentence() for line in lines))


def drawing_of(picture: Picture) -> Drawing:
    """The same shapes as on the screen, as marks that carry their own colours."""
    marks: list[Mark] = [_ellipse(picture.centre, circle) for circle in reversed(picture.circles)]
    for stroke in picture.strokes:
        marks += _tie(stroke)
    marks += [
        Words(picture.centre[0], circle.top + 4, circle.name, _LINE, "t-muted halo", "middle")
        for circle in picture.circles
    ]
    marks += _home(picture)
    for label in picture.labels:
        marks += _person(label)
    return Drawing(picture.width, picture.height, tuple(marks))


def _ellipse(centre: Spot, circle: Circle) -> Path:
    (x, y), rx, ry = centre, circle.rx, circle.ry
    half = f"a{rx:g} {ry:g} 0 1 0"
    return Path(f"M{x - rx:g} {y:g}{half} {2 * rx:g} 0{half} {-2 * rx:g} 0z", (x - rx, y - ry, x + rx, y + ry), "axis")


def _tie(stroke: Stroke) -> list[Mark]:
    look = "tie-strain" if "tie--strain" in stroke.look else f"tie-{stroke.look.removeprefix('tie--')[0]}"
    nowhere = (0.0, 0.0, 0.0, 0.0)
    arrows = [Path(f"M{corners.replace(' ', 'L')}z", nowhere, "fill-none") for corners in stroke.arrows]
    return [Path(stroke.path, nowhere, look), *arrows]


def _home(picture: Picture) -> list[Mark]:
    x, y = picture.centre
    box = Box(x - CENTRE_W / 2, y - CENTRE_H / 2, CENTRE_W, CENTRE_H, "fill-bar", radius=CENTRE_H / 2)
    first = 5 - 9 * (len(picture.centre_lines) - 1)
    lines = enumerate(picture.centre_lines)
    return [box, *(Words(x, y + first + 18 * at, line, _NAME, "on", "middle", bold=True) for at, line in lines)]


def _person(label: Label) -> list[Mark]:
    middle = label.x + LABEL_W / 2
    look = "box-professional" if label.look == "professional" else "box-network"
    marks: list[Mark] = [
        Box(label.x, label.y, LABEL_W, LABEL_H, look, radius=8),
        Words(middle, label.y + 18, label.name, _NAME, "", "middle", bold=True),
        Words(middle, label.y + 33, label.line, _LINE, "", "middle"),
    ]
    if label.strain:
        marks.append(Words(label.x + LABEL_W - 8, label.y + 14, "!", _NAME, "", "middle", bold=True))
    return marks
