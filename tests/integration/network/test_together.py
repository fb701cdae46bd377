"""Roles that end, what becomes of an offer, and meetings of the network: each verb, bad input, and who cannot see it."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
TODAY = today_in_amsterdam()
SOON = (TODAY + dt.timedelta(days=10)).isoformat()
BUDDY = {"first_name": "Gerda", "relation": "taalmaatje", "role": "buddy"}
FOUR_WEEKS = dt.timedelta(weeks=4)


def _url(world: World, end: str = "") -> str:
    return f"/dossiers/{world.dossier}/network{end}"


def _one(connection: Connection, statement: str) -> int:
    return int(connection.execute(text(statement)).scalar_one())


@pytest.fixture
def offer(client_of: ClientOf, world: World, connection: Connection) -> str:
    """What somebody of the small world wants to do, with nothing agreed yet but once."""
    client_of("noor").get("/me")
    return _url(world, f"/offers/{_one(connection, 'select min(id) from offer')}")


def test_a_role_for_a_while_needs_its_last_day(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    assert "Deze rol is tijdelijk" in noor.post(_url(world), data=BUDDY).text
    far = (TODAY + dt.timedelta(days=800)).isoformat()
    assert "Kies een dag binnen een jaar" in noor.post(_url(world), data=BUDDY | {"until": far}).text
    assert "Deze dag is voorbij" in noor.post(_url(world), data=BUDDY | {"until": "2020-01-01"}).text
    assert "bestaat niet" in noor.post(_url(world), data=BUDDY | {"until": "31-02-2027"}).text
    assert noor.post(_url(world), data=BUDDY | {"until": SOON}).status_code == 303
    assert "tot en met" in noor.get(_url(world)).text
    gerda = _one(connection, "select max(id) from network_person")
    page = noor.get(_url(world, f"/{gerda}")).text
    assert "Wat ziet deze rol?" in page
    assert "wat u stuk voor stuk deelt" in page
    assert "Geef toegang" in page


def test_a_role_that_is_over_says_so(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.post(_url(world), data=BUDDY | {"until": SOON})
    connection.execute(text("update network_person set until = sec.today() - 1 where first_name = 'Gerda'"))
    assert "rol is afgelopen" in noor.get(_url(world)).text


def test_an_offer_is_agreed_done_enjoyed_and_stopped_without_a_reason(client_of: ClientOf, offer: str) -> None:
    noor = client_of("noor")
    step = {"step": "agreed", "on_day": SOON, "minutes": "120", "submission_key": "s1"}
    assert [noor.post(offer, data=step).status_code for _ in range(2)] == [303, 303]
    done = {
        "step": "done",
        "on_day": TODAY.isoformat(),
        "minutes": "90",
        "enjoyed": "5",
        "words": "Het rook naar vroeger.",
    }
    assert noor.post(offer, data=done).status_code == 303
    assert noor.post(offer, data=step | {"minutes": "240", "submission_key": "s2"}).status_code == 303
    assert noor.post(offer, data={"step": "stopped", "on_day": TODAY.isoformat(), "minutes": "60"}).status_code == 303
    page = noor.get(offer).text
    assert "hoe leuk: 5 van 5" in page
    assert "Het rook naar vroeger." in page
    assert page.count("<strong>Afgesproken</strong>") == 3  # one stood there
    assert "Stoppen mag altijd, zonder reden" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"minutes": "240"}, "De eerste keer is het klein"),
        ({"on_day": "2020-01-01"}, "Kies een dag vanaf vandaag"),
        ({"step": "done"}, "Kies vandaag of een dag die al geweest is"),
        ({"on_day": "30-02-2027"}, "bestaat niet"),
        ({"step": "refused"}, "Kies een van de mogelijkheden"),
        ({"words": "w" * 201}, "hooguit 200 tekens"),
    ],
)
def test_a_step_that_cannot_be_says_what_to_do(
    client_of: ClientOf, offer: str, change: dict[str, str], sentence: str
) -> None:
    data = {"step": "agreed", "on_day": SOON, "minutes": "60", "words": "Zaterdag in de tuin."} | change
    answer = client_of("noor").post(offer, data=data)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert data["words"][:200] in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "income_consultant",
        "enforcement_officer",
        "community_officer",
        "housing_officer",
        "debt_counsellor",
        "welfare_worker",
        "volunteer",
    ],
)
def test_no_function_that_could_hold_it_against_them_sees_an_offer(
    client_of: ClientOf, connection: Connection, offer: str, name: str
) -> None:
    client = client_of(name)
    answer = client.get(offer)
    assert answer.status_code in {403, 404}
    assert "zzoffers" not in answer.text
    client.get("/me")
    assert _one(connection, "select count(*) from offer_step") == 0
    assert client.post(offer, data={"step": "stopped", "on_day": TODAY.isoformat()}).status_code in {403, 404}


def test_a_colleague_reads_an_offer_and_the_lead_writes(client_of: ClientOf, offer: str) -> None:
    omar = client_of("omar")
    assert token("offer_step", "offers") in omar.get(offer).text
    assert "Volgende stap" not in omar.get(offer).text
    assert omar.post(offer, data={"step": "stopped", "on_day": TODAY.isoformat(), "minutes": "60"}).status_code == 403


def test_a_meeting_is_the_households_and_is_called_about_after_four_weeks(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    page = noor.get(_url(world, "/meetings")).text
    assert "Over de besloten tijd schrijft niemand van ons iets op" in page
    new = {
        "kind": "conference",
        "coordinator": "Oma",
        "information": "Tjeerd vertelde over de regeling.",
        "submission_key": "m",
    }
    assert [noor.post(_url(world, "/meetings"), data=new).status_code for _ in range(2)] == [303, 303]
    meeting = _url(world, f"/meetings/{_one(connection, 'select max(id) from network_meeting')}")
    held = TODAY - dt.timedelta(days=27)
    data = new | {
        "held_on": held.isoformat(),
        "plan": "Mina kijkt op zondag mee.",
        "version": "1",
        "submission_key": "m2",
    }
    assert noor.post(meeting, data=data).status_code == 303
    assert connection.execute(text("select max(call_on) from network_meeting")).scalar_one() == held + FOUR_WEEKS
    assert "bel om te vragen hoe het gaat" in noor.get("/today").text
    assert "bel om te vragen hoe het gaat" not in client_of("omar").get("/today").text
    stale = noor.post(meeting, data=data | {"plan": "Ben neemt Sami mee.", "submission_key": "m3"})
    assert stale.status_code == 409
    assert "Mina kijkt op zondag mee." in stale.text
    assert "Ben neemt Sami mee." in stale.text
    called = data | {
        "called_on": TODAY.isoformat(),
        "call_words": "Het gaat goed.",
        "version": "2",
        "submission_key": "m4",
    }
    assert noor.post(meeting, data=called).status_code == 303
    assert "bel om te vragen hoe het gaat" not in noor.get("/today").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"held_on": SOON}, "een dag die al geweest is"),
        ({"planned_on": "2050-01-01"}, "ligt te ver weg"),
        ({"held_on": ""}, "Vul eerst in wanneer het overleg was"),
        ({"kind": "trial"}, "Kies een van de mogelijkheden"),
    ],
)
def test_a_meeting_that_cannot_be_says_what_to_do(
    client_of: ClientOf, world: World, connection: Connection, change: dict[str, str], sentence: str
) -> None:
    noor = client_of("noor")
    noor.get("/me")
    meeting = _url(world, f"/meetings/{_one(connection, 'select max(id) from network_meeting')}")
    data = {"kind": "meeting", "plan": "Oma kookt op vrijdag.", "held_on": TODAY.isoformat(), "version": "1"} | change
    answer = noor.post(meeting, data=data)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Oma kookt op vrijdag." in answer.text


def test_a_meeting_is_not_for_enforcement_nor_for_who_decides_about_money(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    for name in ("community_officer", "enforcement_officer", "income_consultant", "housing_officer", "volunteer"):
        client = client_of(name)
        assert client.get(_url(world, "/meetings")).status_code == 403, name
        client.get("/me")
        assert _one(connection, "select count(*) from network_meeting") == 0, name
