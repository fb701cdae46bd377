"""Connects meetings to the application."""

from flask_babel import lazy_gettext as _l

from app.meetings import routes_planning
from app.meetings.routes import desk
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages and puts them in the menu of those who lead households."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("meetings.meetings", _l("Overleg"), frozenset({"generalist"})))
    add_to_menu(app, MenuEntry("meetings.invited", _l("Overleg"), routes_planning.GUESTS - {"generalist"}))
