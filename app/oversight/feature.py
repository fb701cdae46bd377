"""Connects looking over the log to the application."""

from flask_babel import lazy_gettext as _l

from app.oversight.routes import desk
from app.oversight.rules import OFFICERS
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages and puts them in the officer's menu."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("oversight.views", _l("Wie keek waar"), OFFICERS))
    add_to_menu(app, MenuEntry("oversight.signals", _l("Wat opvalt"), OFFICERS))
    add_to_menu(app, MenuEntry("oversight.marks", _l("Gemarkeerd"), OFFICERS))
    add_to_menu(app, MenuEntry("oversight.sample", _l("Steekproef"), OFFICERS))
