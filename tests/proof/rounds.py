"""Writers over HTTP on a database that is killed under them: the server, the journal of what was acknowledged, and the count after it."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psycopg

from app import create_app
from app.db.embedded import SUPERUSER, EmbeddedServer
from app.db.roles import APP, OWNER
from bench.client import Answer, BenchError, Visitor
from bench.serving import served
from tests.database import Urls, config_for, migrate
from tests.places import INSTANCE
from tests.world import TOKENS, World, build, read

NAME = "schakel_rounds"
WRITERS = ("noor", "omar", "noor", "omar", "noor", "omar")
_BROKEN = (OSError, BenchError, ValueError)


def note(facts: str, key: str, csrf: str) -> dict[str, str]:
    """The form of a note."""
    return {"facts": facts, "own_words": "", "interpretation": "", "submission_key": key, "csrf_token": csrf}


class Ground:
    """A durable database with the small world, and how to sign somebody in over HTTP."""

    def __init__(self, folder: Path) -> None:
        """Makes and fills it; its server ends with :meth:`close`."""
        self.server = EmbeddedServer(folder / "postgres")
        self.server.start()
        self.server.ensure_database(NAME)
        self.urls = Urls(self.server.url(APP, NAME), self.server.url(OWNER, NAME))
        migrate(self.urls)
        build(self.urls.owner)
        self.world: World = read(self.urls.owner)
        app = create_app(config_for(self.urls))
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self.cookie = str(app.config["SESSION_COOKIE_NAME"])
        self.cookies = {name: signer.dumps({"token": TOKENS[name]}) for name in set(WRITERS)}
        self.path = f"/dossiers/{self.world.dossier}/notes/new"

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """What really stands in the tables: asked by the superuser, whom no policy binds."""
        with psycopg.connect(self.server.url(SUPERUSER, NAME).replace("+psycopg", "", 1)) as line:
            return line.execute(statement.encode()).fetchall()

    def tell(self, statement: str) -> None:
        """A setting of the whole database, for connections from now on."""
        with psycopg.connect(self.server.url(SUPERUSER, NAME).replace("+psycopg", "", 1), autocommit=True) as line:
            line.execute(statement.encode())

    def visitor(self, name: str, port: int) -> Visitor:
        """A browser that is signed in."""
        return Visitor(port, {self.cookie: self.cookies[name]})

    @contextmanager
    def web(self, module: str = "wsgi") -> Iterator[int]:
        """The application on a free port of this machine, with two workers."""
        env = {
            "DATABASE_URL": self.urls.app,
            "DATABASE_OWNER_URL": "",
            "SCHAKEL_INSTANCE": str(INSTANCE),
            "DEMO_MODE": "0",
            "LOG_LEVEL": "critical",
        }
        with served(module, env) as port:
            yield port

    def kill_database(self) -> None:
        """``kill -9`` of the server and of every process that it started, found by their parent."""
        process = self.server._process
        assert process is not None
        for pid in [process.pid, *children(process.pid)]:
            _kill(pid)
        process.wait()

    def close(self) -> None:
        """Ends the server that was started here."""
        self.server.stop()


def children(pid: int) -> list[int]:
    """The processes whose parent this is."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found += [int(status.parent.name)] if int(fields[1]) == pid else []
    return found


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@dataclass
class Journal:
    """What was tried, what was acknowledged (on disk before the next is sent), and what came back without an answer."""

    file: Path
    tried: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    unknown: dict[str, str] = field(default_factory=dict)
    refused: Counter[int] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def trying(self, facts: str) -> None:
        """Before it is sent."""
        with self._lock:
            self.tried.add(facts)

    def answered(self, facts: str, who: str, answer: Answer | None) -> None:
        """After it was sent: a redirect says that it is saved, everything else that it is not known."""
        with self._lock:
            if answer is not None and answer.status == 303 and "sign-in" not in answer.location:
                with self.file.open("a", encoding="utf-8") as out:
                    out.write(facts + "\n")
                    out.flush()
                    os.fsync(out.fileno())
                self.acknowledged.add(facts)
                self.unknown.pop(facts, None)
                return
            self.refused[answer.status if answer else 0] += 1
            self.unknown[facts] = who


class Writers:
    """Six browsers that save notes as fast as they are answered, until they are told to stop."""

    def __init__(self, ground: Ground, port: int, journal: Journal, *, label: str) -> None:
        """``label`` makes the texts of this round unlike all others."""
        self.ground, self.port, self.journal, self.label = ground, port, journal, label
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._write, args=(number, name)) for number, name in enumerate(WRITERS)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, number: int, name: str) -> None:
        visitor, csrf, count = self.ground.visitor(name, self.port), "", 0
        while not self._stop.is_set():
            try:
                csrf = csrf or visitor.get(self.ground.path).csrf
            except _BROKEN:
                visitor.close()
            if not csrf:
                self._stop.wait(0.05)
                continue
            count += 1
            facts = f"{self.label}-{number}-{count}"
            self.journal.trying(facts)
            answer = send(visitor, self.ground.path, note(facts, facts, csrf))
            self.journal.answered(facts, name, answer)
            if answer is None or answer.status != 303:
                self._stop.wait(0.02)
        visitor.close()


def send(visitor: Visitor, path: str, form: dict[str, str]) -> Answer | None:
    """The answer to a form; None when the line broke. It is sent once: the visitor's own second try would hide what is looked for."""
    try:
        if visitor._socket is None:
            visitor._connect()
        assert visitor._socket is not None
        visitor._socket.sendall(visitor.bytes_of(path, form))
        return visitor._keep(visitor._receive(visitor._socket))
    except _BROKEN:
        visitor.close()
        return None


def count(ground: Ground, journal: Journal, *, label: str) -> dict[str, list[str]]:
    """What is wrong: lost, invented, double, and without its line in the log. ``label`` is the round's."""
    rows = ground.ask(f"select facts, count(*) from note where facts like '{label}-%' group by facts")
    stored = {str(facts): int(times) for facts, times in rows}
    unlogged = ground.ask(
        f"select n.facts from note n where n.facts like '{label}-%' and not exists (select from access_log l"
        " where l.action = 'create' and l.operation = 'note.create' and n.id = any(l.object_ids))"
    )
    return {
        "lost": sorted(journal.acknowledged - set(stored)),
        "invented": sorted(set(stored) - journal.tried),
        "double": sorted(facts for facts, times in stored.items() if times > 1),
        "without a log line": sorted(str(facts) for (facts,) in unlogged),
    }


def retry_unknown(ground: Ground, port: int, journal: Journal) -> None:
    """Sends each form that was not answered again, with its own key; raises when it is not taken now."""
    for facts, who in list(journal.unknown.items()):
        visitor = ground.visitor(who, port)
        csrf = visitor.get(ground.path).csrf
        answer = send(visitor, ground.path, note(facts, facts, csrf))
        journal.answered(facts, who, answer)
        visitor.close()
