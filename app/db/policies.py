"""The lock: row-level security on every table that hangs under a household, made from the registry and the matrix.

Reader 2 of the matrix. Applied after every migration (``apply``), so that the policies in the database are always those of
this code; ``check`` refuses to start on anything else: a table without forced policies, a role that could bypass them.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, text

from app.access.matrix import load_matrix, load_overrides
from app.access.vocabulary import CONDITIONS, PERSON_OVERRIDES, ConditionKind, Term
from app.db.plain import CLOSED_TABLES, GATE, INTERNAL, LEAD, MY_DOSSIERS, PLAIN
from app.db.scope import OPENED_BY, SCOPED, Level, ScopedTable

SQL = Path(__file__).parent / "sql"
APP = "schakel_app"
OWNER = "schakel_owner"


def _array(words: Iterable[str]) -> str:
    return "'{" + ",".join(words) + "}'"


def _place(table: ScopedTable) -> str:
    """The number of a row's category among those of its table, from 1: part of the keys that the functions return."""
    if table.category_column is None:
        return "1"
    whens = " ".join(f"when '{category}' then {n}" for n, category in enumerate(table.categories, 1))
    return f"case {table.category_column} {whens} end"


def _granted(table: ScopedTable, codes: Iterable[str], *, writing: bool) -> str:
    """The condition that one of ``codes`` opens a row: whole, by value, by person, or by both.

    One call for all categories of the table, the cheapest and likeliest first: what is not reached is not called.
    """
    flag = ", true" if writing else ""
    call = f"{_array(table.categories)}, {_array(codes)}{flag}"
    ways = [f"dossier_id * 32 + {_place(table)} = any(array(select sec.opened({call})))"]
    kinds = {category: _kinds(category, codes) for category in table.categories}
    by_value = {ConditionKind.DOMAIN, ConditionKind.PRODUCT_GROUP, ConditionKind.NETWORK_ROLE, ConditionKind.OPENNESS}
    if table.condition and any(found & by_value for found in kinds.values()):
        key = f"dossier_id || ':' || {_place(table)} || ':' || ({table.condition})"
        ways.append(f"{key} = any(array(select sec.keyed({call})))")
    ways += [
        _of_category(table, category, _about(table, category, codes, flag=flag, by_value=bool(found & by_value)))
        for category, found in kinds.items()
        if ConditionKind.PERSON in found
    ]
    return "(" + " or ".join(ways) + ")"


def _about(table: ScopedTable, category: str, codes: Iterable[str], *, flag: str, by_value: bool) -> str:
    call = f"'{category}', {_array(codes)}"
    ways = [f"dossier_id = any(array(select sec.about({call}{flag})))"]
    if table.condition and by_value:
        key = f"dossier_id || ':' || ({table.condition})"
        ways.append(f"{key} = any(array(select sec.about_keyed({call}{flag})))")
    return f"({' or '.join(ways)}) and person_ids <@ array(select sec.persons({call}))"


def _kinds(category: str, codes: Iterable[str]) -> set[ConditionKind]:
    """The kinds of conditions that any row of the matrix attaches to one of these terms in a category."""
    return {
        CONDITIONS[name]
        for (_, cat), grants in load_matrix().items()
        for grant in grants
        if cat == category and grant.term.value in codes
        for name in grant.conditions
    }


def _of_category(table: ScopedTable, category: str, condition: str) -> str:
    only = f"{table.category_column} = '{category}' and " if table.category_column else ""
    return f"({only}{condition})"


def _has_term(table: ScopedTable, term: Term) -> bool:
    return any(
        cat in table.categories and grant.term is term for (_, cat), grants in load_matrix().items() for grant in grants
    )


def _own(table: ScopedTable, *, writing: bool) -> list[str]:
    if not _has_term(table, Term.OWN):
        return []
    return [f"(owner_org_id = (select sec.org_id()) and {_granted(table, ('O',), writing=writing)})"]


def read_condition(table: ScopedTable) -> str:
    """Which rows of a table a principal reads. The first part is what an index can use."""
    if table.level is Level.BSN:
        return "dossier_id = any(array(select sec.bsn_dossiers()))"
    ways = [_granted(table, OPENED_BY[table.level], writing=False), *_own(table, writing=False)]
    if table.item and _has_term(table, Term.DISCLOSED):
        kind, column = table.item
        call = f"'{kind}', {_array(table.categories)}"
        ways.append(f"{column} * 32 + {_place(table)} = any(array(select sec.disclosed({call})))")
    return f"{GATE} and ({' or '.join(ways)})"


def write_condition(table: ScopedTable) -> str:
    """Which rows of a table a principal may add or change."""
    if table.level is Level.BSN:
        return (
            "dossier_id = any(array(select sec.bsn_dossiers(true)))"
            " and dossier_id = any(array(select sec.whole('identity', '{W}', true)))"
        )
    if table.lead_only:
        return LEAD
    ways = [_granted(table, ("W",), writing=True)]
    if table.owned:
        ways = [f"(owner_org_id = (select sec.org_id()) and {ways[0]})"]
    return " or ".join([*ways, *_own(table, writing=True)])


def _hidden(table: ScopedTable, *, writing: bool) -> str:
    """The overrides about persons: no row that concerns somebody whose rows stay shut."""
    flag = "true" if writing else ""
    parts = [f"not (person_ids && array(select sec.shut({flag})))"]
    named = {name for rule in load_overrides() if rule.override in PERSON_OVERRIDES for name in rule.categories or ()}
    for category in (name for name in table.categories if name in named):
        shut = f"person_ids && array(select sec.shut_in('{category}'{', true' if writing else ''}))"
        parts.append(f"not {_of_category(table, category, shut)}")
    return " and ".join(parts)


def _table_policies(table: ScopedTable) -> list[str]:
    name = table.name
    insert = write_condition(table)
    if table.log_writer:
        insert = MY_DOSSIERS
    insert = f"owner_org_id = (select sec.org_id()) and ({insert})"
    if table.extra_insert:
        insert = f"({insert}) or ({table.extra_insert})"
    sealed = "not sealed or author_id = (select sec.account_id()) or dossier_id = any(array(select sec.unsealed()))"
    reads, writes = _hidden(table, writing=False), _hidden(table, writing=True)
    statements = [
        f"create policy reads on {name} for select to {APP} using ({read_condition(table)})",
        f"create policy adds on {name} for insert to {APP} with check"
        f" (author_id = (select sec.account_id()) and ({insert}))",
        f"create policy seals on {name} as restrictive for all to {APP} using ({sealed})",
        f"create policy persons_read on {name} as restrictive for select to {APP} using ({reads})",
        f"create policy persons_add on {name} as restrictive for insert to {APP} with check ({writes})",
    ]
    if not table.frozen:
        condition = write_condition(table)
        statements += [
            f"create policy changes on {name} for update to {APP} using ({condition}) with check ({condition})",
            f"create policy persons_change on {name} as restrictive for update to {APP} using ({writes})",
        ]
    if "address" in table.categories:
        masked = _of_category(table, "address", ADDRESS_MASKED)
        statements.append(f"create policy address on {name} as restrictive for all to {APP} using (not {masked})")
    if table.restrict:
        statements.append(f"create policy narrows on {name} as restrictive for all to {APP} using ({table.restrict})")
    return statements + _grants(name, "select, insert") + ([] if table.frozen else [_update_grant(name)])


#: What a row is told once, when it is written: nobody moves it to another dossier, owner or author afterwards.
FIXED = ("id", "dossier_id", "owner_org_id", "author_id", "created_at")


def _update_grant(name: str) -> str:
    """The right to change every column of a table but the fixed ones."""
    fixed = ", ".join(f"'{column}'" for column in FIXED)
    return (
        "do $$ begin execute 'grant update (' || (select string_agg(quote_ident(column_name), ', ')"
        f" from information_schema.columns where table_schema = 'public' and table_name = '{name}'"
        f" and column_name not in ({fixed})) || ') on public.{name} to {APP}'; end $$"
    )


def _grants(name: str, rights: str) -> list[str]:
    return [f"grant {rights} on {name} to {APP}"]


#: A protected address, unless the row is about the principal alone.
ADDRESS_MASKED = (
    "dossier_id = any(array(select sec.address_masked()))"
    " and not ((select sec.oneself()) is not null and person_ids <@ array(select sec.oneself()))"
)


def _plain_policies(name: str, rights: str, clauses: dict[str, str]) -> list[str]:
    statements = []
    for policy, clause in clauses.items():
        command, _, rest = clause.removeprefix("for ").partition(" ")
        statements.append(f"create policy {policy} on {name} for {command} to {APP} {rest}")
    return statements + _grants(name, rights)


def _locked(name: str) -> list[str]:
    return [
        f"alter table {name} enable row level security",
        f"alter table {name} force row level security",
        f"revoke all on {name} from {APP}, public",
        f"create policy owner on {name} for all to {OWNER} using (true) with check (true)",
    ]


def statements() -> list[str]:
    """Every statement that locks the schema, in order."""
    result = []
    for table in SCOPED:
        result += _locked(table.name) + _table_policies(table)
    for name, rights, clauses in PLAIN:
        result += _locked(name) + _plain_policies(name, rights, clauses)
    for name in CLOSED_TABLES:
        result += _locked(name)
    return result


def _load_matrix(connection: Connection) -> None:
    connection.execute(text("delete from sec.matrix"))
    connection.execute(text("delete from sec.override_rule"))
    connection.execute(
        text("insert into sec.matrix values (:row, :category, :code, :values, :persons)"), _matrix_lines()
    )
    connection.execute(
        text(
            "insert into sec.override_rule (override, categories, binds, spares, readonly)"
            " values (:override, :categories, :binds, :spares, :readonly)"
        ),
        _override_lines(),
    )


def _matrix_lines() -> list[dict[str, object]]:
    return [
        {
            "row": row,
            "category": category.value,
            "code": grant.term.value,
            "values": sorted(n for n in grant.conditions if CONDITIONS[n] is not ConditionKind.PERSON),
            "persons": sorted(n for n in grant.conditions if CONDITIONS[n] is ConditionKind.PERSON),
        }
        for (row, category), grants in load_matrix().items()
        for grant in grants
    ]


def _override_lines() -> list[dict[str, object]]:
    return [
        {
            "override": rule.override.value,
            "categories": None if rule.categories is None else sorted(rule.categories),
            "binds": None if rule.binds is None else sorted(rule.binds),
            "spares": sorted(rule.spares),
            "readonly": rule.readonly,
        }
        for rule in load_overrides()
    ]


def fingerprint() -> str:
    """A hash of everything that ``apply`` writes; kept in the database to see whether it is up to date."""
    source = [*statements(), *(path.read_text() for path in sorted(SQL.glob("*.sql")))]
    source += [json.dumps([_matrix_lines(), _override_lines()])]
    return sha256("\n".join(source).encode()).hexdigest()


def lift(connection: Connection) -> None:
    """Takes every policy away, inside a transaction that puts them back or removes the tables."""
    connection.execute(
        text(
            "do $$ declare p record; begin for p in select policyname, tablename from pg_policies where schemaname = 'public'"
            " loop execute format('drop policy %I on public.%I', p.policyname, p.tablename); end loop; end $$"
        )
    )


def loosen(connection: Connection) -> None:
    """Takes away what stands in the way of changing tables: policies, and functions over rows of ours. ``apply`` puts all back."""
    lift(connection)
    connection.execute(
        text(
            "do $$ declare f record; begin for f in select distinct p.oid::regprocedure as name from pg_proc p"
            " join pg_type t on t.oid = any(p.proargtypes) where p.pronamespace = 'sec'::regnamespace and t.typrelid <> 0"
            " and t.typnamespace = 'public'::regnamespace loop execute 'drop function ' || f.name; end loop; end $$"
        )
    )


def apply(connection: Connection) -> None:
    """Puts functions, matrix, policies and grants in place; run by the owner at the end of every upgrade."""
    for name in ("functions.sql", "identity.sql", "team.sql", "appointments.sql", "imports.sql", "triggers.sql"):
        connection.exec_driver_sql((SQL / name).read_text().replace("%", "%%"))
    lift(connection)
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"grant usage on schema public, sec to {APP}")
    connection.exec_driver_sql("revoke all on all functions in schema sec from public")
    connection.exec_driver_sql(f"grant execute on all functions in schema sec to {APP}")
    for name in INTERNAL:
        connection.exec_driver_sql(f"revoke all on function sec.{name} from {APP}")
    _load_matrix(connection)
    connection.execute(text("delete from sec.setting where name = 'lock'"))
    connection.execute(text("insert into sec.setting values ('lock', :hash)"), {"hash": fingerprint()})
