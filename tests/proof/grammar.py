"""Statements that somebody could send under the application's role, put together by grammar."""

from random import Random
from typing import Any

import psycopg

from app.db.scope import SCOPED
from tests.access.population import table_of
from tests.access.test_route_walk import Walk
from tests.world import TOKENS

Line = psycopg.Connection[Any]


class Grammar:
    """Statements that somebody could think of who knows the tables, the functions and the settings by name."""

    def __init__(self, walk: Walk, random: Random) -> None:
        """Tables and functions are read from the database itself, so new ones come along."""
        self.random = random
        owner = walk.owner
        self.tables = [str(name) for (name,) in owner.execute(
            "select c.oid::regclass::text from pg_class c where relkind in ('r', 'p', 'v') and relnamespace::regnamespace::text in"
            " ('public', 'sec')").fetchall()]  # fmt: skip
        self.functions = owner.execute(
            "select p.oid::regproc::text, array(select format_type(t, null) from unnest(p.proargtypes) t) from pg_proc p"
            " where pronamespace::regnamespace::text = 'sec' and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype"
        ).fetchall()
        owner.commit()
        self.scoped = [table.name for table in SCOPED]

    def column(self, table: str) -> str:
        """One of its columns, or all."""
        try:
            names = [str(column.name) for column in table_of(table).columns]
        except KeyError:
            names = []
        return self.random.choice(
            [*names, "*", "ctid", "xmin", f"{table}::text", f"to_jsonb({table})", f"row_to_json({table})"]
        )

    def value(self, kind: str) -> str:
        """Something of a type."""
        number = self.random.randint(0, 9)
        if kind.endswith("[]"):
            return f"array[{self.value(kind[:-2])}]::{kind}"
        known = {
            "bigint": str(number),
            "integer": str(number),
            "boolean": "true",
            "text": f"'{number}'",
            "date": "current_date",
        }
        return known.get(kind, f"null::{kind}")

    def table(self) -> str:
        """Mostly one under a household."""
        chosen: str = self.random.choice(self.scoped if self.random.random() < 0.7 else self.tables)
        return chosen

    def call(self) -> str:
        """A function of ours with values of its types."""
        name, kinds = self.random.choice(self.functions)
        return f"select * from {name}({', '.join(self.value(kind) for kind in kinds)})"

    def read(self) -> str:
        """A select in one of its shapes."""
        a, b = self.table(), self.table()
        column = self.column(a)
        return self.random.choice((
            f"select {column} from {a}",
            f"select {column} from {a} where true or id = {self.random.randint(1, 9)}",
            f"select x.*, y.* from {a} x full join {b} y on x.dossier_id = y.dossier_id",
            f"select (select string_agg({a}::text, ',') from {a})",
            f"with x as materialized (select * from {a}) select * from x, lateral (select * from {b}) y",
            f"select {column} from {a} union all select null from {b}",
            f"select * from {a} where exists (select from {b} where {b}::text like '%zz%')",
            f"select * from {a} order by (select 1 / length({b}::text) from {b} limit 1)",
            f"table {a}",
            f"select query_to_xml('select * from {a}', true, true, '')",
            f"select * from {a} tablesample system (100)",
            f"select cast({a}::text as int) from {a}",
            f"copy (select * from {a}) to stdout",
            f"declare c cursor with hold for select * from {a}",
            f"explain (analyze, verbose) select * from {a} where {a}::text like 'zz%'",
        ))  # fmt: skip

    def act(self) -> str:
        """A write, or another setting."""
        a, b = self.table(), self.table()
        return self.random.choice((
            f"update {a} set id = id returning *",
            f"update {a} set dossier_id = dossier_id returning {a}::text",
            f"delete from {a} returning *",
            f"insert into {a} select * from {a} on conflict do nothing returning *",
            f"insert into {a} select * from {b} returning *",
            f"merge into {a} x using {b} y on x.id = y.id when matched then do nothing",
            f"select set_config('schakel.token', '{self.random.choice(list(TOKENS))}', true)",
            "select set_config('row_security', 'off', true)",
            "set local role schakel_owner",
            "set local session_replication_role = replica",
            f"select lo_import('/etc/passwd'), pg_read_file('PG_VERSION'), * from {a}",
            f"create temp view v as select * from {a}",
            f"create function pg_temp.f() returns setof {a} language sql security definer as 'select * from {a}'",
            f"do $$ begin perform * from {a}; raise exception '%', (select {a}::text from {a} limit 1); end $$",
            f"alter table {a} disable row level security",
            f"select * from pg_stats where tablename = '{a}'",
            "select query from pg_stat_activity",
        ))  # fmt: skip

    def statement(self) -> str:
        """Anything of these."""
        return self.random.choice((self.read, self.read, self.act, self.call))()


def answer(line: Line, statement: str) -> str:
    """Everything that comes back: rows, or what the error says."""
    try:
        if statement.startswith("copy"):
            with line.cursor().copy(statement.encode()) as rows:
                return b"".join(bytes(row) for row in rows).decode(errors="replace")
        cursor = line.execute(statement.encode())
        return str(cursor.fetchall()) if cursor.description else ""
    except psycopg.Error as error:
        return f"{error} {error.diag.message_detail} {error.diag.context}"
    finally:
        if line.info.transaction_status == psycopg.pq.TransactionStatus.INERROR:
            line.rollback()
