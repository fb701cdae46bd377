"""Fixed questions to the database, asked straight through the driver.

A page reads hundreds of rows and writes none of them: what a mapper adds to such a statement (a result object, rows that look
up every name) takes longer than the driver itself. So the lists of the busiest pages are asked here. The connection is the
session's own, and with it the transaction, the principal and row-level security.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from psycopg.rows import RowMaker, no_result
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.db.session import db

#: One row: a named tuple of the columns, in their order. Arrays are tuples, so that a row can be compared and kept.
Row = Any

#: Types of arrays, as the driver knows them.
_ARRAYS = frozenset(kind.array_oid for kind in psycopg.postgres.types if kind.array_oid)
_NAME = re.compile(r"(?<!:):([a-z_]+)")
_listeners: list[Callable[[str, object], None]] = []


@cache
def _kind(*names: str) -> Callable[[Sequence[Any]], Row]:
    row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc] # noqa: PYI024 - the columns are known when the answer comes
    make: Callable[[Sequence[Any]], Row] = row._make
    return make


def _rows_of(cursor: psycopg.Cursor[Any]) -> RowMaker[Row]:
    """Makes rows of an answer; columns that are arrays become tuples."""
    result = cursor.pgresult
    if result is None or not (count := result.nfields):
        return no_result
    kind = _kind(*((result.fname(number) or b"").decode() for number in range(count)))
    arrays = [number for number in range(count) if result.ftype(number) in _ARRAYS]
    if not arrays:
        return kind

    def make(values: Sequence[Any]) -> Row:
        kept = list(values)
        for number in arrays:
            kept[number] = None if kept[number] is None else tuple(kept[number])
        return kind(kept)

    return make


def array(values: Iterable[int | str | None]) -> str:
    """Numbers or plain words as PostgreSQL writes an array: for a list of a hundred much quicker than the driver."""
    return "{" + ",".join("NULL" if value is None else str(value) for value in values) + "}"


def _written(value: object) -> object:
    return array(value) if type(value) is list and (not value or type(value[0]) is int) else value


class Question:
    """A statement that reads, with ``:name`` where a value goes. Row-level security decides what comes back."""

    __slots__ = ("_bytes", "_text")

    def __init__(self, text: str) -> None:
        """``text`` is the same at every use, so that the driver keeps it prepared."""
        self._text = _NAME.sub(r"%(\1)s", text.replace("%", "%%"))
        self._bytes = self._text.encode()

    def rows(self, **values: object) -> list[Row]:
        """All rows. Raises DBAPIError as any other statement of the session does."""
        return self.ask(db.session(), values).fetchall()

    def row(self, **values: object) -> Row | None:
        """The first row, or None when there is none."""
        return self.ask(db.session(), values).fetchone()

    def ask(self, session: Session, values: Mapping[str, object]) -> psycopg.Cursor[Any]:
        """The same in a session of one's own choice; what was added to it is there before the question."""
        session.flush()
        connection = session.connection()
        for heard in _listeners:
            heard(self._text, values)
        driver: psycopg.Connection[Any] | None = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection in use has one
        try:
            written = {name: _written(value) for name, value in values.items()}
            return driver.cursor(row_factory=_rows_of).execute(self._bytes, written)
        except psycopg.Error as error:
            if driver.closed:
                connection.invalidate(error)
            raise DBAPIError.instance(self._text, None, error, psycopg.Error, hide_parameters=True) from error


@contextmanager
def overheard(source: Engine | Connection, heard: Callable[[str, object], None]) -> Iterator[None]:
    """Tells ``heard`` of every statement that goes over ``source``, and of every question of this process, until the end."""

    def mapped(_connection: object, _cursor: object, text: str, values: object, *_: object) -> None:
        heard(text, values)

    event.listen(source, "before_cursor_execute", mapped)
    _listeners.append(heard)
    try:
        yield
    finally:
        _listeners.remove(heard)
        event.remove(source, "before_cursor_execute", mapped)
