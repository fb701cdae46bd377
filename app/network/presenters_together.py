"""What people do together, on a page: an offer with its steps, and meetings of the network."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.dossiers.at_home import persons_for
from app.dossiers.queries.persons import PersonLine
from app.network.meetings import MEETINGS
from app.network.offering import MINUTES, STEPS
from app.network.queries import OfferLine, StepLine
from app.network.queries_meetings import MeetingLine
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what happened, when, how long, and how it was."""

    what: str
    about: str
    words: str


@dataclass(frozen=True, slots=True)
class OfferPage:
    """An offer with what became of it."""

    text: str
    who: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting of the network in words; ``persons``: for whom its plan can be put on paper at ``pdf_url``."""

    title: str
    facts: tuple[tuple[str, str], ...]
    plan: str
    url: str
    pdf_url: str
    persons: tuple[PersonLine, ...]


def step_view(line: StepLine) -> StepView:
    """One step in words."""
    long = by_language(*MINUTES[line.minutes]) if line.minutes in MINUTES else ""
    enjoyed = _("hoe leuk: %(number)s van 5", number=line.enjoyed) if line.enjoyed else ""
    about = ", ".join(filter(None, (day(line.on_day), long, enjoyed)))
    return StepView(by_language(*STEPS[line.step]), about, line.words)


def offer_page(line: OfferLine, steps: tuple[StepLine, ...]) -> OfferPage:
    """An offer with its steps."""
    who = _("samen met %(name)s", name=line.first_name) if line.first_name else ""
    return OfferPage(line.text, who, tuple(step_view(step) for step in steps))


def meeting_view(scope: DossierScope, line: MeetingLine) -> MeetingView:
    """One meeting in words."""
    pairs = (
        (_("Wie leidt het"), line.coordinator),
        (_("Gepland"), day(line.planned_on) if line.planned_on else ""),
        (_("Informatie vooraf van professionals"), line.information),
        (_("Geweest"), day(line.held_on) if line.held_on else ""),
        (_("Bellen om te vragen hoe het gaat"), day(line.call_on) if line.call_on and not line.called_on else ""),
        (_("Gebeld"), day(line.called_on) if line.called_on else ""),
        (_("Hoe het toen ging"), line.call_words),
    )
    writes = not scope.closed and scope.may_write(Category.NETWORK)
    here: dict[str, Any] = {"dossier_id": scope.id, "network_meeting_id": line.id}
    return MeetingView(
        title=by_language(*MEETINGS[line.kind]),
        facts=tuple(pair for pair in pairs if pair[1]),
        plan=line.plan,
        url=url_for("network.meeting", **here) if writes else "",
        pdf_url=url_for("network.meeting_pdf", **here) if line.plan else "",
        persons=persons_for(scope, Category.NETWORK, line) if line.plan else (),
    )
