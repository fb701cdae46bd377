"""What the tests of giving access share."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import TOKENS, World

ClientOf = Callable[[str], FlaskClient]
#: Reads rows as somebody of the small world does: ``rows("noor", "select …", a=1)``.
Rows = Callable[..., list[Any]]


@pytest.fixture
def rows(connection: Connection) -> Rows:
    """What somebody gets back for a statement of their own, under the application's role."""

    def read(name: str, statement: str, **values: object) -> list[Any]:
        with connection.begin_nested():
            connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[name]})
            return [tuple(row) for row in connection.execute(text(statement), values)]

    return read


def day(days: int) -> str:
    """So many days from today, as a form sends it."""
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def goal(rows: Rows) -> int:
    """The goal of the small world."""
    return int(rows("noor", "select min(id) from plan_item")[0][0])


@pytest.fixture
def clock(owner: Connection) -> Iterator[Callable[[int], None]]:
    """Sets the clock of policies so many days ahead; it stands right again afterwards."""

    def ahead(days: int) -> None:
        owner.execute(text("delete from sec.setting where name = 'clock_offset'"))
        owner.execute(text("insert into sec.setting values ('clock_offset', :value)"), {"value": f"{days} days"})
        owner.commit()

    yield ahead
    owner.rollback()
    owner.execute(text("delete from sec.setting where name = 'clock_offset'"))
    owner.commit()


def offer(world: World, to: str, **changes: str) -> dict[str, str]:
    """The form that discloses an item to somebody by name."""
    return {
        "submission_key": f"share-{to}",
        "receiver": f"acc:{world.accounts[to]}",
        "purpose": "relation",
        "basis": "public_task",
        "reason": "Zij regelt de huur.",
        "until": day(60),
    } | changes
