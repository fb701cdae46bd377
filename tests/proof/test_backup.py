"""A backup that is made while people write comes back whole: every table, policy, right and number, and the lock is on."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.db.lockcheck import check_lock
from app.db.session import db
from tests.database import Cluster, Urls, template
from tests.faults.test_many_at_once import NOTE, Town
from tests.integration.demo.test_papers import superuser
from tests.proof.extent import Tally
from tools.backup import dump
from tools.dump import programs
from tools.restore import restore, rows_in

pytestmark = pytest.mark.slow

#: What makes a database what it is, beside its rows.
SHAPES = {
    "policies": "select tablename, policyname, permissive, roles::text, cmd, qual, with_check from pg_policies order by 1, 2",
    "rights": "select table_schema, table_name, grantee, privilege_type from information_schema.role_table_grants"
    " where grantee like 'schakel%' order by 1, 2, 3, 4",
    "forced": "select relname, relrowsecurity, relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace"
    " and relkind in ('r', 'p') order by 1",
    "functions": "select p.proname, p.prosecdef, p.proconfig::text, md5(p.prosrc) from pg_proc p join pg_namespace n"
    " on n.oid = p.pronamespace where n.nspname = 'sec' order by 1, 4",
    "triggers": "select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2",
    "sequences": "select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1",
}  # fmt: skip


@pytest.fixture
def town(cluster: Cluster) -> Iterator[Town]:
    name = f"schakel_backup_{os.getpid()}"
    made = Town(cluster.make(name, template(cluster)))
    yield made
    made.owner.close()
    with made.app.app_context():
        db.engine.dispose()
    cluster.drop(name)


@pytest.fixture
def elsewhere(cluster: Cluster) -> Iterator[Urls]:
    """An empty database."""
    name = f"schakel_restored_{os.getpid()}"
    yield cluster.make(name)
    cluster.drop(name)


def write_until(town: Town, stop: threading.Event) -> None:
    """Somebody who goes on writing."""
    client, number = town.client("noor"), 0
    while not stop.is_set():
        number += 1
        form = {**NOTE, "facts": f"tijdens {number}", "submission_key": f"during-{number}"}
        client.post(f"/dossiers/{town.world.dossier}/notes/new", data=form)


def sums(line: psycopg.Connection[Any], tables: list[str]) -> dict[str, str]:
    """A sum over every row of every table."""
    found = {}
    for table in tables:
        row = line.execute(
            f"select md5(coalesce(string_agg(md5(x::text), '' order by md5(x::text)), '')) from only {table} x".encode()
        )
        found[table] = str((row.fetchone() or ("",))[0])
    return found


def test_a_backup_under_load_comes_back_whole(
    town: Town, elsewhere: Urls, cluster: Cluster, tmp_path: Path, tally: Tally
) -> None:
    where, first, second = programs(cluster.embedded), tmp_path / "1.dump", tmp_path / "2.dump"
    stop = threading.Event()
    writer = threading.Thread(target=write_until, args=(town, stop))
    writer.start()
    dump(where, superuser(cluster, town.urls.app), first)
    stop.set()
    writer.join()
    counted = rows_in(where, first)
    notes = {name: number for name, number in counted.items() if name in {"public.note", "public.activity"}}
    tally.check(notes["public.note"] >= 1, "notes in the backup that was made while somebody wrote")
    dump(where, superuser(cluster, town.urls.app), second)
    restore(where, superuser(cluster, elsewhere.owner), second)
    tables = list(rows_in(where, second))
    with (
        psycopg.connect(superuser(cluster, town.urls.app)) as here,
        psycopg.connect(superuser(cluster, elsewhere.app)) as there,
    ):
        ours, theirs = sums(here, tables), sums(there, tables)
        for table in tables:
            tally.check(ours[table] == theirs[table] or table == "sec.setting", f"{table} is not the same")
        for name, question in SHAPES.items():
            tally.check(
                here.execute(question).fetchall() == there.execute(question).fetchall(), f"{name} are not the same"
            )
    with create_engine(elsewhere.app, poolclass=NullPool).connect() as line:
        tally.check(check_lock(line) == [], "the lock is on")


def test_the_application_cannot_make_a_backup(town: Town, cluster: Cluster, tmp_path: Path, tally: Tally) -> None:
    """What it may read is only a part, and a part that looks like a whole is worse than nothing."""
    for role in (town.urls.app, town.urls.owner):
        target = tmp_path / "part.dump"
        with pytest.raises(SystemExit):
            dump(programs(cluster.embedded), role.replace("+psycopg", "", 1), target)
        tally.check(not target.exists() and not list(tmp_path.glob("*.half")), "half a backup is left")
