"""Connects research to the application."""

from flask_babel import lazy_gettext as _l

from app.research.routes import desk
from app.web.context import MenuEntry, add_to_foot
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages; everybody who is signed in finds them at the foot of the page."""
    app.register_blueprint(desk)
    add_to_foot(app, MenuEntry("research.overview", _l("Onderzoek")))
