"""Puts the combined pages together: reads, presents, and tells the log exactly what was shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.access.scope import DossierScope
from app.access.vocabulary import STRANDS
from app.accounts.words import function_name
from app.db import clock
from app.db.driver import Row
from app.dossiers.presenters.restricted import in_words
from app.kernel.postcode import door, show_postcode
from app.sharing.presenters import EndingView, NewsView, ending_view, home_knock_view
from app.sharing.queries import list_ending, list_knocks_at_home
from app.threads.queries.waiting import HERE
from app.web.i18n import by_language, day, last_day, ngettext
from app.web.i18n import gettext as _
from app.workspace.actions import Actions, actions_of
from app.workspace.eyes import Eyes
from app.workspace.lanes import MIX_USUAL, draw_lanes
from app.workspace.presenters import dossier as present
from app.workspace.presenters import people, shapes, sight
from app.workspace.presenters.addresses import addresses, maybe_url
from app.workspace.queries import dossier as read
from app.workspace.queries.eyes import Visible, ask
from app.workspace.questions import QuestionLine, for_dossier
from app.workspace.sights import Lists, note_sights
from app.workspace.wins import Wins, wins_of


@dataclass(frozen=True, slots=True)
class DossierPage:
    """The whole dossier page."""

    head: shapes.Head
    closed: bool
    actions: Actions
    lanes: Markup | None
    plan: list[shapes.PlanLine]
    domains: list[shapes.DomainLine]
    appointments: list[shapes.AppointmentView]
    persons: list[shapes.PersonLine]
    network: list[shapes.NetworkLine]
    notes: list[shapes.NoteLine]
    documents: list[shapes.DocumentLine]
    questions: list[QuestionLine]
    parties: list[shapes.PartyLine]
    ending: list[EndingView]
    address: str
    wins: Wins
    collisions: str
    restricted: str


@dataclass(frozen=True, slots=True)
class Card:
    """The regiekaart: what a partner may know, and what is not shown, why, and whom to ask.

    ``may``: what its reader may do; ``actions``: the same as buttons, none for somebody who looks at it as that reader.
    """

    head: shapes.Head
    closed: bool
    row: str
    function: str
    seen_as: str
    dossier_url: str
    purpose: str
    until: str
    may: Actions
    actions: Actions
    lead: shapes.PartyLine | None
    parties: list[shapes.PartyLine]
    plan: list[shapes.PlanLine]
    own: list[shapes.InterventionLine]
    others: list[shapes.InterventionLine]
    running: list[str]
    domains: list[shapes.DomainLine]
    appointments: list[shapes.AppointmentView]
    persons: list[shapes.PersonLine]
    household: str
    network: list[shapes.NetworkLine]
    notes: list[shapes.NoteLine]
    documents: list[shapes.DocumentLine]
    questions: list[QuestionLine]
    address: str
    shown: tuple[tuple[str, str], ...]
    not_shown: str
    knocks: list[NewsView]
    wins: Wins
    collisions: str
    restricted: str


def _address(head: Any) -> str:
    if not head.street:
        return ""
    return f"{head.street} {door(head.number, head.addition)}, {show_postcode(head.postcode)} {head.town}"


def dossier_page(scope: DossierScope, *, mix_months: int = MIX_USUAL) -> DossierPage:
    """The page of the lead and of colleagues in the team: at most fifteen statements, log included."""
    now, today = clock.now(), clock.today()
    head, persons, parties = read.get_head(scope.id), read.list_persons(scope.id), read.list_parties(scope.id, now)
    lists = _lists(scope, now, today)
    note_sights(scope, head, persons, lists.shown())
    return DossierPage(
        head=present.head(scope, head, parties, lists.network),
        closed=scope.closed,
        actions=actions_of(scope),
        lanes=draw_lanes(
            scope.id, scope.actor.organisation_id, tuple(lists.interventions), today, mix_months=mix_months
        )
        if lists.interventions
        else None,
        plan=present.plan(scope, lists.plan),
        domains=present.domains(lists.domains),
        appointments=_appointments(scope, lists.appointments),
        persons=people.persons(persons),
        network=people.network(lists.network),
        notes=present.notes(scope, lists.notes, today),
        documents=present.documents(scope, lists.documents, today),
        questions=for_dossier(scope.id, lists.questions, today),
        parties=people.parties(
            parties,
            addresses("workspace.view_as", "account_id", dossier_id=scope.id) if scope.is_lead else None,
        ),
        ending=[ending_view(line, {}) for line in list_ending()] if scope.is_lead else [],
        address=_address(head),
        collisions=_days(head.collisions),
        restricted=in_words(head.restricted),
        wins=wins_of(scope, head.wins, today, adds=bool(actions_of(scope).win)),
    )


def _lists(scope: DossierScope, now: dt.datetime, today: dt.date, only: Visible | None = None) -> Lists:
    """What both pages list; of ``only`` these rows when somebody else's eyes are borrowed."""
    return Lists(
        interventions=read.list_interventions(scope.id, only),
        plan=read.list_plan(scope.id, today, only),
        appointments=read.list_appointments(scope.id, now, only),
        network=read.list_network(scope.id, only),
        notes=read.list_notes(scope.id, only),
        documents=read.list_documents(scope.id, only),
        domains=read.list_domains(scope.id, only),
        questions=ask(HERE, only, dossier=scope.id),
    )


def _appointments(scope: DossierScope, rows: Iterable[Any]) -> list[shapes.AppointmentView]:
    listed = list(rows)
    before = present.times_came(listed)
    return [present.appointment(scope, row, seconds_visible=True, before=before) for row in listed if row.ahead]


def card_page(scope: DossierScope, eyes: Eyes | None = None) -> Card:
    """The regiekaart of a partner: the same queries, of which the lock gives back what this function may see.

    With ``eyes`` the regiekaart as that partner has it, for the lead: to look at, so without buttons.
    """
    now, today = clock.now(), clock.today()
    theirs, only = (eyes.scope, eyes.visible) if eyes else (scope, None)
    head, persons = read.get_head(scope.id, only), read.list_persons(scope.id, only)
    parties = _known_to(eyes, read.list_parties(scope.id, now))
    running = eyes.running if eyes else read.list_running_strands(scope.id)
    lists = _lists(scope, now, today, only)
    note_sights(scope, head, persons, [*lists.shown(offers=False), *((strand, ()) for strand in running)])
    lines = present.interventions(scope.id, theirs.actor.organisation_id, lists.interventions)
    listed = people.parties(parties)
    mine = next((p for p in parties if p.account_id == theirs.actor.account_id), None)
    may = actions_of(theirs)
    return Card(
        head=present.head(theirs, head, parties, lists.network),
        closed=scope.closed,
        row=theirs.row,
        function=function_name(theirs.actor.function),
        seen_as=theirs.actor.name if eyes else "",
        dossier_url=maybe_url("workspace.dossier", dossier_id=scope.id),
        purpose=by_language(mine.text_nl, mine.text_en) if mine and mine.text_nl else "",
        until=last_day(mine.valid_until) if mine and mine.valid_until else "",
        may=may,
        actions=Actions() if eyes else may,
        lead=next((p for p in listed if p.is_lead), None),
        parties=[p for p in listed if not p.is_lead],
        plan=present.plan(theirs, lists.plan),
        own=[line for line in lines if line.own],
        others=[line for line in lines if not line.own],
        running=[s for s in STRANDS if s in running and not any(line.strand == s for line in lines)],
        domains=[line for line in present.domains(lists.domains) if not line.muted],
        appointments=_appointments(theirs, lists.appointments),
        persons=people.persons(persons),
        household=household(head),
        network=people.network(lists.network),
        notes=present.notes(theirs, lists.notes, today),
        documents=present.documents(theirs, lists.documents, today),
        questions=for_dossier(scope.id, lists.questions, today),
        address=_address(head),
        shown=sight.listed(theirs.row),
        not_shown=sight.not_shown(theirs.row),
        knocks=[home_knock_view(line) for line in list_knocks_at_home(scope.id)] if scope.row == "resident" else [],
        collisions="" if eyes else _days(head.collisions),
        restricted="" if eyes else in_words(head.restricted),
        wins=wins_of(theirs, head.wins, today, adds=bool(may.win)),
    )


def _days(days: Iterable[dt.date]) -> str:
    """Days on which plans of organisations meet, in one line."""
    return ", ".join(day(each) for each in days)


def _known_to(eyes: Eyes | None, parties: list[Row]) -> list[Row]:
    """Who is involved, of those that the partner knows of."""
    return parties if eyes is None else [party for party in parties if eyes.knows_of(party)]


def household(head: Any) -> str:
    """*1 volwassene, 1 kind*; nothing when the head count is not for the reader."""
    if head.adults is None:
        return ""
    adults = ngettext("%(num)d volwassene", "%(num)d volwassenen", head.adults)
    if not head.children:
        return adults
    children = ngettext("%(num)d kind", "%(num)d kinderen", head.children)
    return _("%(adults)s, %(children)s", adults=adults, children=children)
