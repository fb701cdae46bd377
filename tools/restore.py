"""`make restore FILE=...`: a backup into an empty database, all or nothing, every table counted; then the documents beside it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg

from app.db.embedded import SUPERUSER, EmbeddedServer
from app.db.roles import ensure_roles_sql
from app.db.settle import DATABASE
from app.documents.storage import remove
from app.retention.destroying import replay
from app.retention.tombstones import Tombstones
from config import Config
from tools.common import give_up, say
from tools.dump import bare, count_rows, programs, reach
from tools.papers import documents_beside, unpack

_NAME = rb'(?:"(?:[^"]|"")+"|[^\s".]+)'
_COPY = re.compile(rb"^COPY (" + _NAME + rb"\." + _NAME + rb") .*FROM stdin;$")


def main() -> None:
    """Restore the named file into the database of this instance or of BACKUP_DATABASE_URL."""
    if len(sys.argv) != 2 or not sys.argv[1]:
        give_up("Which backup? make restore FILE=instance/backups/schakel-....dump")
    file = Path(sys.argv[1])
    if not file.is_file():
        give_up(f"There is no file {file}.")
    config = Config.from_environment()
    if config.database_url is not None:
        url = os.environ.get("BACKUP_DATABASE_URL")
        if url is None:
            give_up("Name the empty database, with a superuser, in BACKUP_DATABASE_URL.")
        restore(programs(None), bare(url), file)
        bring_back(config.documents, file)
        destroy_again(config, bare(url))
        return
    with EmbeddedServer(config.instance / "postgres") as server:
        if not server.started_here:
            give_up("This instance is running. Stop it first (Ctrl-C in `make run`), then restore.")
        server.ensure_database(DATABASE)
        url = bare(server.url(SUPERUSER, DATABASE))
        _refuse_data(url)
        server.drop_database(DATABASE)
        server.ensure_database(DATABASE)
        restore(server.programs, url, file)
        bring_back(config.documents, file)
        destroy_again(config, url)


def bring_back(folder: Path, file: Path) -> None:
    """The documents that were packed with this backup, and what to do next."""
    packed = documents_beside(file)
    if packed.is_file():
        say(f"Restored: {unpack(packed, folder)} files of documents.")
    else:
        say(f"There are no documents beside it ({packed.name}).")
    say("Put the keys that belong to this backup into instance/keys before the next start.")
    say("Then look whether every document has its file: .venv/bin/flask --app wsgi documents check")
    say(
        "And seal the log: .venv/bin/flask --app wsgi audit seal --after-restore (the witness knows of seals that did not come back)"
    )


def destroy_again(config: Config, url: str) -> None:
    """Whatever was destroyed after the backup was made goes again: erased stays erased."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_regprocedure('sec.erase(text[], bigint[])') IS NOT NULL").fetchone()
        done = replay(connection, Tombstones(config.tombstones), None) if row and row[0] else None
    if done is None:
        say(
            "This backup is older than the destruction of data. Upgrade, then run: .venv/bin/flask --app wsgi retention replay"
        )
        return
    remove(config.documents, done.files)
    say(f"Destroyed again: {done.records} records that were destroyed before ({config.tombstones}).")
    say("When the keys are in place, months of the log too: .venv/bin/flask --app wsgi retention replay")


def restore(where: Path, url: str, file: Path) -> None:
    """Read the file into the database in one transaction and compare the rows of every table with the file."""
    expected = rows_in(where, file)
    _refuse_data(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(ensure_roles_sql())
    command = [str(where / "pg_restore"), "--clean", "--if-exists", "--single-transaction", "--exit-on-error"]
    command += ["--dbname", reach(url)["PGDATABASE"], str(file)]
    if subprocess.run(command, check=False, env=reach(url), stdin=subprocess.DEVNULL).returncode != 0:
        give_up("The backup could not be restored and the database is as it was; pg_restore says above why.")
    with psycopg.connect(url) as connection:
        found = count_rows(connection, list(expected))
        _count_on(connection)
    wrong = [
        f"{table}: {expected[table]} in the backup, {found[table]} here"
        for table in expected
        if expected[table] != found[table]
    ]
    if wrong:
        give_up("Not everything came back:\n" + "\n".join(wrong))
    say(f"Restored: {sum(found.values())} rows in {len(found)} tables, the same numbers as in the backup.")


def _count_on(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """This cluster counts its transactions from another number: what is logged from now on lies above what was sealed."""
    row = connection.execute("SELECT to_regprocedure('sec.rebase_log()') IS NOT NULL").fetchone()
    if row is not None and row[0]:
        connection.execute("SELECT sec.rebase_log()")


def rows_in(where: Path, file: Path) -> dict[str, int]:
    """How many rows the backup holds of each table, counted in the file itself; refuses another kind of file."""
    counts: dict[str, int] = {}
    command = [str(where / "pg_restore"), "--data-only", "--file=-", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as reader:
        table: str | None = None
        for line in reader.stdout or ():
            if table is not None and line != b"\\.\n":
                counts[table] += 1
                continue
            start = _COPY.match(line.rstrip()) if table is None else None
            table = start.group(1).decode() if start else None
            if table is not None:
                counts[table] = 0
    if reader.returncode != 0:
        give_up(f"{file} is not a backup that can be read; pg_restore says above why.")
    return counts


def _refuse_data(url: str) -> None:
    query = """SELECT count(*) FROM pg_stat_user_tables"""
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    if row is not None and row[0]:
        give_up(
            f"The database is not empty ({row[0]} tables). Name another directory in SCHAKEL_INSTANCE, "
            "or remove what is in this one first: make clean-instance"
        )


if __name__ == "__main__":
    main()
