"""The power goes under writers: what was acknowledged was on disk, and so was its line in the log.

Each planted fault must be seen by the same rounds (``security.md`` 4.2).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.proof.extent import Tally, many
from tests.proof.power import Power
from tests.proof.rounds import Ground, Journal, Writers, count
from tests.proof.test_kill_rounds import NOTHING, planted, recovered

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kill rounds")]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = Ground(tmp_path_factory.mktemp("power"))
    yield made
    made.close()


def _power_goes(ground: Ground, port: int, folder: Path, *, label: str, saves: int) -> dict[str, list[str]]:
    """Writes, takes the power away, and gives what is wrong with what is there afterwards; and how much had been acknowledged."""
    journal = Journal(folder / "journal")
    with Power(ground, folder / "checkpoint") as power, Writers(ground, port, journal, label=label):
        _until(lambda: len(journal.acknowledged) >= saves, seconds=30)
        _until(power.has_synced, seconds=5)
        before = set(journal.acknowledged)
        power.cut()
        recovered(ground, port)
    journal.acknowledged = before  # what was acknowledged while the power went may be there or not
    return count(ground, journal, label=label) | {"acknowledged": sorted(before)}


def _until(happened: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_nothing_acknowledged_is_lost_when_the_power_goes(ground: Ground, tmp_path: Path, tally: Tally) -> None:
    random = Random(32)  # noqa: S311 - repeatable
    with ground.web() as port:
        for number in range(many(2, 20)):
            found = _power_goes(ground, port, tmp_path, label=f"power{number}", saves=random.randint(5, 60))
            acknowledged = found.pop("acknowledged")
            tally.check(bool(acknowledged), f"round {number}: nothing was saved")
            tally.check(found == NOTHING, f"round {number}: {found}")
            tally.tried += len(acknowledged)


@planted
@pytest.mark.parametrize("setting", ["synchronous_commit", "fsync"])
def test_it_sees_a_database_that_does_not_wait_for_the_disk(
    ground: Ground, tmp_path: Path, tally: Tally, setting: str
) -> None:
    lost: list[str] = []
    with _switched_off(ground, setting), ground.web() as port:
        for number in range(5):
            lost += _power_goes(ground, port, tmp_path, label=f"{setting[:1]}{number}", saves=20)["lost"]
            if lost:
                break
    tally.fault(bool(lost), f"{setting} = off")


@contextmanager
def _switched_off(ground: Ground, setting: str) -> Iterator[None]:
    """A setting of the whole server, written down before the checkpoint of the round and so still there after it."""
    ground.tell(f"alter system set {setting} = off")
    ground.tell("alter system set wal_writer_delay = '2s'")
    ground.tell("select pg_reload_conf()")
    try:
        yield
    finally:
        ground.tell(f"alter system reset {setting}")
        ground.tell("alter system reset wal_writer_delay")
        ground.tell("select pg_reload_conf()")
