"""How far an import is: written on a second connection as the same person, because the import itself commits only at its end."""

from sqlalchemy import text

from app.db.beside import write_beside

_TELL = text(
    "insert into import_progress (batch_id, done, total, stage) values (:batch, :done, :total, :stage)"
    " on conflict (batch_id) do update set done = excluded.done, total = excluded.total, stage = excluded.stage"
)


def tell(batch_id: int, done: int, total: int, stage: str = "import") -> None:
    """Makes the number visible at once, also when the import fails afterwards."""
    write_beside(_TELL, {"batch": batch_id, "done": done, "total": total, "stage": stage})
