"""Connects interventions to the application."""

from flask_babel import lazy_gettext as _l

from app.accounts.rules import ADMINISTRATION
from app.interventions import routes_course, routes_products  # noqa: F401 - their addresses belong to the same desk
from app.interventions.routes import desk
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages, and the catalogue in the administrator's menu."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("interventions.products", _l("Soorten inzet"), ADMINISTRATION))
