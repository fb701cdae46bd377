"""The check at start-up: it finds nothing wrong here, and each known hole when somebody drills it (``security.md`` 2.4)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, create_engine, text
from sqlalchemy.pool import NullPool

from app.db import policies
from app.db.base import Base
from app.db.lockcheck import LockOpen, check_lock, check_registry, own_functions, refuse_open_lock
from app.web.guard import SchakelFlask
from tests.database import Urls
from tests.places import ROOT

#: Functions that run with the owner's rights, read by hand: ids, counts, or what their comment says; never content of a household
#: to somebody whom the matrix does not give it. A new one is added here after somebody else has read it.
DEFINERS = frozenset((Path(__file__).parent / "definers.txt").read_text().split())

_PEEKS = " as 'select * from public.note'"

HOLES = {
    "row-level security off": ("alter table note disable row level security", "note has no forced row-level security"),
    "not forced": ("alter table note no force row level security", "note has no forced row-level security"),
    "a policy for reading is gone": ("drop policy reads on note", "note misses a policy"),
    "truncate": ("grant truncate on note to schakel_app", "TRUNCATE, REFERENCES or TRIGGER on note"),
    "references": ("grant references (id) on note to schakel_app", "TRUNCATE, REFERENCES or TRIGGER on note"),
    "trigger": ("grant trigger on note to schakel_app", "TRUNCATE, REFERENCES or TRIGGER on note"),
    "a view with its owner's rights": (
        "create view peek as select * from note; grant select on peek to schakel_app",
        "view peek runs with its owner's rights",
    ),
    "a materialised view": ("create materialized view heap as select * from note", "heap is a materialised view"),
    "a definer function": (
        "create function public.peek() returns setof note language sql security definer set search_path = pg_catalog, pg_temp"
        + _PEEKS,
        "public.peek runs with its owner's rights and is not on the list",
    ),
    "a definer function in our own schema": (
        "create function sec.peek() returns setof note language sql security definer set search_path = pg_catalog, pg_temp"
        + _PEEKS,
        "sec.peek runs with its owner's rights and is not on the list",
    ),
    "a search path that is not pinned": (
        "alter function sec.ctx() reset search_path",
        "sec.ctx has no pinned search path",
    ),
    "a function for everybody": (
        "grant execute on function sec.ctx() to public",
        "sec.ctx may be called by every role",
    ),
    "the closed schema": ("grant select on sec.setting to schakel_app", "rights on sec.setting"),
    "the throttle's table": (
        "alter table sign_in_attempt no force row level security",
        "sign_in_attempt has no forced",
    ),
    "a partition of the log": ("grant select on access_log_other to schakel_app", "rights on access_log_other itself"),
    "the migrations' own table": ("grant select on alembic_version to schakel_app", "rights on alembic_version itself"),
    "the right to create": ("grant create on schema public to schakel_app", "may create things"),
    "a table that nobody locked": ("create table loose (id int)", "loose is not in app/db/scope.py"),
    "another version of the policies": (
        "update sec.setting set value = 'older' where name = 'lock'",
        "flask db upgrade",
    ),
}


@pytest.fixture
def line(urls: Urls) -> Iterator[Connection]:
    """A connection as the application."""
    with create_engine(urls.app, poolclass=NullPool).connect() as connection:
        yield connection


def test_the_lock_is_on(line: Connection) -> None:
    assert check_lock(line) == []
    refuse_open_lock(line)


@pytest.mark.parametrize("hole", HOLES)
def test_it_finds_each_hole(line: Connection, owner: Connection, hole: str) -> None:
    """Drilled and closed again: a committed hole, because the check looks from its own connection."""
    drill, sentence = HOLES[hole]
    try:
        with _drilled(owner, drill):
            assert any(sentence in problem for problem in check_lock(line)), hole
            with pytest.raises(LockOpen, match="does not start"):
                refuse_open_lock(line)
    finally:
        line.rollback()
    assert check_lock(line) == [], "closed again"


#: How each kind of drill is undone.
_UNDO = (
    "alter table note enable row level security; alter table note force row level security;"
    " revoke truncate, trigger, references on note from schakel_app; revoke references (id) on note from schakel_app;"
    " drop view if exists peek; drop materialized view if exists heap; drop function if exists public.peek();"
    " drop function if exists sec.peek(); revoke execute on function sec.ctx() from public;"
    " revoke select on sec.setting from schakel_app; alter table sign_in_attempt force row level security;"
    " revoke select on access_log_other from schakel_app; revoke select on alembic_version from schakel_app;"
    " revoke create on schema public from schakel_app; drop table if exists loose"
)


@contextmanager
def _drilled(owner: Connection, drill: str) -> Iterator[None]:
    owner.exec_driver_sql(drill)
    owner.commit()
    try:
        yield
    finally:
        owner.rollback()
        owner.exec_driver_sql(_UNDO)
        if any(word in drill for word in ("policy", "search_path", "'older'")):
            policies.apply(owner)
        owner.commit()


def test_it_refuses_another_role(owner: Connection) -> None:
    """The owner of the tables, who could do everything, does not serve."""
    problems = check_lock(owner)
    assert "the application must connect as schakel_app" in problems
    assert "the application's role owns something" in problems


def test_every_function_with_the_owners_rights_was_read_by_hand(line: Connection) -> None:
    found = line.execute(
        text(
            "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'sec' and p.prosecdef"
        )
    )
    names = set(found.scalars())
    assert names - DEFINERS == set(), "read these, then add them to the list"
    assert names <= own_functions()


def test_it_names_a_model_under_a_household_without_policies(app: SchakelFlask) -> None:
    assert check_registry() == []
    loose = Table("loose_model", Base.metadata, Column("note_id", Integer, ForeignKey("note.id"), primary_key=True))
    try:
        assert check_registry() == ["loose_model hangs under a household and is not in app/db/scope.py"]
    finally:
        Base.metadata.remove(loose)


def test_a_server_does_not_start_on_an_open_lock(urls: Urls, owner: Connection) -> None:
    """The hook that gunicorn calls in every worker before its first request."""
    script = "import runpy; runpy.run_path('gunicorn.conf.py')['post_worker_init'](None)"
    env = {**os.environ, "DATABASE_URL": urls.app, "DATABASE_OWNER_URL": "", "DEMO_MODE": "0"}

    def start() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )

    well = start()
    assert well.returncode == 0, well.stderr
    with _drilled(owner, HOLES["not forced"][0]):
        refused = start()
    assert refused.returncode != 0
    assert "note has no forced row-level security" in refused.stderr
