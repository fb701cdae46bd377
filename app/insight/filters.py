"""The question that stands in an address, and how it is written there. What cannot be read is said and shown, never an error page."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.insight.periods import Period, Span, last_whole
from app.insight.places import Places
from app.insight.questions import ASKED, VALUES, By, Question, check
from app.kernel.errors import RuleBroken, marked

_LONGEST = 60
#: What may stand in the address of a page.
NAMES = ("place", "period", "by", "value", "vs", "beside")
AGAINST: Final = frozenset({"year", "previous"})


@dataclass(frozen=True, slots=True)
class Filter:
    """What was typed and the question that it is. ``error`` says what is wrong with which field; ``question`` is then the usual one.

    ``old_name`` is the former name of a place that was asked for. ``against`` is the period to compare with, ``beside`` the code of a
    place to put beside it ('' is none).
    """

    typed: dict[str, str]
    question: Question
    against: Period
    error: RuleBroken | None = None
    old_name: str = ""
    beside: str = ""

    @property
    def arguments(self) -> dict[str, Any]:
        """The same question in an address, in its shortest form."""
        said = {"vs": self.typed["vs"] if self.typed["vs"] in AGAINST else "", "beside": self.beside}
        return address(self.question) | {name: value for name, value in said.items() if value}


def address(question: Question) -> dict[str, Any]:
    """A question as arguments of an address."""
    said = {
        "place": question.place,
        "period": str(question.period),
        "by": "" if question.by is By.PLACE else question.by.value,
        "value": question.value,
    }
    return {name: value for name, value in said.items() if value}


def read_filter(arguments: Mapping[str, str], places: Places, today: dt.date, **fixed: Any) -> Filter:
    """Reads the address. Without a period it is the last whole quarter. ``fixed`` is what a page asks whatever stands there (``by``,
    ``value``).
    """
    typed = {name: arguments.get(name, "").strip().replace("\0", "")[:_LONGEST] for name in NAMES}
    usual = Question(last_whole(Span.QUARTER, today), **fixed)
    try:
        question, old_name = _read(typed, usual, places)
        question = replace(question, **fixed)
        check(question, places, today)
        beside = _beside(typed["beside"], places)
    except RuleBroken as error:
        return Filter(typed, usual, usual.period.year_before, error)
    against = question.period.before if typed["vs"] == "previous" else question.period.year_before
    return Filter(typed, question, against, old_name=old_name, beside="" if beside == question.place else beside)


def _beside(typed: str, places: Places) -> str:
    found = places.find(typed)
    if found is None:
        raise RuleBroken("beside", marked("Dit gebied kennen we niet. Kies een gebied uit de lijst."))
    return found.place.code


def _read(typed: dict[str, str], usual: Question, places: Places) -> tuple[Question, str]:
    found = places.find(typed["place"])
    if found is None:
        raise RuleBroken("place", marked("Dit gebied kennen we niet. Kies een gebied uit de lijst."))
    try:
        period = Period.read(typed["period"]) if typed["period"] else usual.period
    except ValueError:
        raise RuleBroken("period", marked("Deze periode kennen we niet. Schrijf 2025, 2025-Q3 of 2025-07.")) from None
    if typed["by"] and typed["by"] not in ASKED:
        raise RuleBroken("by", marked("Zo kunnen we niet verdelen. Kies uit de lijst."))
    cut, colon, code = typed["value"].partition(":")
    if typed["value"] and (cut not in VALUES or not colon or not code):
        raise RuleBroken("value", marked("Dit filter kennen we niet. Kies uit de lijst."))
    if cut in {By.ORGANISATION, By.TEAM} and not code.isdecimal():
        raise RuleBroken("value", marked("Dit filter kennen we niet. Kies uit de lijst."))
    return Question(period, By(typed["by"] or By.PLACE), found.place.code, typed["value"]), found.old_name
