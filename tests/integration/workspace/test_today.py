"""Vandaag: what came of asking is written down from the list itself, by whom may write it and by nobody else."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.clock import now
from app.kernel.clock import today_in_amsterdam
from app.web.guard import SchakelFlask
from app.workspace.presenters.dossier import times_came
from app.workspace.presenters.today import appointments
from tests.integration.appointments.helpers import ask, make, one
from tests.world import TOKEN, World

ClientOf = Callable[[str], FlaskClient]
Acting = Callable[[str], None]
HOUR = dt.timedelta(hours=1)


def visit(state: str | None, *, begins: dt.timedelta, name: str = "", may_answer: bool = True) -> SimpleNamespace:
    return SimpleNamespace(
        id=5, dossier_id=7, case_no="W-1", title="Jansen", place="", place_kind="home", address="Dorpsweg 1", starts_at=now() + begins,
        second_state=state, first_name=name, relation="", times_came=0, second_version=3, may_answer=may_answer,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "begins", "name", "pressed", "named_first"),
    [
        ("not_asked", HOUR, "", ["asked", "thinking", "rather_not"], ["coming"]),
        ("asked", HOUR, "", ["thinking", "rather_not"], ["coming"]),
        ("thinking", HOUR, "Wim", ["asked", "coming", "rather_not"], []),
        ("coming", HOUR, "Wim", [], []),
        ("coming", -HOUR, "Wim", ["came", "did_not_come"], []),
        ("asked", -HOUR, "", ["did_not_come"], ["came"]),
        ("came", -HOUR, "Wim", [], []),
        ("unsafe", HOUR, "", [], []),
        (None, HOUR, "", [], []),
    ],
)
def test_it_offers_the_answers_that_can_be_given_now(
    app: SchakelFlask, state: str | None, begins: dt.timedelta, name: str, pressed: list[str], named_first: list[str]
) -> None:
    with app.test_request_context():
        (line,) = appointments([visit(state, begins=begins, name=name)], now())
    assert [answer.state for answer in line.answers if not answer.url] == pressed
    assert [answer.state for answer in line.answers if answer.url] == named_first
    assert all(answer.url.endswith(f"state={answer.state}") for answer in line.answers if answer.url)


def test_it_offers_nothing_to_whoever_may_not_write_it(app: SchakelFlask) -> None:
    with app.test_request_context():
        (line,) = appointments([visit("asked", begins=HOUR, may_answer=False)], now())
    assert not line.answers


def test_an_answer_from_the_list_leads_back_to_it_and_keeps_what_was_known(
    client_of: ClientOf, acting: Acting, world: World
) -> None:
    noor = client_of("noor")
    key = make(noor, world, state="asked", first_name="Wim", relation="buurman")
    answer = ask(noor, world, key, state="coming", remark="haalt hem op")
    assert answer.status_code == 303
    answer = ask(noor, world, key, version="2", state="thinking", from_today=str(key))
    assert answer.status_code == 303
    assert answer.location == "/today"
    acting("noor")
    row = one(
        "select s.state, s.remark, n.first_name from second_person s"
        " join network_person n on n.id = s.network_person_id where s.appointment_id = :id", id=key,
    )  # fmt: skip
    assert (row.state, row.remark, row.first_name) == ("thinking", "haalt hem op", "Wim")


def test_an_answer_from_an_old_list_shows_what_a_colleague_wrote(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    key = make(noor, world)
    assert ask(noor, world, key, state="asked").status_code == 303
    answer = ask(noor, world, key, state="rather_not", from_today=str(key))
    assert answer.status_code == 409
    assert "gevraagd, nog geen antwoord" in answer.text


def test_the_seven_days_for_a_plan_of_their_own_stand_on_the_list_of_the_lead(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    words = "zeven dagen voor een eigen plan"
    assert words not in client_of("noor").get("/today").text
    connection.execute(text("update dossier_process set phase = 'exploration'"))
    assert words in client_of("noor").get("/today").text
    assert words not in client_of("omar").get("/today").text
    assert words not in client_of("community_officer").get("/today").text
    offered = {"kind": "personal_plan", "answer": "declined", "said_on": today_in_amsterdam().isoformat()}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/plan/own", data=offered).status_code == 303
    assert words not in client_of("noor").get("/today").text


@pytest.mark.parametrize("path", ["/today", "/caseload"])
def test_a_household_whose_name_is_not_read_stands_there_by_its_number_alone(client_of: ClientOf, path: str) -> None:
    page = client_of("caretaker").get(path).text
    assert "W-2026-00001" in page
    assert {word for word in TOKEN.findall(page) if not word.startswith("zzaddress.")} == set()


def test_a_partner_cannot_answer_from_the_list(client_of: ClientOf, world: World) -> None:
    key = make(client_of("noor"), world)
    assert ask(client_of("housing_officer"), world, key, state="asked", from_today=str(key)).status_code in {403, 404}


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ([], ""),
        ([("came", "Mina")], "De vorige keer kwam Mina mee."),
        ([("came", "Mina"), ("came", "Mina"), ("asked", "")], "De vorige 2 keer kwam Mina mee."),
        ([("coming", "Mina"), ("came", "Mina")], "Eerder kwam Mina mee."),
        ([("came", "")], "Eerder kwam er ook iemand mee."),
        ([("rather_not", ""), ("asked", "")], "De vorige 2 keer kwam er niemand mee."),
    ],
)
def test_it_says_what_happened_before(app: SchakelFlask, states: list[tuple[str, str]], sentence: str) -> None:
    rows = [SimpleNamespace(ahead=False, state=state, first_name=name) for state, name in states]
    with app.test_request_context():
        assert times_came(rows) == sentence
