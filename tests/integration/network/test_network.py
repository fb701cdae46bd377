"""People around the household with the minimum of data, when they came along, and offers without any effect."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.pages import stands_in
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
BEN = {"first_name": "Ben", "relation": "buurman", "role": "neighbour"}


def _url(world: World, person: str | int = "") -> str:
    return f"/dossiers/{world.dossier}/network" + (f"/{person}" if person else "")


def _newest(connection: Connection) -> int:
    return int(connection.execute(text("select max(id) from network_person")).scalar_one())


def test_it_adds_somebody_once_with_no_more_than_a_first_name(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    assert "Geen achternaam, adres, telefoonnummer" in noor.get(_url(world)).text
    data = BEN | {"submission_key": "b1"}
    assert [noor.post(_url(world), data=data).status_code for _ in range(2)] == [303, 303]
    page = noor.get(_url(world)).text
    assert page.count("<strong>Ben</strong>, buurman") == 1
    assert token("network_person", "network") in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first_name": ""}, "Vul een voornaam in"),
        ({"first_name": "Ben 0612345678"}, "zonder nummer of adres"),
        ({"first_name": "B" * 41}, "hooguit 40 tekens"),
        ({"relation": ""}, "Vul in wat deze persoon van hen is"),
        ({"role": "suspect"}, "Kies iets uit de lijst"),
        ({"persons": ["999"]}, "Kies iets uit de lijst"),
    ],
)
def test_it_returns_a_form_that_is_not_in_order(
    client_of: ClientOf, world: World, change: dict[str, object], sentence: str
) -> None:
    answer = client_of("noor").post(_url(world), data=BEN | {"relation": "buurman van boven"} | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "buurman van boven" in answer.text or "relation" in change
    assert "<strong>Ben" not in client_of("noor").get(_url(world)).text


def test_it_says_that_somebody_is_there_already(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    noor.post(_url(world), data=BEN)
    answer = noor.post(_url(world), data=BEN | {"first_name": "ben"})
    assert answer.status_code == 400
    assert "staat er al" in answer.text


def test_it_shows_who_came_when_and_keeps_it_when_somebody_is_no_longer_around(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get(_url(world))
    friend = connection.execute(text("select id from network_person")).scalar_one()
    page = noor.get(_url(world, friend)).text
    assert "komt mee" in page
    data = {"first_name": "Mina", "relation": "zus", "role": "family", "version": "1"}
    assert noor.post(_url(world, friend), data=data).status_code == 303  # the box "nog in beeld" was not ticked
    page = noor.get(_url(world)).text
    assert "1 persoon die niet meer in beeld is" in page
    assert "Mina" in page
    assert not stands_in(
        "Mina", noor.get(f"/dossiers/{world.dossier}").text.split('id="network"')[1].split("</section>")[0]
    )
    back = data | {"active": "y", "version": "2"}
    assert noor.post(_url(world, friend), data=back).status_code == 303


def test_it_shows_both_texts_when_somebody_was_first(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.post(_url(world), data=BEN)
    ben = _newest(connection)
    edit = BEN | {"active": "y", "version": "1", "persons": [str(world.persons["samira"])]}
    assert noor.post(_url(world, ben), data=edit | {"relation": "overbuurman"}).status_code == 303
    answer = noor.post(_url(world, ben), data=edit | {"relation": "benedenbuurman"})
    assert answer.status_code == 409
    assert "overbuurman" in answer.text
    assert "benedenbuurman" in answer.text
    assert noor.post(_url(world, ben), data=edit | {"relation": "benedenbuurman", "version": "2"}).status_code == 303


def test_it_lets_a_colleague_read_and_only_the_lead_write(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    omar = client_of("omar")
    page = omar.get(_url(world)).text
    assert token("network_person", "network") in page
    assert token("offer", "offers") in page
    friend = connection.execute(text("select id from network_person")).scalar_one()
    assert omar.post(_url(world), data=BEN).status_code == 403
    assert omar.get(_url(world, friend)).status_code == 403
    assert omar.post(_url(world) + "/offers", data={"offer-text": "Soep koken."}).status_code == 403


def test_it_writes_down_an_offer_in_their_name(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.get(_url(world))
    friend = connection.execute(text("select id from network_person")).scalar_one()
    data = {
        "offer-text": "Zaterdag helpen in de moestuin.",
        "offer-network_person_id": str(friend),
        "submission_key": "o",
    }
    assert [noor.post(_url(world) + "/offers", data=data).status_code for _ in range(2)] == [303, 303]
    page = noor.get(_url(world)).text
    assert page.count("Zaterdag helpen in de moestuin.") == 1
    assert "Het heeft nergens gevolgen voor" in page
    assert "Zaterdag helpen in de moestuin." in client_of("omar").get(_url(world)).text


@pytest.mark.parametrize("change", [{"offer-text": ""}, {"offer-text": "x" * 301}, {"offer-network_person_id": "999"}])
def test_it_returns_an_offer_that_is_not_in_order(client_of: ClientOf, world: World, change: dict[str, str]) -> None:
    data = {"offer-text": "Soep koken."} | change
    answer = client_of("noor").post(_url(world) + "/offers", data=data)
    assert answer.status_code == 400
    assert "Er is nog niets opgeslagen" in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "income_consultant",
        "community_officer",
        "housing_officer",
        "enforcement_officer",
        "attendance_officer",
        "coordinator",
        "process_lead",
    ],
)
def test_it_shows_nothing_of_the_network_or_offers_to_who_could_hold_it_against_them(
    client_of: ClientOf, world: World, name: str
) -> None:
    client = client_of(name)
    for page in (client.get(_url(world)), client.get(f"/dossiers/{world.dossier}")):
        assert token("network_person", "network") not in page.text
        assert token("offer", "offers") not in page.text
    assert client.get(_url(world)).status_code == 403
    assert client.post(_url(world) + "/offers", data={"offer-text": "x"}).status_code == 403


def test_it_shows_partners_the_network_without_offers(client_of: ClientOf, world: World) -> None:
    for name in ("welfare_worker", "youth_protection"):
        page = client_of(name).get(_url(world)).text
        assert token("network_person", "network") in page, name
        assert token("offer", "offers") not in page, name
    tjeerd = client_of("debt_counsellor")
    client_of("noor").post(_url(world), data=BEN | {"role": "helper"})
    page = tjeerd.get(_url(world)).text
    assert "<strong>Ben</strong>" in page  # S:guardian|helper
    assert token("network_person", "network") not in page
    for name in ("tess", "eva"):
        assert client_of(name).get(_url(world)).status_code == 404
