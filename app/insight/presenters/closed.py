"""Learning from closed situations: with which mix they began, what came later, and how they ended; no proof of what works."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.insight.closings import STARTS
from app.insight.presenters.course import Block, led_by
from app.insight.presenters.frame import Asked, Frame, frame
from app.insight.questions import By, Cell, list_parts
from app.insight.words import by_name, period_name, start_name, value_name
from app.web.charts import Cell as Shown
from app.web.charts import Chart, Measure, Table, draw_measures
from app.web.figures import about, measure_words
from app.web.i18n import gettext as _

ENDPOINT = "insight.closed"
FILTERS = ("place", "period", "vs")
#: In which order the tables stand; what became of goals is told to who may count the plan.
_CUTS = (By.EXIT, By.GOALS, By.TURNED, By.THEME)


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """The page. ``began`` are the first mixes as a picture; ``tables`` hold the rest by first mix."""

    frame: Frame
    sentences: tuple[str, ...]
    began: Chart | None
    tables: tuple[Table, ...]
    left_out: tuple[str, ...]
    is_told: bool

    @property
    def parts(self) -> tuple[Block, ...]:
        """What can leave the screen, with the warning: how it began as a picture, and the tables."""
        began = (Block("began", self.began.title, (), self.began, self.began.table),) if self.began else ()
        tables = (Block(f"table-{at}", table.title, (), None, table) for at, table in enumerate(self.tables, 1))
        return led_by((_("Dit is geen bewijs van wat werkt"), *self.sentences), (*began, *tables))


def closed_page(asked: Asked) -> ClosedPage:
    """Everything that the page shows; ``asked`` is the whole of closed situations, by place."""
    around, whole = frame(asked, ENDPOINT, filters=FILTERS), asked.answer.whole
    if whole is None:
        return ClosedPage(around, (), None, (), (), is_told=False)
    question = replace(asked.answer.answered, value="")
    parts = {by: list_parts(replace(question, by=by), asked.places) for by in _CUTS}
    tables = [_table(by, cells) for by, cells in parts.items()]
    left_out = [value_name(cell.value, {}) for cells in parts.values() for cell in cells if not cell.is_told]
    left_out += [_place(cell, asked) for cell in asked.answer.left_out]
    return ClosedPage(
        frame=around,
        sentences=tuple(_sentences(whole, parts[By.EXIT], asked)),
        began=_began(whole),
        tables=tuple(table for table in (*tables, _places(asked)) if table is not None),
        left_out=tuple(left_out),
        is_told=True,
    )


def _numbers(cell: Cell) -> tuple[int | None, ...]:
    """By first mix; one that has no line while the others make up the whole has nothing in it."""
    whole = cell.number is not None and sum(number or 0 for number in cell.strands.values()) == cell.number
    return (*(cell.strands.get(start, 0 if whole else None) for start in STARTS), cell.number)


def _heads(first: str) -> tuple[str, ...]:
    return (first, *(start_name(start) for start in STARTS), _("Alle situaties"))


def _table(by: By, cells: Sequence[Cell]) -> Table | None:
    rows: list[tuple[Shown, ...]] = [(value_name(cell.value, {}), *_numbers(cell)) for cell in cells if cell.is_told]
    if not rows:
        return None
    note = _("De kolommen zeggen waarmee het huishouden begon, in de eerste drie maanden.")
    return about(by_name(by), "", notes=(note,)).table(_heads(by_name(by)), rows, ("",) * (len(STARTS) + 2))


def _place(cell: Cell, asked: Asked) -> str:
    place = asked.places.get(cell.place)
    return _("%(name)s (hele wijk)", name=place.name) if place.level == "district" else place.name


def _places(asked: Asked) -> Table | None:
    cells = sorted(asked.answer.cells, key=lambda cell: (cell.level, _place(cell, asked)))
    rows: list[tuple[Shown, ...]] = [(_place(cell, asked), *_numbers(cell)) for cell in cells]
    if not rows:
        return None
    return about(_("Per wijk en buurt"), "").table(_heads(_("Wijk of buurt")), rows, ("",) * (len(STARTS) + 2))


def _began(whole: Cell) -> Chart | None:
    told = [(start, number) for start, number in zip(STARTS, _numbers(whole), strict=False) if number != 0]
    if not any(number for _start, number in told):
        return None
    said = about(_("Waarmee begon het?"), _most(whole) or _("Niet elk deel mag getoond worden."))
    words = measure_words(said, head=(_("Begonnen met"), _("Aantal")), unit=_("situaties"))
    return draw_measures([Measure(start_name(start), number) for start, number in told], words)


def _most(whole: Cell) -> str:
    """The first mix that came most often, when each is told."""
    numbers = _numbers(whole)[:-1]
    if None in numbers or not whole.number:
        return ""
    most, start = max(zip((number or 0 for number in numbers), STARTS, strict=True))
    return _(
        "Het vaakst begon het met: %(name)s, %(share)s procent.",
        name=start_name(start).lower(),
        share=round(most / whole.number * 100),
    )


def _sentences(whole: Cell, exits: Iterable[Cell], asked: Asked) -> Iterable[str]:
    if whole.number is not None:
        yield _("%(num)s situaties zijn afgesloten in %(period)s.", num=whole.number, period=period_name(whole.period))
    before = asked.before.whole if asked.before else None
    if before is not None and before.number is not None:
        yield _("In %(period)s waren dat er %(num)s.", period=period_name(before.period), num=before.number)
    if most := _most(whole):
        yield most
    for cell in exits:
        if cell.value == "exit:low_flame" and cell.number and whole.number:
            yield _("%(share)s procent werd afgesloten na een waakvlam.", share=round(cell.number / whole.number * 100))
