"""The unsafe partner does not get a step or the direction of a plan by a slip; nothing typed is lost, and nobody at home is told."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
WARNING = "een partner niet veilig is"


def _step(who: str, **changes: object) -> dict[str, object]:
    due = (today_in_amsterdam() + dt.timedelta(days=9)).isoformat()
    return {"text": "De post samen openen.", "who_kind": "network", "who": who, "due_on": due} | changes


def _marked(connection: Connection, world: World, client: FlaskClient) -> str:
    client.get("/me")
    connection.execute(text("update person set partner_unsafe = true where id = :id"), {"id": world.persons["samira"]})
    goal = connection.execute(text("select id from plan_item where kind = 'goal' limit 1")).scalar_one()
    return f"/dossiers/{world.dossier}/plan/{goal}/steps/new"


@pytest.mark.parametrize("who", ["haar man", "Sami", "de ex van Samira"])
def test_a_step_of_whoever_may_be_that_partner_is_looked_at_again_and_kept(
    client_of: ClientOf, world: World, connection: Connection, who: str
) -> None:
    noor = client_of("noor")
    address = _marked(connection, world, noor)
    asked = noor.post(address, data=_step(who))
    assert asked.status_code == 200
    assert WARNING in asked.text
    assert f'value="{who}"' in asked.text
    seen = asked.text.partition('name="anyway"')[2].partition('value="')[2].partition('"')[0]
    assert noor.post(address, data=_step(who, anyway=seen)).status_code == 303


def test_somebody_else_is_not_asked_about_and_without_a_mark_nobody_is(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get("/me")
    goal = connection.execute(text("select id from plan_item where kind = 'goal' limit 1")).scalar_one()
    plain = f"/dossiers/{world.dossier}/plan/{goal}/steps/new"
    assert noor.post(plain, data=_step("haar man", submission_key="before")).status_code == 303
    assert noor.post(_marked(connection, world, noor), data=_step("Ans")).status_code == 303


def test_who_directs_is_looked_at_too(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    _marked(connection, world, noor)
    data = {"director_kind": "network", "director": "haar vriend", "from_on": today_in_amsterdam().isoformat()}
    asked = noor.post(f"/dossiers/{world.dossier}/plan/direction", data=data)
    assert asked.status_code == 200
    assert WARNING in asked.text
    assert "haar vriend" in asked.text


def test_who_lives_there_gets_no_warning(client_of: ClientOf, world: World, connection: Connection) -> None:
    address = _marked(connection, world, client_of("noor"))
    answer = client_of("resident").post(address, data=_step("haar man"))
    assert WARNING not in answer.text
