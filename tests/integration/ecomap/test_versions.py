"""Versions of the map: dated, copied, shut afterwards, side by side; and who cannot see any of it."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.integration.ecomap.test_drawing import TIE, _one, _url
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]


def test_it_begins_a_new_map_as_a_copy_and_leaves_the_old_one_as_it_was(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    today = today_in_amsterdam().isoformat()
    data = {"drawn_on": today, "together_with": "Samira", "submission_key": "v2"}
    assert [noor.post(_url(world, "/new"), data=data).status_code for _ in range(2)] == [303, 303]
    old, new = (row[0] for row in connection.execute(text("select id from ecomap_tie order by id")))
    assert (
        noor.post(_url(world, f"/ties/{new}"), data=TIE | {"version": "1", "words": "Nu veel vaker."}).status_code
        == 303
    )
    assert "samen met Samira" in noor.get(_url(world)).text
    before = _one(connection, "select min(id) from ecomap_version")
    page = noor.get(_url(world, f"/versions/{before}")).text
    assert "Dit is een kaart van eerder" in page
    assert token("ecomap_tie", "network") in page
    assert "Nu veel vaker." not in page
    assert noor.post(_url(world, f"/ties/{old}"), data=TIE | {"version": "1"}).status_code == 403


def test_it_lays_two_maps_side_by_side(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    assert "nog geen tweede kaart" in noor.get(_url(world, "/compare")).text
    noor.post(_url(world, "/new"), data={"drawn_on": today_in_amsterdam().isoformat(), "together_with": "Samira"})
    page = noor.get(_url(world, "/compare")).text
    assert page.count('<svg class="ecomap"') == 2
    assert page.index(token("ecomap_version", "network")) < page.index("samen met Samira")
    assert noor.get(_url(world, "/compare?left=nonsense&right=9")).text.count('<svg class="ecomap"') == 2


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (-1, "moet nog komen"),
        (4000, "meer dan tien jaar geleden"),
        (100, "Er is al een kaart van"),
        (120, "Er is al een kaart van"),
    ],
)
def test_it_refuses_a_day_that_cannot_be(
    client_of: ClientOf, world: World, connection: Connection, days: int, sentence: str
) -> None:
    noor = client_of("noor")
    day = (today_in_amsterdam() - dt.timedelta(days=days)).isoformat()
    answer = noor.post(_url(world, "/new"), data={"drawn_on": day, "together_with": "Samira en Mina"})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Samira en Mina" in answer.text


def test_whoever_left_the_network_does_not_come_along(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get(_url(world))
    connection.execute(text("update network_person set active = false"))
    noor.post(_url(world, "/new"), data={"drawn_on": today_in_amsterdam().isoformat(), "together_with": "Samira"})
    assert (
        "Er staat nog niemand op" in noor.get(_url(world)).text
        or "Dezelfde kaart als lijst" in noor.get(_url(world)).text
    )
    assert _one(connection, "select count(*) from ecomap_tie") == 1


@pytest.mark.parametrize(
    "name",
    [
        "community_officer",
        "housing_officer",
        "enforcement_officer",
        "income_consultant",
        "debt_counsellor",
        "volunteer",
        "caretaker",
    ],
)
def test_it_is_not_for_enforcement_nor_for_who_decides_about_money(
    client_of: ClientOf, world: World, connection: Connection, name: str
) -> None:
    client = client_of(name)
    for end in ("", "/compare"):
        answer = client.get(_url(world, end))
        assert answer.status_code == 403
        assert "zznetwork" not in answer.text
    for table in ("ecomap_version", "ecomap_tie"):
        assert _one(connection, f"select count(*) from {table}") == 0, table


def test_a_colleague_reads_it_and_only_the_lead_draws(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    omar = client_of("omar")
    page = omar.get(_url(world)).text
    assert token("ecomap_tie", "network") in page
    assert "Band toevoegen" not in page
    tie = _one(connection, "select id from ecomap_tie")
    for end in ("/new", "/ties/new", f"/ties/{tie}"):
        assert omar.get(_url(world, end)).status_code == 403, end
    assert omar.post(_url(world, "/move"), data={}).status_code == 403


def test_what_is_seen_is_logged(client_of: ClientOf, world: World, connection: Connection) -> None:
    client_of("noor").get(_url(world))
    lines = connection.execute(
        text("select operation, categories from access_log where action = 'read' order by id desc limit 3")
    ).all()
    assert any(line.operation == "ecomap.show" and "network" in line.categories for line in lines)
