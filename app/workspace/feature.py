"""Connects the combined screens to the application."""

from app.web.guard import SchakelFlask
from app.workspace.routes import desk


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)
