"""The order: which strand follows which, how long between, and how often enforcement came right before care."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.insight.facts import GAPS
from app.insight.presenters.course import Block, led_by
from app.insight.presenters.frame import Asked, Frame, frame, link
from app.insight.questions import By, Cell, Question, ask, list_parts
from app.insight.words import period_name, value_name
from app.web.charts import STRANDS, Chart, Step, Table, draw_flow
from app.web.charts import Cell as Shown
from app.web.figures import about, flow_words
from app.web.i18n import gettext as _
from app.web.pictures import part_name

ENDPOINT = "insight.order"
FILTERS = ("place", "period", "beside", "vs")
#: The picture shows the second and the third of a household; what comes later stands in the tables.
_TURNS = {"2": 0, "3": 1}
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Where:
    """A way on: a page with one of these steps, by neighbourhood."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The page. ``flows`` are the picture and, where there is one, the one to compare with; each with its heading."""

    frame: Frame
    sentences: tuple[str, ...]
    flows: tuple[tuple[str, Chart], ...]
    follows: Table | None
    between: Table | None
    ways: tuple[Where, ...]
    left_out: tuple[str, ...]
    is_told: bool

    @property
    def parts(self) -> tuple[Block, ...]:
        """What can leave the screen: each flow as a picture with its table, and the tables."""
        flows = [Block(f"flow-{at}", title, (), flow, flow.table) for at, (title, flow) in enumerate(self.flows, 1)]
        tables = {"follows": self.follows, "between": self.between}
        found = (*flows, *(Block(name, table.title, (), None, table) for name, table in tables.items() if table))
        return led_by(self.sentences, found)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of the steps of one question: by the strand before, by how long before, and by turn."""

    question: Question
    after: dict[str, Cell]
    gaps: dict[str, Cell]
    turns: tuple[Cell, ...]
    starts: dict[str, int | None]


def order_page(asked: Asked) -> OrderPage:
    """Everything that the page shows; ``asked`` falls apart by turn."""
    around = frame(asked, ENDPOINT, filters=FILTERS)
    if asked.answer.whole is None:
        return OrderPage(around, (), (), None, None, (), (), is_told=False)
    told = _read(asked.answer.answered, asked.answer.cells, asked.answer.whole, asked)
    other = _other(asked)
    after = [*told.after.values(), *told.gaps.values()]
    return OrderPage(
        frame=around,
        sentences=(*_sentences(told), *_nothing_beside(other, asked)),
        flows=tuple(_flows([each for each in (told, other) if each], asked)),
        follows=_follows(told, other, asked),
        between=_between(told),
        ways=tuple(_ways(asked.answer.answered)),
        left_out=tuple(value_name(cell.value, {}) for cell in after if cell.number is None),
        is_told=bool(told.after),
    )


def _read(question: Question, turns: Iterable[Cell], whole: Cell, asked: Asked) -> _Told:
    after, gaps = (list_parts(replace(question, by=by), asked.places) for by in (By.AFTER, By.GAP))
    return _Told(question, _by_code(after), _by_code(gaps), tuple(turns), whole.strands)


def _by_code(cells: Iterable[Cell]) -> dict[str, Cell]:
    return {cell.value.partition(":")[2]: cell for cell in cells}


def _other(asked: Asked) -> _Told | None:
    """The other neighbourhood when one was chosen, else the period to compare with; None when that has no answer of its own."""
    answer = asked.before
    if asked.filter.beside:
        answer = ask(replace(asked.answer.answered, place=asked.filter.beside), asked.places)
    if answer is None or answer.is_coarser or answer.whole is None:
        return None
    return _read(answer.answered, answer.cells, answer.whole, asked)


def _steps(turns: Iterable[Cell]) -> Iterable[Step]:
    for cell in turns:
        before, _dot, nth = cell.value.partition(":")[2].partition(".")
        if nth in _TURNS and cell.number is not None:
            counts = ((strand, cell.strands.get(strand)) for strand in STRANDS)
            yield from (Step(_TURNS[nth], before, strand, count) for strand, count in counts if count != 0)


def _flows(told: Sequence[_Told], asked: Asked) -> Iterable[tuple[str, Chart]]:
    """The pictures on one scale."""
    steps = [list(_steps(each.turns)) for each in told]
    most = max(
        (sum(step.count or 0 for step in some if step.turn == turn) for some in steps for turn in _TURNS.values()),
        default=0,
    )
    for each, some in zip(told, steps, strict=True):
        if any(step.count is not None for step in some):
            where = asked.places.get(each.question.place).name
            title = _("%(where)s, %(period)s", where=where, period=period_name(each.question.period))
            said = about(title, next(iter(_sentences(each)), _("Te weinig om in één zin te zeggen.")))
            yield title, draw_flow(some, flow_words(said, unit=_("inzetten")), most=most)


def _sentences(told: _Told) -> Iterable[str]:
    """What follows what most often, how often enforcement came right before care, and how long it took."""
    yield from _most_often(told)
    came, all_of_it = _of(told.after.get("enforcement"), "care"), told.starts.get("care")
    if came is not None and all_of_it:
        yield _(
            "Van alle zorg die begon, kwam %(share)s procent meteen na handhaving.",
            share=round(came / all_of_it * 100),
        )
    else:
        yield _("Over handhaving vóór zorg is hier te weinig te tonen.")
    yield from _halfway(told)


def _nothing_beside(other: _Told | None, asked: Asked) -> Iterable[str]:
    """What somebody chose to put beside it and does not see."""
    if asked.filter.beside and (other is None or not other.after):
        name = asked.places.get(asked.filter.beside).name
        yield _("Over %(name)s is er te weinig om ernaast te zetten.", name=name)


def _of(cell: Cell | None, strand: str) -> int | None:
    return cell.strands.get(strand) if cell else None


def _most_often(told: _Told) -> Iterable[str]:
    for strand in STRANDS:
        cell = told.after.get(strand)
        if cell is not None and cell.is_split and cell.number:
            most = max(STRANDS, key=lambda one: cell.strands[one] or 0)
            yield _(
                "Na %(before)s komt het vaakst %(after)s: %(share)s procent.",
                before=part_name(strand).lower(),
                after=part_name(most).lower(),
                share=round((cell.share(most) or 0) * 100),
            )


def _halfway(told: _Told) -> Iterable[str]:
    """How soon half of it began, when each of the parts is told."""
    known = [told.gaps.get(gap) for gap in GAPS]
    numbers = [cell.number for cell in known if cell is not None]
    if not numbers or None in numbers:
        return
    counts, passed = {cell.value: cell.number or 0 for cell in known if cell}, 0
    for value, count in counts.items():
        passed += count
        if passed >= sum(counts.values()) * _HALF:
            yield _("De helft van wat volgde, begon %(soon)s of eerder.", soon=value_name(value, {}))
            return


def _follows(told: _Told, other: _Told | None, asked: Asked) -> Table | None:
    rows: list[tuple[Shown, ...]] = []
    for strand in STRANDS:
        cell = told.after.get(strand)
        if cell is not None and cell.number is not None:
            rows.append((value_name(cell.value, {}), *_numbers(cell), _moved(cell, other)))
    if not rows:
        return None
    beside = _("niets om mee te vergelijken") if other is None else _name(other, asked)
    said = about(_("Wat volgt waarop"), "", notes=(_("De laatste kolom vergelijkt met: %(what)s.", what=beside),))
    heads = (
        _("Wat ervoor kwam"),
        *(part_name(strand) for strand in STRANDS),
        _("Alles"),
        _("Anders, in procentpunten"),
    )
    return said.table(heads, rows, ("", *[""] * len(STRANDS), "", ""))


def _name(told: _Told, asked: Asked) -> str:
    return f"{asked.places.get(told.question.place).name}, {period_name(told.question.period)}"


def _moved(cell: Cell, other: _Told | None) -> str:
    was = other.after.get(cell.value.partition(":")[2]) if other else None
    if was is None or not (cell.is_split and was.is_split):
        return "–"
    points = ((one, round((cell.share(one) or 0) * 100) - round((was.share(one) or 0) * 100)) for one in STRANDS)
    moved = [f"{part_name(one).lower()} {point:+d}".replace("-", "−") for one, point in points if point]
    return ", ".join(moved) or _("gelijk")


def _between(told: _Told) -> Table | None:
    rows = [
        (value_name(cell.value, {}), *_numbers(cell))
        for gap in GAPS
        if (cell := told.gaps.get(gap)) is not None and cell.number is not None
    ]
    if not rows:
        return None
    said = about(_("Hoeveel tijd zat ertussen?"), "")
    heads = (_("Begon na wat ervoor kwam"), *(part_name(strand) for strand in STRANDS), _("Alles"))
    return said.table(heads, rows, ("",) * len(heads))


def _numbers(cell: Cell) -> tuple[int | None, ...]:
    return (*(cell.strands.get(strand) for strand in STRANDS), cell.number)


def _ways(question: Question) -> Iterable[Where]:
    """The same steps by district and neighbourhood, on the page of the mix."""
    for strand in STRANDS:
        asked = replace(question, by=By.PLACE, value=f"{By.AFTER}:{strand}")
        yield Where(
            _("Per wijk en buurt: wat komt %(what)s?", what=value_name(asked.value, {})), link("insight.mix", asked)
        )
