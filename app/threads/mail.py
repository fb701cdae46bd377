"""The mails of questions: that one waits, which says nothing but where, and the one that carries a link to somebody outside."""

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import text

from app.accounts.mail import Letter, whole_address
from app.db.door import proof
from app.db.session import db
from app.kernel.errors import RuleBroken
from app.threads.rules import LINK_DAYS
from app.web.i18n import in_language

_WRITE = text("select sec.mail_about_question(:thread, :party, :subject, :body, :proof)")


def tell(dossier_id: int, thread_id: int, *, account_id: int, language: str) -> None:
    """Tells somebody of a thread that something waits there; the mail names nobody and nothing.

    An installation that does not say its own name mails nothing: what waits stands on *Vandaag* all the same.
    """
    path = url_for("threads.show", dossier_id=dossier_id, question_thread_id=thread_id)
    try:
        letter = waiting(language, url=whole_address(path))
    except RuleBroken:
        return
    values = {"thread": thread_id, "party": account_id, "subject": letter.subject, "body": letter.body}
    db.session.execute(_WRITE, {**values, "proof": proof("mail_about_question", *values.values())})


def waiting(language: str, *, url: str) -> Letter:
    """The mail that says that a question or an answer waits."""
    with in_language(language):
        body = _(
            "Hallo,\n\nEr staat een vraag of een antwoord voor u klaar in Schakel:\n\n%(url)s\n\n"
            "Log in om het te lezen. In deze mail staat niet waar het over gaat.\n"
        )
        return Letter(_("Er staat een vraag voor u klaar in Schakel"), body % {"url": url})


def from_asker(language: str, *, name: str, asker: str, organisation: str, url: str) -> Letter:
    """The mail that asks somebody without an account for one line. The question itself stands on the page behind the link."""
    with in_language(language):
        body = _(
            "Beste %(name)s,\n\n%(asker)s van %(organisation)s heeft een korte vraag aan u.\n"
            "U leest de vraag en antwoordt met één regel. U hoeft niet in te loggen:\n\n%(url)s\n\n"
            "De link werkt één keer, %(days)d dagen lang. Kent u %(asker)s niet? Dan hoeft u niets te doen.\n"
        )
        values = {"name": name, "asker": asker, "organisation": organisation, "url": url, "days": LINK_DAYS}
        return Letter(_("Een korte vraag aan u"), body % values)
