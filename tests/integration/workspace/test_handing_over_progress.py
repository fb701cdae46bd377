"""How far handing over a caseload is: seen while it runs, by whoever hands over and nobody else, and over however it ends."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.dossiers.services.team import hand_over
from app.workspace import handing
from tests.integration.workspace.test_handing_over import URL, form, second
from tests.world import World

__all__ = ["second"]
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, client_of: ClientOf, world: World) -> list[tuple[int, int]]:
    """What the account would be told before each household goes."""
    found: list[tuple[int, int]] = []

    def watched(*given: Any, **more: Any) -> None:
        found.append(handing.find_progress(world.accounts["noor"]))
        hand_over(*given, **more)

    monkeypatch.setattr(handing, "hand_over", watched)
    return found


def test_it_is_told_while_it_runs_and_over_when_it_ends(
    second: int, client_of: ClientOf, world: World, connection: Connection, seen: list[tuple[int, int]]
) -> None:
    noor = client_of("noor")
    page = noor.get(f"{URL}?household={world.dossier}&household={second}").text
    assert f'hx-get="{URL}/progress"' in page
    assert noor.post(URL, data=form(world, world.dossier, second)).status_code == 303
    assert seen == [(0, 2), (1, 2)]
    assert "<progress" not in noor.get(f"{URL}/progress").text


def test_it_is_over_when_it_fails(
    second: int, client_of: ClientOf, world: World, connection: Connection, seen: list[tuple[int, int]]
) -> None:
    noor = client_of("noor")
    long = form(world, world.dossier, second) | {f"promises_{second}": "x" * 1001}
    assert noor.post(URL, data=long).status_code == 400
    assert "<progress" not in noor.get(f"{URL}/progress").text


def test_it_is_for_that_account_alone(
    client_of: ClientOf, acting: Callable[[str], None], world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get(URL)
    connection.execute(
        text("insert into handover_progress (account_id, done, total) values (:noor, 3, 25)"),
        {"noor": world.accounts["noor"]},
    )
    answer = noor.get(f"{URL}/progress").text
    assert 'value="3" max="25"' in answer
    assert "3 van 25" in answer
    acting("omar")
    assert connection.execute(text("select count(*) from handover_progress")).scalar_one() == 0
