"""Mails that somebody let themselves in: a sentence and a link, no name of anybody and no word of a dossier."""

from flask import url_for
from flask_babel import gettext as _

from app.accounts.mail import Letter, in_every_language, whole_address


def letters(way: str) -> str:
    """The mail about a doorstep or an emergency in every language, as ``sec.enter`` takes it. Raises RuleBroken without a host."""
    url = whole_address(url_for("accounts.start"))
    return in_every_language(lambda: _emergency(url) if way == "emergency" else _doorstep(url))


def _emergency(url: str) -> Letter:
    body = _(
        "Hallo,\n\nIemand heeft noodtoegang gebruikt in Schakel: een uur lang, voor één persoon.\n"
        "Kijk wie dat was en waarom:\n\n%(url)s\n\nKlopt het niet? Bel dan meteen wie het deed.\n"
    )
    return Letter(_("Noodtoegang gebruikt in Schakel"), body % {"url": url})


def _doorstep(url: str) -> Letter:
    body = _(
        "Hallo,\n\nEen collega van uw team stond aan de deur van een huishouden waar u de regie heeft, en leest een week mee.\n"
        "Kijk wie dat was en waarom:\n\n%(url)s\n\nKlopt het niet? Bel dan uw collega, of beëindig de toegang.\n"
    )
    return Letter(_("Een collega aan de deur"), body % {"url": url})
