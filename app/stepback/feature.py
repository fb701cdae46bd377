"""Connects stepping back to the application."""

from flask_babel import lazy_gettext as _l

from app.stepback.routes import NEIGHBOURHOOD, desk
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages, and puts the themes in the menu of those who work with a neighbourhood."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("stepback.neighbourhood_themes", _l("Thema's"), NEIGHBOURHOOD))
