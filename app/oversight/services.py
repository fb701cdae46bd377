"""Asking for an explanation of one sight, and giving it. Never committed here."""

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import insert, update

from app.access.actor import Actor
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now
from app.db.session import db
from app.dossiers.services.marking import mark
from app.kernel.errors import RuleBroken
from app.kernel.text import check_length, clean_line
from app.oversight.models import LogQuestion
from app.oversight.queries import find_case, get_question, get_sight, is_asked, list_case_numbers
from app.oversight.rules import ANSWER


def ask(actor: Actor, line_id: int, at: dt.datetime) -> int:
    """Asks whoever saw a household to explain that one sight; it appears on their *Vandaag*. Returns the id of the question.

    Raises NotFound for a line that is no sight of somebody at work, and RuleBroken when it was asked before.
    """
    sight = get_sight(line_id, at)
    if is_asked(line_id):
        raise RuleBroken("", _("Over deze inzage is al uitleg gevraagd."))
    question = db.session.execute(
        insert(LogQuestion)
        .values(
            line_id=sight.id,
            line_at=sight.at,
            account_id=sight.account_id,
            case_no=list_case_numbers({sight.dossier_id}).get(sight.dossier_id, ""),
            asked_by=actor.account_id,
        )
        .returning(LogQuestion.id)
    ).scalar_one()
    trail.did(db.session(), "ask", category=Category.LOG, objects=[question])
    return question


def answer(actor: Actor, question_id: int, words: str) -> None:
    """Explains a sight in one line, once. Raises NotFound, and RuleBroken for no words, too many, or a second answer."""
    get_question(question_id)
    line = check_length(clean_line(words), field="answer", longest=ANSWER, shortest=1)
    done = db.session.execute(
        update(LogQuestion)
        .where(
            LogQuestion.id == question_id, LogQuestion.account_id == actor.account_id, LogQuestion.answered_at.is_(None)
        )
        .values(answer=line, answered_at=now())
        .returning(LogQuestion.id)
    ).scalar_one_or_none()
    if done is None:
        raise RuleBroken("", _("Hier is al uitleg gegeven. Bel de privacyfunctionaris als er iets bij moet."))
    trail.did(db.session(), "answer", category=Category.LOG, objects=[question_id])


def mark_case(number: str, *, marked: bool, reason: str) -> None:
    """Marks a file as that of a colleague or relative, or takes the mark away, by its number. Raises RuleBroken."""
    case = find_case(clean_line(number).upper())
    if case is None:
        raise RuleBroken("case_no", _("Dit nummer is niet bekend. Kijk het na."))
    mark(case, marked=marked, reason=reason)
