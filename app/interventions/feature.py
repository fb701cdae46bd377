"""Connects interventions to the application."""

from app.interventions import routes_course  # noqa: F401 - its addresses belong to the same desk
from app.interventions.routes import desk
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
