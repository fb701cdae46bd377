"""What the tests of the dossier share: a filled form, rows counted, a scope for a service."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.db.session import PRINCIPAL, db
from app.dossiers.scope import load_scope
from tests.database import Cluster, Urls, template
from tests.world import World


def actor_now() -> Actor:
    """Whoever acts in this test's session."""
    who = db.session().info[PRINCIPAL]
    return Actor(
        who.account_id,
        who.name,
        who.function,
        who.organisation_id,
        who.organisation_name,
        who.organisation_kind,
        bsn_allowed=who.bsn_allowed,
        language="nl",
        session_id=who.session_id,
        person_id=who.person_id,
    )


@pytest.fixture
def scope_of(acting: Callable[[str], None], world: World) -> Callable[..., DossierScope]:
    """``scope_of("noor")``: the household (or another dossier) as she stands to it; she acts from here on."""

    def load(name: str, dossier: int | None = None) -> DossierScope:
        acting(name)
        return load_scope(actor_now(), dossier or world.dossier)

    return load


@pytest.fixture
def rows(connection: Connection) -> Callable[..., list[Any]]:
    """Rows as the last client's principal sees them: the token of the test's transaction still holds."""

    def ask(statement: str, **values: object) -> list[Any]:
        return list(connection.execute(text(statement), values))

    return ask


@pytest.fixture
def filled(world: World) -> Callable[..., dict[str, str]]:
    """A new dossier's form, filled in; keyword arguments change fields."""

    def fill(**changes: str) -> dict[str, str]:
        data = {
            "submission_key": "k1",
            "persons-0-given_name": "Bram",
            "persons-0-prefix": "van der",
            "persons-0-surname": "Molen",
            "persons-0-birth_date": "1990-02-28",
            "persons-0-relation": "main",
            "persons-0-contact_preference": "visit",
            "title": "",
            "street": "Tulpenburg",
            "number": "12",
            "addition": "a",
            "postcode": "9999 AB",
            "town": "Waterstad",
            "area": "other",
            "area_code": "BU99990202",
            "area_name": "Oosterpark",
            "question": "Ik wil rust in huis.",
            "purpose": str(world.purposes["area_team"]),
        }
        return data | {name.replace("__", "-"): value for name, value in changes.items()}

    return fill


@pytest.fixture(scope="module")
def own_urls(cluster: Cluster) -> Iterator[Urls]:
    """A database of its own: what the owner changes here locks nobody out elsewhere."""
    name = f"schakel_test_merging_{os.getpid()}"
    yield cluster.make(name, template(cluster))
    cluster.drop(name)


@pytest.fixture
def line(own_urls: Urls) -> Iterator[Connection]:
    """The owner's line to that database, rolled back."""
    engine = create_engine(own_urls.owner, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
        connection.rollback()
