"""The lock: row-level security on every table that hangs under a household, made from the registry and the matrix.

Reader 2 of the matrix. Applied after every migration (``apply``), so that the policies in the database are always those of
this code; ``check`` refuses to start on anything else: a table without forced policies, a role that could bypass them.
"""

import json
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, text

from app.access.matrix import load_matrix, load_overrides
from app.access.vocabulary import CONDITIONS, ConditionKind, Override
from app.db.closed import CLOSED_TABLES, INTERNAL
from app.db.phrases import MY_DOSSIERS, OURS, standing, unless
from app.db.plain import PLAIN
from app.db.rights import for_category, read_condition, shut_condition, write_condition
from app.db.scope import RESTRICTABLE, SCOPED, ScopedTable

SQL = Path(__file__).parent / "sql"
APP = "schakel_app"
OWNER = "schakel_owner"


def _table_policies(table: ScopedTable) -> list[str]:
    name = table.name
    insert = write_condition(table)
    if table.log_writer:
        insert = MY_DOSSIERS
    insert = f"{OURS} and ({insert})"
    if table.extra_insert:
        insert = f"({insert}) or ({table.extra_insert})"
    sealed = "not sealed or sec.opens_sealed(dossier_id, author_id)"
    reads, writes = shut_condition(table, writing=False), shut_condition(table, writing=True)
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
        shown = for_category(table, "address", unless(ADDRESS_MASKED))
        statements.append(f"create policy address on {name} as restrictive for all to {APP} using ({shown})")
    if name in RESTRICTABLE:
        statements += _restricted(name, frozen=table.frozen)
    if table.restrict:
        statements.append(f"create policy narrows on {name} as restrictive for all to {APP} using ({table.restrict})")
    return statements + _grants(name, "select, insert") + ([] if table.frozen else [_update_grant(name)])


def _restricted(name: str, *, frozen: bool) -> list[str]:
    """A record that is not to be used is read by the rows that its override spares, and changed by nobody."""
    (handles,) = (
        standing(rule.spares) for rule in load_overrides() if rule.override is Override.RESTRICTED and not rule.readonly
    )
    shown = f"not restricted or {handles}"
    stays = f"create policy restricted_stays on {name} as restrictive for update to {APP} using (not restricted)"
    return [
        f"create policy restricts on {name} as restrictive for all to {APP} using ({shown})",
        f"create policy restricted_added on {name} as restrictive for insert to {APP} with check (not restricted)",
        *([] if frozen else [stays]),
    ]


#: What a row is told once, when it is written: nobody moves it to another dossier, owner or author afterwards, and that it is not
#: to be used is said and lifted beside it.
FIXED = ("id", "dossier_id", "owner_org_id", "author_id", "created_at")


def _update_grant(name: str) -> str:
    """The right to change every column of a table but the fixed ones."""
    fixed = ", ".join(f"'{column}'" for column in (*FIXED, "restricted"))
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
        f"drop policy if exists owner on {name}",
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
    """Takes the application's policies away, inside a transaction that puts them back. The owner goes on seeing every row."""
    connection.execute(
        text(
            "do $$ declare p record; begin for p in select policyname, tablename from pg_policies"
            " where schemaname = 'public' and policyname <> 'owner'"
            " loop execute format('drop policy %I on public.%I', p.policyname, p.tablename); end loop; end $$"
        )
    )


def loosen(connection: Connection) -> None:
    """Takes away what stands in the way of changing tables: policies, functions and their triggers. ``apply`` puts all back.

    Nothing is left of a function that this code no longer has. The clock stays: defaults of columns read it.
    """
    lift(connection)
    connection.execute(
        text(
            "do $$ declare f record; begin for f in select p.oid::regprocedure as name from pg_proc p"
            " where p.pronamespace = 'sec'::regnamespace and p.proname <> 'now'"
            " loop execute 'drop function if exists ' || f.name || ' cascade'; end loop; end $$"
        )
    )


def apply(connection: Connection) -> None:
    """Puts functions, matrix, policies and grants in place; run by the owner at the end of every upgrade."""
    for name in (
        "keyring.sql",
        "functions.sql",
        "identity.sql",
        "team.sql",
        "insight.sql",
        "appointments.sql",
        "documents.sql",
        "imports.sql",
        "elsewhere.sql",
        "sharing.sql",
        "consents.sql",
        "marks.sql",
        "log.sql",
        "oversight.sql",
        "questions.sql",
        "reminders.sql",
        "meetings.sql",
        "network.sql",
        "role_accounts.sql",
        "plan.sql",
        "retention.sql",
        "rights.sql",
        "sealed.sql",
        "setup.sql",
        "triggers.sql",
    ):
        connection.exec_driver_sql((SQL / name).read_text().replace("%", "%%"))
    lift(connection)
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql((SQL / "carried.sql").read_text())
    connection.exec_driver_sql(f"grant usage on schema public, sec to {APP}")
    connection.exec_driver_sql("revoke all on all functions in schema sec from public")
    connection.exec_driver_sql(f"grant execute on all functions in schema sec to {APP}")
    for name in INTERNAL:
        connection.exec_driver_sql(f"revoke all on function sec.{name} from {APP}")
    _load_matrix(connection)
    connection.execute(text("delete from sec.setting where name = 'lock'"))
    connection.execute(text("insert into sec.setting values ('lock', :hash)"), {"hash": fingerprint()})
