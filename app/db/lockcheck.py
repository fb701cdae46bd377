"""Is the lock on? Asked before the first request is served; anything that could let the application's role past it stops the start.

The holes are those of ``security.md`` 2.4, each of which opened rows when it was tried.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, text

from app.db import policies
from app.db.base import Base
from app.db.closed import CLOSED_TABLES
from app.db.plain import PLAIN
from app.db.policies import APP, OWNER
from app.db.scope import BY_NAME

#: Functions that may run with the owner's rights: those of our own SQL files, whose text the fingerprint covers. Which they are
#: and what each gives away is kept by hand in ``tests/access/test_catalogue.py``.
_DEFINED = re.compile(r"create or replace function sec\.(\w+)", re.IGNORECASE)

#: Tables that policies are written for.
KNOWN = frozenset({*BY_NAME, *(name for name, _rights, _clauses in PLAIN), *CLOSED_TABLES})

#: Tables without policies: nobody but the owner has any right on them.
_BARE = frozenset({"alembic_version"})

_ROLE = text(
    """
    select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
           exists (select from pg_auth_members m where m.member = r.oid) as is_member,
           exists (select from pg_class c where c.relowner = r.oid)
             or exists (select from pg_proc p where p.proowner = r.oid)
             or exists (select from pg_namespace n where n.nspowner = r.oid)
             or exists (select from pg_database d where d.datdba = r.oid) as owns
      from pg_roles r where r.rolname = current_user
    """
)
_MAY_CREATE = text(
    "select has_schema_privilege(current_user, 'public', 'CREATE') or has_schema_privilege(current_user, 'sec', 'CREATE')"
    " or has_database_privilege(current_user, current_database(), 'CREATE')"
)
_TABLES = text(
    """
    select c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) as owner,
           coalesce(c.reloptions::text[], '{}') as options,
           (has_table_privilege(current_user, c.oid, 'TRUNCATE') or has_table_privilege(current_user, c.oid, 'REFERENCES')
             or has_any_column_privilege(current_user, c.oid, 'REFERENCES')
             or has_table_privilege(current_user, c.oid, 'TRIGGER')) as too_much,
           (has_any_column_privilege(current_user, c.oid, 'SELECT, INSERT, UPDATE')
             or has_table_privilege(current_user, c.oid, 'DELETE')) as any_right,
           array(select p.polcmd::text from pg_policy p where p.polrelid = c.oid and p.polpermissive
                    and (select r.oid from pg_roles r where r.rolname = current_user) = any(p.polroles)) as commands
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = :schema and c.relkind in ('r', 'p', 'v', 'm', 'f')
     order by c.relname
    """
)
_DEFINERS = text(
    """
    select n.nspname || '.' || p.proname as name, n.nspname, p.proname, pg_get_userbyid(p.proowner) as owner,
           coalesce(array_to_string(p.proconfig, ','), '') as settings,
           has_function_privilege('public', p.oid, 'EXECUTE') as for_all
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1
    """
)


def check_lock(connection: Connection) -> list[str]:
    """What is wrong, one sentence each; empty when the lock is on. ``connection`` is the application's own."""
    return [
        *_check_role(connection),
        *_check_tables(connection),
        *_check_closed_schema(connection),
        *_check_definers(connection),
        *_check_version(connection),
        *check_registry(),
    ]


def _check_role(connection: Connection) -> Iterable[str]:
    role = connection.execute(_ROLE).one()
    if connection.execute(text("select current_user")).scalar_one() != APP:
        yield f"the application must connect as {APP}"
    for attribute in ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication"):
        if getattr(role, attribute):
            yield f"the application's role has {attribute.removeprefix('rol').upper()}"
    if role.is_member:
        yield "the application's role is a member of another role"
    if role.owns:
        yield "the application's role owns something"
    if connection.execute(_MAY_CREATE).scalar_one():
        yield "the application's role may create things"


def _check_tables(connection: Connection) -> Iterable[str]:
    for table in connection.execute(_TABLES, {"schema": "public"}):
        if table.relkind == "m":
            yield f"{table.relname} is a materialised view"
        elif table.relkind == "v":
            yield from _check_view(table)
        elif table.relispartition or table.relname in _BARE:
            if table.any_right or table.too_much:
                yield f"the application's role has rights on {table.relname} itself"
        else:
            yield from _check_table(table)


def _check_view(view: Row[Any]) -> Iterable[str]:
    if not {"security_invoker=true", "security_invoker=on"} & set(view.options):
        yield f"view {view.relname} runs with its owner's rights"


def _check_table(table: Row[Any]) -> Iterable[str]:
    name = table.relname
    if name not in KNOWN:
        yield f"{name} is not in app/db/scope.py nor in app/db/policies.py"
    if not (table.relrowsecurity and table.relforcerowsecurity):
        yield f"{name} has no forced row-level security"
    if table.too_much:
        yield f"the application's role has TRUNCATE, REFERENCES or TRIGGER on {name}"
    if name in BY_NAME and not set("ra") <= set(table.commands):
        yield f"{name} misses a policy for reading or adding"


def _check_closed_schema(connection: Connection) -> Iterable[str]:
    for schema in ("sec", "insight"):
        for table in connection.execute(_TABLES, {"schema": schema}):
            if table.any_right or table.too_much:
                yield f"the application's role has rights on {schema}.{table.relname}"


@cache
def own_functions() -> frozenset[str]:
    """The functions that our SQL files define."""
    return frozenset(name for path in policies.SQL.glob("*.sql") for name in _DEFINED.findall(path.read_text()))


def _check_definers(connection: Connection) -> Iterable[str]:
    for function in connection.execute(_DEFINERS):
        if function.nspname != "sec" or function.proname not in own_functions():
            yield f"{function.name} runs with its owner's rights and is not on the list"
        if function.owner != OWNER:
            yield f"{function.name} is not owned by {OWNER}"
        if "search_path=pg_catalog, pg_temp" not in function.settings:
            yield f"{function.name} has no pinned search path"
        if function.for_all:
            yield f"{function.name} may be called by every role"


def _check_version(connection: Connection) -> Iterable[str]:
    known = connection.execute(text("select to_regprocedure('sec.lock_version()') is not null")).scalar_one()
    version = connection.execute(text("select sec.lock_version()")).scalar_one() if known else None
    if version != policies.fingerprint():
        yield "the policies in the database are not those of this code: run `flask db upgrade`"


def check_registry() -> list[str]:
    """Tables with a path to a household that no policy is written for."""
    tables = Base.metadata.tables
    under = {"dossier"}
    while more := {
        name
        for name, table in tables.items()
        if name not in under and any(key.target_fullname.partition(".")[0] in under for key in table.foreign_keys)
    }:
        under |= more
    problems = [f"{name} hangs under a household and is not in app/db/scope.py" for name in sorted(under - KNOWN)]
    scoped = {
        name
        for name, table in tables.items()
        if {"dossier_id", "owner_org_id", "person_ids"} <= set(table.columns.keys())
    }
    problems += [
        f"{name} is a row of a household and is not in app/db/scope.py" for name in sorted(scoped - BY_NAME.keys())
    ]
    return problems


class LockOpen(RuntimeError):
    """The database could let the application see more than the matrix says; it does not start."""


def refuse_open_lock(connection: Connection) -> None:
    """Raises LockOpen with everything that is wrong."""
    problems = check_lock(connection)
    if problems:
        raise LockOpen("Schakel does not start, because the lock is not on:\n- " + "\n- ".join(problems))
