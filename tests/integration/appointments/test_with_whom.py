"""With whom an appointment is, changed after it was made: what hangs under it follows, and nobody else comes in."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.integration.appointments.helpers import ask, fields, make, one, page
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
Acting = Callable[[str], None]


def test_it_asks_with_whom_and_everything_follows(client_of: ClientOf, acting: Acting, world: World) -> None:
    client = client_of("noor")
    visit = make(client, world)
    named = {"state": "coming", "who": "new", "first_name": "Ruth", "relation": "zus"}
    assert ask(client, world, visit, **named).status_code == 303
    form = client.get(page(world, visit, "edit")).text
    assert "Met wie?" in form
    sami = world.persons["sami"]
    answer = client.post(page(world, visit, "edit"), data=fields(world, persons=[sami], version="1", state=None))
    assert answer.status_code == 303, answer.text
    acting("noor")
    for table, column in (
        ("appointment", "id"),
        ("appointment_attendee", "appointment_id"),
        ("second_person", "appointment_id"),
    ):
        assert one(f"select person_ids from {table} where {column} = :v", v=visit) == ([sami],), table
    assert one(
        "select bool_and(c.person_ids = cast(:now as bigint[])) from second_person_change c"
        " join second_person s on s.id = c.second_person_id where s.appointment_id = :v",
        now=[sami],
        v=visit,
    ) == (True,)
    assert one("select sequence from appointment where id = :v", v=visit) == (0,)
    told = one(
        "select person_ids from activity where verb = 'appointment.changed' and object_id = :v order by id desc limit 1",
        v=visit,
    )
    assert told == ([sami],)
    persons = one(
        "select array_agg(distinct p.person_id order by p.person_id) from processing_log p"
        " join access_log a on a.trace_id = p.trace_id where a.operation = 'appointment.edit' and a.action = 'update'"
    )
    assert persons == (sorted([sami, world.persons["samira"]]),)


def test_it_keeps_who_moved_out_since(client_of: ClientOf, acting: Acting, world: World) -> None:
    client = client_of("noor")
    sami = world.persons["sami"]
    visit = make(client, world, persons=[sami])
    left = {"submission_key": "l", "on": "2025-01-31", "because": "moved"}
    assert client.post(f"/dossiers/{world.dossier}/people/{sami}/leave", data=left).status_code == 303
    assert "Sami" in client.get(page(world, visit, "edit")).text
    data = fields(world, persons=[sami, world.persons["samira"]], version="1", state=None)
    assert client.post(page(world, visit, "edit"), data=data).status_code == 303
    acting("noor")
    assert one("select person_ids from appointment where id = :v", v=visit) == (
        sorted([sami, world.persons["samira"]]),
    )


def test_it_takes_nobody_from_outside(client_of: ClientOf, acting: Acting, world: World) -> None:
    client = client_of("noor")
    visit = make(client, world)
    answer = client.post(page(world, visit, "edit"), data=fields(world, persons=[999_999], version="1", state=None))
    assert answer.status_code == 400
    acting("noor")
    assert one("select person_ids from appointment where id = :v", v=visit) == ([world.persons["samira"]],)


def test_two_who_change_it_see_each_others_people(client_of: ClientOf, world: World) -> None:
    client = client_of("noor")
    visit = make(client, world)
    first = fields(world, persons=[world.persons["sami"]], version="1", state=None)
    assert client.post(page(world, visit, "edit"), data=first).status_code == 303
    second = fields(world, version="1", state=None, submission_key="two")
    answer = client.post(page(world, visit, "edit"), data=second)
    assert answer.status_code == 409
    assert "Een collega was u net voor" in answer.text
    both = answer.text[answer.text.index('id="conflict"') :]
    assert both.index("Met wie?") < both.index("Sami")


@pytest.mark.parametrize("name", ["tess", "community_officer", "resident"])
def test_others_do_not_change_it(client_of: ClientOf, world: World, name: str) -> None:
    visit = make(client_of("noor"), world)
    answer = client_of(name).post(
        page(world, visit, "edit"), data=fields(world, persons=[world.persons["sami"]], version="1", state=None)
    )
    assert answer.status_code in {403, 404}


def test_a_colleague_without_the_network_changes_it_too(client_of: ClientOf, acting: Acting, world: World) -> None:
    omar = client_of("omar")
    visit = make(omar, world, state=None, attendees=[world.accounts["omar"]])
    assert ask(client_of("noor"), world, visit, state="asked", version="0").status_code == 303
    data = fields(world, persons=[world.persons["sami"]], attendees=[world.accounts["omar"]], version="1", state=None)
    answer = omar.post(page(world, visit, "edit"), data=data)
    assert answer.status_code == 303, answer.text
    acting("noor")
    assert one("select person_ids from second_person where appointment_id = :v", v=visit) == ([world.persons["sami"]],)
