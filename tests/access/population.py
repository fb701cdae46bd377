"""Rows of every scoped table in every variety that a policy could tell apart, made from the models: new tables come along."""

import datetime as dt
from dataclasses import dataclass, field
from importlib import import_module
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import ARRAY, BigInteger, Boolean, Date, DateTime, LargeBinary, Numeric, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from app.db.base import Base
from app.db.scope import SCOPED, ScopedTable
from app.kernel.clock import today_in_amsterdam

for _models in sorted((Path(__file__).parent.parent.parent / "app").glob("*/models*")):
    import_module(f"app.{_models.parent.name}.models")

TODAY = today_in_amsterdam()
LATER, EARLIER = TODAY + dt.timedelta(days=400), TODAY - dt.timedelta(days=400)

#: Values of columns that a policy could look at.
VARIETY: dict[str, tuple[object, ...]] = {
    "product_group": (None, "rent", "eviction", "cutoff", "other"),
    "domain": ("money", "housing", "school", "health"),
    "topic": (None, "rent"),
    "condition": (None, "rent", "open", "money", "eviction"),
    "role": ("family", "guardian", "helper"),
    "withheld_until": (None, EARLIER, LATER),
    "shared": (False, True),
    "shared_on": (None, EARLIER),
    "hidden_from_household": (False, True),
    "told_by": ("worker", "resident"),
}
ROWS_PER_CATEGORY = 14


@dataclass(slots=True)
class Row:
    """One row as the proof needs it: where it stands and what it says."""

    table: ScopedTable
    id: int
    dossier: int
    category: str
    owner: int
    author: int
    about: frozenset[int]
    sealed: bool
    values: dict[str, Any] = field(default_factory=dict)


def table_of(name: str) -> Table:
    """The table of the models by name."""
    return Base.metadata.tables[name]


def plain_value(column: Any, number: int) -> Any:
    """Some value of the column's type."""
    kinds: list[tuple[type, Any]] = [
        (ARRAY, []),
        (Boolean, False),
        (BigInteger, number),
        (Numeric, 1),
        (DateTime, dt.datetime.now(dt.UTC)),
        (Date, TODAY),
        (LargeBinary, b"x"),
        (JSONB, "{}"),
        (Uuid, "00000000-0000-0000-0000-000000000000"),
    ]
    return next((value for kind, value in kinds if isinstance(column.type, kind)), "x")


def unlock_constraints(owner: psycopg.Connection[Any]) -> None:
    """Takes unique indexes, foreign keys, checks and triggers away: this database is only asked who sees what."""
    names = "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"
    for (table,) in owner.execute(names).fetchall():
        owner.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table)))
    for table, name in owner.execute(
        "select conrelid::regclass::text, conname from pg_constraint where contype in ('f', 'c', 'u', 'x')"
        " and connamespace = 'public'::regnamespace and conparentid = 0 and conislocal"
    ).fetchall():
        owner.execute(sql.SQL("alter table {} drop constraint {}").format(sql.SQL(table), sql.Identifier(name)))
    for (name,) in owner.execute(
        "select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid"
        " where i.indisunique and not i.indisprimary and c.relnamespace = 'public'::regnamespace"
        " and not exists (select from pg_inherits h where h.inhrelid = c.oid)"
    ).fetchall():
        owner.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))


def varieties(table: ScopedTable) -> list[dict[str, object]]:
    """What the columns that matter can hold in this table."""
    names = [name for name in VARIETY if name in table_of(table.name).columns]
    return [dict(zip(names, values, strict=True)) for values in product(*(VARIETY[name] for name in names))]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what rows can name: dossiers with their persons, organisations with a purpose, authors."""

    dossiers: dict[int, tuple[int, ...]]
    organisations: dict[int, int]
    authors: tuple[int, ...]


def complete(table: ScopedTable, given: dict[str, Any], number: int) -> dict[str, Any]:
    """The values of a row: what is given, and something for every other column that must have a value."""
    values = dict(given)
    for column in table_of(table.name).columns:
        must = not column.nullable and column.server_default is None and column.identity is None
        if column.name not in values and must:
            values[column.name] = plain_value(column, number)
    return values


def insert(connection: psycopg.Connection[Any], table: str, values: dict[str, Any], *, returning: bool = True) -> int:
    """Adds the row; its id, or 0 when nothing is to come back."""
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join([sql.Placeholder()] * len(values)),
    )
    if not returning:
        connection.execute(statement, list(values.values()))
        return 0
    found = connection.execute(statement + sql.SQL(" returning id"), list(values.values())).fetchone()
    return int(found[0]) if found else 0


def populate(owner: psycopg.Connection[Any], cast: Cast, *, seed: int = 1) -> list[Row]:
    """Rows in all scoped tables but ``person``, in every dossier of the cast; the same ones for the same seed."""
    random = Random(seed)  # noqa: S311 - repeatable variety
    made: list[Row] = []
    for table in SCOPED:
        if table.name == "person":
            continue
        owner.execute(sql.SQL("delete from {}").format(sql.Identifier(table.name)))
        for dossier, category in product(cast.dossiers, table.categories):
            for kind in _chosen(random, varieties(table)):
                parents = _parents(random, table, [row for row in made if row.dossier == dossier])
                made.append(_row(owner, random, table, (dossier, category), kind | parents, cast, len(made) + 1))
    return made


def _parents(random: Random, table: ScopedTable, household: list[Row]) -> dict[str, object]:
    """For each foreign key to another scoped table, a row of the same household."""
    found: dict[str, object] = {}
    for key in table_of(table.name).foreign_keys:
        rows = [row.id for row in household if row.table.name == key.column.table.name]
        if rows:
            found[key.parent.name] = random.choice(rows)
    return found


def _chosen(random: Random, kinds: list[dict[str, object]]) -> list[dict[str, object]]:
    repeated = kinds * -(-ROWS_PER_CATEGORY // len(kinds))
    return random.sample(repeated, ROWS_PER_CATEGORY)


def _row(
    owner: psycopg.Connection[Any],
    random: Random,
    table: ScopedTable,
    place: tuple[int, str],
    kind: dict[str, object],
    cast: Cast,
    number: int,
) -> Row:
    dossier, category = place
    persons = cast.dossiers[dossier]
    about = sorted(random.sample(persons, random.choice((0, 1, 1, 2))))
    organisation = random.choice(list(cast.organisations))
    given: dict[str, Any] = {
        **kind,
        "dossier_id": dossier,
        "owner_org_id": organisation,
        "purpose_id": cast.organisations[organisation],
        "author_id": random.choice(cast.authors),
        "person_ids": about,
        "sealed": random.random() < 0.15,
    }
    if "restricted" in table_of(table.name).columns:
        given["restricted"] = random.random() < 0.1
    if "account_id" in table_of(table.name).columns:
        given["account_id"] = cast.authors[number % len(cast.authors)]
    if "party_ids" in table_of(table.name).columns:
        given["party_ids"] = list(cast.authors[: number % 3] if number % 2 else cast.authors[1:])
    if "party_org_id" in table_of(table.name).columns:
        given["party_org_id"] = (None, *cast.organisations)[number % (len(cast.organisations) + 1)]
    if table.category_column:
        given[table.category_column] = category
    values = complete(table, given, number)
    key = insert(owner, table.name, values)
    return Row(
        table, key, dossier, category, organisation, values["author_id"], frozenset(about), values["sealed"], values
    )
