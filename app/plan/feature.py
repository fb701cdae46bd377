"""Connects goals and agreements to the application."""

from app.dossiers.services.process import follow_phases
from app.plan.routes import desk
from app.plan.services.flames import follow_phase
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages, and lets the low flame go along with the phase."""
    app.register_blueprint(desk)
    follow_phases(app, follow_phase)
