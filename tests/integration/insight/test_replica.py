"""Reports on a streaming replica: a real primary and a real replica of it, each a server of its own."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app import create_app
from app.db.embedded import SUPERUSER, EmbeddedServer
from app.db.roles import APP, INSIGHT, OWNER
from app.db.session import db
from tests import world
from tests.database import Urls, config_for, migrate
from tests.integration.insight.conftest import MOLENHOEK, Scene
from tests.integration.insight.course import LAST, Course
from tests.integration.insight.town import Town
from tests.world import read

NAME = "schakel_replica"
_SECONDS = 60.0


class Replica(EmbeddedServer):
    """A server that follows another one; it gets its roles from there."""

    def copy(self, primary: EmbeddedServer) -> None:
        """What the primary has, and where it goes on."""
        command = [str(self.programs / "pg_basebackup"), "-h", str(primary.sockets), "-U", SUPERUSER]
        command += ["-D", str(self.data), "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast"]
        done = self._run([*command, "--no-sync"])
        assert done.returncode == 0, done.stderr

    def _make_roles(self) -> None:
        """They came along; nothing is written here."""


@dataclass
class Pair:
    """Both servers, and the application that asks reports of the second."""

    primary: EmbeddedServer
    replica: Replica
    town: Town

    def follow(self) -> None:
        """Waits until the replica has everything that the primary wrote."""
        until = _ask(self.primary, SUPERUSER, "select pg_current_wal_insert_lsn()")
        deadline = time.monotonic() + _SECONDS
        while not _ask(self.replica, SUPERUSER, f"select pg_last_wal_replay_lsn() >= '{until}'"):
            assert time.monotonic() < deadline, "the replica does not follow"
            time.sleep(0.05)


def _ask(server: EmbeddedServer, role: str, question: str) -> object:
    with psycopg.connect(server.url(role, NAME).replace("+psycopg", "", 1), autocommit=True) as line:
        row = line.execute(question).fetchone()
    return row[0] if row else None


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    place = Path(tempfile.mkdtemp(prefix="schakel-pair-"))
    place.chmod(0o755)
    primary, second = (kind(place / name, durable=False) for kind, name in ((EmbeddedServer, "one"), (Replica, "two")))
    try:
        primary.start()
        primary.ensure_database(NAME)
        urls = Urls(primary.url(APP, NAME), primary.url(OWNER, NAME))
        migrate(urls)
        world.build(urls.owner)
        assert isinstance(second, Replica)
        second.copy(primary)
        second.start()
        app = create_app(replace(config_for(urls), analysis_database_url=second.url(INSIGHT, NAME)))
        with create_engine(urls.owner, poolclass=NullPool).connect() as line:
            scene = Scene(line, read(urls.owner))
            scene.asks_as("noor")
            for strand in ("care", "enforcement", "activation"):
                scene.many(11, strand)
            scene.count()
            line.commit()
            yield Pair(primary, second, Town(app, scene))
        with app.app_context():
            db.engine.dispose()
            app.extensions["analysis_database"].dispose()
    finally:
        second.stop()
        primary.stop()
        shutil.rmtree(place, ignore_errors=True)


def test_reports_come_from_the_replica_and_say_until_when_it_has_everything(pair: Pair) -> None:
    pair.follow()
    old = pair.town.page("period=2019")
    assert f"place={MOLENHOEK}" in old
    assert ">33<" in old
    _ask(pair.replica, SUPERUSER, "select pg_wal_replay_pause()::text")
    pair.town.scene.asks_as("noor")
    pair.town.scene.many(1, "care")
    pair.town.scene.count()
    pair.town.scene.line.commit()
    assert ">33<" in pair.town.page("period=2019"), "the replica does not know it yet, and the primary was not asked"
    _ask(pair.replica, SUPERUSER, "select pg_wal_replay_resume()::text")
    pair.follow()
    assert ">34<" in pair.town.page("period=2019")


def test_the_primary_says_who_is_told_what(pair: Pair) -> None:
    pair.follow()
    page = pair.town.page("period=2019", name="community_worker")
    assert "strand--activation" in page
    assert "strand--care" not in page
    assert pair.town.client("noor").get("/insight").status_code == 403


def test_the_course_of_households_comes_from_it_too_to_who_follows(pair: Pair) -> None:
    course = Course(pair.town.scene)
    for _ in range(12):
        course.goes(pair.town.scene.home()[0], ("intake", LAST.starts))
    pair.town.scene.asks_as("noor")
    pair.town.scene.count()
    pair.town.scene.line.commit()
    pair.follow()
    page = pair.town.client("coordinator").get(f"/insight/load?period={LAST}").text
    assert "erbij: nieuw of heropend" in page
    assert "past" in page or "ruimte voor" in page, "the bandwidths come from the primary"
    assert pair.town.client("process_lead").get("/insight/load").status_code == 403


@pytest.mark.parametrize(
    "table",
    [
        "public.dossier",
        "public.intervention",
        "insight.cell",
        "insight.course",
        "insight.dirty",
        "insight.fact",
        "insight.tally",
    ],
)
def test_the_replica_shows_the_role_no_household(pair: Pair, table: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _ask(pair.replica, INSIGHT, f"select count(*) from {table}")


def test_it_is_a_replica(pair: Pair) -> None:
    assert _ask(pair.replica, SUPERUSER, "select pg_is_in_recovery()") is True
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        _ask(pair.replica, SUPERUSER, "delete from insight.told")


def test_when_it_does_not_answer_the_primary_does(pair: Pair) -> None:
    pair.replica.stop()
    try:
        assert "Als tabel" in pair.town.page("period=2019")
    finally:
        pair.replica.start()
