"""A death that was written down by mistake is taken back: everything opens again, and both lines stay."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from app.access.scope import DossierScope
from app.db.session import db
from app.dossiers.services import persons as service
from app.kernel.errors import RuleBroken
from tests.world import World

Clients = Callable[[str], FlaskClient]
Rows = Callable[..., list[Any]]
DIED = {"submission_key": "l", "on": "2025-01-31", "because": "deceased"}
UNDO = {"submission_key": "u", "reason": "Het ging om iemand met dezelfde naam."}


def test_it_opens_everything_again_and_keeps_both_lines(client_of: Clients, world: World, rows: Rows) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['samira']}"
    client = client_of("noor")
    client.get(url)  # from here on the statements below are hers
    before = rows("select left_on, left_because from household_member where person_id = :p", p=world.persons["samira"])
    counts = rows("select adults, children from household_summary")
    assert client.post(f"{url}/leave", data=DIED).status_code == 303
    people = client.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "Staat per vergissing als overleden" in people
    assert "Samira" in client.get(f"{url}/alive").get_data(as_text=True)
    assert client.post(f"{url}/alive", data=UNDO).status_code == 303
    after = rows("select left_on, left_because from household_member where person_id = :p", p=world.persons["samira"])
    assert after == before
    assert rows("select adults, children from household_summary") == counts
    assert rows("select undone, reason from death_change order by id") == [(False, ""), (True, UNDO["reason"])]
    assert rows("select count(*) from activity where verb = 'person.leave_undone'") == [(1,)]
    assert rows(
        "select action, reason from access_log where dossier_id = :d and action = 'restore'", d=world.dossier
    ) == [("restore", UNDO["reason"])]
    people = client.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "Overleden op 31 januari 2025" in people
    assert "Dit was een vergissing (Noor, " in people
    assert f"). {UNDO['reason']}" in people
    assert "Staat per vergissing als overleden" not in people
    assert client.get(url).status_code == 200
    assert "Samira" in client_of("omar").get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)


def test_it_leaves_an_earlier_departure_as_it_was(client_of: Clients, world: World, rows: Rows) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['sami']}"
    client = client_of("noor")
    moved = {"submission_key": "m", "on": "2025-01-01", "because": "moved"}
    for part, data in (("leave", moved), ("leave", DIED), ("alive", UNDO)):
        assert client.post(f"{url}/{part}", data=data).status_code == 303
    assert [
        line.left_because
        for line in rows("select left_because from household_member where person_id = :p", p=world.persons["sami"])
    ] == ["moved"]
    assert rows("select deceased_on from person where id = :p", p=world.persons["sami"]) == [(None,)]


def test_it_asks_what_went_wrong(client_of: Clients, world: World) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['samira']}"
    client = client_of("noor")
    client.post(f"{url}/leave", data=DIED)
    answer = client.post(f"{url}/alive", data={"submission_key": "u", "reason": ""})
    assert answer.status_code == 400
    assert "Schrijf in een zin wat er misging." in answer.get_data(as_text=True)


def test_it_does_not_take_back_what_nobody_wrote_down(scope_of: Callable[..., DossierScope], world: World) -> None:
    with pytest.raises(RuleBroken):
        service.undo_death(scope_of("noor"), world.persons["samira"], reason="Een vergissing.")


def test_it_has_no_page_for_somebody_who_lives(client_of: Clients, world: World) -> None:
    assert client_of("noor").get(f"/dossiers/{world.dossier}/people/{world.persons['samira']}/alive").status_code == 404


@pytest.mark.parametrize("name", ["tess", "omar", "housing_officer", "resident", "coordinator"])
def test_it_is_the_lead_who_takes_it_back(client_of: Clients, world: World, name: str) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['samira']}"
    client_of("noor").post(f"{url}/leave", data=DIED)
    client = client_of(name)
    people = client.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "Staat per vergissing als overleden" not in people
    assert client.get(f"{url}/alive").status_code in {403, 404}
    assert client.post(f"{url}/alive", data=UNDO).status_code in {403, 404}


@pytest.mark.parametrize("name", ["tess", "omar", "housing_officer"])
def test_the_database_refuses_it_too(acting: Callable[[str], None], world: World, name: str) -> None:
    acting(name)
    with pytest.raises(ProgrammingError, match="may not write"):
        db.session.execute(text("select sec.undo_death(:d, :p)"), {"d": world.dossier, "p": world.persons["samira"]})
