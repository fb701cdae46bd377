"""The mix through time: a small picture for each line of the table, all on the same scale, made of what is told in each period."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.insight.periods import Period, Span
from app.insight.presenters.course import Block
from app.insight.presenters.frame import Asked
from app.insight.questions import By, Cell, list_through
from app.insight.words import by_name, period_name
from app.web.charts import STRANDS, Area, Multiples, draw_multiples
from app.web.drawing import once_per_content
from app.web.figures import KEPT, about, multiples_words
from app.web.i18n import gettext as _

#: The part of the page, in addresses of files.
PART: Final = "time"
#: More pictures than this nobody compares.
MOST: Final = 12
#: How many periods a picture looks back, the chosen one included.
_BACK: Final = {Span.YEAR: 4, Span.QUARTER: 8, Span.MONTH: 12}
_HUNDRED: Final = 100
#: A line of the table: what it is called, and its cell.
Named = tuple[str, Cell]
#: One picture: what it is of, its numbers by strand in each period (None: not told), and its sentence.
Line = tuple[str, tuple[tuple[int, ...] | None, ...], str]
#: The share of enforcement in the first and in the last period that is told.
Change = tuple[tuple[Period, int], tuple[Period, int]]


def draw_through(asked: Asked, lines: Sequence[Named], finest: Sequence[Named]) -> Multiples | None:
    """The pictures of the ``finest`` lines, or of fewer when those are too many; None when there is nothing to compare.

    ``lines`` are all lines of the table. A page that falls apart into periods is about time already.
    """
    question = asked.answer.answered
    chosen, remark = choose(question.by, [line for line in lines if line[1].is_split], finest)
    if question.by is By.PERIOD or not chosen:
        return None
    periods = _back(question.period)
    levels = sorted({cell.level for _name, cell in chosen})
    told = {_where(cell): cell for cell in list_through(question, asked.places, periods, levels) if cell.is_split}
    changes = {name: _change(told, cell, periods) for name, cell in chosen}
    lined = tuple((name, _mixes(told, cell, periods), _sentence(changes[name])) for name, cell in chosen)
    summary = " ".join(one for one in (_summary(changes), remark) if one)
    return _drawn(lined, tuple(map(str, periods)), summary, by_name(question.by))


@once_per_content(KEPT)
def _drawn(lines: tuple[Line, ...], periods: tuple[str, ...], summary: str, area: str) -> Multiples:
    """Twelve pictures take longer to draw than to count."""
    areas = [
        Area(name, tuple(None if mix is None else dict(zip(STRANDS, mix, strict=True)) for mix in mixes), sentence)
        for name, mixes, sentence in lines
    ]
    notes = (_("Een vak zonder verdeling: er begon niets, of te weinig om te tonen."),)
    words = multiples_words(about(title(), summary, notes=notes), area=area, unit=_("inzetten"))
    return draw_multiples(areas, periods, words)


def title() -> str:
    """What this part is called, in the reader's language."""
    return _("De mix door de tijd")


def time_parts(many: Multiples | None) -> tuple[Block, ...]:
    """The same for what leaves the screen."""
    return (Block(PART, title(), (many.chart.summary,), many.chart, many.chart.table),) if many else ()


def choose(by: By, lines: Sequence[Named], finest: Sequence[Named]) -> tuple[list[Named], str]:
    """Which lines get a picture, in the order of the table, and what to say when those are not all."""
    if len(finest) <= MOST:
        return list(finest), ""
    districts = [line for line in lines if line[1].level == "district"] if by is By.PLACE else []
    if 1 < len(districts) <= MOST:
        return districts, _("U ziet de wijken. Kies een wijk om de buurten te zien.")
    largest = {name for name, _cell in sorted(finest, key=lambda line: -(line[1].number or 0))[:MOST]}
    return [line for line in finest if line[0] in largest], _("U ziet de %(most)d met de meeste inzet.", most=MOST)


def _back(period: Period) -> list[Period]:
    found = [period]
    while len(found) < _BACK[period.span]:
        found.append(found[-1].before)
    return found[::-1]


def _where(cell: Cell) -> tuple[str, str, Period]:
    return cell.place, cell.value, cell.period


def _mixes(
    told: Mapping[tuple[str, str, Period], Cell], cell: Cell, periods: Sequence[Period]
) -> tuple[tuple[int, ...] | None, ...]:
    there = (told.get((cell.place, cell.value, period)) for period in periods)
    return tuple(tuple(one.strands[strand] or 0 for strand in STRANDS) if one else None for one in there)


def _change(told: Mapping[tuple[str, str, Period], Cell], cell: Cell, periods: Sequence[Period]) -> Change | None:
    """None when fewer than two periods are told."""
    shares = [
        (period, round((one.share("enforcement") or 0) * _HUNDRED))
        for period in periods
        if (one := told.get((cell.place, cell.value, period)))
    ]
    return (shares[0], shares[-1]) if len(shares) > 1 else None


def _sentence(change: Change | None) -> str:
    if change is None:
        return _("Van één periode is genoeg te tonen.")
    (first, was), (last, now) = change
    return _(
        "Deel handhaving: %(was)d%% in %(first)s, %(now)d%% in %(last)s.",
        was=was,
        first=period_name(first),
        now=now,
        last=period_name(last),
    )


def _summary(changes: Mapping[str, Change | None]) -> str:
    moved = [change[1][1] - change[0][1] for change in changes.values() if change]
    if not moved:
        return _("Er is nog te weinig om door de tijd te vergelijken.")
    return _(
        "Het deel handhaving werd bij %(fewer)d kleiner en bij %(more)d groter, van de %(all)d die te vergelijken zijn.",
        fewer=sum(one < 0 for one in moved),
        more=sum(one > 0 for one in moved),
        all=len(moved),
    )
