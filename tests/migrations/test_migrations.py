"""Migrations: numbered in one line, the head on record, up and down with data, and equal to the models."""

import os
import re
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from app import create_app
from app.db import policies
from app.db.everything import metadata
from tests import world
from tests.database import Cluster, Urls, config_for, migrate
from tests.places import ROOT

VERSIONS = ROOT / "migrations" / "versions"


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[Urls]:
    name = f"schakel_migrations_{os.getpid()}"
    yield cluster.make(name)
    cluster.drop(name)


def _engine(urls: Urls) -> Engine:
    return create_engine(urls.owner, poolclass=NullPool)


def _names() -> list[str]:
    return sorted(path.stem for path in VERSIONS.glob("[0-9]*.py"))


def test_they_are_numbered_sentences_in_one_line() -> None:
    before = None
    for name in _names():
        source = (VERSIONS / f"{name}.py").read_text()
        assert re.fullmatch(r"\d{4}_[a-z_]+", name)
        assert re.search(rf'^revision = "{name[:4]}"', source, re.MULTILINE), name
        assert re.search(rf"^down_revision = {before!r}".replace("'", "[\"']"), source, re.MULTILINE), name
        before = name[:4]


def test_the_head_is_on_record() -> None:
    assert (ROOT / "migrations" / ".current-head").read_text().strip() == _names()[-1]


def test_they_go_up_and_down_and_up_again_with_data(empty: Urls) -> None:
    migrate(empty)
    world.build(empty.owner)
    app = create_app(config_for(empty))
    with app.app_context():
        downgrade(revision="base")
    with _engine(empty).connect() as connection:
        left = connection.execute(
            text("select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace")
        )
        assert set(left.scalars()) == {"alembic_version"}
    with app.app_context():
        upgrade()
    with _engine(empty).begin() as connection:
        connection.execute(text("delete from sec.setting where name in ('session_idle', 'proof_lasts')"))
    world.build(empty.owner)


def test_they_make_what_the_models_say(empty: Urls) -> None:
    migrate(empty)
    with _engine(empty).connect() as connection:
        found = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_object": _no_partition, "target_metadata": metadata()},
        )
        assert compare_metadata(found, metadata()) == []


def _no_partition(_object: object, name: str | None, kind: str, _reflected: bool, _to: object) -> bool:
    partition = str(name).startswith(("access_log_", "processing_log_")) and "_at" not in str(name)
    return not (partition and kind == "table")


def test_a_second_upgrade_changes_nothing(empty: Urls) -> None:
    migrate(empty)
    query = text(
        "select string_agg(policyname || tablename || coalesce(qual, ''), ',' order by tablename, policyname) from pg_policies"
    )
    with _engine(empty).connect() as connection:
        before = connection.execute(query).scalar_one()
    migrate(empty)
    with _engine(empty).connect() as connection:
        assert connection.execute(query).scalar_one() == before


def test_a_second_upgrade_keeps_what_teams_carry(empty: Urls) -> None:
    migrate(empty)
    world.build(empty.owner)
    migrate(empty)
    with _engine(empty).connect() as connection:
        assert connection.execute(text("select count(*) from sec.carried")).scalar_one() == 1


def test_a_migration_reads_and_changes_every_row_while_the_policies_are_away(empty: Urls) -> None:
    migrate(empty)
    world.build(empty.owner)
    with _engine(empty).connect() as connection:
        before = connection.execute(text("select count(*) from person")).scalar_one()
        policies.loosen(connection)
        assert connection.execute(text("update person set stub = stub")).rowcount == before > 0
        connection.rollback()
