"""What is needed against what is offered: life domains down, neighbourhoods across.

On a page it is a real table; as a file it is drawn. A cell says the need, the strands that answer it, and in words where only
enforcement answers or nothing does. Where a count is left out nothing is concluded: it could be the answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.web.charts.marks import LEFT_OUT, Box, Chart, Drawing, Mark, Sign, Words
from app.web.charts.numbers import Numbers
from app.web.charts.strands import STRANDS
from app.web.charts.table import About, Cell, Table
from app.web.charts.words import shorten, text_width

ONLY_ENFORCEMENT: Final = "enforcement"
NO_ANSWER: Final = "nothing"

_NAME: Final = 170  # the column of the domains
_CELL: Final = 180
_ROW: Final = 66
_HEAD: Final = 34
_FONT: Final = 13


@dataclass(frozen=True, slots=True)
class Need:
    """One life domain in one neighbourhood: the need as the caller rounded it, and how often each strand is offered.

    ``None`` is a number that may not be shown. A strand that is not named is not offered.
    """

    domain: str
    area: str
    need: int | None
    offer: Mapping[str, int | None]

    @property
    def is_unanswered(self) -> bool:
        """Whether there is a need, and surely nothing answers it."""
        return mark(self) == NO_ANSWER

    @property
    def is_only_enforcement(self) -> bool:
        """Whether there is a need, and surely only enforcement answers it."""
        return mark(self) == ONLY_ENFORCEMENT


@dataclass(frozen=True, slots=True)
class CoverageWords:
    """What the grid says; ``names`` by strand, ``head`` of the table: domain, area, need, then remark; ``marks`` by mark."""

    about: About
    names: Mapping[str, str]
    head: tuple[str, str, str, str]
    marks: Mapping[str, str]  # enforcement: only enforcement answers; nothing: nothing does
    need: str  # with %(num)s, as in "40 gezinnen"
    no_need: str
    bare: str  # what a shape without a number means
    units: tuple[str, str]  # of the need, of the offer


@dataclass(frozen=True, slots=True)
class Offered:
    """One strand that answers, with its name and its number as people read it."""

    strand: str
    name: str
    count: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of the grid, ready to be written: ``mark`` is nothing, *enforcement* or *nothing*, ``remark`` says it."""

    need: str
    offers: tuple[Offered, ...]
    mark: str = ""
    remark: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """The grid with its heads, its rows by domain, and the same as a picture and a table."""

    areas: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    chart: Chart


def draw_coverage(needs: Iterable[Need], words: CoverageWords) -> Coverage:
    """The grid, with domains and neighbourhoods in the order in which they are first named; a pair that is not named is no need.

    Raises ``ValueError`` for a pair that is told twice, a strand that is none, or a number below 0.
    """
    known = list(needs)
    by_place = {(need.domain, need.area): need for need in known}
    if len(by_place) < len(known):
        raise ValueError("the same domain is told twice for a neighbourhood")
    for need in known:
        if (
            set(need.offer) - set(STRANDS)
            or min([n for n in (need.need, *need.offer.values()) if n is not None], default=0) < 0
        ):
            raise ValueError(f"not a need: {need}")
    areas = tuple(dict.fromkeys(need.area for need in known))
    domains = dict.fromkeys(need.domain for need in known)
    rows = tuple((domain, tuple(_square(by_place.get((domain, area)), words) for area in areas)) for domain in domains)
    drawing = _draw(areas, rows, words)
    chart = Chart(words.about.title, words.about.summary, drawing, drawing, _table(known, words))
    return Coverage(areas, rows, chart)


def mark(need: Need) -> str:
    """*nothing* where nothing answers a need, *enforcement* where only enforcement does, else an empty text."""
    if not need.need or any(count is None for count in need.offer.values()):
        return ""
    offered = {strand for strand, count in need.offer.items() if count}
    if not offered:
        return NO_ANSWER
    return ONLY_ENFORCEMENT if offered == {"enforcement"} else ""


def _square(need: Need | None, words: CoverageWords) -> Square:
    if need is None or need.need == 0:
        return Square(words.no_need, ())
    numbers = Numbers(words.about.language)
    said = words.about.left_out if need.need is None else words.need % {"num": numbers.plain(need.need)}
    offers = tuple(
        Offered(
            strand,
            words.names[strand],
            words.about.left_out if count is None else numbers.plain(count),
            count is not None,
        )
        for strand in STRANDS
        if (count := need.offer.get(strand, 0)) != 0
    )
    found = mark(need)
    return Square(said, offers, found, words.marks[found] if found else "", hidden=need.need is None)


def _table(needs: Sequence[Need], words: CoverageWords) -> Table:
    """The same with a row for each cell, so that a spreadsheet can sort and filter it."""
    domain, area, need_word, remark = words.head
    rows: list[tuple[Cell, ...]] = []
    for need in needs:
        found = mark(need)
        # Beside a need that is left out nothing was told of what answers it: that is not none.
        none = 0 if need.need is not None or need.offer else None
        offers = [need.offer.get(strand, none) for strand in STRANDS]
        rows.append((need.domain, need.area, need.need, *offers, words.marks[found] if found else ""))
    return words.about.table(
        (domain, area, need_word, *(words.names[strand] for strand in STRANDS), remark),
        tuple(rows),
        ("", "", words.units[0], *(words.units[1],) * len(STRANDS), ""),
    )


def _draw(areas: Sequence[str], rows: Sequence[tuple[str, Sequence[Square]]], words: CoverageWords) -> Drawing:
    marks: list[Mark] = []
    for number, area in enumerate(areas):
        x = _NAME + number * _CELL
        marks.append(Words(x + 4, _HEAD - 12, shorten(area, _FONT, _CELL - 8), _FONT, bold=True))
    for number, (domain, squares) in enumerate(rows):
        y = _HEAD + number * _ROW
        marks.append(Words(0, y + 22, shorten(domain, _FONT, _NAME - 10), _FONT, bold=True))
        for place, square in enumerate(squares):
            marks += _cell(square, _NAME + place * _CELL, y)
    low = _HEAD + len(rows) * _ROW + 24
    bare = any(not offer.known for _, squares in rows for square in squares for offer in square.offers)
    marks += _key(low, words, bare=bare)
    return Drawing(max(_NAME + len(areas) * _CELL, _NAME + 3 * _CELL), low + (34 if bare else 12), tuple(marks))


def _cell(square: Square, x: float, y: float) -> list[Mark]:
    look = f"cell-{square.mark}" if square.mark else "cell"
    room = _CELL - 16
    marks: list[Mark] = [
        Box(x + 2, y + 2, _CELL - 4, _ROW - 4, look, LEFT_OUT if square.hidden else "", radius=4),
        Words(x + 8, y + 20, shorten(square.need, _FONT, room), _FONT, "halo" if square.hidden else ""),
    ]
    if square.remark:
        marks.append(Words(x + 8, y + 56, shorten(square.remark, 12, room), 12, bold=True))
    return marks + _offers(square.offers, x + 8, y + 38, x + _CELL - 8)


def _offers(offers: Sequence[Offered], x: float, y: float, end: float) -> list[Mark]:
    """The shapes with their numbers in one line, the shape alone where the number is left out."""
    marks: list[Mark] = []
    room = (end - x) / max(len(offers), 1)
    for offer in offers:
        text = offer.count if offer.known and text_width(offer.count, 12) <= room - 16 else ""
        marks.append(Sign(offer.strand, x, y - 9, 9, f"fill-{offer.strand}"))
        if text:
            marks.append(Words(x + 13, y, text, 12))
        x += room
    return marks


def _key(y: float, words: CoverageWords, *, bare: bool) -> list[Mark]:
    """The shapes and their names under the grid."""
    marks: list[Mark] = []
    x = 0
    for strand in STRANDS:
        text = shorten(words.names[strand], _FONT, _CELL)
        marks.append(Sign(strand, x, y - 10, 10, f"fill-{strand}"))
        marks.append(Words(x + 15, y, text, _FONT))
        x += 15 + text_width(text, _FONT) + 16
    return [*marks, Words(0, y + 22, shorten(words.bare, 12, _NAME + 3 * _CELL), 12, "t-muted")] if bare else marks
