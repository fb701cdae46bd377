"""Connects keeping and destroying to the application."""

from flask_babel import lazy_gettext as _l

from app.retention.routes import desk
from app.retention.rules import DESTROYERS
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages and puts them in the menu of those who agree to what is destroyed."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("retention.overview", _l("Bewaren"), DESTROYERS))
