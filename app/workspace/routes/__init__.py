"""Addresses of the combined screens; one Desk for all."""

from app.workspace.routes import caseload, dossier, mix, search, today
from app.workspace.routes.desk import desk

__all__ = ["caseload", "desk", "dossier", "mix", "search", "today"]
