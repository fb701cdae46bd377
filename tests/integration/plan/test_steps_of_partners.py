"""A step that an organisation carries: whoever works there and reads the plan says that it is done, and changes nothing else."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import TOKENS, World

ClientOf = Callable[[str], FlaskClient]
WORDS = "Twee keer mee naar de moestuin."
FINISH = "select sec.finish_my_step(:id, :version)"


@pytest.fixture
def step(client_of: ClientOf, world: World, connection: Connection) -> int:
    """A step that the lead wrote down and the welfare organisation carries."""
    noor = client_of("noor")
    noor.get("/me")
    goal = connection.execute(text("select min(id) from plan_item")).scalar_one()
    data = {
        "text": WORDS,
        "who_kind": "professional",
        "who": "Sanne",
        "carrier": str(world.organisations["welfare"]),
        "due_on": (today_in_amsterdam() + dt.timedelta(days=9)).isoformat(),
    }
    assert noor.post(f"/dossiers/{world.dossier}/plan/{goal}/steps/new", data=data).status_code == 303
    return int(connection.execute(text("select max(id) from plan_step")).scalar_one())


def _url(world: World, step: int) -> str:
    return f"/dossiers/{world.dossier}/plan/steps/{step}"


def _row(connection: Connection, step: int) -> dict[str, object]:
    connection.execute(text("select from sec.open(:token)"), {"token": TOKENS["noor"]})
    return dict(connection.execute(text("select * from plan_step where id = :id"), {"id": step}).mappings().one())


def _as(connection: Connection, name: str, statement: str, **values: object) -> object:
    with connection.begin_nested():
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[name]})
        return connection.execute(text(statement), values).scalar()


def test_the_organisation_that_carries_it_says_that_it_is_done(
    client_of: ClientOf, world: World, connection: Connection, step: int
) -> None:
    sanne, before = client_of("welfare_worker"), _row(connection, step)
    assert f'href="{_url(world, step)}"' in sanne.get(f"/dossiers/{world.dossier}/plan").text
    page = sanne.get(_url(world, step)).text
    assert "Is deze stap klaar?" in page
    assert WORDS in page
    assert "Verder verandert er niets" in page
    said = {"version": "1", "submission_key": "done", "text": "Iets anders.", "status": "dropped"}
    assert [sanne.post(_url(world, step), data=said).status_code for _click in range(2)] == [303, 303]
    after = _row(connection, step)
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {"status", "ended_on", "version"}
    assert (after["status"], after["ended_on"], after["version"]) == ("done", today_in_amsterdam(), 2)
    feed = "select verb from activity where object_id = :id order by id desc limit 1"
    assert _as(connection, "noor", feed, id=step) == "plan_step.done"
    logged = "select count(*) from access_log where action = 'update' and account_id = :who and dossier_id = :dossier"
    who = world.accounts["welfare_worker"]
    assert _as(connection, "noor", logged, who=who, dossier=world.dossier) == 1
    again = sanne.post(_url(world, step), data={"version": "2", "submission_key": "more"})
    assert again.status_code == 400
    assert "al klaar of gestopt" in again.text


def test_somebody_who_was_first_is_seen(client_of: ClientOf, world: World, step: int) -> None:
    stale = client_of("welfare_worker").post(_url(world, step), data={"version": "7"})
    assert stale.status_code == 409
    assert WORDS in stale.text


@pytest.mark.parametrize(
    "name", ["youth_protection", "mental_health_worker", "housing_officer", "volunteer", "network_person", "community_worker",
             "eva", "tess"]
)  # fmt: skip
def test_nobody_else_does(client_of: ClientOf, world: World, connection: Connection, step: int, name: str) -> None:
    """Others who read the plan, who work for the same organisation without reading it, and who do not work here."""
    client = client_of(name)
    assert _url(world, step) not in client.get(f"/dossiers/{world.dossier}/plan").text
    assert client.get(_url(world, step)).status_code in {403, 404}
    assert client.post(_url(world, step), data={"version": "1"}).status_code in {403, 404}
    assert _as(connection, name, FINISH, id=step, version=1) is False
    assert _row(connection, step)["status"] == "open"


@pytest.mark.parametrize("name", ["resident", "young_person"])
def test_who_lives_there_uses_no_door_of_an_organisation(connection: Connection, step: int, name: str) -> None:
    assert _as(connection, name, FINISH, id=step, version=1) is False


def test_who_carries_it_changes_no_row_of_it(connection: Connection, step: int) -> None:
    changes = "update plan_step set text = 'x' where id = :id returning id"
    assert _as(connection, "welfare_worker", changes, id=step) is None
    assert _row(connection, step)["text"] == WORDS


def test_it_is_not_said_after_the_relation_ended(
    client_of: ClientOf, world: World, connection: Connection, step: int
) -> None:
    ends = "update involvement set valid_until = sec.now() where account_id = :who returning id"
    assert _as(connection, "noor", ends, who=world.accounts["welfare_worker"])
    assert client_of("welfare_worker").post(_url(world, step), data={"version": "1"}).status_code == 404
    assert _as(connection, "welfare_worker", FINISH, id=step, version=1) is False


def test_a_step_of_the_household_is_carried_by_no_organisation(
    client_of: ClientOf, world: World, connection: Connection, step: int
) -> None:
    row = _row(connection, step)
    due = row["due_on"]
    data = {
        "text": WORDS,
        "who_kind": "resident",
        "who": "Samira",
        "due_on": str(due),
        "status": "open",
        "version": "1",
    }
    carrier = {"carrier": str(world.organisations["welfare"])}
    assert client_of("noor").post(_url(world, step), data=data | carrier).status_code == 303
    assert _row(connection, step)["carrier_org_id"] is None
