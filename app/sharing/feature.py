"""Connects giving access to the application."""

from flask_babel import lazy_gettext as _l

from app.sharing.routes import desk
from app.sharing.rules import KNOCKERS
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages; one word in the menu leads to the ways in, so that the bar stays short on a phone."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("sharing.ways", _l("Toegang"), KNOCKERS))
    add_to_menu(app, MenuEntry("sharing.emergencies", _l("Noodtoegang"), frozenset({"privacy_officer"})))
