"""Puts *Vandaag* and the caseload together, and tells the log whose names were shown."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from app.access.actor import Actor
from app.access.vocabulary import ORGANISATION_WIDE, STRANDS, Category
from app.appointments.queries import TodayAppointment
from app.db import clock
from app.dossiers.phases import PHASES, WORKING, due_on
from app.oversight.queries import list_open_questions
from app.sharing.board import Board, board_of
from app.web.drawing import draw, once_per_content
from app.web.i18n import by_language, clock_time, day, near, ngettext
from app.web.i18n import gettext as _
from app.workspace.lanes import MIX_USUAL, window
from app.workspace.presenters import caseload as present
from app.workspace.presenters.changes import words
from app.workspace.queries import caseload as read
from app.workspace.questions import TodayQuestions, for_today
from app.workspace.sights import note_lists

#: How far ahead *Komt eraan* looks, and how far back *Sinds uw vorige bezoek* at a first visit, in days.
AHEAD, BACK = 14, 7
#: So many households *Vandaag* names to a partner; the caseload has the others.
SHARED = 8

Rows = Sequence[Any]
#: (category, dossier)
Shown = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Caseload:
    """One's own households, and the team's load."""

    lines: list[present.Household]
    drawn: list[Markup]
    total: int
    sentence: str
    choice: present.Choice
    columns: tuple[tuple[str, str], ...]
    is_partner: bool
    knows_process: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """That something changed in one of my households."""

    title: str
    url: str
    what: str
    product: str
    strand: str
    who: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something with a date."""

    when: str
    title: str
    url: str
    what: str
    late: bool


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Something that waits for the reader."""

    title: str
    url: str
    what: str


@dataclass(frozen=True, slots=True)
class TodayLists:
    """What *Vandaag* shows beside the appointments."""

    changes: list[ChangeLine]
    due: list[DueLine]
    asked: list[AskedLine]
    questions: TodayQuestions | None
    shared: list[present.Household]
    quiet: int
    total: int
    late: list[DueLine]
    load: Any
    board: Board


def _lines(actor: Actor) -> tuple[list[present.Household], Rows, Shown]:
    """One's own households as lines and as rows, and what a list of all of them shows."""
    now, today = clock.now(), clock.today()
    rows = read.list_households(actor.account_id, now)
    ids = [row.id for row in rows]
    strands = read.count_strands(ids, since=today - window(MIX_USUAL), today=today)
    visits = read.list_next_appointments(ids, now)
    lines = [
        present.household(
            row, tuple(strands.get(row.id, {}).items()), visits.get(row.id), quiet=present.is_quiet(row, now)
        )
        for row in rows
    ]
    shown = [(strand, key) for key, counted in strands.items() for strand in counted]
    shown += [(Category.PLAN, row.id) for row in rows if row.phase or row.id in visits]
    shown += [(Category.NETWORK, key) for key, visit in visits.items() if visit.state]
    return lines, rows, [*shown, *_named(rows), *((Category.ADDRESS, row.id) for row in rows if row.area)]


def _named(rows: Iterable[Any], key: str = "id") -> Shown:
    """Households whose name a list shows."""
    return [(Category.IDENTITY, getattr(row, key)) for row in rows if row.title]


def _today_shown(rows: Rows, visits: Iterable[TodayAppointment], *lists: Rows) -> Shown:
    """What *Vandaag* shows of which household: nothing of those on which nothing is on."""
    changes, asked, dates = lists
    about = {row.dossier_id for row in dates}
    shown: Shown = [(row.category, row.dossier_id) for row in changes] + [(row.strand, row.dossier_id) for row in asked]
    shown += [(Category.PLAN, dossier) for dossier in about] + _named([row for row in rows if row.id in about])
    for visit in visits:
        has = {
            Category.PLAN: True,
            Category.IDENTITY: visit.title,
            Category.ADDRESS: visit.address,
            Category.NETWORK: visit.second_state,
        }
        shown += [(category, visit.dossier_id) for category, value in has.items() if value]
    return shown + _named([*changes, *asked], "dossier_id")


def caseload(actor: Actor, choice: present.Choice, chosen: Sequence[str] | None) -> Caseload:
    """The caseload as chosen; four statements and the log, whatever its size."""
    lines, _rows, shown = _lines(actor)
    note_lists(shown)
    is_partner = actor.function != "generalist"
    wide = actor.function in ORGANISATION_WIDE
    default = present.PARTNER_COLUMNS if is_partner else present.DEFAULT_COLUMNS
    chosen = chosen or (present.WIDE_COLUMNS if wide else default)
    columns = tuple((name, str(label)) for name, label in present.COLUMNS.items() if name in chosen)
    arranged = present.arrange(lines, choice)
    return Caseload(
        lines=arranged,
        drawn=[_draw(line, columns) for line in arranged],
        total=len(lines),
        sentence="" if is_partner and not wide else present.load_sentence(read.get_team_load(), lines),
        choice=choice,
        columns=columns,
        is_partner=is_partner,
        knows_process=not is_partner or any(line.phase for line in lines),
    )


@once_per_content(4096)
def _draw(line: present.Household, columns: tuple[tuple[str, str], ...]) -> Markup:
    return draw("workspace/household_row.html", "household_row", line, columns)


def today_lists(actor: Actor, visits: Iterable[TodayAppointment]) -> TodayLists:
    """Everything on *Vandaag* but the appointments, of which only the log has to know here."""
    now, today = clock.now(), clock.today()
    lines, rows, _shown = _lines(actor)
    names = {line.id: line for line in lines}
    wide = actor.function in ORGANISATION_WIDE
    since = read.find_changes_seen(actor.account_id) or now - dt.timedelta(days=BACK)
    changed = [] if wide else read.list_changes(actor.account_id, since)
    dates = (
        []
        if wide
        else read.list_dates(actor.account_id, list(names), today=today, until=today + dt.timedelta(days=AHEAD))
    )
    asked = [] if wide else read.list_awaiting(actor.organisation_id)
    questions = None if wide else for_today(actor.account_id, today)
    partner = actor.function != "generalist" and not wide
    board = board_of(actor, {line.id: line.title for line in lines})
    late = [] if partner else _late(rows, names, today)
    dates = [row for row in dates if row.dossier_id in names]
    note_lists(
        [
            *_today_shown(rows, visits, changed, asked, dates),
            *_named([row for row in rows if partner and row.id in {line.id for line in lines[:SHARED]}]),
            *_named([row for row in rows if row.id in {number for number, _line in late}]),
            *((Category.PLAN, number) for number, _line in late),
            *board.shown,
            *(questions.shown if questions else ()),
        ]
    )
    return TodayLists(
        changes=[_change(row) for row in changed],
        due=[_due(row, names, today) for row in dates],
        asked=[*(_question(row) for row in list_open_questions(actor.account_id)), *(_asked(row) for row in asked)],
        questions=questions,
        shared=lines[:SHARED] if partner else [],
        quiet=sum(line.quiet for line in lines),
        total=len(lines),
        late=[line for _number, line in late],
        load=read.get_team_load() if wide or actor.function == "generalist" else None,
        board=board,
    )


def _address(dossier_id: int) -> str:
    return url_for("workspace.dossier", dossier_id=dossier_id)


def _change(row: Any) -> ChangeLine:
    product = by_language(row.name_nl, row.name_en) if row.name_nl else ""
    who = _(
        "%(when)s, door %(name)s, %(organisation)s",
        when=near(row.created_at),
        name=row.author,
        organisation=row.organisation,
    )
    strand = row.category if row.category in STRANDS else ""
    return ChangeLine(row.title or row.case_no, _address(row.dossier_id), words(row.verb), product, strand, who)


def _due(row: Any, names: dict[int, present.Household], today: dt.date) -> DueLine:
    kinds = {
        "plan_review": _("kijken hoe het gaat: %(what)s", what=row.what),
        "agreement_ends": _("afspraak loopt af: %(what)s", what=row.what),
        "plan_step": _("stap in het plan: %(what)s", what=row.what),
        "meeting_line": _("uit het overleg: %(what)s", what=row.what),
        "escalation": _("antwoord op het opschalen, van %(what)s", what=row.what),
        "low_flame": _("contact op waakvlam, door %(what)s", what=row.what),
        "withdraw": _("de professionals trekken zich terug, zo is afgesproken"),
        "network_call": _("vier weken na het netwerkberaad: bel om te vragen hoe het gaat"),
        "own_plan": _("zeven dagen voor een eigen plan, na de melding: vraag of zij er een willen maken"),
        "rights_request": _("verzoek over eigen gegevens"),
        "handout": _("lees een kopie na voordat die wordt gegeven"),
        "involvement_ends": _("betrokkenheid loopt af: %(what)s", what=row.what),
    }
    what = _turn_words(row.what) if row.kind == "meeting_turn" else kinds[row.kind]
    return DueLine(near(row.due), names[row.dossier_id].title, _due_at(row), what, row.due < today)


def _turn_words(what: str) -> str:
    """When another team meets about the household, and which team (``read.list_dates``)."""
    begins_at, _space, team = what.partition(" ")
    return _("overleg met %(team)s, %(time)s uur", team=team, time=clock_time(dt.datetime.fromisoformat(begins_at)))


def _due_at(row: Any) -> str:
    """Where somebody goes on: mostly the household."""
    if row.kind == "handout":
        return url_for("rights.handout", dossier_id=row.dossier_id, handout_id=int(row.what))
    if row.kind == "meeting_line":
        return url_for("meetings.decisions", dossier_id=row.dossier_id)
    return url_for("meetings.invited") if row.kind == "meeting_turn" else _address(row.dossier_id)


def _asked(row: Any) -> AskedLine:
    product = by_language(row.name_nl, row.name_en)
    return AskedLine(
        row.title or row.case_no,
        url_for("interventions.show", dossier_id=row.dossier_id, intervention_id=row.id),
        _("wacht op uw bevestiging: %(product)s", product=product),
    )


def _question(row: Any) -> AskedLine:
    url = url_for("oversight.question", log_question_id=row.id)
    return AskedLine(row.case_no, url, _("leg uit waarom u dit bekeek"))


def _late(rows: Rows, names: dict[int, present.Household], today: dt.date) -> list[tuple[int, DueLine]]:
    """Clocks of the law and of practice that ran out: phase and days, no content."""
    late: list[tuple[dt.date, int, DueLine]] = []
    for row in rows:
        if row.phase not in WORKING or row.phase_since is None:
            continue
        due = due_on(row.phase, row.phase_since, row.reported_on)
        if due is None or due > today + dt.timedelta(days=3):
            continue
        phase = by_language(*PHASES[row.phase])
        days = (due - today).days
        if days == 0:
            what = _("%(phase)s: vandaag is de laatste dag", phase=phase)
        elif days > 0:
            what = ngettext("%(phase)s: nog %(num)d dag", "%(phase)s: nog %(num)d dagen", days, phase=phase)
        else:
            what = ngettext("%(phase)s: %(num)d dag te laat", "%(phase)s: %(num)d dagen te laat", -days, phase=phase)
        lead = f" ({row.lead_name})" if row.lead_name and not row.title else ""
        late.append((due, row.id, DueLine(day(due), names[row.id].title + lead, _address(row.id), what, days < 0)))
    late.sort(key=lambda one: one[:2])
    return [(number, line) for _due_on, number, line in late[:30]]
