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
from app.access.vocabulary import CONDITIONS, ConditionKind, Term
from app.db.scope import OPENED_BY, SCOPED, Level, ScopedTable

SQL = Path(__file__).parent / "sql"
APP = "schakel_app"
OWNER = "schakel_owner"


def _codes(codes: Iterable[str]) -> str:
    return "'{" + ",".join(codes) + "}'"


def _granted(table: ScopedTable, category: str, codes: Iterable[str], *, writing: bool) -> str:
    """The condition that one of ``codes`` opens a row of ``category``: whole, by value, by person, or by both."""
    call = f"'{category}', {_codes(codes)}" + (", true" if writing else "")
    persons = f"person_ids <@ array(select sec.persons('{category}', {_codes(codes)}))"
    ways = [f"dossier_id = any(array(select sec.whole({call})))"]
    conditions = {
        name
        for (_, cat), grants in load_matrix().items()
        for grant in grants
        if cat == category and grant.term.value in codes
        for name in grant.conditions
    }
    kinds = {CONDITIONS[name] for name in conditions}
    by_value = kinds - {ConditionKind.PERSON, ConditionKind.REQUEST} and table.condition
    if ConditionKind.PERSON in kinds:
        ways.append(f"dossier_id = any(array(select sec.about({call}))) and {persons}")
    if by_value:
        key = f"dossier_id || ':' || ({table.condition})"
        ways.append(f"{key} = any(array(select sec.keyed({call})))")
        if ConditionKind.PERSON in kinds:
            ways.append(f"{key} = any(array(select sec.about_keyed({call}))) and {persons}")
    return "(" + " or ".join(ways) + ")"


def _own(table: ScopedTable, category: str, *, writing: bool) -> str:
    return f"(owner_org_id = (select sec.org_id()) and {_granted(table, category, ('O',), writing=writing)})"


def _per_category(table: ScopedTable, parts: dict[str, str]) -> str:
    if table.category_column is None:
        return next(iter(parts.values()))
    return " or ".join(f"({table.category_column} = '{category}' and ({sql}))" for category, sql in parts.items())


def _has_term(category: str, term: Term) -> bool:
    return any(cat == category and grant.term is term for (_, cat), grants in load_matrix().items() for grant in grants)


def read_condition(table: ScopedTable) -> str:
    """Which rows of a table a principal reads."""
    if table.level is Level.BSN:
        return "dossier_id = any(array(select sec.bsn_dossiers()))"
    parts = {}
    for category in table.categories:
        ways = [_granted(table, category, OPENED_BY[table.level], writing=False)]
        if _has_term(category, Term.OWN):
            ways.append(_own(table, category, writing=False))
        if table.item and _has_term(category, Term.DISCLOSED):
            kind, column = table.item
            ways.append(f"{column} = any(array(select sec.disclosed('{kind}', '{category}')))")
        parts[category] = " or ".join(ways)
    condition = _per_category(table, parts)
    return f"({condition}) or ({table.extra_read})" if table.extra_read else condition


def write_condition(table: ScopedTable) -> str:
    """Which rows of a table a principal may add or change."""
    if table.level is Level.BSN:
        return (
            "dossier_id = any(array(select sec.bsn_dossiers(true)))"
            " and dossier_id = any(array(select sec.whole('identity', '{W}', true)))"
        )
    parts = {}
    for category in table.categories:
        ways = [_granted(table, category, ("W",), writing=True)]
        if table.owned:
            ways = [f"(owner_org_id = (select sec.org_id()) and {ways[0]})"]
        if table.name in {"dossier_process", "phase_change"}:
            ways.append("dossier_id = any(array(select sec.dossiers_as('case_lead')))")
        if _has_term(category, Term.OWN):
            ways.append(_own(table, category, writing=True))
        parts[category] = " or ".join(ways)
    return _per_category(table, parts)


def _hidden(table: ScopedTable, *, writing: bool) -> str:
    """The overrides about persons: no row that concerns somebody whose rows stay shut."""
    flag = ", true" if writing else ""
    parts = {
        category: f"not (person_ids && array(select sec.hidden('{category}'{flag})))" for category in table.categories
    }
    return _per_category(table, parts)


def _table_policies(table: ScopedTable) -> list[str]:
    name = table.name
    insert = write_condition(table)
    if table.log_writer:
        insert = "dossier_id = any(array(select sec.my_dossiers()))"
    if table.extra_insert:
        insert = f"({insert}) or ({table.extra_insert})"
    sealed = "not sealed or author_id = (select sec.account_id()) or (select sec.opens_seals())"
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
    if table.restrict:
        statements.append(f"create policy narrows on {name} as restrictive for all to {APP} using ({table.restrict})")
    return statements + _grants(name, "select, insert" if table.frozen else "select, insert, update")


def _grants(name: str, rights: str) -> list[str]:
    return [f"grant {rights} on {name} to {APP}"]


LEAD = "dossier_id = any(array(select sec.dossiers_as('case_lead')))"
MINE = "account_id = (select sec.account_id())"
ADMIN = "(select sec.has_function('administrator'))"
SIGNED_IN = "(select sec.account_id()) is not null"

#: Tables that are not of one category: (table, rights, {policy: clause}).
PLAIN: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("dossier", "select", {"reads": "for select using (id = any(array(select sec.my_dossiers())))"}),
    (
        "involvement",
        "select, insert, update (valid_until, withdrawn_at)",
        {
            "reads": "for select using (dossier_id = any(array(select sec.my_dossiers())) and (is_lead"
            " or account_id = (select sec.account_id()) or not (select sec.has_function('volunteer', 'network_person')))"
            " or account_id = (select sec.account_id()))",
            "adds": f"for insert with check (not is_lead and created_by = (select sec.account_id()) and {LEAD}"
            " and exists (select from account a where a.id = account_id and a.organisation_id = involvement.organisation_id)"
            " and exists (select from purpose p where p.id = purpose_id and p.organisation_id = involvement.organisation_id))",
            "ends": f"for update using (not is_lead and ({LEAD} or {MINE})) with check (not is_lead)",
        },
    ),
    (
        "disclosure",
        "select, insert, update (valid_until, withdrawn_at)",
        {
            "reads": "for select using (dossier_id = any(array(select sec.dossiers_as('case_lead', 'team_member')))"
            " or created_by = (select sec.account_id())"
            " or (to_org_id = (select sec.org_id()) and dossier_id = any(array(select sec.my_dossiers()))))",
            "adds": f"for insert with check (created_by = (select sec.account_id()) and {LEAD}"
            " and case item_kind"
            " when 'plan_item' then exists (select from plan_item t where t.id = item_id and t.dossier_id = disclosure.dossier_id)"
            " when 'appointment' then exists (select from appointment t where t.id = item_id"
            " and t.dossier_id = disclosure.dossier_id)"
            " when 'note' then exists (select from note t where t.id = item_id and t.dossier_id = disclosure.dossier_id)"
            " when 'domain_entry' then exists (select from domain_entry t where t.id = item_id"
            " and t.dossier_id = disclosure.dossier_id)"
            " when 'network_person' then exists (select from network_person t where t.id = item_id"
            " and t.dossier_id = disclosure.dossier_id)"
            " else exists (select from intervention_body t where t.intervention_id = item_id"
            " and t.dossier_id = disclosure.dossier_id) end)",
            "ends": f"for update using ({LEAD}) with check ({LEAD})",
        },
    ),
    (
        "dossier_merge",
        "select",
        {"reads": "for select using (into_id = any(array(select sec.dossiers_as('case_lead'))))"},
    ),
    ("import_batch", "select, insert, update", {"own": f"for all using ({MINE}) with check ({MINE})"}),
    (
        "imported_line",
        "select, insert",
        {
            "own": "for all using (organisation_id = (select sec.org_id()))"
            " with check (exists (select from import_batch b where b.id = batch_id))"
        },
    ),
    (
        "import_progress",
        "select, insert, update",
        {
            "own": "for all using (exists (select from import_batch b where b.id = batch_id))"
            " with check (exists (select from import_batch b where b.id = batch_id))"
        },
    ),
    ("submission", "select, insert, update", {"own": f"for all using ({MINE}) with check ({MINE})"}),
    (
        "organisation",
        "select, insert, update",
        {
            "reads": f"for select using ({SIGNED_IN})",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN})",
        },
    ),
    (
        "purpose",
        "select, insert, update (valid_until)",
        {
            "reads": f"for select using ({SIGNED_IN})",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN})",
        },
    ),
    ("product", "select", {"reads": f"for select using ({SIGNED_IN})"}),
    (
        "account",
        "select (id, organisation_id, function, name, email, email_key, phone, language, active, person_id,"
        " caseload_columns, changes_seen_at, created_at, version), insert (organisation_id, function, name, email, email_key,"
        " phone, language, active, version), update (organisation_id, function, name, email, email_key, phone, language,"
        " active, caseload_columns, changes_seen_at, version)",
        {
            "reads": f"for select using ({SIGNED_IN})",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN} or id = (select sec.account_id()))",
        },
    ),
    ("outgoing_mail", "insert, select, update (sent_at)", {"adds": "for insert with check (sent_at is null)"}),
    (
        "access_log",
        "select, insert",
        {
            "adds": f"for insert with check ({MINE})",
            "reads": "for select using ((select sec.has_function('privacy_officer'))"
            " or dossier_id = any(array(select sec.whole('log', '{R,W}'))))",
        },
    ),
    (
        "processing_log",
        "select, insert",
        {
            "adds": f"for insert with check ({SIGNED_IN})",
            "reads": "for select using ((select sec.has_function('privacy_officer'))"
            " or dossier_id = any(array(select sec.whole('log', '{R,W}'))))",
        },
    ),
)

#: Tables the application's role does not touch: it asks definer functions.
CLOSED_TABLES = ("account_session", "one_time_link", "sign_in_attempt")


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


def apply(connection: Connection) -> None:
    """Puts functions, matrix, policies and grants in place; run by the owner at the end of every upgrade."""
    for name in ("functions.sql", "identity.sql", "triggers.sql"):
        connection.exec_driver_sql((SQL / name).read_text().replace("%", "%%"))
    connection.execute(
        text(
            "do $$ declare p record; begin for p in select policyname, tablename from pg_policies where schemaname = 'public'"
            " loop execute format('drop policy %I on public.%I', p.policyname, p.tablename); end loop; end $$"
        )
    )
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"grant usage on schema public, sec to {APP}")
    connection.exec_driver_sql("revoke all on all functions in schema sec from public")
    connection.exec_driver_sql(f"grant execute on all functions in schema sec to {APP}")
    _load_matrix(connection)
    connection.execute(text("delete from sec.setting where name = 'lock'"))
    connection.execute(text("insert into sec.setting values ('lock', :hash)"), {"hash": fingerprint()})
