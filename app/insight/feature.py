"""Connects insight to the application."""

from flask_babel import lazy_gettext as _l

from app.insight import (  # noqa: F401 - their addresses belong to the same desk
    routes_files,
    routes_kept,
    routes_token,
)
from app.insight.api.routes import desk as api
from app.insight.presenters.files import insight_files
from app.insight.routes import desk
from app.insight.rules import COUNTERS
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages and puts them in the menu."""
    app.register_blueprint(desk)
    app.register_blueprint(api)
    app.jinja_env.globals["insight_files"] = insight_files
    add_to_menu(app, MenuEntry("insight.mix", _l("Inzicht"), COUNTERS))
