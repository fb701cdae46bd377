"""A token in every text of every row under a household, so that whatever leaks shows by itself: category, table, column and row."""

import re
from dataclasses import dataclass
from random import Random
from typing import Any

import psycopg
from psycopg import errors, sql
from sqlalchemy import ARRAY, CheckConstraint, Column, Text

from app.db.scope import SCOPED, Level, ScopedTable
from tests.access.population import Row as Placed
from tests.access.population import _parents, complete, insert, table_of

TOKEN = re.compile(r"zz([a-z]+)\.([a-z_]+)\.([a-z_]+)\.(\d+)zz", re.IGNORECASE)

#: Columns that hold a word of a closed list, or a folded form for finding: a token cannot stand there.
CLOSED_WORDS = frozenset(
    {
        "category", "condition", "domain", "topic", "product_group", "strand", "from_strand", "verb", "phase", "from_phase",
        "to_phase", "from_status", "to_status", "relation", "name_key", "phonetic", "search_key", "code", "postcode", "aim",
        "left_because", "in_words_of", "withheld_because",
    }
)  # fmt: skip


#: Words for those columns in the rows that are added here.
KNOWN_WORDS: dict[str, Any] = {
    "from_status": "planned", "to_status": "active", "from_phase": "intake", "to_phase": "plan", "phase": "plan",
    "state": "asked", "from_strand": "activation", "verb": "create", "relation": "parent", "domain": "money",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A token that was found somewhere."""

    category: str
    table: str
    column: str
    row: int


def found_in(text: str) -> set[Found]:
    """Every token in a text."""
    return {Found(c.lower(), t.lower(), col.lower(), int(row)) for c, t, col, row in TOKEN.findall(text)}


def is_checked(column: Column[Any]) -> bool:
    """Whether a constraint of the table limits this column to a list of words."""
    checks = (c for c in column.table.constraints if isinstance(c, CheckConstraint))
    return any(re.search(rf"\b{column.name}\b\s+in\s*\(", str(check.sqltext)) for check in checks)


def free_texts(table: ScopedTable) -> list[str]:
    """The columns of a table that hold words of people."""
    return [
        column.name
        for column in table_of(table.name).columns
        if isinstance(column.type, Text)
        and not isinstance(column.type, ARRAY)
        and column.name not in CLOSED_WORDS
        and not is_checked(column)
    ]


def sow(owner: psycopg.Connection[Any]) -> list[Placed]:
    """Fills empty tables with a row per category and puts a token in every free text. Returns where every row stands."""
    rows = _rows(owner)
    for table in SCOPED:
        here = {row.category for row in rows if row.table.name == table.name}
        for category in sorted(set(table.categories) - here):
            rows += _one_more(owner, table, category, rows)
        for column in free_texts(table):
            place = sql.Identifier(table.category_column) if table.category_column else sql.Literal(table.categories[0])
            owner.execute(
                sql.SQL("update {} set {} = 'zz' || {} || {} || id || 'zz'").format(
                    sql.Identifier(table.name),
                    sql.Identifier(column),
                    place,
                    sql.Literal(f".{table.name}.{column}."),
                )
            )
    owner.commit()
    return _rows(owner)


def _rows(owner: psycopg.Connection[Any]) -> list[Placed]:
    found = []
    for table in SCOPED:
        cursor = owner.execute(sql.SQL("select * from {} order by id").format(sql.Identifier(table.name)))
        names = [column.name for column in cursor.description or ()]
        for line in cursor.fetchall():
            v = dict(zip(names, line, strict=True))
            category = v[table.category_column] if table.category_column else table.categories[0]
            about = frozenset(v["person_ids"])
            found.append(
                Placed(
                    table, v["id"], v["dossier_id"], category, v["owner_org_id"], v["author_id"], about, v["sealed"], v
                )
            )
    return found


def _one_more(owner: psycopg.Connection[Any], table: ScopedTable, category: str, rows: list[Placed]) -> list[Placed]:
    if table.level is Level.BSN:  # encrypted: a made-up value does not open
        return []
    model = next(row for row in rows if row.table.name == "note")
    names = ("dossier_id", "owner_org_id", "purpose_id", "author_id", "person_ids")
    given = {name: model.values[name] for name in names}
    given |= {name: word for name, word in KNOWN_WORDS.items() if name in table_of(table.name).columns}
    given |= _parents(Random(1), table, rows)  # noqa: S311 - any row will do
    if table.category_column:
        given[table.category_column] = category
    try:
        with owner.transaction():
            insert(owner, table.name, complete(table, given, 0))
    except (errors.CheckViolation, errors.ForeignKeyViolation, errors.UniqueViolation, errors.NotNullViolation):
        return []
    return [row for row in _rows(owner) if row.table.name == table.name and row.category == category]
