"""Connects the combined screens to the application."""

from flask_babel import lazy_gettext as _l

from app.access.vocabulary import HELPERS
from app.web.context import MenuEntry, add_to_menu
from app.web.guard import SchakelFlask
from app.workspace.routes import desk
from app.workspace.routes.desk import WITH_HOUSEHOLDS


def install(app: SchakelFlask) -> None:
    """Registers the pages and puts them in the menu."""
    app.register_blueprint(desk)
    add_to_menu(app, MenuEntry("workspace.today", _l("Vandaag"), WITH_HOUSEHOLDS))
    add_to_menu(app, MenuEntry("workspace.caseload", _l("Caseload"), WITH_HOUSEHOLDS, without=HELPERS))
    # To those who do not do this for a living a list of households is what was shared with them.
    add_to_menu(app, MenuEntry("workspace.caseload", _l("Met mij gedeeld"), HELPERS))
