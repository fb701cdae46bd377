"""One line from somebody without an account: asking for it, withdrawing, putting away, and taking in what comes back."""

import secrets
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts import throttle
from app.accounts.folding import is_email
from app.accounts.mail import whole_address
from app.accounts.services.sign_in import token_hash
from app.accounts.throttle import Verdict
from app.audit import trail
from app.db.clock import now
from app.db.door import proof
from app.db.session import db
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import locked
from app.kernel.errors import Forbidden, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line
from app.threads import mail
from app.threads.models import OutsideQuestion
from app.threads.queries.outside import OutsideLine, get_outside
from app.threads.rules import LONGEST_FROM_OUTSIDE
from app.threads.services.asking import may_ask
from app.threads.words import TICKS
from app.web.i18n import LANGUAGES
from app.web.partners import masked
from app.web.request import network

#: The database's own word for "enough for a day" (``sec.send_outside_link``).
ENOUGH = "SK001"

_SEND = text("select sec.send_outside_link(:outside, :hash, :subject, :body, :proof)")
_BEHIND = text("select question, language from sec.question_behind(:hash)")
_ANSWER = text("select sec.answer_from_outside(:hash, :tick, :line, :network, :proof)")


@dataclass(frozen=True, slots=True)
class OutsideWords:
    """A question to somebody outside: what, to whom, at which address, in which language, and whom it is about."""

    question: str
    name: str
    email: str
    language: str
    persons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """What the page behind a link shows."""

    question: str
    language: str


def may_change(scope: DossierScope, outside: OutsideLine) -> bool:
    """Whether the actor may withdraw it or put it away: the asker, and the lead when it is of the own organisation."""
    own = outside.organisation_id == scope.actor.organisation_id
    return may_ask(scope) and own and (outside.author_id == scope.actor.account_id or scope.is_lead)


def send(scope: DossierScope, words: OutsideWords) -> int:
    """Mails somebody a link to answer one question with one line; returns the id. Raises Forbidden and RuleBroken."""
    if not may_ask(scope):
        raise Forbidden(_("U kunt in dit dossier nu geen vraag stellen. Bel de casusregisseur."))
    row = OutsideQuestion(**columns(scope, check_subjects(scope, words.persons)), **_texts(words))
    db.session.add(row)
    db.session.flush()
    token = secrets.token_urlsafe(32)
    letter = mail.from_asker(
        row.language,
        name=row.asked_name,
        asker=scope.actor.name,
        organisation=masked(scope.actor.organisation_name),
        url=whole_address(url_for("threads.line", token=token)),
    )
    values = {"outside": row.id, "hash": token_hash(token), "subject": letter.subject, "body": letter.body}
    try:
        db.session.execute(_SEND, {**values, "proof": proof("send_outside_link", *values.values())})
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != ENOUGH:
            raise
        raise RuleBroken("", _("U stuurde vandaag al twintig vragen naar buiten. Probeer het morgen weer.")) from error
    _did(scope, "create", row)
    return row.id


def withdraw(scope: DossierScope, outside_id: int, *, version: int) -> None:
    """Takes an open link back: it is dead from here on. Raises NotFound, Forbidden, RuleBroken and StaleVersion."""
    row = _take(scope, outside_id, version)
    if row.answered_at is not None:
        raise RuleBroken("", _("Er is al geantwoord. Wat er staat, blijft staan."))
    row.withdrawn_at = now()
    db.session.flush()
    _did(scope, "withdraw", row)


def put_away(scope: DossierScope, outside_id: int, *, version: int) -> None:
    """Says that it was read, or is not waited for: it leaves *Vandaag*. Raises NotFound, Forbidden and StaleVersion."""
    row = _take(scope, outside_id, version)
    row.put_away_at = now()
    db.session.flush()
    _did(scope, "update", row)


def find_behind(token: str) -> Behind | None:
    """The question behind a link that still works, None for any other. Does not use it."""
    row = db.session.execute(_BEHIND, {"hash": token_hash(token)}).one_or_none()
    return Behind(row.question, row.language) if row else None


def answer(token: str, *, tick: str, line: str) -> bool:
    """Takes in the one line and spends the link. False when the link does not work (any more).

    Raises RuleBroken for a line that does not fit, and when too many links were tried.
    """
    if tick not in TICKS:
        raise RuleBroken("tick", _("Kies wat u wilt laten weten."))
    said = check_length(clean_line(line), field="line", longest=LONGEST_FROM_OUTSIDE)
    if throttle.take(None, prefix="line:").verdict is not Verdict.GO_ON:
        raise RuleBroken("", _("Er is te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."))
    values = {"hash": token_hash(token), "tick": tick, "line": said, "network": network()}
    taken = db.session.execute(_ANSWER, {**values, "proof": proof("answer_from_outside", *values.values())})
    return bool(taken.scalar_one())


def _texts(words: OutsideWords) -> dict[str, str]:
    email = clean_line(words.email)
    if not is_email(email):
        raise RuleBroken("email", _("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."))
    if words.language not in LANGUAGES:
        raise RuleBroken("language", _("Kies een van de mogelijkheden."))
    return {
        "question": check_length(
            clean_line(words.question), field="question", longest=LONGEST_FROM_OUTSIDE, shortest=1
        ),
        "asked_name": check_length(clean_line(words.name), field="name", longest=100, shortest=1),
        "asked_email": email,
        "language": words.language,
    }


def _take(scope: DossierScope, outside_id: int, version: int) -> OutsideQuestion:
    outside = get_outside(scope.id, outside_id)
    if not may_change(scope, outside):
        raise Forbidden(_("Dit doet wie de vraag stelde: %(who)s.", who=outside.author))
    row = locked(OutsideQuestion, outside_id)
    if row.version != version:
        raise StaleVersion(get_outside(scope.id, outside_id))
    return row


def _did(scope: DossierScope, action: str, row: OutsideQuestion) -> None:
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.NOTES, persons=row.person_ids, objects=[row.id]
    )
