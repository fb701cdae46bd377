"""What every page of insight shows around its picture and table: pages, filters, how it is counted, and how fresh it is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import LazyString

from app.accounts.kinds import KINDS
from app.dossiers.domains import DOMAINS
from app.dossiers.phases import PHASES
from app.insight import queries as read
from app.insight.facts import ALONGS, WORTHS
from app.insight.filters import Filter, address, read_filter
from app.insight.periods import Period, Span, last_whole
from app.insight.places import Places
from app.insight.questions import ASKED, Answer, By, Question, ask
from app.insight.words import by_name, period_name, value_name
from app.web.charts import STRANDS
from app.web.guard import may_open
from app.web.i18n import gettext as _
from app.web.i18n import moment, sentence

_QUARTERS, _YEARS, _MONTHS = 8, 3, 12
#: What an address holds of how an answer falls apart.
_FALLING_APART = frozenset({"by", "value"})
#: The filters of a page that falls apart in every way.
_ALL = ("place", "period", "by", "value", "vs")
#: Ways to fall apart that pages have for themselves, and that nobody chooses from a list.
_OF_PAGES = frozenset(By) - frozenset(ASKED) | {By.STEP, By.TURN}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in the address, its label, and groups of options ('' has no label of its own)."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    wrong: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of insight."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the picture. ``error`` is what is wrong with the address, ``remarks`` what is told otherwise than asked.

    ``last_year`` is the last whole year as it stands in an address: where a page goes on that has too little of a quarter.
    """

    tabs: tuple[Tab, ...]
    choices: tuple[Choice, ...]
    typed: dict[str, str]
    error: str
    remarks: tuple[str, ...]
    where: str
    period: str
    freshness: str
    keep_url: str
    last_year: str


#: The pages: endpoint and label. A page that is added puts itself here.
PAGES: list[tuple[str, LazyString]] = []


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page works with: the filter of the address, the answer, the answer of the period to compare with, and names.

    ``before`` is None when that period has no answer to the very same question.
    """

    filter: Filter
    answer: Answer
    before: Answer | None
    places: Places
    organisations: dict[int, str]
    today: dt.date


def put_question(arguments: Mapping[str, str], today: dt.date, **fixed: By | str) -> Asked:
    """Reads an address, asks, and asks the same of the period to compare with: when nobody chose and there is nothing of a year
    earlier, the period before. A page that falls apart in one way only says so (``by``, ``value``): what an address says of that is
    left away.
    """
    places = read.get_places()
    if fixed:
        arguments = {name: value for name, value in arguments.items() if name not in _FALLING_APART}
    asked = read_filter(arguments, places, today, **fixed)
    answer = ask(asked.question, places)
    before = _same_of(asked.against, answer, places)
    if not asked.typed["vs"] and not _has_mix(before):
        asked = replace(asked, against=asked.question.period.before)
        before = _same_of(asked.against, answer, places)
    return Asked(asked, answer, before, places, read.list_organisations(), today)


def _same_of(period: Period, answer: Answer, places: Places) -> Answer | None:
    """The answer to the very same question of another period; None when that is answered otherwise or not at all."""
    if answer.is_coarser:
        return None
    before = ask(replace(answer.asked, period=period), places)
    return None if before.is_coarser or before.whole is None else before


def _has_mix(answer: Answer | None) -> bool:
    return answer is not None and any(cell.is_split for cell in (answer.whole, *answer.cells) if cell)


def frame(asked: Asked, endpoint: str, *, filters: tuple[str, ...] = _ALL) -> Frame:
    """The frame of the page at ``endpoint``, with these filters."""
    question = asked.answer.answered
    arguments = {name: value for name, value in asked.filter.arguments.items() if name in {*_ALL, "beside"}}
    if not _FALLING_APART & set(filters):
        arguments = {name: value for name, value in arguments.items() if name not in _FALLING_APART}
    choices = {choice.name: choice for choice in _choices(asked)}
    return Frame(
        tabs=tuple(
            Tab(str(label), url_for(name, **arguments), name == endpoint) for name, label in PAGES if may_open(name)
        ),
        choices=tuple(choices[name] for name in filters),
        typed=asked.filter.typed,
        error=sentence(asked.filter.error) if asked.filter.error else "",
        remarks=tuple(_remarks(asked)),
        where=asked.places.get(question.place).name,
        period=period_name(question.period),
        freshness=moment(asked.answer.counted_at) if asked.answer.counted_at else "",
        keep_url="" if asked.filter.error else url_for("insight.kept", page=endpoint, **_typed(asked, filters)),
        last_year=str(last_whole(Span.YEAR, asked.today)),
    )


def _typed(asked: Asked, filters: tuple[str, ...]) -> dict[str, Any]:
    """What was chosen, as it was: without a period a question goes on to be about the last whole quarter."""
    return {name: value for name, value in asked.filter.typed.items() if value and name in filters}


def _remarks(asked: Asked) -> Iterable[str]:
    filter_, answer, places = asked.filter, asked.answer, asked.places
    if filter_.old_name:
        name = places.get(filter_.question.place).name
        yield _("%(old)s heet nu %(name)s. U ziet de cijfers van %(name)s.", old=filter_.old_name, name=name)
    if not answer.is_coarser or answer.whole is None:
        return
    if answer.answered.place != answer.asked.place:
        small, large = places.get(answer.asked.place).name, places.get(answer.answered.place).name
        yield _("Van %(small)s alleen is er te weinig om te tonen. U ziet nu: %(large)s.", small=small, large=large)
    if answer.answered.period != answer.asked.period:
        short, long = period_name(answer.asked.period), period_name(answer.answered.period)
        yield _("Over %(short)s is er te weinig om te tonen. U ziet nu: %(long)s.", short=short, long=long)


Options = list[tuple[str, list[tuple[str, str]]]]


def _choices(asked: Asked) -> Iterable[Choice]:
    question, places = asked.filter.question, asked.places
    areas: Options = [("", [("", places.get("").name)])]
    areas += [
        (label, [(place.code, place.name) for place in places.at(level)])
        for label, level in ((_("Wijken"), "district"), (_("Buurten"), "neighbourhood"))
    ]
    against: Options = [("", [("year", _("een jaar eerder")), ("previous", _("de periode ervoor"))])]
    filters: tuple[tuple[str, str, Options, str], ...] = (
        ("place", _("Wijk of buurt"), areas, question.place),
        ("period", _("Periode"), list(_periods(question.period, asked.today)), str(question.period)),
        ("beside", _("Naast"), [("", [("", _("geen ander gebied"))]), *areas[1:]], asked.filter.beside),
        (
            "by",
            _("Verdeeld naar"),
            [("", [(by.value, by_name(by)) for by in By if by not in _OF_PAGES])],
            question.by.value,
        ),
        ("value", _("Alleen"), list(_values(asked)), question.value),
        (
            "vs",
            _("Vergelijk met"),
            against,
            "year" if asked.filter.against == question.period.year_before else "previous",
        ),
    )
    wrong = asked.filter.error.field if asked.filter.error else ""
    for name, label, groups, chosen in filters:
        yield Choice(name, label, _groups(groups, chosen), name == wrong)


def _groups(groups: Options, chosen: str) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    return tuple(
        (head, tuple(Option(value, label, value == chosen) for value, label in options))
        for head, options in groups
        if options
    )


def _periods(chosen: Period, today: dt.date) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """The last whole periods, and the one that was asked for when it is older."""
    for label, span, most in (
        (_("Kwartalen"), Span.QUARTER, _QUARTERS),
        (_("Jaren"), Span.YEAR, _YEARS),
        (_("Maanden"), Span.MONTH, _MONTHS),
    ):
        found = [last_whole(span, today)]
        while len(found) < most:
            found.append(found[-1].before)
        if chosen.span is span and chosen not in found:
            found.append(chosen)
        yield label, [(str(period), period_name(period)) for period in found]


def _values(asked: Asked) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    yield "", [("", _("alles"))]
    for by, codes in ((By.KIND, KINDS), (By.DOMAIN, DOMAINS), (By.PHASE, PHASES)):
        values = [f"{by}:{code}" for code in codes]
        yield by_name(by), [(value, value_name(value, asked.organisations)) for value in values]
    cut, _colon, _code = asked.filter.question.value.partition(":")
    if cut in {By.ORGANISATION, By.TEAM}:  # not in the list, which would be long: a link or an address asked it
        yield (
            by_name(By(cut)),
            [(asked.filter.question.value, value_name(asked.filter.question.value, asked.organisations))],
        )
    for cut, known in ((By.AFTER, STRANDS), (By.ALONG, ALONGS), (By.WORTH, WORTHS)):
        yield by_name(cut), [(f"{cut}:{code}", value_name(f"{cut}:{code}", asked.organisations)) for code in known]


def link(endpoint: str, question: Question) -> str:
    """The address of a page with this question."""
    return url_for(endpoint, **address(question))


def columns(answer: Answer) -> tuple[str, ...]:
    """The strands that whoever asks may count, in the order of every picture."""
    return tuple(strand for strand in STRANDS if strand in answer.strands)
