"""``kill -9`` under writers: nothing that was acknowledged is lost, nothing is there twice, nothing without its line in the log.

Each planted fault must be seen by the same rounds (``security.md`` 4.2).
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.proof.extent import LONG, Tally, many
from tests.proof.rounds import Ground, Journal, Writers, children, count, note, retry_unknown, send
from tests.proof.rounds import _kill as kill

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kill rounds")]

#: So long a broken database may take before the application answers again.
BACK_SECONDS = 5.0
NOTHING: dict[str, list[str]] = {"lost": [], "invented": [], "double": [], "without a log line": []}


#: Rounds with a planted fault need servers of their own, and belong to the long proof.
planted = pytest.mark.skipif(not LONG, reason="in make prove")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = Ground(tmp_path_factory.mktemp("rounds"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def port(ground: Ground) -> Iterator[int]:
    """The application as it is served, two workers, for all rounds without a fault."""
    with ground.web() as found:
        yield found


def recovered(ground: Ground, port: int) -> float:
    """How long it takes until a page is answered well again."""
    started = time.monotonic()
    while time.monotonic() - started < 4 * BACK_SECONDS:
        visitor = ground.visitor("noor", port)
        try:
            if visitor.get(ground.path).status == 200:
                return time.monotonic() - started
        except (OSError, RuntimeError):
            pass
        finally:
            visitor.close()
        time.sleep(0.05)
    return float("inf")


def database_round(ground: Ground, port: int, journal: Journal, *, label: str, seconds: float) -> float:
    """Writes, kills the database, starts it again; gives how long the application needed then."""
    with Writers(ground, port, journal, label=label):
        time.sleep(seconds)
        ground.kill_database()
        time.sleep(0.2)
        ground.server.start()
        back = recovered(ground, port)
        time.sleep(0.2)
    return back


def test_nothing_acknowledged_is_lost_when_the_database_is_killed(
    ground: Ground, port: int, tmp_path: Path, tally: Tally
) -> None:
    random = Random(31)  # noqa: S311 - repeatable
    for number in range(many(2, 20)):
        journal, label = Journal(tmp_path / "journal"), f"db{number}"
        back = database_round(ground, port, journal, label=label, seconds=random.uniform(0.4, 1.2))
        tally.check(back < BACK_SECONDS, f"round {number}: back after {back:.1f} s")
        _compare(ground, port, journal, tally, label=label)


def test_nothing_is_half_saved_when_web_workers_are_killed(
    ground: Ground, port: int, tmp_path: Path, tally: Tally
) -> None:
    random, master = Random(34), _gunicorn(port)  # noqa: S311 - repeatable
    for number in range(many(2, 20)):
        journal, label = Journal(tmp_path / "journal"), f"web{number}"
        with Writers(ground, port, journal, label=label):
            time.sleep(random.uniform(0.3, 0.8))
            for pid in random.sample(workers := children(master), k=random.randint(1, len(workers))):
                kill(pid)
            recovered(ground, port)
            time.sleep(0.2)
        _compare(ground, port, journal, tally, label=label)


def _compare(ground: Ground, port: int, journal: Journal, tally: Tally, *, label: str) -> None:
    """What stands in the database beside the journal, before and after what was not answered is sent again."""
    found = count(ground, journal, label=label)
    tally.check(found == NOTHING, f"{label}: {found}")
    retry_unknown(ground, port, journal)
    again = count(ground, journal, label=label)
    tally.check(again == NOTHING and not journal.unknown, f"{label}, after sending again: {again} {journal.unknown}")
    tally.tried += len(journal.acknowledged)


def _gunicorn(port: int) -> int:
    """The process that serves this port: a child of ours, known by the port in its environment."""
    for pid in children(os.getpid()):
        if f"BIND=127.0.0.1:{port}" in Path(f"/proc/{pid}/environ").read_text(errors="replace"):
            return pid
    raise AssertionError("nobody serves")


@planted
def test_it_sees_a_database_that_acknowledges_too_early(ground: Ground, tmp_path: Path, tally: Tally) -> None:
    ground.tell("alter database schakel_rounds set synchronous_commit = off")
    ground.tell("alter system set wal_writer_delay = '2s'")
    ground.tell("select pg_reload_conf()")
    try:
        with ground.web() as port:
            lost: list[str] = []
            for number in range(5):
                journal, label = Journal(tmp_path / "journal"), f"off{number}"
                database_round(ground, port, journal, label=label, seconds=1.0)
                lost += count(ground, journal, label=label)["lost"]
                if lost:
                    break
    finally:
        ground.tell("alter database schakel_rounds reset synchronous_commit")
        ground.tell("alter system reset wal_writer_delay")
        ground.tell("select pg_reload_conf()")
    tally.fault(bool(lost), "synchronous_commit = off")


@planted
def test_it_sees_a_log_line_that_is_written_after_the_save(ground: Ground, tmp_path: Path, tally: Tally) -> None:
    unlogged: list[str] = []
    with ground.web("tests.proof.forgetful") as port:
        for number in range(5):
            journal, label = Journal(tmp_path / "journal"), f"late{number}"
            database_round(ground, port, journal, label=label, seconds=1.0)
            unlogged += count(ground, journal, label=label)["without a log line"]
            if unlogged:
                break
    tally.fault(bool(unlogged), "the log in a second transaction")


def test_it_sees_a_form_that_is_sent_again_with_another_key(
    ground: Ground, port: int, tmp_path: Path, tally: Tally
) -> None:
    """The answer is dropped, and the form sent again: with its own key it is there once, with another one twice."""
    for blind in (False, True):
        journal, label = Journal(tmp_path / "journal"), f"blind{int(blind)}"
        for number in range(many(5, 50)):
            facts = f"{label}-{number}"
            journal.trying(facts)
            _without_answer(ground, port, facts)
            again = ground.visitor("noor", port)
            csrf = again.get(ground.path).csrf
            send(again, ground.path, note(facts, f"{facts}-again" if blind else facts, csrf))
            again.close()
        time.sleep(0.5)
        double = count(ground, journal, label=label)["double"]
        if blind:
            tally.fault(bool(double), "a retry without its key")
        else:
            tally.check(not double, f"double: {double}")
            tally.tried += len(journal.tried)


def _without_answer(ground: Ground, port: int, facts: str) -> None:
    """Sends a form and hangs up before its answer comes."""
    visitor = ground.visitor("noor", port)
    csrf = visitor.get(ground.path).csrf
    assert visitor._socket is not None
    visitor._socket.sendall(visitor.bytes_of(ground.path, note(facts, facts, csrf)))
    visitor.close()
