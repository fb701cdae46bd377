"""Statements that go straight to the driver, on a connection of SQLAlchemy's: the same transaction, without its results."""

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


class Statement:
    """A fixed statement, with ``:name`` where a value goes."""

    __slots__ = ("_bytes", "_text", "source")

    def __init__(self, text: str) -> None:
        """``text`` is the same at every use, so that the driver keeps it prepared."""
        self.source = text
        self._text = _NAME.sub(r"%(\1)s", text.replace("%", "%%"))
        self._bytes = self._text.encode()

    def ask(self, connection: Connection, values: Mapping[str, object]) -> psycopg.Cursor[Any]:
        """The answer, to be fetched. Raises DBAPIError as any other statement of the connection does."""
        for heard in _listeners:
            heard(self._text, values)
        driver: psycopg.Connection[Any] | None = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection in use has one
        try:
            written = {name: _written(value) for name, value in values.items()}
            return driver.cursor(row_factory=_rows_of).execute(self._bytes, written)
        except psycopg.Error as error:
            if driver.closed:  # then the others in the pool are too, mostly: none of them is used again
                connection.invalidate(error)
                connection.engine.dispose()
            raise DBAPIError.instance(self._text, None, error, psycopg.Error, hide_parameters=True) from error


@contextmanager
def overheard(source: Engine | Connection, heard: Callable[[str, object], None]) -> Iterator[None]:
    """Tells ``heard`` of every statement that goes over ``source``, and of every statement of this kind in this process, until the end."""

    def mapped(_connection: object, _cursor: object, text: str, values: object, *_: object) -> None:
        heard(text, values)

    event.listen(source, "before_cursor_execute", mapped)
    _listeners.append(heard)
    try:
        yield
    finally:
        _listeners.remove(heard)
        event.remove(source, "before_cursor_execute", mapped)
