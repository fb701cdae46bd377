"""What one page asks the database, written down from a real request, and asked again without anything around it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.audit import trail
from app.cli.demo.loading.ledger import Connection
from app.db.driver import overheard
from app.db.session import PrincipalSession, db
from app.web.guard import SchakelFlask
from bench.client import Answer, Ask, BenchError

_LOG = "sec.write_trail"
_NEW_INTERVENTION = "INSERT INTO intervention ("


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as the driver got it."""

    text: str
    values: Any
    many: bool

    @property
    def is_log(self) -> bool:
        """Whether it writes the log."""
        return _LOG in self.text


@dataclass(slots=True)
class Recording:
    """All statements of one request in order, what the log took, and the id that the request made, if it made one."""

    statements: list[Statement] = field(default_factory=list)
    log_ms: list[float] = field(default_factory=list)
    commit_ms: list[float] = field(default_factory=list)
    made: int | None = None
    writes: bool = False

    @property
    def bare(self) -> list[Statement]:
        """The page's own statements: everything but the log."""
        return [statement for statement in self.statements if not statement.is_log]


@dataclass(slots=True)
class Inside:
    """A browser inside this process."""

    client: FlaskClient

    def get(self, path: str) -> Answer:
        """A page."""
        return self._answer(self.client.get(path))

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """The answer to a form; no redirect is followed."""
        return self._answer(self.client.post(path, data=dict(form)))

    @staticmethod
    def _answer(response: Any) -> Answer:
        return Answer(response.status_code, response.data, response.headers.get("Location", ""))


def record(app: SchakelFlask, browser: Inside, ask: Ask, *, times: int = 20) -> Recording:
    """Makes the request a few times and writes the last one down."""
    recording = Recording(writes=ask.form is not None)

    def keep(text: str, values: object) -> None:
        recording.statements.append(Statement(text, values, many=isinstance(values, list)))

    with app.app_context():
        engine = db.engine
    answer = Answer(0, b"", "")
    with overheard(engine, keep), _timed_log(recording):
        for _ in range(times):
            recording.statements.clear()
            answer = browser.post(ask.path, ask.form()) if ask.form else browser.get(ask.path)
            if answer.status != ask.status:
                raise BenchError(f"{ask.path} answered {answer.status} instead of {ask.status}")
    last = answer.location.rpartition("/")[2]
    recording.made = int(last) if "/interventions/" in answer.location and last.isdigit() else None
    return recording


class _timed_log:  # noqa: N801 - used as a statement
    """Times the writing of the log, and the commit behind it, while it is open."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._write = trail.write
        self._written = 0.0

    def __enter__(self) -> None:
        def write(session: Any) -> None:
            started = time.perf_counter()
            self._write(session)
            self._written = time.perf_counter()
            self._recording.log_ms.append((self._written - started) * 1000)

        trail.write = write
        event.listen(PrincipalSession, "after_commit", self._committed)

    def __exit__(self, *_: object) -> None:
        trail.write = self._write
        event.remove(PrincipalSession, "after_commit", self._committed)

    def _committed(self, _session: Any) -> None:
        if self._written:
            self._recording.commit_ms.append((time.perf_counter() - self._written) * 1000)
            self._written = 0.0


def replay(connection: Connection, recording: Recording, *, seconds: float) -> float:
    """The median time, in milliseconds, of asking the page's own statements again, prepared as on the application's connections.

    What a form saves is rolled back, which makes psycopg forget its prepared statements; a page that only reads commits.
    """
    times: list[float] = []
    deadline = time.perf_counter() + seconds
    while len(times) < 20 or time.perf_counter() < deadline:
        started = time.perf_counter()
        with connection.transaction(force_rollback=recording.writes):
            _run(connection, recording)
        times.append((time.perf_counter() - started) * 1000)
    times = sorted(times[10:])
    return times[len(times) // 2]


def _run(connection: Connection, recording: Recording) -> None:
    made: int | None = None
    with connection.cursor() as cursor:
        for statement in recording.bare:
            values = _with(statement.values, recording.made, made)
            if statement.many:
                cursor.executemany(statement.text, values)
                continue
            cursor.execute(statement.text, values)
            rows = cursor.fetchall() if cursor.description else []
            if statement.text.startswith(_NEW_INTERVENTION) and rows:
                made = rows[0][0]


def _with(values: Any, recorded: int | None, made: int | None) -> Any:
    """The parameters, with the id that this time was given in the place of the one of the recording."""
    if made is None or recorded is None or not isinstance(values, Mapping):
        return values
    return {name: made if value == recorded and type(value) is int else value for name, value in values.items()}


def median(times: list[float]) -> float:
    """The middle one; 0 when there is none."""
    return sorted(times)[len(times) // 2] if times else 0.0


def engine_of(app: SchakelFlask) -> Engine:
    """The engine of the application, to close its connections."""
    with app.app_context():
        return db.engine
