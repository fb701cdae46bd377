"""Connects the ecomap to the application."""

from app.ecomap import routes_paper, routes_use  # noqa: F401 - their addresses belong to the same desk
from app.ecomap.routes import desk
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
