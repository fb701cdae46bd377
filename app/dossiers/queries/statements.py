"""What somebody says to a record that is about them, and what it takes to write that down."""

import datetime as dt
from dataclasses import dataclass

from app.db.question import Question
from app.kernel.errors import NotFound

#: Kind → its table, the key that a statement names, its category, and the value that narrows who reads it.
_ITEMS: dict[str, tuple[str, str, str, str]] = {
    "note": ("note", "id", "'notes'", "'open'"),
    "document": ("document", "id", "'documents'", "null::text"),
    "domain_entry": (
        "domain_entry",
        "id",
        "t.category",
        "case when t.category = 'domains' then t.domain else t.topic end",
    ),
    "plan_item": ("plan_item", "id", "'plan'", "null::text"),
    "intervention": ("intervention_body", "intervention_id", "t.strand", "t.product_group"),
}
_ONE = {
    kind: Question(
        f"select {category} as category, {condition} as condition, t.person_ids,"  # noqa: S608 - our own words
        f" {'t.domain' if kind == 'domain_entry' else 'null'} as place from {table} t"
        f" where t.dossier_id = :dossier and t.{key} = :id"
    )
    for kind, (table, key, category, condition) in _ITEMS.items()
}
_ALL = Question(
    "select s.item_kind, s.item_id, s.text, p.stub, s.created_at, s.person_ids from statement s join person p on p.id = s.said_by"
    " where s.dossier_id = :dossier order by s.id"
)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What one person says to one record."""

    kind: str
    item_id: int
    text: str
    who: str
    at: dt.datetime
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A record that somebody can say something to: its category, the value that narrows it, whom it is about, and its life domain."""

    category: str
    condition: str | None
    person_ids: tuple[int, ...]
    domain: str | None


def list_statements(dossier_id: int) -> list[StatementLine]:
    """Everything that is said to records which the asker reads."""
    return [StatementLine(*row) for row in _ALL.rows(dossier=dossier_id)]


def get_item(dossier_id: int, kind: str, item_id: int) -> ItemLine:
    """A record that the asker reads. Raises NotFound, also for a kind that nobody says something to."""
    row = _ONE[kind].row(dossier=dossier_id, id=min(item_id, 2**62)) if kind in _ONE else None
    if row is None:
        raise NotFound
    return ItemLine(row.category, row.condition, tuple(row.person_ids), row.place)
