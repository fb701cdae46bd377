"""Connects appointments to the application."""

from app.appointments import routes_agreed, routes_second  # noqa: F401 - its addresses belong to the same desk
from app.appointments.routes import desk
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
