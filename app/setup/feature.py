"""Connects setting up organisations to the application."""

from app.setup.routes import desk
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages; the way in is the page of an organisation."""
    app.register_blueprint(desk)
