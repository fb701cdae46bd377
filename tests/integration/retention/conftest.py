"""A database of its own per test, written to for real: what is destroyed is gone."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.audit.sealing import seal_log
from app.audit.seals import Signer
from app.audit.verifying import Verifier
from app.audit.witness import Witness
from app.retention.destroying import Destroyed, destroy, make_list
from app.retention.tombstones import Tombstones
from tests.database import Cluster, Urls, template

Connection = psycopg.Connection[tuple[Any, ...]]


def plain(url: str) -> str:
    """The address as the driver itself knows it."""
    return url.replace("+psycopg", "", 1)


@dataclass
class Archive:
    """The small world in a scratch database, as its owner."""

    urls: Urls
    owner: Connection
    home: Path

    @property
    def signer(self) -> Signer:
        """The installation's own."""
        return Signer(b"s" * 32)

    @property
    def tombstones(self) -> Tombstones:
        """What was destroyed."""
        return Tombstones(self.home / "destroyed.jsonl")

    def run(self, statement: str, *values: object) -> None:
        """Something that only somebody with the owner's rights can do, committed."""
        self.owner.execute(statement.encode(), values)
        self.owner.commit()

    def ask(self, question: str, *values: object) -> Any:
        """One value."""
        row = self.owner.execute(question.encode(), values).fetchone()
        self.owner.commit()
        return row[0] if row else None

    def count(self, table: str) -> int:
        """Rows of one table."""
        return int(self.ask(f"select count(*) from {table}"))

    def grow_old(self, years: int, table: str | None = None) -> None:
        """Everything of the household (or of one table) was written so many years ago."""
        names = [table] if table else [r[0] for r in self.owner.execute("select * from sec.scoped_tables()").fetchall()]
        for name in names:
            said = ", said_yes_on = said_yes_on - make_interval(years => %(years)s)" if name == "lifted_theme" else ""
            self.owner.execute(
                f"update {name} set created_at = created_at - make_interval(years => %(years)s){said}".encode(),
                {"years": years},
            )
        self.owner.commit()

    def look_in_2019(self) -> None:
        """Somebody looked in March 2019."""
        self.run(
            "create table access_log_2019_03 partition of access_log for values from ('2019-03-01') to ('2019-04-01')"
        )
        self.run(
            "insert into access_log (at, trace_id, action, operation, outcome)"
            " values ('2019-03-14 12:00+00', gen_random_uuid(), 'read', 'dossier.show', 'ok')"
        )

    def close(self, years_ago: int) -> None:
        """The case was closed so many years ago."""
        self.run("update dossier set closed = true")
        self.run(
            "update dossier_process set phase = 'closed', phase_since = sec.today() - make_interval(years => %s)",
            years_ago,
        )

    def make(self) -> int | None:
        """A list of what is due."""
        made = make_list(self.owner)
        self.owner.commit()
        return made

    def items(self) -> dict[str, int]:
        """What is on lists that wait, counted by kind."""
        rows = self.owner.execute("select kind, count(*) from destruction_item group by kind").fetchall()
        self.owner.commit()
        return dict(rows)

    def agree(self) -> None:
        """Two people agree."""
        self.run(
            "update destruction_list set first_at = now(), second_at = now(),"
            " first_by = (select id from account where function = 'privacy_officer'),"
            " second_by = (select id from account where function = 'administrator') where destroyed_at is null"
        )

    def destroy(self) -> Destroyed | None:
        """What was agreed to goes."""
        done = destroy(self.owner, self.signer, self.tombstones)
        self.owner.commit()
        return done

    def seal(self) -> None:
        """Everything that is in the log; transactions of other tests on this server hold back what may be sealed."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            seal_log(self.owner, self.signer, Witness(self.home / "seals.jsonl"))
            end = self.ask("select max(to_tx) from log_seal") or 0
            if not self.ask("select count(*) from access_log where tx >= %s", end):
                return
            time.sleep(0.01)
        raise AssertionError("somebody else's transaction does not end")

    def wrong_in_log(self) -> list[str]:
        """Everything that is not as it was sealed."""
        with psycopg.connect(plain(self.urls.owner)) as other:
            found = list(
                Verifier(self.owner, other, self.signer.public_key, Witness(self.home / "seals.jsonl")).findings()
            )
        self.owner.rollback()
        return found


@pytest.fixture
def archive(cluster: Cluster, tmp_path: Path) -> Iterator[Archive]:
    """The small world, to be destroyed."""
    name = f"schakel_archive_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    urls = cluster.make(name, template(cluster))
    with psycopg.connect(plain(urls.owner)) as owner:
        yield Archive(urls, owner, tmp_path)
        owner.rollback()
    cluster.drop(name)
