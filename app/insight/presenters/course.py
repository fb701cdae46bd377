"""What pages of the course of households share: the question, and blocks of a sentence, a picture and an equal table."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.insight import queries as read
from app.insight.filters import read_filter
from app.insight.presenters.frame import Asked, Frame, frame
from app.insight.questions import Answer, Cell
from app.insight.standing import Figure, Standing, find_standing
from app.insight.words import at_least, period_name
from app.web.charts import Chart, Measure, Numbers, Table, draw_measures
from app.web.figures import about, measure_words
from app.web.i18n import current_language
from app.web.i18n import gettext as _

#: The filters that these pages have: they fall apart by themselves.
FILTERS: Final = ("place", "period", "vs")
TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class Course:
    """What was asked, and what is told of it."""

    asked: Asked
    standing: Standing

    @property
    def period(self) -> str:
        """The period that is answered, in words."""
        return period_name(self.standing.answered.period)

    def frame(self, endpoint: str, filters: tuple[str, ...] = FILTERS) -> Frame:
        """The frame of the page, with what is told otherwise than asked."""
        return frame(self.asked, endpoint, filters=filters)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a block: a name, a value of a measure, and by how much its number is divided to be read."""

    name: str
    value: str
    divide: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a page. ``chart`` is None when there is nothing to draw; ``id`` is unique on the page."""

    id: str
    title: str
    sentences: tuple[str, ...]
    chart: Chart | None
    table: Table | None
    remark: str = ""


def led_by(sentences: tuple[str, ...], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """These parts, the first one with what the page says above all of them."""
    return tuple(replace(block, sentences=sentences) if at == 0 else block for at, block in enumerate(blocks))


def put_course(arguments: Mapping[str, str], today: dt.date, measures: Iterable[str]) -> Course:
    """Reads an address and asks for these measures; the first one stands for the whole of the page."""
    places = read.get_places()
    asked = read_filter(arguments, places, today)
    standing = find_standing(asked.question, measures, places, asked.against)
    answered = standing.answered
    whole = _whole(standing, places.get(answered.place).level)
    answer = Answer(asked.question, answered, whole, (), (), read.find_counted_at(), read.list_strands())
    previous = asked.against == asked.question.period.before
    against = answered.period.before if previous else answered.period.year_before
    return Course(
        Asked(replace(asked, against=against), answer, None, places, read.list_organisations(), today), standing
    )


def _whole(standing: Standing, level: str) -> Cell | None:
    """Something that is told, so that the frame says when it is told of another place or period than was asked."""
    for figure in standing.now.values():
        if figure.number is not None:
            period = standing.answered.period
            return Cell(standing.answered.place, level, period, "", figure.number, figure.homes, figure.persons)
    return None


def read_number(figure: Figure | None, divide: int = 1) -> float | int | None:
    """A told number as people read it; None when it is not told."""
    if figure is None or figure.number is None:
        return None
    return figure.number if divide == 1 else figure.number / divide


def plain(number: float | None) -> str:
    """*2,4*, or a dash."""
    return "–" if number is None else Numbers(current_language()).plain(number)


@dataclass(frozen=True, slots=True)
class Label:
    """What a block is called: its id on the page, its title, what its lines are and what is counted."""

    id: str
    title: str
    head: str
    unit: str


def block(course: Course, label: Label, sentences: Iterable[str], rows: Iterable[Row]) -> Block:
    """Bars of the numbers of now, and a table that has those of the period to compare with and the households behind them too.

    Rows of which nothing is known are left away, and all of them when none is told, now or before; the sentences come first, and the
    picture says them too.
    """
    standing, said = course.standing, tuple(sentences)
    there = [(row, standing.now[row.value]) for row in rows if row.value in standing.now]
    told = [*(figure for _row, figure in there), *(standing.before.get(row.value) for row, _figure in there)]
    if all(read_number(figure) is None for figure in told):
        return Block(label.id, label.title, (_("Hierover is niets te tonen: er was niets, of te weinig."),), None, None)
    words = about(label.title, " ".join(said) or label.title)
    chart = draw_measures(
        [Measure(row.name, read_number(figure, row.divide)) for row, figure in there],
        measure_words(words, head=(label.head, label.unit.capitalize()), unit=label.unit),
    )
    head = (label.head, course.period, period_name(course.asked.filter.against), _("Huishoudens"))
    lines = (
        (
            row.name,
            read_number(figure, row.divide),
            read_number(standing.before.get(row.value), row.divide),
            at_least(figure.homes),
        )
        for row, figure in there
    )
    return Block(label.id, label.title, said, chart, words.table(head, tuple(lines), ("", label.unit, label.unit, "")))
