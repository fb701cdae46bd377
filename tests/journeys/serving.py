"""The demo town on a real server: a scratch database, and gunicorn on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg

from app import create_app
from app.db.session import db
from tests.database import Cluster, Urls, bare_template, config_for
from tests.places import INSTANCE, ROOT

HOUSEHOLDS, SEED = 25, 7
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Town:
    """Where the town is served, and what is in it."""

    address: str
    urls: Urls
    stories: dict[str, int]

    def rows(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        """What the owner of the tables reads: to find an address, or to see that something was saved once."""
        with psycopg.connect(self.urls.owner.replace("+psycopg", "", 1)) as line:
            # The lock is forced on the owner too; a superuser of the scratch cluster is not at hand on a real server.
            line.execute("set local row_security = on")
            return line.execute(statement, values).fetchall()


def fill(urls: Urls) -> dict[str, int]:
    """Loads the town; gives the dossiers of the named stories."""
    app = create_app(replace(config_for(urls), demo_mode=True))
    done = app.test_cli_runner().invoke(args=["demo", "--households", str(HOUSEHOLDS), "--seed", str(SEED)])
    assert done.exit_code == 0, done.output
    with app.app_context():
        db.engine.dispose()
    with psycopg.connect(urls.owner.replace("+psycopg", "", 1)) as line:
        found = line.execute("select value from sec.setting where name = 'demo_stories'").fetchone()
    assert found is not None
    return {name: int(number) for name, number in (part.split("=") for part in found[0].split(","))}


@dataclass(frozen=True, slots=True)
class FilledTown:
    """A database with the demo town in it, which nobody uses: towns are copied from it."""

    name: str
    stories: dict[str, int]


@contextmanager
def filled_town(cluster: Cluster) -> Iterator[FilledTown]:
    """The demo town, filled once; it is removed when the block ends."""
    name = f"schakel_filled_{os.getpid()}"
    urls = cluster.make(name, bare_template(cluster))
    try:
        yield FilledTown(name, fill(urls))
    finally:
        cluster.drop(name)


@contextmanager
def served_town(cluster: Cluster, filled: FilledTown) -> Iterator[Town]:
    """A copy of the town on its address until the block ends; what is done in it is gone with it."""
    name = f"schakel_journeys_{os.getpid()}"
    urls = cluster.make(name, filled.name)
    try:
        port = _free_port()
        with _serving(urls, port):
            yield Town(f"http://127.0.0.1:{port}", urls, filled.stories)
    finally:
        cluster.drop(name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(urls: Urls, port: int) -> Iterator[None]:
    settings = {
        "DATABASE_URL": urls.app,
        "DATABASE_OWNER_URL": urls.owner,
        "SCHAKEL_INSTANCE": str(INSTANCE),
        "DEMO_MODE": "1",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "THREADS": "6",
    }
    log = INSTANCE / f"journeys-{os.getpid()}.log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=out, stderr=out)
        try:
            _await(server, port, log)
            yield
        finally:
            server.terminate()
            server.wait(_SECONDS)
    log.unlink()


def _await(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not come up: {log.read_text()[-2000:]}")
