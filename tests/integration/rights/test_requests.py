"""Requests about one's own data: their clock, what is decided and why; read and handled by the lead alone."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.kernel.clock import today_in_amsterdam
from tests.world import PEOPLE, World, add_row, token

ClientOf = Callable[[str], FlaskClient]
ASKS = "Ik wil weten wie mijn gegevens kreeg."


def url(world: World, number: int | str = "") -> str:
    return f"/dossiers/{world.dossier}/requests" + (f"/{number}" if number else "")


def given(noor: FlaskClient, world: World, connection: Connection, **changes: str) -> int:
    """A request of Samira's, received today."""
    data = {
        "person": str(world.persons["samira"]),
        "kind": "correction",
        "asks": ASKS,
        "received_on": today_in_amsterdam().isoformat(),
    }
    answer = noor.post(url(world), data=data | changes)
    assert answer.status_code == 303, answer.text
    return int(connection.execute(text("select max(id) from rights_request")).scalar_one())


def row(connection: Connection, number: int) -> tuple[object, ...]:
    found = connection.execute(
        text("select due_on, extended_because, decision, because, done_on from rights_request where id = :id"),
        {"id": number},
    ).one()
    return tuple(found)


def test_it_starts_a_clock_and_saves_once(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor, day = client_of("noor"), today_in_amsterdam()
    number = given(noor, world, connection, submission_key="r1")
    assert given(noor, world, connection, submission_key="r1") == number
    assert day + dt.timedelta(days=28) <= row(connection, number)[0] <= day + dt.timedelta(days=31)  # type: ignore[operator]
    page = noor.get(url(world)).text
    assert "Verbeteren, Samira" in page
    assert ASKS in noor.get(url(world, number)).text


@pytest.mark.parametrize("days", [-1, 400])
def test_it_refuses_a_day_that_cannot_be_and_keeps_what_was_typed(client_of: ClientOf, world: World, days: int) -> None:
    day = (today_in_amsterdam() - dt.timedelta(days=days)).isoformat()
    data = {"person": str(world.persons["samira"]), "kind": "access", "asks": ASKS, "received_on": day}
    answer = client_of("noor").post(url(world), data=data)
    assert answer.status_code == 400
    assert "Kies de dag waarop het verzoek binnenkwam" in answer.text
    assert ASKS in answer.text


def test_more_time_is_taken_once_with_a_reason(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    number = given(noor, world, connection)
    answer = noor.post(url(world, number), data={"step": "extend", "because": "", "version": "1"})
    assert answer.status_code == 400
    assert "Schrijf op waarom" in answer.text
    assert (
        noor.post(url(world, number), data={"step": "extend", "because": "Het is veel.", "version": "1"}).status_code
        == 303
    )
    due, because, *_rest = row(connection, number)
    assert because == "Het is veel."
    assert due > today_in_amsterdam() + dt.timedelta(days=85)  # type: ignore[operator]
    assert 'value="extend"' not in noor.get(url(world, number)).text
    assert noor.post(url(world, number), data={"step": "extend", "because": "Meer.", "version": "2"}).status_code == 400


def test_a_no_says_why_and_is_done_a_yes_is_carried_out(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    no, yes = given(noor, world, connection), given(noor, world, connection, kind="erasure")
    assert (
        noor.post(url(world, no), data={"step": "refused", "because": "Het klopt.", "version": "1"}).status_code == 303
    )
    assert row(connection, no)[2:] == ("refused", "Het klopt.", today_in_amsterdam())
    answer = noor.post(url(world, yes), data={"step": "granted", "version": "1"})
    assert answer.status_code == 303
    assert row(connection, yes)[4] is None
    assert noor.post(url(world, yes), data={"step": "done", "version": "2"}).status_code == 303
    assert row(connection, yes)[4] == today_in_amsterdam()
    assert "Eerder afgehandeld" in noor.get(url(world)).text


def test_two_who_decide_see_each_other(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    number = given(noor, world, connection)
    noor.post(url(world, number), data={"step": "extend", "because": "Het is veel.", "version": "1"})
    answer = noor.post(url(world, number), data={"step": "refused", "because": "Mijn reden.", "version": "1"})
    assert answer.status_code == 409
    assert "Het is veel." in answer.text
    assert "Mijn reden." in answer.text


def test_an_open_clock_is_on_the_leads_vandaag(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    given(noor, world, connection, received_on=(today_in_amsterdam() - dt.timedelta(days=40)).isoformat())
    assert "verzoek over eigen gegevens" in noor.get("/today").text
    assert "verzoek over eigen gegevens" not in client_of("omar").get("/today").text


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor"}))
def test_nobody_but_the_lead_reads_or_writes_one(
    client_of: ClientOf, acting: Callable[[str], None], connection: Connection, world: World, name: str
) -> None:
    number = 1
    for answer in (client_of(name).get(url(world)), client_of(name).get(url(world, number))):
        assert answer.status_code in {403, 404}
        assert token("rights_request", "plan") not in answer.text
    acting(name)
    assert connection.execute(text("select count(*) from rights_request")).scalar_one() == 0
    days = {"received_on": today_in_amsterdam(), "due_on": today_in_amsterdam(), "handled_by": world.accounts[name]}
    with pytest.raises(ProgrammingError, match="row-level security"):
        add_row(connection, world, "rights_request", name, person_id=world.persons["samira"], kind="access", **days)


def test_what_is_done_is_in_the_log(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    number = given(noor, world, connection)
    noor.post(url(world, number), data={"step": "granted", "version": "1"})
    acts = connection.execute(
        text(
            "select action, operation from access_log where :id = any(object_ids) and action <> 'read' and account_id = :noor order by id"
        ),
        {"id": number, "noor": world.accounts["noor"]},
    ).all()
    assert [tuple(act) for act in acts] == [("create", "rights_request.list"), ("update", "rights_request.edit")]
