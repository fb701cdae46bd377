"""Rotating the key of encrypted values: in turns, again when it was stopped, and never at the cost of a number."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from app.cli.keys import reseal
from app.cli.owner import as_owner
from app.db.crypto import unseal
from app.dossiers.services.bsn import bound_to
from app.web.guard import SchakelFlask
from config import Config, DataKey
from tests.integration.demo.conftest import run


@pytest.fixture
def rotated(demo_app: SchakelFlask) -> Iterator[Config]:
    """A newer key on top for one test; what it wrote is written back under the old one."""
    before: Config = demo_app.config["SCHAKEL"]
    keys = replace(before.keys, data=(DataKey("newer", bytes(range(32))), *before.keys.data))
    demo_app.config["SCHAKEL"] = replace(before, keys=keys)
    yield before
    demo_app.config["SCHAKEL"] = replace(before, keys=replace(keys, data=tuple(reversed(keys.data))))
    run(demo_app, "keys", "rotate")
    demo_app.config["SCHAKEL"] = before


def under(town: Connection, name: str) -> int:
    town.rollback()
    rows = town.execute(text("select sealed_number from person_bsn")).scalars()
    return sum(bytes(value).startswith(f"{name}|".encode()) for value in rows)


def test_it_writes_every_number_under_the_newest_key(demo_app: SchakelFlask, town: Connection, rotated: Config) -> None:
    code, output = run(demo_app, "keys", "rotate")
    assert code == 0, output
    total = under(town, "newer")
    assert total == town.execute(text("select count(*) from person_bsn")).scalar_one() > 0
    row = town.execute(text("select person_id, sealed_number from person_bsn limit 1")).one()
    with demo_app.app_context():
        assert unseal(bytes(row.sealed_number), bound_to(row.person_id)).startswith(b"9999")
    assert run(demo_app, "keys", "rotate")[1].startswith("0 numbers")


def test_it_goes_on_where_it_was_stopped_and_leaves_what_does_not_open(
    demo_app: SchakelFlask, town: Connection, rotated: Config
) -> None:
    with demo_app.app_context(), as_owner() as connection:
        connection.execute("update person_bsn set sealed_number = %s || sealed_number where id = 3", (b"lost",))
        connection.commit()
        done, closed = reseal(connection, "newer", batch=2)
        assert closed == 1
        assert done == under(town, "newer")
        assert reseal(connection, "newer", batch=2) == (0, 1)
        code, output = run(demo_app, "keys", "rotate")
        assert code == 1
        assert "1 numbers do not open" in output
        connection.execute("update person_bsn set sealed_number = substring(sealed_number from 5) where id = 3")
        connection.commit()
    assert run(demo_app, "keys", "rotate")[0] == 0
