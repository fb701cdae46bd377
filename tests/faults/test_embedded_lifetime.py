"""The embedded database ends with the process that it belongs to: stopped, handed on, or killed."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from app.db import unprivileged
from app.db.embedded import EmbeddedServer
from app.db.processes import end_with_parent
from app.db.unprivileged import Account

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAUSE = """
import sys
from pathlib import Path
from app.db.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
server.start()
print(server.started_here, flush=True)
sys.stdin.readline()
server.stop()
"""


def other(directory: Path, kind: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PAUSE, str(directory), kind]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def finish(process: "subprocess.Popen[str]") -> None:
    process.communicate("\n", timeout=30)


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def answers(server: EmbeddedServer) -> bool:
    try:
        psycopg.connect(server.url("postgres", "postgres").replace("+psycopg", "")).close()
    except psycopg.OperationalError:
        return False
    return True


def test_several_that_begin_at_once_find_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unprivileged, "ELSEWHERE", tmp_path / "elsewhere")
    monkeypatch.setattr(Account, "reaches", lambda _account, _path: False)
    account = Account(os.geteuid(), os.getegid())
    with ThreadPoolExecutor(8) as several:
        for number in range(30):
            directory = tmp_path / f"postgres{number}"
            places = several.map(lambda _, directory=directory: unprivileged.place(directory, account), range(8))
            assert len(set(places)) == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_it_is_started_by_one_of_several_and_stopped_by_the_last_in_a_test_run(tmp_path: Path) -> None:
    directory = tmp_path / "postgres"
    processes = [other(directory, "fast") for _ in range(3)]
    starters = [process for process in processes if said(process) == "True"]
    assert len(starters) == 1
    seen = EmbeddedServer(directory, durable=False)
    finish(starters[0])
    assert answers(seen)
    for process in processes:
        if process is not starters[0]:
            finish(process)
    assert not answers(seen)


def test_it_is_stopped_by_the_one_who_started_it_and_not_by_a_guest(tmp_path: Path) -> None:
    directory = tmp_path / "postgres"
    starter = other(directory, "durable")
    assert said(starter) == "True"
    guest = other(directory, "durable")
    assert said(guest) == "False"
    seen = EmbeddedServer(directory)
    finish(guest)
    assert answers(seen)
    finish(starter)
    assert not answers(seen)


@pytest.mark.skipif(not end_with_parent("INT"), reason="only Linux tells a child that its parent was killed")
def test_it_ends_when_its_process_is_killed_and_starts_again(tmp_path: Path) -> None:
    directory = tmp_path / "postgres"
    starter = other(directory, "durable")
    assert said(starter) == "True"
    seen = EmbeddedServer(directory)
    os.kill(starter.pid, signal.SIGKILL)
    starter.communicate()
    deadline = time.monotonic() + 10
    while answers(seen) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not answers(seen)
    with seen:
        assert answers(seen)
