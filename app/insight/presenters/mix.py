"""The mix: shares of the three strands per place, organisation, life domain, phase or period, as triangle, table and sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.insight.presenters.course import Block
from app.insight.presenters.frame import Asked, Frame, columns, frame, link
from app.insight.presenters.mix_parts import list_parts
from app.insight.presenters.mix_time import draw_through, time_parts
from app.insight.questions import VALUES, By, Cell, Question
from app.insight.words import at_least, by_name, change_in_words, mix_in_words, percent, period_name, value_name
from app.web.charts import STRANDS, Multiples, Part, Point, Triangle, build_triangle, mix_parts
from app.web.i18n import gettext as _

ENDPOINT = "insight.mix"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``number`` is the one at its dot in the picture (0: it is not there). ``cells``: one per strand."""

    number: int
    name: str
    url: str
    cells: tuple[tuple[str, str], ...]
    total: str
    homes: str
    parts: tuple[Part, ...]
    change: str


@dataclass(frozen=True, slots=True)
class MixPage:
    """The page. ``triangle`` is None when no line has all three shares, ``through`` when there is no time to compare; ``left_out`` names
    what is held back.
    """

    frame: Frame
    sentences: tuple[str, ...]
    triangle: Triangle | None
    through: Multiples | None
    first: str
    strands: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Line | None
    left_out: tuple[str, ...]
    against: str
    parts: tuple[Block, ...]


def mix_page(asked: Asked) -> MixPage:
    """Everything that the page shows."""
    answer = asked.answer
    cells = sorted(answer.cells, key=lambda cell: _rank(cell, asked))
    before = {_same(cell): cell for cell in asked.before.cells} if asked.before else {}
    drawn = [cell for cell in cells if cell.is_split and not _is_told_by_its_parts(cell, asked)]
    numbers = {_same(cell): number for number, cell in enumerate(drawn, 1)}
    lines = [_line(cell, asked, before.get(_same(cell)), numbers.get(_same(cell), 0)) for cell in cells]
    whole_before = asked.before.whole if asked.before else None
    triangle = build_triangle(_point(cell, asked, before.get(_same(cell))) for cell in drawn) if drawn else None
    said, left_out = tuple(_sentences(asked, cells)), tuple(sorted(name_of(cell, asked) for cell in answer.left_out))
    shown = [(numbers.get(_same(cell), 0), name_of(cell, asked), cell, before.get(_same(cell))) for cell in cells]
    if answer.whole:
        shown.append((0, name_of(answer.whole, asked), answer.whole, whole_before))
    through = draw_through(asked, _named(cells, asked), _named(drawn, asked))
    return MixPage(
        frame=frame(asked, ENDPOINT),
        sentences=said,
        triangle=triangle,
        through=through,
        first=by_name(answer.answered.by),
        strands=columns(answer),
        lines=tuple(lines),
        whole=_line(answer.whole, asked, whole_before, 0) if answer.whole else None,
        left_out=left_out,
        against=period_name(asked.filter.against),
        parts=(*list_parts(asked, shown, triangle=triangle, said=said, left_out=left_out), *time_parts(through))
        if answer.whole
        else (),
    )


def _named(cells: Iterable[Cell], asked: Asked) -> list[tuple[str, Cell]]:
    return [(name_of(cell, asked), cell) for cell in cells]


def name_of(cell: Cell, asked: Asked) -> str:
    """What a line is called: its value, its period or its place."""
    by = asked.answer.answered.by
    if by in VALUES and cell.value and cell.value != asked.answer.answered.value:
        return value_name(cell.value, asked.organisations)
    if by is By.PERIOD:
        return period_name(cell.period)
    place = asked.places.get(cell.place)
    return _("%(name)s (hele wijk)", name=place.name) if place.level == "district" else place.name


def _is_told_by_its_parts(cell: Cell, asked: Asked) -> bool:
    """A district of which every neighbourhood is told has no dot of its own."""
    held = {asked.places.get(one.place).district for one in asked.answer.left_out if one.level == "neighbourhood"}
    return asked.answer.answered.by is By.PLACE and cell.level == "district" and cell.place not in held


def _rank(cell: Cell, asked: Asked) -> tuple[object, ...]:
    """Time in its order, districts before neighbourhoods, else by name."""
    return (cell.period.starts, cell.level, name_of(cell, asked).casefold())


def _same(cell: Cell) -> tuple[str, str, int]:
    """What makes a line the same one a year earlier; parts of a year by their place in it."""
    return cell.place, cell.value, cell.period.starts.month


def _line(cell: Cell, asked: Asked, before: Cell | None, number: int) -> Line:
    return Line(
        number=number,
        name=name_of(cell, asked),
        url=_finer(cell, asked.answer.answered),
        cells=tuple(
            (_number(cell.strands.get(strand)), percent(cell.share(strand))) for strand in columns(asked.answer)
        ),
        total=_number(cell.number),
        homes=at_least(cell.homes),
        parts=tuple(mix_parts({strand: cell.strands[strand] or 0 for strand in STRANDS})) if cell.is_split else (),
        change=change_in_words(cell, before),
    )


def _number(number: int | None) -> str:
    return "–" if number is None else str(number)


def _finer(cell: Cell, question: Question) -> str:
    """One step down: into a place, a period or a value. Never to a household."""
    if question.by in VALUES:
        return link(ENDPOINT, replace(question, value=cell.value, by=By.PLACE)) if cell.value != question.value else ""
    if question.by is By.PERIOD:
        by = By.PERIOD if cell.period.parts and not question.value else By.PLACE
        return link(ENDPOINT, replace(question, period=cell.period, by=by)) if cell.period != question.period else ""
    if cell.place == question.place:
        return ""
    by = By.PLACE if cell.level == "district" else By.PERIOD
    by = By.PLACE if by is By.PERIOD and not question.period.parts else by
    return link(ENDPOINT, replace(question, place=cell.place, by=by))


def _point(cell: Cell, asked: Asked, before: Cell | None) -> Point:
    shares = {strand: cell.share(strand) or 0.0 for strand in STRANDS}
    was = {strand: before.share(strand) or 0.0 for strand in STRANDS} if before and before.is_split else None
    return Point(name_of(cell, asked), cell.number or 0, shares, was)


def _sentences(asked: Asked, cells: Sequence[Cell]) -> Iterable[str]:
    """What stands out, in words: the whole, and where enforcement takes the largest share."""
    whole = asked.answer.whole
    if whole is None:
        return
    if told := mix_in_words(whole):
        where = asked.places.get(asked.answer.answered.place).name
        yield _("%(where)s, %(period)s: %(mix)s.", where=where, period=period_name(whole.period), mix=told)
    finest = [cell for cell in cells if cell.level != "district"] or list(cells)
    leaning = [(share, name_of(cell, asked)) for cell in finest if (share := cell.share("enforcement"))]
    if len(leaning) > 1:
        share, name = max(leaning)
        yield _(
            "%(area)s leunt het meest op handhaving: %(share)d procent van de inzet.",
            area=name,
            share=round(share * 100),
        )
