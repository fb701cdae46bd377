"""Small wins: each verb, who reads them, who cannot, and the pages that they open."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from app.wins.rules import ALL
from tests.world import TOKEN, World, token

ClientOf = Callable[[str], FlaskClient]
LINE = "Samira belde zelf de school."
WIN = {"line": LINE, "told_by": "resident", "happened_on": today_in_amsterdam().isoformat()}
READ_AND_ADD = [
    "omar",
    "community_officer",
    "housing_officer",
    "caretaker",
    "mental_health_worker",
    "debt_counsellor",
    "income_consultant",
    "attendance_officer",
    "youth_protection",
    "enforcement_officer",
    "welfare_worker",
]


def _url(world: World, rest: str | int = "") -> str:
    return f"/dossiers/{world.dossier}/wins" + (f"/{rest}" if rest else "")


def _newest(connection: Connection) -> int:
    return int(connection.execute(text("select max(id) from win")).scalar_one())


def test_it_adds_a_win_once_and_opens_the_pages_with_it(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    data = WIN | {"submission_key": "w1"}
    first, second = noor.post(_url(world, "new"), data=data), noor.post(_url(world, "new"), data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert noor.get(_url(world)).text.count(LINE) == 1
    page = noor.get(f"/dossiers/{world.dossier}").text
    assert page.index(LINE) < page.index("Inzet in drie banen")
    assert "verteld door de bewoner" in page
    capsule = noor.get(f"/dossiers/{world.dossier}/capsule").text
    assert capsule.index(LINE) < capsule.index("Van wie de regie had")
    assert (
        connection.execute(text("select person_ids from win where id = :id"), {"id": _newest(connection)}).scalar_one()
        == []
    )


@pytest.mark.parametrize("name", READ_AND_ADD)
def test_everybody_at_the_table_reads_and_adds(client_of: ClientOf, world: World, name: str) -> None:
    client = client_of(name)
    assert token("win", "notes") in client.get(_url(world)).text
    assert token("win", "notes") in client.get(f"/dossiers/{world.dossier}").text
    made = client.post(_url(world, "new"), data=WIN)
    assert made.status_code == 303
    assert LINE in client.get(made.location).text
    assert LINE in client_of("enforcement_officer").get(_url(world)).text
    assert LINE in client_of("noor").get(f"/dossiers/{world.dossier}").text


@pytest.mark.parametrize("name", ["volunteer", "network_person", "school_contact"])
def test_who_sees_one_child_or_only_whom_to_call_reads_what_their_own_organisation_wrote(
    client_of: ClientOf, world: World, name: str
) -> None:
    client = client_of(name)
    assert token("win", "notes") not in client.get(_url(world)).text
    made = client.post(_url(world, "new"), data=WIN)
    assert made.status_code == 303
    assert LINE in client.get(_url(world)).text


@pytest.mark.parametrize("name", ["safe_home", "attention_officer", "coordinator", "process_lead", "co_resident"])
def test_others_read_nothing_of_it(client_of: ClientOf, world: World, name: str) -> None:
    assert token("win", "notes") not in client_of(name).get(_url(world)).text
    assert client_of(name).post(_url(world, "new"), data=WIN).status_code in {403, 404}


@pytest.mark.parametrize("name", ["tess", "eva", "analyst", "privacy_officer", "administrator"])
def test_without_a_relation_it_is_not_there(client_of: ClientOf, world: World, name: str) -> None:
    assert client_of(name).get(_url(world)).status_code in {403, 404}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"line": ""}, "Schrijf in één zin op wat er goed ging."),
        ({"line": "x" * 201}, "hooguit 200 tekens"),
        ({"told_by": "mayor"}, "Kies een van de mogelijkheden"),
        ({"happened_on": (today_in_amsterdam() + dt.timedelta(days=1)).isoformat()}, "Kies een dag die geweest is"),
        ({"happened_on": "31 februari"}, "dag"),
        ({"persons": ["999"]}, "Kies iets uit de lijst"),
    ],
)
def test_it_returns_a_form_that_is_not_in_order_with_what_was_typed(
    client_of: ClientOf, world: World, change: dict[str, object], sentence: str
) -> None:
    answer = client_of("noor").post(_url(world, "new"), data=WIN | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert str(change.get("line", LINE)) in answer.text
    assert LINE not in client_of("noor").get(_url(world)).text


def test_a_name_of_the_network_is_pointed_out_to_who_reads_it_and_to_nobody_else(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    named = f"{token('network_person', 'network')} belde haar."
    noor = client_of("noor")
    asked = noor.post(_url(world, "new"), data=WIN | {"line": named})
    assert asked.status_code == 200
    assert "Dat is iemand uit het netwerk" in asked.text
    assert named in asked.text
    seen = asked.text.partition('name="anyway"')[2].partition('value="')[2].partition('"')[0]
    assert noor.post(_url(world, "new"), data=WIN | {"line": named, "anyway": seen}).status_code == 303
    told = client_of("enforcement_officer").post(_url(world, "new"), data=WIN | {"line": named, "submission_key": "e"})
    assert told.status_code == 303, "a warning would tell who is in the network"


def test_the_light_questions_tell_what_kind_of_win_it_is(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.post(_url(world, "new"), data=WIN)
    win = _newest(connection)
    assert "Twee lichte vragen beantwoorden" in noor.get(_url(world, win)).text
    asked = WIN | {
        "criteria": sorted(ALL),
        "mechanisms": ["energy"],
        "sign": "Zij zocht zelf een cursus.",
        "version": "1",
    }
    assert noor.post(_url(world, f"{win}/edit"), data=asked).status_code == 303
    page = noor.get(_url(world, win)).text
    assert "kleine winst" in page
    assert "Zij zocht zelf een cursus." in page
    assert "Energie" in page
    late = noor.post(_url(world, f"{win}/edit"), data=asked | {"line": "Anders.", "version": "1"})
    assert late.status_code == 409
    assert "Anders." in late.text
    assert LINE in late.text
    assert noor.post(_url(world, f"{win}/edit"), data=asked | {"criteria": ["done"], "version": "2"}).status_code == 303
    assert "snelle oplossing" in noor.get(_url(world, win)).text


def test_only_the_organisation_that_wrote_it_changes_it(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("enforcement_officer").post(_url(world, "new"), data=WIN)
    win = _newest(connection)
    assert client_of("noor").get(_url(world, win)).status_code == 200
    assert client_of("noor").post(_url(world, f"{win}/edit"), data=WIN | {"version": "1"}).status_code == 403
    assert client_of("enforcement_officer").get(_url(world, f"{win}/edit")).status_code == 200


def test_the_card_says_the_win_and_nothing_of_the_dossier(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("noor").post(_url(world, "new"), data=WIN)
    page = client_of("noor").get(_url(world, f"{_newest(connection)}/card")).text
    assert "Dit ging goed" in page
    assert LINE in page
    assert not TOKEN.search(page[page.index("<article") : page.index("</article>")])
    assert not connection.execute(text("select 1 from access_log where action = 'print'")).all()


def _card(world: World, win: int, who: str, language: str = "nl") -> str:
    return _url(world, f"{win}/card.pdf?person={world.persons[who]}&language={language}")


def test_the_card_goes_home_on_marked_paper_in_either_language_and_is_logged(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("noor").post(_url(world, "new"), data=WIN)
    win = _newest(connection)
    for language, heading in {"nl": "Dit ging goed", "en": "This went well"}.items():
        answer = client_of("enforcement_officer").get(_card(world, win, "samira", language))
        assert answer.mimetype == "application/pdf"
        reader = PdfReader(BytesIO(answer.data))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
        words = " ".join(reader.pages[0].extract_text().split())
        assert (len(reader.pages), heading in words, LINE in words) == (1, True, True), words
    client_of("noor").get("/me")
    printed = connection.execute(text("select operation, categories from access_log where action = 'print'")).all()
    assert [(line.operation, line.categories) for line in printed] == [("win.print", ["notes"])] * 2


def test_no_card_goes_home_with_somebody_whose_partner_is_unsafe_or_who_does_not_read_it(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.post(_url(world, "new"), data=WIN | {"persons": [str(world.persons["samira"])]})
    win = _newest(connection)
    assert noor.get(_card(world, win, "sami")).status_code == 404
    assert client_of("resident").get(_card(world, win, "samira")).status_code == 200
    noor.get("/me")  # whoever writes next is the lead again
    connection.execute(text("update person set partner_unsafe = true where id = :id"), {"id": world.persons["samira"]})
    assert client_of("noor").get(_card(world, win, "samira")).status_code == 404
    assert "Vertel het zelf." in client_of("noor").get(_url(world, f"{win}/card")).text


def test_it_asks_what_did_go_well_after_sixty_days(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    assert "Wat ging er wél goed?" not in noor.get(f"/dossiers/{world.dossier}").text
    connection.execute(text("update win set happened_on = sec.today() - 61"))
    assert "Wat ging er wél goed?" in noor.get(f"/dossiers/{world.dossier}").text
    assert "Er is al zestig dagen niets opgeschreven" in noor.get(_url(world)).text


def test_a_closed_dossier_takes_no_more(client_of: ClientOf, world: World) -> None:
    step = {"phase": "closed", "reason": "Klaar", "weight": "3", "version": "1"}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/phase", data=step).status_code == 303
    assert client_of("noor").get(_url(world)).status_code == 200
    assert client_of("noor").post(_url(world, "new"), data=WIN).status_code == 403
    assert client_of("omar").get(_url(world)).status_code == 404


def test_what_was_shown_is_logged_once_for_whom_it_is_about(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("enforcement_officer").get(_url(world))
    client_of("noor").get(_url(world))
    line = connection.execute(
        text(
            "select operation, categories, person_count from access_log where account_id = :who order by id desc limit 1"
        ),
        {"who": world.accounts["enforcement_officer"]},
    ).one()
    assert line.operation == "win.list"
    assert "notes" in line.categories
    assert line.person_count >= 1
