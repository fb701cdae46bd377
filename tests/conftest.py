"""Fixtures for everything that needs the database: the small world, clients per person, everything rolled back per test."""

import os
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from app import create_app
from app.db.session import PrincipalSession, act_as, db
from app.web.guard import SchakelFlask
from tests.database import Cluster, Urls, config_for, template
from tests.world import TOKENS, World, read

# A busy machine is no fault of the code: no test fails for being slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The server that holds this run's databases."""
    server = Cluster()
    server.start()
    return server


@pytest.fixture(scope="session")
def urls(cluster: Cluster) -> Iterator[Urls]:
    """This worker's own copy of the migrated database with the small world."""
    name = f"schakel_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    yield cluster.make(name, template(cluster))
    cluster.drop(name)


@pytest.fixture(scope="session")
def app(urls: Urls) -> Iterator[SchakelFlask]:
    """The application on this worker's database, as its own role."""
    application = create_app(config_for(urls))
    application.config.update(WTF_CSRF_ENABLED=False)
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def world(urls: Urls) -> World:
    """Who and what is in the small world, by name."""
    return read(urls.owner)


@pytest.fixture
def connection(app: SchakelFlask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """One connection as the application's role; whatever a test commits is rolled back after it."""
    engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
    with engine.connect() as line:
        line.begin()
        line.begin_nested()
        monkeypatch.setattr(PrincipalSession, "get_bind", lambda *_args, **_kwargs: line)
        yield line
        line.rollback()


@pytest.fixture
def acting(app: SchakelFlask, connection: Connection) -> Iterator[Callable[[str], None]]:
    """``acting("noor")``: from here on, the session in this test's application context is hers."""
    with app.test_request_context():
        yield _act
        db.session.remove()


def _act(name: str) -> None:
    assert act_as(TOKENS[name]) is not None, name


@pytest.fixture
def client_of(app: SchakelFlask, connection: Connection) -> Callable[[str], FlaskClient]:
    """``client_of("noor")``: a browser that is signed in as her."""

    def make(name: str) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["token"] = TOKENS[name]
        return client

    return make


@pytest.fixture
def owner(urls: Urls) -> Iterator[Connection]:
    """A connection as the owner of the tables, for setting a scene that no function may set. Commits are the test's own."""
    engine = create_engine(urls.owner, poolclass=NullPool)
    with engine.connect() as line:
        yield line
        line.rollback()
