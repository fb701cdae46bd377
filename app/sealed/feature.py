"""Connects sealed compartments to the application."""

from app.sealed.routes import desk
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
