"""Puts the combined pages together: reads, presents, and tells the log exactly what was shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.access.scope import DossierScope
from app.access.vocabulary import STRANDS, Category
from app.accounts.words import function_name
from app.db import clock
from app.db.driver import Row
from app.kernel.postcode import door, show_postcode
from app.sharing.presenters import EndingView, NewsView, ending_view, home_knock_view
from app.sharing.queries import list_ending, list_knocks_at_home
from app.threads.queries.waiting import HERE, list_here
from app.web.drawing import once_per_content
from app.web.i18n import by_language, last_day, ngettext
from app.web.i18n import gettext as _
from app.workspace.eyes import Eyes
from app.workspace.lanes import MIX_USUAL, draw_lanes
from app.workspace.presenters import dossier as present
from app.workspace.presenters import people, shapes, sight
from app.workspace.queries import dossier as read
from app.workspace.queries.eyes import ask
from app.workspace.questions import QuestionLine, for_dossier
from app.workspace.sights import Lists, note_sights


@dataclass(frozen=True, slots=True)
class Actions:
    """What the reader may do from here: addresses of the buttons, empty when not."""

    intervention: str = ""
    appointment: str = ""
    note: str = ""
    people: str = ""
    team: str = ""
    phase: str = ""
    domains: str = ""
    notes: str = ""
    document: str = ""
    documents: str = ""
    plan: str = ""
    goal: str = ""
    network: str = ""
    address: str = ""
    question: str = ""
    ask: str = ""
    questions: str = ""


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


@dataclass(frozen=True, slots=True)
class Card:
    """The regiekaart: what a partner may know, and what is not shown, why, and whom to ask."""

    head: shapes.Head
    closed: bool
    row: str
    function: str
    seen_as: str
    dossier_url: str
    purpose: str
    until: str
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
    writes_notes: bool
    documents: list[shapes.DocumentLine]
    writes_documents: bool
    questions: list[QuestionLine]
    asks: bool
    address: str
    shown: tuple[tuple[str, str], ...]
    not_shown: str
    knocks: list[NewsView]


@once_per_content(1024)
def _actions(scope: DossierScope) -> Actions:
    """The buttons: asked of the policy, so that nobody sees a door that stays shut."""

    def door(endpoint: str, *categories: Category) -> str:
        allowed = any(scope.may_write(category) or scope.may_write_some(category) for category in categories)
        return present.maybe_url(endpoint, dossier_id=scope.id) if allowed else ""

    return Actions(
        intervention=door("interventions.create", *STRANDS),
        appointment=door("appointments.create", Category.PLAN),
        note=door("dossiers.add_note", Category.NOTES),
        people=door("dossiers.people", Category.IDENTITY),
        team=present.maybe_url("dossiers.team", dossier_id=scope.id) if scope.is_team else "",
        phase=present.maybe_url("dossiers.phase", dossier_id=scope.id) if scope.is_lead else "",
        domains=door("dossiers.domains", Category.DOMAINS, Category.FINANCES, Category.HEALTH),
        notes=present.maybe_url("dossiers.notes", dossier_id=scope.id),
        document=door("documents.add", Category.DOCUMENTS),
        documents=present.maybe_url("documents.documents", dossier_id=scope.id),
        plan=present.maybe_url("plan.items", dossier_id=scope.id),
        goal=door("plan.create", Category.PLAN),
        network=door("network.people", Category.NETWORK),
        address=door("dossiers.address", Category.ADDRESS),
        question=door("dossiers.question", Category.DOMAINS),
        ask=door("threads.create", Category.NOTES),
        questions=present.maybe_url("threads.questions", dossier_id=scope.id),
    )


def _address(head: Any) -> str:
    if not head.street:
        return ""
    return f"{head.street} {door(head.number, head.addition)}, {show_postcode(head.postcode)} {head.town}"


def dossier_page(scope: DossierScope, *, mix_months: int = MIX_USUAL) -> DossierPage:
    """The page of the lead and of colleagues in the team: at most fifteen statements, log included."""
    now, today = clock.now(), clock.today()
    head, persons = read.get_head(scope.id), read.list_persons(scope.id)
    interventions, plan = read.list_interventions(scope.id), read.list_plan(scope.id, today)
    domains, appointments = read.list_domains(scope.id), read.list_appointments(scope.id, now)
    network, notes, parties = read.list_network(scope.id), read.list_notes(scope.id), read.list_parties(scope.id, now)
    documents = read.list_documents(scope.id)
    questions = list_here(scope.id)
    lists = Lists(interventions, plan, appointments, network, notes, documents, domains, questions)
    note_sights(scope, head, persons, lists.shown())
    return DossierPage(
        head=present.head(scope, head, parties, network),
        closed=scope.closed,
        actions=_actions(scope),
        lanes=draw_lanes(scope.id, scope.actor.organisation_id, tuple(interventions), today, mix_months=mix_months)
        if interventions
        else None,
        plan=present.plan(scope, plan),
        domains=present.domains(domains),
        appointments=_appointments(scope, appointments),
        persons=people.persons(persons),
        network=people.network(network),
        notes=present.notes(scope, notes, today),
        documents=present.documents(scope, documents, today),
        questions=for_dossier(scope.id, questions, today),
        parties=people.parties(
            parties,
            present.addresses("workspace.view_as", "account_id", dossier_id=scope.id) if scope.is_lead else None,
        ),
        ending=[ending_view(line, {}) for line in list_ending()] if scope.is_lead else [],
        address=_address(head),
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
    interventions, plan = read.list_interventions(scope.id, only), read.list_plan(scope.id, today, only)
    domains, appointments = read.list_domains(scope.id, only), read.list_appointments(scope.id, now, only)
    network, notes = read.list_network(scope.id, only), read.list_notes(scope.id, only)
    parties = _known_to(eyes, read.list_parties(scope.id, now))
    running = eyes.running if eyes else read.list_running_strands(scope.id)
    documents = read.list_documents(scope.id, only)
    questions = ask(HERE, only, dossier=scope.id)
    lists = Lists(interventions, plan, appointments, network, notes, documents, domains, questions)
    note_sights(scope, head, persons, [*lists.shown(), *((strand, ()) for strand in running)])
    lines = present.interventions(scope.id, theirs.actor.organisation_id, interventions)
    listed = people.parties(parties)
    mine = next((p for p in parties if p.account_id == theirs.actor.account_id), None)
    return Card(
        head=present.head(theirs, head, parties, network),
        closed=scope.closed,
        row=theirs.row,
        function=function_name(theirs.actor.function),
        seen_as=theirs.actor.name if eyes else "",
        dossier_url=present.maybe_url("workspace.dossier", dossier_id=scope.id),
        purpose=by_language(mine.text_nl, mine.text_en) if mine and mine.text_nl else "",
        until=last_day(mine.valid_until) if mine and mine.valid_until else "",
        actions=Actions() if eyes else _actions(scope),
        lead=next((p for p in listed if p.is_lead), None),
        parties=[p for p in listed if not p.is_lead],
        plan=present.plan(theirs, plan),
        own=[line for line in lines if line.own],
        others=[line for line in lines if not line.own],
        running=[s for s in STRANDS if s in running and not any(line.strand == s for line in lines)],
        domains=[line for line in present.domains(domains) if not line.muted],
        appointments=_appointments(theirs, appointments),
        persons=people.persons(persons),
        household=household(head),
        network=people.network(network),
        notes=present.notes(theirs, notes, today),
        documents=present.documents(theirs, documents, today),
        writes_notes=bool(_actions(theirs).note),
        writes_documents=bool(_actions(theirs).document),
        questions=for_dossier(scope.id, questions, today),
        asks=bool(_actions(theirs).ask),
        address=_address(head),
        shown=sight.listed(theirs.row),
        not_shown=sight.not_shown(theirs.row),
        knocks=[home_knock_view(line) for line in list_knocks_at_home(scope.id)] if scope.row == "resident" else [],
    )


def _known_to(eyes: Eyes | None, parties: list[Row]) -> list[Row]:
    """Who is involved, of those that the partner knows of."""
    if eyes is None or eyes.sees_everybody:
        return parties
    return [party for party in parties if party.is_lead or party.account_id == eyes.scope.actor.account_id]


def household(head: Any) -> str:
    """*1 volwassene, 1 kind*; nothing when the head count is not for the reader."""
    if head.adults is None:
        return ""
    adults = ngettext("%(num)d volwassene", "%(num)d volwassenen", head.adults)
    if not head.children:
        return adults
    children = ngettext("%(num)d kind", "%(num)d kinderen", head.children)
    return _("%(adults)s, %(children)s", adults=adults, children=children)
