"""A PostgreSQL server for one test run: the system's own programs, a new cluster, gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from app.db.processes import end_with_parent
from app.db.unprivileged import Account, account_for
from tools.common import apt_install, give_up

OLDEST = 15
_START_SECONDS = 60.0


class ThrowawayServer:
    """A cluster in a temporary directory, on a free port of the loopback address; always stopped and removed."""

    def __init__(self) -> None:
        self._programs = find_programs()
        self.port = _free_port()

    @property
    def url(self) -> str:
        """How its superuser reaches it."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> Self:
        self._place = Path(tempfile.mkdtemp(prefix="schakel-server-", dir="/tmp"))
        self._account = account_for(self._place)
        self._account.take(self._place)
        try:
            self._make()
            self._process = self._launch()
            self._wait()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._remove()

    def _make(self) -> None:
        command: list[object] = [
            self._programs / "initdb",
            "-D",
            self._place / "data",
            "-U",
            "postgres",
            "--auth=trust",
        ]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        done = _as(self._account, command, self._place)
        if done.returncode != 0:
            give_up(f"initdb failed: {done.stderr.decode(errors='replace').strip()}")

    def _launch(self) -> "subprocess.Popen[bytes]":
        settings = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self._place}
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": 300}
        command = [*end_with_parent("INT"), str(self._programs / "postgres"), "-D", str(self._place / "data")]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self._place / "log").open("wb") as log:
            return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._place,
                start_new_session=True,
                **self._account.run_as(),
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        ready = [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", self.port]
        while subprocess.run([str(part) for part in ready], check=False).returncode != 0:
            if self._process.poll() is not None or time.monotonic() > deadline:
                give_up(f"The server did not start:\n{(self._place / 'log').read_text(errors='replace')}")
            time.sleep(0.1)

    def _remove(self) -> None:
        process: subprocess.Popen[bytes] | None = getattr(self, "_process", None)
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self._place, ignore_errors=True)


def find_programs() -> Path:
    """The directory with the newest PostgreSQL of the system, installed first when there is none and we may."""
    found = _installed()
    if found is None and apt_install("postgresql"):
        found = _installed()
    if found is None:
        give_up(f"This needs PostgreSQL {OLDEST} or newer (Debian: apt-get install postgresql), or name it in PGBIN.")
    return found


def _installed() -> Path | None:
    if os.environ.get("PGBIN"):
        return Path(os.environ["PGBIN"])
    found = {
        int(path.parent.name): path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()
    }
    newest = max(found, default=0)
    return found[newest] if newest >= OLDEST else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _as(account: Account, command: list[object], place: Path) -> "subprocess.CompletedProcess[bytes]":
    parts = [str(part) for part in command]
    return subprocess.run(parts, check=False, capture_output=True, cwd=place, **account.run_as())  # type: ignore[call-overload,no-any-return]
