"""Meetings, turns of households, decisions, collisions and burden on a page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.presenters.busy import collision_sentence
from app.dossiers.queries.readers import PartyLine
from app.meetings.queries import Topics
from app.meetings.rules import planned_starts
from app.meetings.services import may_finish
from app.web.i18n import clock_time, day, moment, near
from app.web.links import url_if

Rows = Sequence[Any]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting in the list."""

    when: str
    about: str
    url: str
    called_off: bool = False


@dataclass(frozen=True, slots=True)
class AgendaHead:
    """The meeting above its agenda, and what can be done with it."""

    starts_at: dt.datetime
    called_off: bool
    version: int
    edit_url: str
    call_url: str


@dataclass(frozen=True, slots=True)
class InvitedView:
    """The turn of a household to which the reader is invited, and what the reader is still to do there."""

    title: str
    when: str
    minutes: int
    team: str
    lines: list["Topic"]
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to talk about."""

    text: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class TurnView:
    """One household on the agenda, wins first. ``time`` is when its turn begins."""

    title: str
    time: str
    minutes: int
    changes: int
    discussed: bool
    wins: list[Topic]
    due: list[Topic]
    questions: list[Topic]
    decisions: list[Topic]
    url: str
    dossier_url: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One decision: what, who, by when. ``late``: the day is over and it is not done."""

    text: str
    who: str
    due: str
    goal: str
    late: bool
    done: bool
    source: str
    version: int
    edit_url: str
    done_url: str


@dataclass(frozen=True, slots=True)
class CollisionView:
    """One day on which plans meet: a sentence, and whom to call."""

    sentence: str
    call: tuple[str, ...]


def meeting_view(row: Any) -> MeetingView:
    """One meeting in words."""
    about = _("%(done)d van %(all)d huishoudens besproken", done=row.discussed, all=row.households)
    off = row.called_off_at is not None
    return MeetingView(moment(row.starts_at), about, url_for("meetings.agenda", meeting_id=row.id), off)


def agenda_head(row: Any) -> AgendaHead:
    """The meeting, and where it is changed and called off, or had after all."""
    off = row.called_off_at is not None
    return AgendaHead(
        starts_at=row.starts_at,
        called_off=off,
        version=row.version,
        edit_url="" if off else url_for("meetings.edit", meeting_id=row.id),
        call_url=url_for("meetings.restore" if off else "meetings.call_off", meeting_id=row.id),
    )


def invited_views(turns: Rows, lines: Rows, today: dt.date) -> list[InvitedView]:
    """Where the reader is invited, the next first."""
    return [
        InvitedView(
            title=row.title or row.case_no,
            when=moment(row.begins_at),
            minutes=row.minutes,
            team=row.team,
            lines=[
                Topic(line.text, near(line.due_on, today), "") for line in lines if line.dossier_id == row.dossier_id
            ],
            url=url_for("meetings.decisions", dossier_id=row.dossier_id),
        )
        for row in turns
    ]


def turn_views(agenda: Rows, topics: Topics, changes: dict[int, int]) -> list[TurnView]:
    """The agenda: each household with what there is to talk about."""
    if not agenda:
        return []
    starts = planned_starts(agenda[0].starts_at, agenda[0].minutes_each, len(agenda))
    return [
        turn_view(row, topics, changes.get(row.dossier_id, 0), begins)
        for row, begins in zip(agenda, starts, strict=True)
    ]


def turn_view(row: Any, topics: Topics, changes: int, begins: dt.datetime) -> TurnView:
    """One household's turn."""
    here = row.dossier_id

    def of(rows: Rows) -> list[Any]:
        return [each for each in rows if each.dossier_id == here]

    return TurnView(
        title=row.title or row.case_no,
        time=clock_time(begins),
        minutes=row.minutes_each,
        changes=changes,
        discussed=row.discussed_at is not None,
        wins=[
            Topic(w.line, day(w.happened_on), url_for("wins.show", dossier_id=here, win_id=w.id))
            for w in of(topics.wins)
        ],
        due=[
            Topic(f"{line.text} ({line.owner_name})", near(line.due_on), url_for("meetings.decisions", dossier_id=here))
            for line in of(topics.due)
        ],
        questions=[
            Topic(q.line, near(q.due_on), url_if("threads.show", dossier_id=here, question_thread_id=q.id) or "")
            for q in of(topics.questions)
        ],
        decisions=[_decision(here, item) for item in of(topics.decisions)],
        url=url_for("meetings.turn", dossier_id=here, meeting_household_id=row.id),
        dossier_url=url_if("workspace.dossier", dossier_id=here) or "",
    )


def _decision(dossier_id: int, item: Any) -> Topic:
    asked = (
        _("loopt af: %(day)s", day=near(item.valid_until))
        if item.valid_until and (not item.review_on or item.valid_until <= item.review_on)
        else _("kijken hoe het gaat: %(day)s", day=near(item.review_on))
    )
    return Topic(item.text, asked, url_for("plan.edit", dossier_id=dossier_id, item_id=item.id))


def line_view(scope: DossierScope, row: Any, today: dt.date, *, may_change: bool) -> LineView:
    """One decision in words. Whoever is to do it says that it is done; only who writes the plan changes it."""
    changes = may_change and not row.done_on
    finishes = may_finish(scope, row) and not row.done_on
    return LineView(
        text=row.text,
        who=row.owner_name,
        due=_("klaar op %(day)s", day=day(row.done_on)) if row.done_on else near(row.due_on, today),
        goal=row.goal or "",
        late=not row.done_on and row.due_on < today,
        done=row.done_on is not None,
        source=f"{row.author}, {row.organisation}, {day(row.created_at)}",
        version=row.version,
        edit_url=url_for("meetings.edit_line", dossier_id=scope.id, meeting_line_id=row.id) if changes else "",
        done_url=url_for("meetings.finish_line", dossier_id=scope.id, meeting_line_id=row.id) if finishes else "",
    )


def collision_views(days: Iterable[dt.date], pairs: Rows, lead: PartyLine | None, phone: str) -> list[CollisionView]:
    """Named where the reader reads both plans anyway; else a day alone, and the lead to call."""
    named = [_named(pair) for pair in pairs]
    rest = sorted(set(days) - {pair.on_day for pair in pairs})
    call = (", ".join(filter(None, (lead.name, phone))),) if lead else ()
    return named + [CollisionView(collision_sentence(each), call) for each in rest]


def _named(pair: Any) -> CollisionView:
    values = {"one": pair.one, "other": pair.other, "day": day(pair.on_day)}
    sentence = (
        _("%(one)s en %(other)s komen in dezelfde twee weken op bezoek, rond %(day)s. Kan dat samen?", **values)
        if pair.kind == "visit"
        else _("Wat %(one)s plant rond %(day)s, kan botsen met wat %(other)s doet. Bel elkaar eerst.", **values)
    )
    contacts = ((pair.one, pair.one_contact, pair.one_phone), (pair.other, pair.other_contact, pair.other_phone))
    return CollisionView(sentence, tuple(", ".join(filter(None, contact)) for contact in contacts))
