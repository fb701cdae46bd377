"""Notes in three fields: who writes, who reads which field, and what is not open yet."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
WORDS = {"facts": "Deur hersteld.", "own_words": "Nu tocht het niet meer.", "interpretation": "Zij voelt zich gehoord."}


def _day(days: int) -> str:
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


def _url(world: World, note: str | int = "") -> str:
    return f"/dossiers/{world.dossier}/notes" + (f"/{note}" if note else "")


def _newest(connection: Connection) -> int:
    return int(connection.execute(text("select max(id) from note")).scalar_one())


def test_it_writes_a_note_in_three_fields_and_saves_a_double_click_once(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    data = WORDS | {"submission_key": "n1", "persons": [str(world.persons["samira"])]}
    assert [noor.post(_url(world, "new"), data=data).status_code for _ in range(2)] == [303, 303]
    page = noor.get(_url(world)).text
    for words in WORDS.values():
        assert page.count(words) == 1
    assert token("note", "notes") in page
    persons = connection.execute(text("select person_ids from note where facts = 'Deur hersteld.'")).scalar_one()
    assert persons == [world.persons["samira"]]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"facts": "", "own_words": ""}, "Schrijf op wat u zag of hoorde"),
        ({"facts": "x" * 2001}, "hooguit 2000 tekens"),
        ({"openness": "withheld"}, "waarom het huishouden dit nog niet mag lezen"),
        ({"openness": "withheld", "withheld_because": "Eerst bespreken."}, "hooguit zes maanden"),
        (
            {"openness": "withheld", "withheld_because": "Eerst bespreken.", "withheld_until": _day(200)},
            "hooguit zes maanden vooruit",
        ),
        (
            {"openness": "withheld", "withheld_because": "x", "withheld_until": "morgen"},
            "bestaat niet of is geen datum",
        ),
        ({"persons": ["999"]}, "Kies iets uit de lijst"),
    ],
)
def test_it_returns_a_note_that_is_not_in_order_with_what_was_typed(
    client_of: ClientOf, world: World, change: dict[str, object], sentence: str
) -> None:
    answer = client_of("noor").post(_url(world, "new"), data=WORDS | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert WORDS["interpretation"] in answer.text
    assert WORDS["interpretation"] not in client_of("noor").get(_url(world)).text


def test_it_points_out_words_of_the_police_and_keeps_what_was_typed(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    data = WORDS | {"facts": "Er is aangifte gedaan."}
    answer = noor.post(_url(world, "new"), data=data)
    assert answer.status_code == 200
    assert "Wat politie of justitie weet, hoort hier niet" in answer.text
    assert 'value="aangifte"' in answer.text
    assert "Er is aangifte gedaan." in answer.text
    assert noor.post(_url(world, "new"), data=data | {"anyway": "aangifte"}).status_code == 303


def test_it_lets_the_lead_read_a_partners_open_note_without_the_interpretation(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    assert client_of("community_officer").post(_url(world, "new"), data=WORDS).status_code == 303
    own = client_of("community_officer").get(_url(world)).text
    assert WORDS["interpretation"] in own
    assert token("note", "notes") not in own
    number = _newest(connection)
    noor = client_of("noor")
    page = noor.get(_url(world)).text
    assert WORDS["facts"] in page
    assert WORDS["own_words"] in page
    assert WORDS["interpretation"] not in page
    assert noor.get(_url(world, number)).status_code == 200
    answer = noor.post(_url(world, number), data=WORDS)
    assert answer.status_code == 403
    assert "Organisatie police" in answer.text


def test_it_keeps_a_withheld_note_from_the_household_and_from_the_team(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    shut = {"openness": "withheld", "withheld_because": "Eerst zelf bespreken.", "withheld_until": _day(30)}
    client_of("community_officer").post(_url(world, "new"), data=WORDS | shut)
    number = _newest(connection)
    assert "Nog niet open voor het huishouden" in client_of("community_officer").get(_url(world)).text
    for name in ("noor", "omar", "resident"):
        assert WORDS["facts"] not in client_of(name).get(_url(world)).text
        assert client_of(name).get(_url(world, number)).status_code == 404
    opened = WORDS | {"openness": "open", "version": "1"}
    assert client_of("community_officer").post(_url(world, number), data=opened).status_code == 303
    for name in ("noor", "omar", "resident"):
        page = client_of(name).get(_url(world)).text
        assert WORDS["facts"] in page, name
        assert WORDS["interpretation"] not in page


def test_it_changes_a_note_with_its_version_and_shows_both_texts(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor, omar = client_of("noor"), client_of("omar")
    noor.post(_url(world, "new"), data=WORDS)
    number = _newest(connection)
    assert WORDS["facts"] in omar.get(_url(world, number)).text
    assert omar.post(_url(world, number), data=WORDS | {"facts": "Slot hersteld.", "version": "1"}).status_code == 303
    answer = noor.post(_url(world, number), data=WORDS | {"facts": "Raam hersteld.", "version": "1"})
    assert answer.status_code == 409
    assert "Slot hersteld." in answer.text
    assert "Raam hersteld." in answer.text
    again = noor.post(_url(world, number), data=WORDS | {"facts": "Raam hersteld.", "version": "2"})
    assert again.status_code == 303
    assert "Raam hersteld." in noor.get(_url(world)).text


def test_it_shows_twenty_notes_to_a_page(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    for number in range(21):
        noor.post(_url(world, "new"), data={"facts": f"Notitie {number:02}.", "submission_key": f"k{number}"})
    first = noor.get(_url(world)).text
    assert "Notitie 20." in first
    assert "Notitie 00." not in first
    assert "Pagina 1 van 2" in first
    second = noor.get(_url(world) + "?page=2").text
    assert "Notitie 00." in second
    assert noor.get(_url(world) + "?page=99").status_code == 200
    assert noor.get(_url(world) + "?page=een").status_code == 200


def test_it_is_shut_for_who_has_no_notes_here(client_of: ClientOf, world: World) -> None:
    for name in ("coordinator", "process_lead"):
        assert client_of(name).get(_url(world, "new")).status_code == 403
    assert client_of("coordinator").get(_url(world)).status_code == 403
    for name in ("tess", "eva", "administrator"):
        assert client_of(name).get(_url(world)).status_code == 404
    for name in ("housing_officer", "volunteer", "debt_counsellor", "attendance_officer"):
        page = client_of(name).get(_url(world)).text
        assert token("note", "notes") not in page
        assert token("note_interpretation", "notes") not in page
