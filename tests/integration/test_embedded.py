"""The embedded database: started once for all who want it, its roles bound, and gone when it should be."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.db.embedded import EmbeddedServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(tmp_path_factory.mktemp("embedded") / "postgres", durable=False) as running:
        running.ensure_database("one")
        yield running


def connect(server: EmbeddedServer, role: str, database: str = "one") -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(server.url(role, database).replace("+psycopg", ""))


def test_it_binds_both_roles(server: EmbeddedServer) -> None:
    query = "SELECT bool_or(rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) FROM pg_roles WHERE rolname LIKE 'schakel%'"
    with connect(server, "schakel_app") as connection:
        assert connection.execute(query).fetchone() == (False,)


def test_it_gives_the_application_nothing_of_its_own(server: EmbeddedServer) -> None:
    for statement in ("CREATE TABLE mine (a int)", "CREATE TEMP TABLE mine (a int)", "CREATE SCHEMA mine"):
        with connect(server, "schakel_app") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def test_it_copies_a_database_and_drops_it(server: EmbeddedServer) -> None:
    with connect(server, "schakel_owner") as connection:
        connection.execute("CREATE TABLE copied AS SELECT 1 AS a")
    server.ensure_database("two", template="one")
    server.ensure_database("two", template="one")
    with connect(server, "schakel_owner", "two") as connection:
        assert connection.execute("SELECT a FROM copied").fetchone() == (1,)
    server.drop_database("two")
    server.drop_database("two")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(server, "schakel_owner", "two")


def test_it_closes_its_socket_for_others(server: EmbeddedServer) -> None:
    assert server.sockets.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_mode & 0o077 == 0


def test_it_finds_a_short_place_for_the_socket_of_a_long_path(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / ("x" * 100) / "postgres")
    assert len(os.fsencode(server.sockets / ".s.PGSQL.5432")) < 100
    assert server.sockets != EmbeddedServer(tmp_path / ("y" * 100) / "postgres").sockets
