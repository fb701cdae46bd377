"""Questions on *Vandaag* and on the page of a household: what waits for the reader, and what came of their own."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.access.vocabulary import Category
from app.threads.presenters import answers_words
from app.threads.queries import waiting as read
from app.threads.rules import WORRY
from app.threads.words import TICKS
from app.web.i18n import by_language, near
from app.web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: of which household (empty on its own page), what, and when. ``alert``: late, or somebody worries."""

    title: str
    url: str
    what: str
    when: str
    alert: bool


@dataclass(frozen=True, slots=True)
class TodayQuestions:
    """What *Vandaag* shows of questions: those that wait for the reader, and the reader's own; with what the log has to know."""

    asked: list[QuestionLine]
    own: list[QuestionLine]
    shown: list[tuple[str, int]]


def for_today(account_id: int, today: dt.date) -> TodayQuestions:
    """Reads what waits for somebody in all their households, late ones first, and what came of what they asked."""
    asked, by_me = read.list_for_me(account_id), read.list_by_me(account_id)
    outside = read.list_outside_by_me(account_id)
    worries = [row for row in outside if row.tick == WORRY]
    rest = [row for row in outside if row.tick != WORRY]
    rows = [*asked, *by_me, *outside]
    return TodayQuestions(
        asked=[_asked(row, today) for row in asked],
        own=[
            *(_outside(row) for row in worries),
            *(_by_me(row, today) for row in by_me),
            *(_outside(row) for row in rest),
        ],
        shown=[
            *((Category.NOTES, row.dossier_id) for row in rows),
            *((Category.IDENTITY, row.dossier_id) for row in rows if row.title),
        ],
    )


def for_dossier(dossier_id: int, rows: Iterable[Any], today: dt.date) -> list[QuestionLine]:
    """The card of a household: open questions with their day, and what came from outside."""
    return [
        _thread_here(dossier_id, row, today) if row.kind == "thread" else _line_here(dossier_id, row) for row in rows
    ]


def _thread_url(dossier_id: int, thread_id: int) -> str:
    return url_for("threads.show", dossier_id=dossier_id, question_thread_id=thread_id)


def _outside_url(dossier_id: int, outside_id: int) -> str:
    return url_for("threads.outside", dossier_id=dossier_id, outside_question_id=outside_id)


def _asked(row: Any, today: dt.date) -> QuestionLine:
    return QuestionLine(
        row.title or row.case_no,
        _thread_url(row.dossier_id, row.id),
        _("%(who)s vraagt: %(what)s", who=f"{row.author}, {row.organisation}", what=row.line),
        near(row.due_on, today),
        row.due_on < today,
    )


def _by_me(row: Any, today: dt.date) -> QuestionLine:
    return QuestionLine(
        row.title or row.case_no,
        _thread_url(row.dossier_id, row.id),
        f"{row.line} ({answers_words(row.answered, row.asked)})",
        near(row.due_on, today),
        row.due_on < today and row.answered < row.asked,
    )


def _outside(row: Any) -> QuestionLine:
    said = row.line or row.question
    if row.tick in TICKS:
        what = f"{row.asked_name}, {by_language(*TICKS[row.tick])}: {said}"
    else:
        what = _("%(name)s antwoordde nog niet: %(what)s", name=row.asked_name, what=row.question)
    return QuestionLine(
        row.title or row.case_no,
        _outside_url(row.dossier_id, row.id),
        what,
        near(row.answered_at or row.expires_at),
        row.tick == WORRY,
    )


def _thread_here(dossier_id: int, row: Any, today: dt.date) -> QuestionLine:
    return QuestionLine(
        "", _thread_url(dossier_id, row.id), f"{row.who}: {row.text}", near(row.due_on, today), row.due_on < today
    )


def _line_here(dossier_id: int, row: Any) -> QuestionLine:
    what = _(
        "%(name)s, van buiten, %(tick)s: %(what)s", name=row.who, tick=by_language(*TICKS[row.tick]), what=row.text
    )
    return QuestionLine("", _outside_url(dossier_id, row.id), what, near(row.at), row.tick == WORRY)
