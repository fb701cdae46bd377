"""Lines of the log as somebody would have left them, at any moment; committed on a database of its own."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from app import create_app
from app.db.session import db
from app.kernel.clock import AMSTERDAM
from app.web.guard import SchakelFlask
from tests.database import Cluster, Urls, config_for, template
from tests.world import TOKENS, World

Client = Callable[[str], FlaskClient]

_LINE = (
    "insert into access_log (at, trace_id, action, operation, outcome, account_id, account_name, organisation_id, function, dossier_id,"
    " categories, reason, person_count)"
    " select :at, gen_random_uuid(), :action, :operation, 'ok', a.id, a.name, a.organisation_id, a.function, cast(:dossier as bigint),"
    " '{identity,plan}', :reason, 1 from account a where a.id = :account returning id"
)
_ABOUT = (
    "insert into processing_log (at, trace_id, operation, person_id, dossier_id, categories)"
    " select at + interval '3 milliseconds', trace_id, operation, :person, dossier_id, categories from access_log where id = :line"
)


@dataclass
class Past:
    """What was done before, written as the owner of the tables and committed: the pages look through connections of their own."""

    owner: Connection
    world: World

    def run(self, statement: str, **values: object) -> Any:
        """Something that the owner does; its first value, if it gives one."""
        done = self.owner.execute(text(statement), values)
        found = done.scalars().first() if done.returns_rows else None
        self.owner.commit()
        return found

    def saw(
        self, who: str, at: dt.datetime, *, dossier: int | None = None, person: int | None = None, **more: str
    ) -> int:
        """Somebody viewed a household (the one of the small world when none is named, 0 for none at all); gives the line."""
        values = {"action": "read", "operation": "dossier.show", "reason": "", **more}
        place = self.world.dossier if dossier is None else dossier or None
        number = self.run(_LINE, **values, at=at, account=self.world.accounts[who], dossier=place)
        if person is not None:
            self.run(_ABOUT, person=person, line=number)
        return int(number)

    def household(self, street: str, surname: str = "Voorbeeld", given_name: str = "Bo") -> int:
        """Another household, with one person, at an address of this street; gives the dossier."""
        world = self.world
        scoped = {
            "org": world.organisations["area_team"],
            "purpose": world.purposes["area_team"],
            "noor": world.accounts["noor"],
        }
        dossier = self.run(
            "insert into dossier (case_no, lead_org_id, created_by)"
            " select 'W-2026-9' || lpad((count(*) + 1)::text, 4, '0'), :org, :noor from dossier returning id",
            org=scoped["org"], noor=scoped["noor"],
        )  # fmt: skip
        row = "dossier_id, owner_org_id, purpose_id, author_id"
        person = self.run(
            f"insert into person ({row}, stub) values (:d, :org, :purpose, :noor, 'B.') returning id",
            d=dossier,
            **scoped,
        )
        self.run(
            f"insert into person_detail ({row}, person_id, given_name, surname, name_key, grams, phonetic, person_ids)"
            " values (:d, :org, :purpose, :noor, :p, :given, :surname, '', '{}', '', array[:p])",
            d=dossier, p=person, given=given_name, surname=surname, **scoped,
        )  # fmt: skip
        self.run(
            f"insert into household_address ({row}, street, number, postcode, town, search_key)"
            " values (:d, :org, :purpose, :noor, :street, 1, '8900 AA', 'Waterstad', '')",
            d=dossier, street=street, **scoped,
        )  # fmt: skip
        return int(dossier)


@pytest.fixture(scope="session")
def overseen(cluster: Cluster) -> Iterator[tuple[SchakelFlask, Urls]]:
    """The application on a database of its own.

    Whoever borrows this fixture gets another one: under one name the second would drop the database under the first.
    """
    name = f"schakel_overseen_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}_{token_hex(3)}"
    urls = cluster.make(name, template(cluster))
    app = create_app(config_for(urls))
    app.config.update(WTF_CSRF_ENABLED=False)
    yield app, urls
    with app.app_context():
        db.engine.dispose()
    cluster.drop(name)


@pytest.fixture
def past(overseen: tuple[SchakelFlask, Urls], world: World) -> Iterator[Past]:
    """An empty past."""
    engine = create_engine(overseen[1].owner, poolclass=NullPool)
    with engine.connect() as line:
        line.execute(text("set lock_timeout = '15s'"))
        found = Past(line, world)
        found.run("truncate access_log, processing_log, log_question, submission")
        yield found


@pytest.fixture
def visitor(overseen: tuple[SchakelFlask, Urls]) -> Client:
    """``visitor("privacy_officer")``: a browser that is signed in."""

    def make(name: str) -> FlaskClient:
        client = overseen[0].test_client()
        with client.session_transaction() as session:
            session["token"] = TOKENS[name]
        return client

    return make


def at(days_ago: int, hour: int = 11, minute: int = 0) -> dt.datetime:
    """A moment in Amsterdam."""
    day = dt.datetime.now(AMSTERDAM).date() - dt.timedelta(days=days_ago)
    return dt.datetime.combine(day, dt.time(hour, minute), AMSTERDAM)
