"""Mails about an account for somebody of the network: a sentence and a link, no name of anybody and no household."""

from flask import url_for
from flask_babel import gettext as _

from app.accounts.mail import Letter, in_every_language, whole_address


def waiting() -> str:
    """To administrators, as ``sec.ask_account`` takes it. Raises RuleBroken without a host."""
    url = whole_address(url_for("network.account_requests"))
    return in_every_language(lambda: _waiting(url))


def answered() -> str:
    """To the lead who asked. The database fills in which page it is: the administrator who answers does not know."""
    url = whole_address(url_for("network.access", dossier_id=0, network_person_id=0))
    return in_every_language(lambda: _answered(url))


def _waiting(url: str) -> Letter:
    body = _(
        "Hallo,\n\nEr is een account gevraagd in Schakel. Kijk of u het kunt maken:\n\n%(url)s\n\n"
        "In deze mail staat niet voor wie het is.\n"
    )
    return Letter(_("Er is een account gevraagd in Schakel"), body % {"url": url})


def _answered(url: str) -> Letter:
    body = _(
        "Hallo,\n\nU vroeg een account aan in Schakel. De beheerder heeft geantwoord. U leest het hier:\n\n%(url)s\n\n"
        "In deze mail staat niet over wie het gaat.\n"
    )
    return Letter(_("Antwoord op uw aanvraag in Schakel"), body % {"url": url})
