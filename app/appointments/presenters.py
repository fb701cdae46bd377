"""View objects of the pages of appointments: plain values, ready to print."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.words import function_name
from app.appointments import words
from app.appointments.queries import Before, Colleague, Second, Visit, find_title
from app.audit import trail
from app.db.session import db
from app.web.i18n import day
from app.web.links import url_if


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: the household's title (or the number) and the way back."""

    title: str
    back_url: str


@dataclass(frozen=True, slots=True)
class Slot:
    """The fixed place of the second person, as ``components/second.html`` draws it."""

    state: str
    who: str
    relation: str
    note: str
    ask_url: str
    quiet_url: str = ""


@dataclass(frozen=True, slots=True)
class BeforeLine:
    """One of the previous times."""

    day: str
    what: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands beside the question: the sentence to say, the previous times, the habit of the team."""

    to_say: str
    nudge: str
    before: tuple[BeforeLine, ...]
    habit: str
    offers: tuple[str, ...]
    free: str
    duo: str


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of what may be done; empty when not."""

    move: str = ""
    cancel: str = ""
    hold: str = ""
    restore: str = ""
    second: str = ""
    invitation: str = ""
    ics: str = ""


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One appointment."""

    place: Place
    when: str
    status: str
    status_name: str
    facts: tuple[tuple[str, str], ...]
    slot: Slot | None
    links: Links
    offers: tuple[str, ...]
    company: Any = None


@dataclass(frozen=True, slots=True)
class Letter:
    """The printed invitation, sentence by sentence."""

    language: str
    title: str
    greeting: str
    when: str
    paragraphs: tuple[str, ...]
    closing: str
    sender: str
    right: str
    mark: str


def place_of(scope: DossierScope) -> Place:
    """The name of the household where it may be known, else the number of its dossier."""
    title = find_title(scope.id)
    if title:
        trail.saw(db.session(), dossier_id=scope.id, persons=(), categories=[Category.IDENTITY])
    name = _("Huishouden %(title)s", title=title) if title else _("Huishouden %(no)s", no=scope.case_no)
    return Place(name, url_if("workspace.dossier", dossier_id=scope.id) or "/")


def url_of(endpoint: str, scope: DossierScope, visit: Visit, **values: Any) -> str:
    """The address of a page of this appointment."""
    return url_for(f"appointments.{endpoint}", dossier_id=scope.id, appointment_id=visit.id, **values)


def before_lines(before: tuple[Before, ...]) -> tuple[BeforeLine, ...]:
    """The previous times, newest first."""
    return tuple(BeforeLine(day(line.starts_at), words.happened(line)) for line in before)


def slot(second: Second, *, ask_url: str, note: str = "") -> Slot:
    """The slot with its state."""
    return Slot(second.state, second.first_name, second.relation, second.remark or note, ask_url)


def facts(visit: Visit, persons: str, attendees: tuple[Colleague, ...]) -> tuple[tuple[str, str], ...]:
    """What there is to know, in pairs; what is empty is left out."""
    of_us = "; ".join(f"{c.name}, {function_name(c.function)} ({c.organisation})" for c in attendees)
    pairs = (
        (_("Waar"), words.place(visit)),
        (_("Met"), persons),
        (_("Wie van ons"), of_us),
        (_("Waar gaat het over?"), visit.about),
        (_("Afgezegd omdat"), visit.cancelled_because),
    )
    return tuple(pair for pair in pairs if pair[1])
