"""The quarterly report: every page that its maker has, on paper, with its question, plain sentences, pictures and tables."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.access.actor import Actor
from app.db import clock
from app.insight.periods import Period, Span, last_whole
from app.insight.presenters.course import Block as Part
from app.insight.presenters.outlets import Told, list_outlets
from app.kernel.errors import RuleBroken, marked
from app.web.figures import narrow_rows, paper_picture
from app.web.i18n import day, in_language
from app.web.i18n import gettext as _
from app.web.paper import Block, Bullets, Heading, NewPage, Paragraph, Sheet

#: What of an address a report takes: it falls apart as its pages do by themselves.
ASKS = ("place", "period", "vs")
_WIDEST = 6  # columns: more do not fit beside each other
_SMALL = 10  # points: tables with many columns stand beside pictures


def read_quarter(typed: str) -> Period:
    """The quarter that is reported on: the last whole one, or what was asked. Raises RuleBroken for what is no quarter."""
    if not typed:
        return last_whole(Span.QUARTER, clock.today())
    try:
        period = Period.read(typed)
    except ValueError:
        period = None
    if period is None or period.span is not Span.QUARTER:
        raise RuleBroken("period", marked("Een rapport gaat over een kwartaal. Schrijf 2025-Q3."))
    return period


def report_sheet(actor: Actor, arguments: Mapping[str, str], language: str) -> Sheet:
    """The sheet in ``language`` (nl or en). Raises RuleBroken when the address is wrong."""
    asked = {name: arguments.get(name, "") for name in ASKS} | {
        "period": str(read_quarter(arguments.get("period", "")))
    }
    with in_language(language):
        told = [outlet.put(asked, clock.today()) for outlet in list_outlets()]
        return Sheet(
            _("Inzicht, %(source)s", source=told[0].asked_for),
            tuple(_blocks(told)),
            language=language,
            sender=actor.organisation_name,
            mark=_mark(actor),
            page_word=_("Pagina"),
            size=_SMALL,
        )


def _mark(actor: Actor) -> str:
    return _(
        "Gemaakt op %(day)s door %(name)s, %(organisation)s",
        day=day(clock.today()),
        name=actor.name,
        organisation=actor.organisation_name,
    )


def _blocks(told: list[Told]) -> Iterable[Block]:
    yield Paragraph(
        _("Dit rapport zegt hoe het gaat in een gebied. Het zegt niets over één huishouden en bewijst niet wat werkt.")
    )
    for number, one in enumerate(told):
        if number:
            yield NewPage()
        yield Heading(one.outlet.question)
        yield Paragraph(f"{one.source}.")
        yield from (Paragraph(remark) for remark in one.page.frame.remarks)
        if not one.page.parts:
            yield Paragraph(_("Hierover is niets te tonen: er was niets, of te weinig."))
        for part in one.page.parts:
            yield from _part(part)
    yield NewPage()
    yield Heading(_("Hoe is dit geteld?"))
    yield Bullets(tuple(dict.fromkeys(rule for one in told for rule in one.outlet.rules)))


def _part(part: Part) -> Iterable[Block]:
    yield Heading(part.title, 3)
    yield from (Paragraph(sentence) for sentence in part.sentences)
    if part.chart:
        yield paper_picture(part.chart)
    if part.table:
        for rows in narrow_rows(part.table, most=_WIDEST):
            yield replace(rows, caption="" if rows.caption == part.title else rows.caption)
    if part.remark:
        yield Paragraph(part.remark)
