"""Databases for tests: one migrated template, and a copy of it per worker, on the embedded server or on a real one.

``TEST_SERVER_URL`` (a superuser's address) puts the same tests on a PostgreSQL server.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256

import psycopg
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import make_url

from app import create_app
from app.db import policies
from app.db.embedded import SUPERUSER, EmbeddedServer
from app.db.roles import APP, OWNER, ensure_roles_sql, own_database_sql
from config import Config
from tests import world
from tests.places import INSTANCE, ROOT


@dataclass(frozen=True, slots=True)
class Urls:
    """One test database, seen by the application and by its owner."""

    app: str
    owner: str


class Cluster:
    """A server on which test databases are made and dropped."""

    def __init__(self) -> None:
        """The embedded server, unless ``TEST_SERVER_URL`` names another."""
        self.remote = os.environ.get("TEST_SERVER_URL")
        self.embedded = None if self.remote else EmbeddedServer(INSTANCE / "postgres", durable=False)

    def start(self) -> None:
        """Starts the embedded server; makes the roles on a real one."""
        if self.embedded:
            self.embedded.start()
        else:
            with psycopg.connect(str(self.remote), autocommit=True) as connection:
                connection.execute(ensure_roles_sql(owner_password="test", app_password="test"))

    def urls(self, name: str) -> Urls:
        """The addresses of database ``name``."""
        if self.embedded:
            return Urls(self.embedded.url(APP, name), self.embedded.url(OWNER, name))
        base = make_url(str(self.remote)).set(drivername="postgresql+psycopg", database=name, password="test")
        return Urls(*(base.set(username=role).render_as_string(hide_password=False) for role in (APP, OWNER)))

    def make(self, name: str, template: str | None = None) -> Urls:
        """A fresh database, empty or a copy of ``template``."""
        self.drop(name)
        if self.embedded:
            self.embedded.ensure_database(name, template)
        else:
            self._make_remote(name, template)
        return self.urls(name)

    def _make_remote(self, name: str, template: str | None) -> None:
        source = sql.SQL(" template {}").format(sql.Identifier(template)) if template else sql.SQL("")
        with self._superuser() as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)) + source)
        inside = make_url(str(self.remote)).set(drivername="postgresql", database=name)
        with psycopg.connect(inside.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(own_database_sql(name))

    def is_ready(self, name: str) -> bool:
        """Whether this server has the database, made to the end (by another worker or an earlier run)."""
        query = "select shobj_description(oid, 'pg_database') = 'ready' from pg_database where datname = %s"
        with self._superuser() as connection:
            found = connection.execute(query, (name,)).fetchone()
            return bool(found and found[0])

    def call_ready(self, name: str) -> None:
        """Says on the server itself that this database is made to the end."""
        with self._superuser() as connection:
            connection.execute(sql.SQL("comment on database {} is 'ready'").format(sql.Identifier(name)))

    def _superuser(self) -> psycopg.Connection[tuple[object, ...]]:
        address = str(self.remote)
        if self.embedded:
            address = self.embedded.url(SUPERUSER, SUPERUSER).replace("+psycopg", "", 1)
        return psycopg.connect(address, autocommit=True)

    def drop(self, name: str) -> None:
        """Removes a database, with whoever is still connected to it."""
        if self.embedded:
            self.embedded.drop_database(name)
            return
        with self._superuser() as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def config_for(urls: Urls) -> Config:
    """Settings of a test application on one database."""
    base = Config.from_environment({"SCHAKEL_INSTANCE": str(INSTANCE)})
    return replace(base.on(urls.app, urls.owner), testing=True, demo_mode=False)


def migrate(urls: Urls) -> None:
    """Brings a database to the newest version, as the owner."""
    app = create_app(config_for(urls))
    with app.app_context():
        upgrade()


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Of all workers of a run, one at a time is in here."""
    INSTANCE.mkdir(parents=True, exist_ok=True)
    with (INSTANCE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _version() -> str:
    sources = [*sorted((ROOT / "migrations" / "versions").glob("*.py")), ROOT / "tests" / "world.py"]
    sources.append(ROOT / "app" / "interventions" / "catalogue.csv")
    text = policies.fingerprint() + "".join(path.read_text() for path in sources)
    return sha256(text.encode()).hexdigest()[:12]


def template(cluster: Cluster) -> str:
    """The name of a migrated database with the small world of ``tests/world.py``; made once per version of the schema."""
    return _template(cluster, "schakel_template", world.build)


def bare_template(cluster: Cluster) -> str:
    """The name of a migrated database with nothing in it but the catalogue."""
    return _template(cluster, "schakel_bare", lambda _: None)


def _template(cluster: Cluster, kind: str, fill: Callable[[str], None]) -> str:
    name = f"{kind}_{_version()}"
    with one_at_a_time("template"):
        if not cluster.is_ready(name):
            urls = cluster.make(name)
            migrate(urls)
            fill(urls.owner)
            cluster.call_ready(name)
    return name
