"""Connects the people around a household to the application."""

from app.network import routes_access, routes_together  # noqa: F401 - their addresses belong to the same desk
from app.network.routes import desk
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
