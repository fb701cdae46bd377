"""Connects giving access to the application."""

from flask_babel import lazy_gettext as _l

from app.sharing.routes import desk
from app.sharing.rules import DOORSTEP, EMERGENCY, KNOCKERS
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages and puts them in the menu, behind those of every day."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("sharing.knock", _l("Aankloppen"), KNOCKERS))
    add_to_menu(app, MenuEntry("sharing.doorstep", _l("Aan de deur"), DOORSTEP))
    add_to_menu(app, MenuEntry("sharing.emergency", _l("Noodtoegang"), EMERGENCY))
    add_to_menu(app, MenuEntry("sharing.emergencies", _l("Noodtoegang"), frozenset({"privacy_officer"})))
