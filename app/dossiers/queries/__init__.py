"""Every question to the tables of the household dossier. Row-level security decides what comes back."""

from app.dossiers.queries.persons import PersonLine, list_persons

__all__ = ["PersonLine", "list_persons"]
