"""How a line of the log is written for its hash: the bytes that PostgreSQL sends for a row of these columns.

``record_send`` (the wire format of a composite value) depends on no setting of the session but the encoding, which is UTF-8
here, and is made in C: number of columns, and per column the number of its type, its length in bytes (-1 for null) and its
value, all big-endian. The columns are named, so that one that is added later changes no hash.
"""

from collections.abc import Iterator
from typing import Any

import psycopg

Connection = psycopg.Connection[tuple[Any, ...]]

_ACCESS = (
    "row(l.id, l.at, l.trace_id, l.action, l.operation, l.outcome, l.account_id, l.account_name, l.organisation_id, l.function,"
    " l.session_id, l.network, l.dossier_id, l.object_ids, l.categories, l.purpose_id, l.rule, l.reason, l.person_count, l.tx)"
)
#: The person by their mark: the line stays what it was when the number and the key are gone. A number without a key has no mark.
_PROCESSING = (
    "row(l.id, l.at, l.trace_id, l.operation, case when l.person_id is null then l.person_mark else k.mark end, l.dossier_id,"
    " l.categories, l.purpose_id, l.tx)"
)
#: Below every transaction, also of the lines that were there before seals were (they lie around minus a thousand million).
FIRST = -(2**62)
#: In the order in which a seal holds them.
LOGS = ("access_log", "processing_log")
_FROM = {
    "access_log": (_ACCESS, "access_log l"),
    "processing_log": (_PROCESSING, "processing_log l left join person_key k on k.person_id = l.person_id"),
}


def leaf_of(log: str) -> str:
    """The expression for the hash of one line, in a query ``from`` ``source_of(log)``."""
    return f"sha256('\\x00'::bytea || record_send({_FROM[log][0]}))"


def source_of(log: str) -> str:
    """The lines (``l``) with what their hash needs, of transactions in a range."""
    return f"{_FROM[log][1]} where l.tx >= %(start)s and l.tx < %(end)s"


def leaves_between(connection: Connection, log: str, start: int, end: int) -> bytes:
    """The hashes of the lines of transactions from ``start`` up to ``end``, one behind the other, in the order of the seal."""
    query = f"select string_agg({leaf_of(log)}, ''::bytea order by l.tx, l.id) from {source_of(log)}"  # noqa: S608
    return _bytes(connection, query, start, end)


def ids_between(connection: Connection, log: str, start: int, end: int) -> bytes:
    """The ids of the same lines in the same order, 8 bytes each."""
    query = f"select string_agg(int8send(l.id), ''::bytea order by l.tx, l.id) from {source_of(log)}"  # noqa: S608
    return _bytes(connection, query, start, end)


def _bytes(connection: Connection, query: str, start: int, end: int) -> bytes:
    row = connection.execute(query.encode(), {"start": start, "end": end}, binary=True).fetchone()
    return row[0] if row and row[0] is not None else b""


def each_between(connection: Connection, log: str, start: int, end: int) -> dict[int, bytes]:
    """Id and hash of each of these lines: to say which one is not what it was."""
    query = f"select l.id, {leaf_of(log)} from {source_of(log)} order by l.tx, l.id"  # noqa: S608
    found = connection.execute(query.encode(), {"start": start, "end": end}, binary=True)
    return dict(found.fetchall())


def each_line(connection: Connection, log: str) -> Iterator[bytes]:
    """Every line of a log as it is hashed, a few thousand at a time: for whoever wants to compute the hashes without the database."""
    with connection.cursor("log_lines", binary=True) as cursor:
        cursor.itersize = 10_000
        query = f"select record_send({_FROM[log][0]}) from {_FROM[log][1]} order by l.tx, l.id"  # noqa: S608
        for (line,) in cursor.execute(query.encode()):
            yield line


def rebased(connection: Connection) -> int:
    """How far the log's count of transactions is ahead of this cluster's, put right when it fell behind (``sec.rebase_log``)."""
    row = connection.execute("select sec.rebase_log()").fetchone()
    return int(row[0]) if row else 0
