"""The outbox: a mail is a row in the transaction that causes it, and is sent after it (``flask mail send``)."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from flask import current_app, request, url_for
from flask_babel import gettext as _
from sqlalchemy import text

from app.accounts.rules import INVITATION_LASTS, RESET_LASTS
from app.db.door import proof
from app.db.session import db
from app.kernel.errors import RuleBroken
from app.web.i18n import LANGUAGES, in_language
from config import Config

_WRITE = text("select sec.write_mail(:recipient, :subject, :body, :proof)")
_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says."""

    subject: str
    body: str


def in_every_language(letter: Callable[[], Letter]) -> str:
    """A mail in every language, for a function of the database that knows in which one somebody reads: {language: {subject, body}}."""
    written = {}
    for language in LANGUAGES:
        with in_language(language):
            written[language] = asdict(letter())
    return json.dumps(written)


def write(recipient: str, letter: Letter) -> None:
    """Puts a mail in the outbox; it leaves when this transaction is committed."""
    values = {"recipient": recipient, "subject": letter.subject, "body": letter.body}
    db.session.execute(_WRITE, {**values, "proof": proof("write_mail", *values.values())})


def changed(subject: str, what: str, *, url: str) -> Letter:
    """The mail that something changed to which somebody was asked: a sentence and a link, in the language of the moment."""
    body = _("Hallo,\n\n%(what)s U leest het in Schakel:\n\n%(url)s\n\nIn deze mail staat niet over wie het gaat.\n")
    return Letter(subject, body % {"what": what, "url": url})


def link_url(token: str) -> str:
    """The address of a link. Raises RuleBroken when the installation does not say its own name (``HOSTS``)."""
    return whole_address(url_for("accounts.use_link", token=token))


def whole_address(path: str) -> str:
    """The address of a page for in a mail, on a host that we know: never one that only the request names.

    Raises RuleBroken when the installation does not say its own name (``HOSTS``).
    """
    config: Config = current_app.config["SCHAKEL"]
    if config.hosts:
        return f"{'https' if config.https else 'http'}://{config.hosts[0].lstrip('.')}{path}"
    name = request.host.rpartition(":")[0] if request.host.rpartition(":")[2].isdigit() else request.host
    if name not in _LOCAL:
        current_app.logger.error("HOSTS is not set: no link can be mailed")
        raise RuleBroken(
            "", _("De mail met de link kan nog niet worden gemaakt. Vraag uw ICT-afdeling om HOSTS in te stellen.")
        )
    return f"{request.scheme}://{request.host}{path}"


def invitation(language: str, *, name: str, organisation: str, url: str) -> Letter:
    """The mail that asks somebody to choose a first password."""
    with in_language(language):
        body = _(
            "Beste %(name)s,\n\nU kunt werken in Schakel, namens %(organisation)s.\n"
            "Kies eerst zelf een wachtwoord. Dat kan %(hours)d uur lang met deze link:\n\n%(url)s\n\n"
            "De link werkt één keer. Verwachtte u deze mail niet? Dan hoeft u niets te doen.\n"
        )
        hours = int(INVITATION_LASTS.total_seconds() // 3600)
        values = {"name": name, "organisation": organisation, "hours": hours, "url": url}
        return Letter(_("Uw account voor Schakel"), body % values)


def reset(language: str, *, url: str) -> Letter:
    """The mail that lets somebody choose a new password."""
    with in_language(language):
        body = _(
            "Hallo,\n\nIemand vroeg om een nieuw wachtwoord voor uw account in Schakel.\n"
            "Was u dat? Kies dan binnen %(minutes)d minuten een nieuw wachtwoord:\n\n%(url)s\n\n"
            "De link werkt één keer. Was u het niet? Dan hoeft u niets te doen: uw wachtwoord blijft hetzelfde.\n"
        )
        minutes = int(RESET_LASTS.total_seconds() // 60)
        return Letter(_("Een nieuw wachtwoord voor Schakel"), body % {"minutes": minutes, "url": url})


def address_changed(language: str, *, name: str) -> Letter:
    """To the old address of an account, so that nobody loses an account without knowing."""
    with in_language(language):
        body = _(
            "Beste %(name)s,\n\nEen beheerder heeft het e-mailadres van uw account in Schakel veranderd.\n"
            "Mails van Schakel gaan nu naar het nieuwe adres.\n\n"
            "Wist u dit niet? Bel dan meteen de privacyfunctionaris van uw organisatie.\n"
        )
        return Letter(_("Uw e-mailadres in Schakel is veranderd"), body % {"name": name})
