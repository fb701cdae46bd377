"""A log of its own, committed: seals, the witness, and whoever writes lines meanwhile."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

import psycopg
import pytest

from app.audit.sealing import MOST, Made, seal_log
from app.audit.seals import Signer
from app.audit.verifying import Verifier
from app.audit.witness import Witness
from tests.database import Cluster, Urls, one_at_a_time, template
from tests.world import TOKENS

Connection = psycopg.Connection[tuple[Any, ...]]

_WRITE = """
    select sec.write_trail('dossier.show', '10.0.0.0/24', 'case_lead', %(purpose)s, '{read}', '{ok}', array[%(dossier)s]::bigint[],
                           array['{identity,plan}'], array['{1,2}'], array[%(reason)s], '{1,1}',
                           (select array_agg(id order by id) from (select id from person order by id limit 2) p),
                           array[%(dossier)s, %(dossier)s]::bigint[], array['{identity}', '{identity,plan}'])
"""


def _plain(url: str) -> str:
    return url.replace("+psycopg", "", 1)


@dataclass
class Log:
    """The log of a scratch database. One line is written by ``write``: one of the access log and two of the processing log."""

    urls: Urls
    owner: Connection
    path: Path
    signer: Signer = field(default_factory=lambda: Signer(b"s" * 32))
    #: Transactions that this test holds open.
    held: set[int] = field(default_factory=set)

    @property
    def witness(self) -> Witness:
        """Where heads go."""
        return Witness(self.path)

    @contextmanager
    def writing(self, reason: str = "") -> Iterator[Connection]:
        """A transaction that has written a line and is still open."""
        with psycopg.connect(_plain(self.urls.app)) as line:
            line.execute("select sec.open(%s)", (TOKENS["noor"],))
            row = line.execute("select min(id), (select min(id) from purpose) from dossier").fetchone()
            assert row is not None
            line.execute(_WRITE, {"dossier": row[0], "purpose": row[1], "reason": reason})
            number = line.execute("select pg_current_xact_id()::text::bigint").fetchone()
            assert number is not None
            self.held.add(number[0])
            try:
                yield line
            finally:
                self.held.discard(number[0])

    def write(self, *reasons: str) -> None:
        """Lines, each of a transaction of its own."""
        for reason in reasons or ("",):
            with self.writing(reason):
                pass

    def seal(self, most: int = MOST, *, after_restore: bool = False) -> Made:
        """One run of the sealer."""
        self.wait_for_others()
        return seal_log(self.owner, self.signer, self.witness, most=most, after_restore=after_restore)

    def wait_for_others(self) -> None:
        """Until no transaction runs on this server but those of this test: others of the suite hold back what may be sealed."""
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            row = self.owner.execute(
                "select array(select pg_snapshot_xip(pg_current_snapshot())::text::bigint)"
            ).fetchone()
            self.owner.rollback()
            if row is not None and set(row[0]) <= self.held:
                return
            time.sleep(0.002)
        raise AssertionError("somebody else's transaction does not end")

    def verify(self) -> tuple[list[str], Verifier]:
        """Everything that is wrong, and what the verification says besides."""
        self.owner.commit()
        with psycopg.connect(_plain(self.urls.owner)) as other:
            verifier = Verifier(self.owner, other, self.signer.public_key, self.witness)
            found = list(verifier.findings())
        self.owner.rollback()
        return found, verifier

    def findings(self) -> list[str]:
        """Everything that is wrong."""
        return self.verify()[0]

    def run(self, statement: str, *values: object) -> None:
        """Something that only somebody with the owner's rights can do, committed; seals give way too."""
        self.owner.execute("alter table log_seal disable trigger user")
        self.owner.execute(statement.encode(), values)
        self.owner.execute("alter table log_seal enable trigger user")
        self.owner.commit()

    def ask(self, question: str, *values: object) -> Any:
        """One value."""
        row = self.owner.execute(question.encode(), values).fetchone()
        self.owner.commit()
        return row[0] if row else None


@pytest.fixture(scope="session")
def log_urls(cluster: Cluster) -> Iterator[Urls]:
    """A database that is written to for real."""
    name = f"schakel_log_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}_{token_hex(3)}"  # each borrower has one
    yield cluster.make(name, template(cluster))
    cluster.drop(name)


@pytest.fixture
def log(log_urls: Urls, tmp_path: Path) -> Iterator[Log]:
    """An empty log. Two that each hold a transaction open would wait for each other: one worker at a time has one."""
    with one_at_a_time("log"), psycopg.connect(_plain(log_urls.owner)) as owner:
        found = Log(log_urls, owner, tmp_path / "witness" / "seals.jsonl")
        owner.execute("set lock_timeout = '15s'")
        found.run("truncate access_log, processing_log, log_seal, person_key")
        found.run("update account_session set last_seen_at = now(), expires_at = now() + interval '1 day'")
        yield found
        owner.rollback()
