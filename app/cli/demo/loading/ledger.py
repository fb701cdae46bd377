"""Rows on their way to the database: numbered here, kept as lines of text per table, sent with COPY."""

import datetime as dt
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, LiteralString, Self

import psycopg
from psycopg import sql

from app.cli.demo.loading.tables import COLUMNS

Connection = psycopg.Connection[tuple[Any, ...]]

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _text(value: str) -> str:
    return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)


def _array(values: Iterable[Any]) -> str:
    """An array of numbers or of plain words; words are quoted, because a trigram may begin with a blank."""
    return "{" + ",".join(f'"{_text(value)}"' if isinstance(value, str) else str(value) for value in values) + "}"


_FORMS: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: str,
    bool: lambda value: "t" if value else "f",
    type(None): lambda _: "\\N",
    dt.date: dt.date.isoformat,
    dt.datetime: dt.datetime.isoformat,
    list: _array,
    tuple: _array,
    bytes: lambda value: "\\\\x" + value.hex(),
}


class Ledger:
    """Gathers rows and sends them. Ids count from 1 per table, so that the same town gets the same ids.

    A context manager: sending goes on beside the writing of what comes next, and is over when the context is.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lines: dict[str, list[str]] = {table: [] for table in COLUMNS}
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._under_way: Future[None] | None = None
        self.counts: dict[str, int] = dict.fromkeys(COLUMNS, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.shutdown()

    def put(self, table: str, *values: object) -> int:
        """Keeps a row, its values in the order of ``COLUMNS``; gives its id."""
        number = self.counts[table] + 1
        self.counts[table] = number
        forms = _FORMS
        self._lines[table].append("\t".join([str(number), *[forms[type(value)](value) for value in values]]) + "\n")
        return number

    def send(self) -> None:
        """Sends what was kept since the last time, as soon as that has arrived. Raises what went wrong with the last time."""
        self.settle()
        texts = {table: "".join(lines) for table, lines in self._lines.items() if lines}
        for lines in self._lines.values():
            lines.clear()
        self._under_way = self._beside.submit(self._send, texts)

    def settle(self) -> None:
        """Waits until everything that was sent has arrived. Raises what went wrong."""
        if self._under_way is not None:
            self._under_way.result()

    def _send(self, texts: dict[str, str]) -> None:
        with self._connection.cursor() as cursor:
            for table, text in texts.items():
                with cursor.copy(_copy(table)) as copy:
                    copy.write(text)

    def set_sequences(self) -> None:
        """Lets the next id of each table follow the last one that was sent."""
        for table, count in self.counts.items():
            if count:
                self._connection.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", (table, count))


def _copy(table: str) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, ("id", *COLUMNS[table])))
    return sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), columns)


def written(connection: Connection, statement: LiteralString, values: dict[str, object]) -> int:
    """Writes a row at once, with a statement that gives its number back; that number."""
    row = connection.execute(statement, values).fetchone()
    assert row is not None  # noqa: S101 - a row that was written has a number
    return int(row[0])
