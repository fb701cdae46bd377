"""Knocking, and answering a knock."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import text

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.door import proof
from app.db.session import db
from app.dossiers.services.checks import only_lead
from app.dossiers.sharing_words import ANSWERS
from app.kernel.errors import RuleBroken
from app.kernel.text import check_length, clean_line
from app.sharing import rules
from app.sharing.queries import get_knock
from app.sharing.wanted import Wanted

LONGEST = 300

_KNOCK = text("select sec.knock(:question, :about, :why, :proof)")
_ANSWER = text("select sec.answer_knock(:knock, :reply, :words, :until, :because)")


@dataclass(frozen=True, slots=True)
class Question:
    """About whom or which door, and why it is asked."""

    wanted: Wanted
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One of four answers, a line with it, and until when and why the household does not read the question."""

    reply: str
    remark: str = ""
    hidden_until: dt.date | None = None
    hidden_because: str = ""


def knock(actor: Actor, question: Question) -> None:
    """Asks whether a household is known; says the same whether it is or not. The database writes the log.

    Raises RuleBroken when more was asked today than somebody at work needs.
    """
    said = (question.wanted.words(), clean_line(question.wanted.about), clean_line(question.reason))
    values = dict(zip(("question", "about", "why"), said, strict=True))
    outcome = db.session.execute(_KNOCK, {**values, "proof": proof("knock", actor.account_id, *said)}).scalar_one()
    if outcome == "too_much":
        raise RuleBroken(
            "",
            _(
                "Te veel gevraagd: u of uw organisatie klopte vandaag al vaak aan. Dat is begrensd, zodat niemand een buurt kan"
                " afzoeken. Probeer het morgen opnieuw, of bel het wijkteam."
            ),
        )


def answer_knock(scope: DossierScope, knock_id: int, answer: Answer) -> None:
    """The lead's answer, once. Raises Forbidden, NotFound, and RuleBroken when it was answered or is not whole."""
    only_lead(scope)
    line = get_knock(scope.id, knock_id)
    if answer.reply not in ANSWERS:
        raise RuleBroken("reply", _("Kies een antwoord."))
    if bool(answer.hidden_because) != (answer.hidden_until is not None):
        field = "hidden_until" if answer.hidden_because else "hidden_because"
        raise RuleBroken(field, _("Vul de reden en de laatste dag allebei in, of geen van beide."))
    if answer.hidden_until is not None and rules.day_problem(answer.hidden_until, today()):
        raise RuleBroken("hidden_until", _("Kies een laatste dag vanaf vandaag, hooguit een jaar vooruit."))
    values = {
        "knock": knock_id,
        "reply": answer.reply,
        "words": check_length(clean_line(answer.remark), field="remark", longest=LONGEST),
        "until": answer.hidden_until,
        "because": check_length(clean_line(answer.hidden_because), field="hidden_because", longest=LONGEST),
    }
    if not db.session.execute(_ANSWER, values).scalar_one():
        raise RuleBroken("", _("Dit is al beantwoord. Open de vraag opnieuw om te zien wat er staat."))
    trail.did(
        db.session(),
        "share" if answer.reply != "no" else "update",
        dossier_id=scope.id,
        category=Category.PLAN,
        objects=[line.id],
        reason=answer.hidden_because,
    )
