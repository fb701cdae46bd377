"""Terms and lengths of accounts, and who administers."""

import datetime as dt

from flask import current_app
from flask_babel import gettext as _

from app.access.actor import Actor
from app.kernel.errors import Forbidden
from config import Config

INVITATION_LASTS = dt.timedelta(hours=24)
RESET_LASTS = dt.timedelta(hours=1)
MAILS_PER_ACCOUNT = 3
PAGE = 50
ADMINISTRATOR = "administrator"
ADMINISTRATION = frozenset({ADMINISTRATOR})


def must_administer(actor: Actor) -> None:
    """Only an administrator administers. Raises Forbidden."""
    if actor.function != ADMINISTRATOR:
        raise Forbidden(_("Dit doet de applicatiebeheerder van uw organisatie."))


def demo_mode() -> bool:
    """Whether this installation is the demo town."""
    config: Config = current_app.config["SCHAKEL"]
    return config.demo_mode
