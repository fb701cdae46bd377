"""How somebody likes to look: columns of the caseload, and up to when changes were seen."""

from collections.abc import Sequence

from sqlalchemy import text

from app.access.actor import Actor
from app.db.session import db

_COLUMNS = text("update account set caseload_columns = :columns where id = :id")
_SEEN = text("update account set changes_seen_at = sec.now() where id = :id")


def choose_columns(actor: Actor, columns: Sequence[str]) -> None:
    """Keeps which columns of the caseload the actor wants to see."""
    db.session.execute(_COLUMNS, {"columns": list(columns), "id": actor.account_id})


def mark_changes_seen(actor: Actor) -> None:
    """The actor has seen what changed until now; a last-seen column, so a page may touch it."""
    db.session.execute(_SEEN, {"id": actor.account_id})
