"""What somebody keeps for the own screens: caseload columns, single keys, and until when changes were seen. No dossier data."""

from collections.abc import Sequence

from sqlalchemy import text

from app.access.actor import Actor
from app.db.session import db


def choose_columns(actor: Actor, columns: Sequence[str]) -> None:
    """Keeps which columns of the caseload ``actor`` wants to see; none = the usual ones."""
    values = {"columns": list(columns) or None, "account": actor.account_id}
    db.session.execute(text("update account set caseload_columns = :columns where id = :account"), values)


def switch_shortcuts(actor: Actor, *, on: bool) -> None:
    """Whether single keys do something on ``actor``'s screens (WCAG 2.1.4)."""
    db.session.execute(
        text("update account set shortcuts = :on where id = :account"), {"on": on, "account": actor.account_id}
    )


def mark_changes_seen(actor: Actor) -> None:
    """*Alles gezien*: what changed before this moment is not shown again."""
    statement = text("update account set changes_seen_at = sec.now() where id = :account")
    db.session.execute(statement, {"account": actor.account_id})
