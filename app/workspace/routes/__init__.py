"""Addresses of the combined screens; one Desk for all."""

from app.workspace.routes import caseload, dossier, handover, paper, search, today
from app.workspace.routes.desk import desk

__all__ = ["caseload", "desk", "dossier", "handover", "mix", "paper", "search", "today"]
