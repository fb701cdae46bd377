"""Drawing ties: with the household and between two others, once, by whoever writes down the network."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from werkzeug.test import TestResponse

from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
BEN = {"first_name": "Ben", "relation": "buurman", "role": "neighbour"}
TIE = {"circle": "neighbourhood", "kind": "neighbours", "strength": "3", "direction": "from_them", "other": "home"}


def _url(world: World, end: str = "") -> str:
    return f"/dossiers/{world.dossier}/ecomap{end}"


def _one(connection: Connection, statement: str) -> int:
    return int(connection.execute(text(statement)).scalar_one())


@pytest.fixture
def ben(client_of: ClientOf, world: World, connection: Connection) -> str:
    """Somebody of the network who is not on the map yet."""
    client_of("noor").post(f"/dossiers/{world.dossier}/network", data=BEN)
    return str(_one(connection, "select max(id) from network_person"))


def _add(client: FlaskClient, world: World, **values: object) -> TestResponse:
    return client.post(_url(world, "/ties/new"), data=TIE | values)


def test_it_draws_the_map_with_its_equal_list(client_of: ClientOf, world: World) -> None:
    page = client_of("noor").get(_url(world)).text
    assert page.count('<svg class="ecomap"') == 1
    assert token("network_person", "network") in page
    assert token("ecomap_tie", "network") in page.split('id="list"')[1]
    assert "1 mens uit het eigen netwerk" in page


def test_it_puts_somebody_on_the_map_once(client_of: ClientOf, world: World, ben: str) -> None:
    noor = client_of("noor")
    assert "Zet Ben op de kaart" in noor.get(_url(world)).text
    sent = {"person": ben, "gives": ["doing", "company"], "words": "Hij groet altijd.", "submission_key": "ben"}
    assert [_add(noor, world, **sent).status_code for _ in range(2)] == [303, 303]
    page = noor.get(_url(world)).text
    assert "Zet Ben op de kaart" not in page
    assert "Geeft: meehelpen, gezelschap" in page
    assert "sterke band" in page
    assert page.count("“Hij groet altijd.”") == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": ""}, "Kies wie u op de kaart zet"),
        ({"person": "999"}, "Kies iets uit de lijst"),
        ({"circle": "moon"}, "Kies een van de mogelijkheden"),
        ({"kind": "enemy"}, "Kies iets uit de lijst"),
        ({"strength": "9"}, "Kies een van de mogelijkheden"),
        ({"gives": ["money"]}, "Kies iets uit de lijst"),
        ({"words": "w" * 201}, "hooguit 200 tekens"),
    ],
)
def test_it_returns_what_was_typed(
    client_of: ClientOf, world: World, ben: str, change: dict[str, object], sentence: str
) -> None:
    answer = _add(client_of("noor"), world, **{"person": ben, "words": "Hij groet altijd.", **change})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert str(change.get("words", "Hij groet altijd.")) in answer.text


def test_it_points_out_a_diagnosis_before_it_is_saved(client_of: ClientOf, world: World, ben: str) -> None:
    answer = _add(client_of("noor"), world, person=ben, words="Hij is depressief.")
    assert answer.status_code == 200
    assert "depressief" in answer.text
    assert "Zet Ben op de kaart" in client_of("noor").get(_url(world)).text


def test_it_says_that_a_tie_is_there_from_whichever_side_it_is_told(
    client_of: ClientOf, world: World, connection: Connection, ben: str
) -> None:
    noor = client_of("noor")
    friend = str(_one(connection, "select min(id) from network_person"))
    assert "Een band heeft twee mensen nodig" in _add(noor, world, person=ben, other=ben).text
    assert _add(noor, world, person=friend, other=ben).status_code == 303
    again = _add(noor, world, person=ben, other=friend, words="Zij kennen elkaar.")
    assert again.status_code == 400
    assert "staat er al" in again.text
    assert "Zij kennen elkaar." in again.text
    assert "staat er al" in _add(noor, world, person=friend).text


def test_it_changes_a_tie_and_shows_both_texts_to_the_second_of_two(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get(_url(world))
    tie = _url(world, f"/ties/{_one(connection, 'select id from ecomap_tie')}")
    first = TIE | {"words": "Zij belt elke dag.", "version": "1"}
    assert noor.post(tie, data=first).status_code == 303
    answer = noor.post(tie, data=first | {"words": "Zij komt op zondag."})
    assert answer.status_code == 409
    assert "Zij belt elke dag." in answer.text
    assert "Zij komt op zondag." in answer.text
    assert noor.post(tie, data=first | {"words": "Zij komt op zondag.", "version": "2"}).status_code == 303


def test_it_moves_somebody_to_another_circle(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    page = noor.get(_url(world)).text
    chosen = re.search(r'<option [^>]*value="(\d+:\d+)"', page)
    assert chosen
    assert noor.post(_url(world, "/move"), data={"tie": chosen[1], "to": "household"}).status_code == 303
    assert connection.execute(text("select circle from ecomap_tie")).scalar_one() == "household"
    stale = noor.post(_url(world, "/move"), data={"tie": chosen[1], "to": "family"})
    assert stale.status_code == 409
    assert "net veranderd" in stale.text
    assert noor.post(_url(world, "/move"), data={"tie": "nobody", "to": "moon"}).status_code == 400


def test_it_takes_somebody_off_the_map_with_their_ties_and_keeps_them_in_the_network(
    client_of: ClientOf, world: World, connection: Connection, ben: str
) -> None:
    noor = client_of("noor")
    _add(noor, world, person=ben)
    tie = _one(connection, "select max(id) from ecomap_tie")
    friend = str(_one(connection, "select min(id) from network_person"))
    _add(noor, world, person=friend, other=ben)
    assert noor.post(_url(world, f"/ties/{tie}"), data=TIE | {"version": "1", "off": "y"}).status_code == 303
    page = noor.get(_url(world)).text
    assert "Zet Ben op de kaart" in page
    assert "Banden tussen anderen" not in page
    assert noor.get(_url(world, f"/ties/{tie}")).status_code == 404
    assert "<strong>Ben</strong>" in noor.get(f"/dossiers/{world.dossier}/network").text


def test_it_is_one_click_from_having_come_to_standing_on_the_map(
    client_of: ClientOf, world: World, connection: Connection, ben: str
) -> None:
    noor = client_of("noor")
    answers = [noor.post(_url(world, f"/place/{ben}")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert "Staat op de kaart" in noor.get(answers[0].location).text
    row = connection.execute(text("select circle, kind, strength from ecomap_tie order by id desc limit 1")).one()
    assert tuple(row) == ("neighbourhood", "neighbours", 2)


def test_a_name_that_looks_like_a_page_stays_a_name(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.post(f"/dossiers/{world.dossier}/network", data=BEN | {"first_name": "<b>Bo</b>", "relation": "<i>oom</i>"})
    noor.post(_url(world, f"/place/{_one(connection, 'select max(id) from network_person')}"))
    page = noor.get(_url(world)).text
    assert "<b>Bo" not in page
    assert "&lt;b&gt;Bo" in page
