"""Connects what residents ask about their own data to the application."""

from flask_babel import lazy_gettext as _l

from app.rights import (
    routes_erasing,
    routes_handouts,
    routes_letter,
    routes_register,
    routes_requests,
    routes_restricting,
)
from app.rights.register import AT_WORK
from app.rights.routes import desk
from app.web.context import MenuEntry, add_to_foot
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
    add_to_foot(app, MenuEntry("rights.registers", _l("Register van verwerkingen"), AT_WORK))


#: The modules that hang their pages on the desk.
PAGES = (routes_erasing, routes_handouts, routes_letter, routes_register, routes_requests, routes_restricting)
