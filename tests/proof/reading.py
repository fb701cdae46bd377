"""What the application's role may read at all, whoever asks."""

from sqlalchemy import Connection, text

_READABLE = text(
    "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
    " where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped"
    " and has_column_privilege(c.oid, a.attnum, 'select')"
)


def readable(line: Connection) -> set[tuple[str, str]]:
    """(table, column) of every column that the role of this connection may read, in one statement: there are hundreds."""
    return {(table, column) for table, column in line.execute(_READABLE)}
