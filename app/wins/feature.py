"""Connects small wins to the application."""

from app.web.guard import SchakelFlask
from app.wins.routes import desk


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
