"""Demo towns of sixty households in scratch databases of their own; made once, never changed by a test."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from app import create_app
from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from app.web.guard import SchakelFlask
from tests.database import Cluster, Urls, bare_template, config_for

#: A week ago: late enough for what is young to be there still, and nothing of that day lies ahead.
HOUSEHOLDS, SEED, TODAY = 60, 7, today_in_amsterdam() - dt.timedelta(days=7)

Run = Callable[..., tuple[int, str]]


def run(app: SchakelFlask, *arguments: str) -> tuple[int, str]:
    """A command of the application: exit code and output."""
    result = app.test_cli_runner().invoke(args=list(arguments))
    return result.exit_code, result.output


@contextmanager
def scratch(cluster: Cluster, name: str) -> Iterator[tuple[SchakelFlask, Urls]]:
    """An application in demo mode on an empty database."""
    name = f"schakel_{name}_{os.getpid()}"
    urls = cluster.make(name, bare_template(cluster))
    app = create_app(replace(config_for(urls), demo_mode=True))
    app.config.update(WTF_CSRF_ENABLED=False)
    try:
        yield app, urls
    finally:
        with app.app_context():
            db.engine.dispose()
        cluster.drop(name)


def fill(app: SchakelFlask) -> None:
    """Loads the town of these tests."""
    code, output = run(
        app, "demo", "--households", str(HOUSEHOLDS), "--seed", str(SEED), "--today", TODAY.isoformat()
    )  # fmt: skip
    assert code == 0, output


@pytest.fixture(scope="package")
def filled(cluster: Cluster) -> Iterator[tuple[SchakelFlask, Urls]]:
    """The town, and the application on it."""
    with scratch(cluster, "demo") as (app, urls):
        fill(app)
        yield app, urls


@pytest.fixture(scope="package")
def demo_app(filled: tuple[SchakelFlask, Urls]) -> SchakelFlask:
    """The application on the town."""
    return filled[0]


@pytest.fixture
def town(filled: tuple[SchakelFlask, Urls]) -> Iterator[Connection]:
    """A connection as the owner of the tables, who sees everything."""
    engine = create_engine(filled[1].owner, poolclass=NullPool)
    with engine.connect() as line:
        yield line
        line.rollback()
