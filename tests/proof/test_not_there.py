"""Not allowed looks like not there: the same page, the same headers and as many statements, whatever number is asked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.driver import overheard
from app.db.session import db
from tests.access.test_route_walk import Walk, _same
from tests.access.test_route_walk import undone as undone  # what requests write is rolled back
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.proof.extent import Tally, many

pytestmark = pytest.mark.slow


def seen_by(client: FlaskClient, path: str) -> tuple[tuple[int, str], list[str]]:
    """An answer without its nonces, and the names of its headers."""
    answer: TestResponse = client.get(path)
    return _same(answer), sorted(name for name, _ in answer.headers if name != "Set-Cookie")


@pytest.mark.parametrize("name", ["tess", "eva", "administrator", "analyst", "community_worker"])
def test_a_number_that_is_somebody_elses_looks_like_one_that_is_nobodys(
    walk: Walk, undone: None, tally: Tally, name: str
) -> None:
    client, random = walk.client(name), Random(name)  # noqa: S311 - repeatable
    client.get("/dossiers/987654")
    rules = [rule for rule in walk.rules("GET") if "dossier_id" in rule.arguments]
    for _ in range(many(1, 4)):
        for rule in rules:
            here = random.choice(walk.paths(rule))
            nowhere = re.sub(r"/dossiers/\d+", f"/dossiers/{random.randint(900_000, 999_999)}", here, count=1)
            with counted(walk) as first:
                one = seen_by(client, here)
            with counted(walk) as second:
                other = seen_by(client, nowhere)
            tally.check(one == other, f"{here}: {one[0][0]} {other[0][0]}")
            tally.check(len(first) == len(second), f"{here}: {len(first)} statements, and {len(second)} for {nowhere}")


@contextmanager
def counted(walk: Walk) -> Iterator[list[str]]:
    """The statements of what is done within."""
    statements: list[str] = []
    with walk.app.app_context():
        engine = db.engine
    with overheard(engine, lambda statement, _values: statements.append(statement)):
        yield statements
