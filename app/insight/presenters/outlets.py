"""One registry of the pages of insight as values: files, the report and the API take every page from here, and none asks by itself.

What leaves the screen is what the page shows: the same question, put once, through the same suppression. A page comes here with one line.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from flask import current_app
from markupsafe import Markup

from app.insight.closings import BOOK
from app.insight.presenters import closed, coverage, load, mix, order, roles, stepping_back
from app.insight.presenters.course import Block, put_course
from app.insight.presenters.frame import Asked, Frame, put_question
from app.insight.questions import By
from app.insight.words import period_name
from app.web.guard import may_open

Arguments = Mapping[str, str]


class Page(Protocol):
    """What every page of insight has: what stands around it, and its parts (sentences, a picture, an equal table)."""

    @property
    def frame(self) -> Frame:
        """Filters, remarks, place, period and freshness."""

    @property
    def parts(self) -> tuple[Block, ...]:
        """The parts, in the order of the page; none when there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """How a page is made. ``name`` stands in addresses; the question and how it is counted are what its ``template`` says."""

    name: str
    endpoint: str
    template: str
    make: Callable[[Arguments, dt.date], tuple[Asked, Page]]

    def put(self, arguments: Arguments, today: dt.date) -> "Told":
        """Puts the question of an address. Raises RuleBroken when the address is wrong."""
        asked, page = self.make(arguments, today)
        if asked.filter.error:
            raise asked.filter.error
        return Told(self, asked, page)

    @property
    def question(self) -> str:
        """The heading of the page, in the reader's language."""
        return _plain(_block(self.template, "title"))

    @property
    def rules(self) -> tuple[str, ...]:
        """How it is counted, sentence by sentence: of this page, and of every page."""
        lines = _block(self.template, "how") + _block("insight/frame.html", "always")
        return tuple(_plain(line) for line in lines.split("<li>")[1:])


@dataclass(frozen=True, slots=True)
class Told:
    """One page as a value: the question that was put, and everything that is told."""

    outlet: Outlet
    asked: Asked
    page: Page

    def part(self, part_id: str) -> Block | None:
        """One part of the page by what stands in its address."""
        return next((part for part in self.page.parts if part.id == part_id), None)

    @property
    def period(self) -> str:
        """The period that is answered, as it stands in an address: *2026-Q3*."""
        return str(self.asked.answer.answered.period)

    @property
    def asked_for(self) -> str:
        """What was asked, in words, also when something coarser is told."""
        question = self.asked.filter.question
        return f"{self.asked.places.get(question.place).name}, {period_name(question.period)}"

    @property
    def source(self) -> str:
        """Where the numbers come from, in words: *Hele gemeente, kwartaal 3 van 2026*."""
        return f"{self.page.frame.where}, {self.page.frame.period}"


def _block(template: str, name: str) -> str:
    made = current_app.jinja_env.get_template(template)
    return "".join(made.blocks[name](made.new_context()))


def _plain(text: str) -> str:
    return Markup(text).striptags()  # noqa: S704 - what a template of ours wrote, to be read as text


def _of_question(show: Callable[[Asked], Page], **fixed: Any) -> Callable[[Arguments, dt.date], tuple[Asked, Page]]:
    def make(arguments: Arguments, today: dt.date) -> tuple[Asked, Page]:
        asked = put_question(arguments, today, **fixed)
        return asked, show(asked)

    return make


def _of_course(
    measures: tuple[str, ...], show: Callable[[Any], Page]
) -> Callable[[Arguments, dt.date], tuple[Asked, Page]]:
    def make(arguments: Arguments, today: dt.date) -> tuple[Asked, Page]:
        course = put_course(arguments, today, measures)
        return course.asked, show(course)

    return make


#: By name in addresses, in the order of the tabs.
OUTLETS: Final = {
    outlet.name: outlet
    for outlet in (
        Outlet("mix", mix.ENDPOINT, "insight/mix.html", _of_question(mix.mix_page)),
        Outlet("order", order.ENDPOINT, "insight/order.html", _of_question(order.order_page, by=By.TURN)),
        Outlet("roles", roles.ENDPOINT, "insight/roles.html", _of_question(roles.roles_page, by=By.ORGANISATION)),
        Outlet(
            "stepping-back",
            stepping_back.ENDPOINT,
            "insight/stepping_back.html",
            _of_course(stepping_back.MEASURES, stepping_back.stepping_back_page),
        ),
        Outlet("closed", closed.ENDPOINT, "insight/closed.html", _of_question(closed.closed_page, value=BOOK)),
        Outlet(
            "coverage",
            coverage.ENDPOINT,
            "insight/coverage.html",
            _of_course(coverage.MEASURES, coverage.coverage_page),
        ),
        Outlet("load", load.ENDPOINT, "insight/load.html", _of_course(load.MEASURES, load.load_page)),
    )
}


def find_outlet(name: str) -> Outlet | None:
    """The page with this name in addresses, when the function of whoever asks is let in there."""
    outlet = OUTLETS.get(name)
    return outlet if outlet and may_open(outlet.endpoint) else None


def list_outlets() -> list[Outlet]:
    """The pages that the function of whoever asks is let in at."""
    return [outlet for outlet in OUTLETS.values() if may_open(outlet.endpoint)]
