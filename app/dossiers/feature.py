"""Connects the household dossier to the application."""

from app.dossiers.scope import load_scope
from app.web.guard import SchakelFlask, register_subject


def install(app: SchakelFlask) -> None:
    """The subject ``dossier``, and the pages about the household, its people and its situation."""
    register_subject(app, "dossier", load_scope)
