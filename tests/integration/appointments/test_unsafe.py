"""A partner who is unsafe: whom it is pointed out to, and that an appointment with the child alone is no way round it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.appointments.helpers import AHEAD, ask, fields, make, page
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
WARNING = "een partner niet veilig"
EX = {"state": "coming", "who": "new", "first_name": "Karim", "relation": "ex-man"}
MAIL = {"to_whom": "resident", "email": "sami@voorbeeld.example", "letter": "nl", "said_yes": "y"}


@pytest.fixture
def child(client_of: ClientOf, world: World, connection: Connection) -> int:
    """An appointment with the child alone; the mother's partner is not safe."""
    key = make(client_of("noor"), world, persons=[world.persons["sami"]])
    mark = text("update person set partner_unsafe = true where id = :samira")
    connection.execute(mark, {"samira": world.persons["samira"]})
    return key


def test_the_mothers_partner_is_looked_at_when_the_child_is_seen_alone(
    client_of: ClientOf, world: World, child: int
) -> None:
    noor = client_of("noor")
    answer = ask(noor, world, child, **EX)
    assert answer.status_code == 400
    assert WARNING in answer.text
    assert 'value="Karim"' in answer.text
    new = noor.post(
        f"/dossiers/{world.dossier}/appointments/new", data=fields(world, persons=[world.persons["sami"]], **EX)
    )
    assert new.status_code == 400
    assert WARNING in new.text
    assert ask(noor, world, child, **EX, checked_safe="y").status_code == 303


def test_no_mail_about_the_child_goes_there_either(client_of: ClientOf, world: World, child: int) -> None:
    noor = client_of("noor")
    assert "Herinnering mailen" not in noor.get(page(world, child)).text
    assert noor.post(page(world, child, "reminder"), data=MAIL).status_code == 403


@pytest.mark.parametrize("name", ["resident", "young_person", "co_resident", "welfare_worker", "youth_protection"])
def test_nobody_else_is_pointed_to_it(client_of: ClientOf, world: World, child: int, name: str) -> None:
    client = client_of(name)
    answers = [
        ask(client, world, child, **EX),
        client.post(f"/dossiers/{world.dossier}/appointments/new", data=fields(world, **EX)),
        client.get(page(world, child)),
    ]
    assert all(WARNING not in answer.text for answer in answers)


def test_a_step_for_an_ex_by_name_is_looked_at_again(
    client_of: ClientOf, world: World, connection: Connection, child: int
) -> None:
    noor = client_of("noor")
    noor.get("/me")
    known = "update network_person set first_name = 'Karim', relation = 'ex-partner' where dossier_id = :dossier"
    assert connection.execute(text(known), {"dossier": world.dossier}).rowcount
    goal = connection.execute(text("select id from plan_item where kind = 'goal' limit 1")).scalar_one()
    step = {"text": "De sleutel ophalen.", "who_kind": "network", "who": "Karim", "due_on": AHEAD.isoformat()}
    answer = noor.post(f"/dossiers/{world.dossier}/plan/{goal}/steps/new", data=step)
    assert WARNING in answer.text
