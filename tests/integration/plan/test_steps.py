"""Steps: somebody does them by a day; an own plan comes before the professional, and nothing that was typed is lost."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.question import Question
from app.kernel.clock import today_in_amsterdam
from app.plan.queries import course
from app.plan.services import steps as service
from tests.integration.sharing.conftest import offer
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
PLAN_TABLES = ("plan_item", "plan_step", "plan_interest", "goal_signature", "own_plan", "plan_direction", "escalation")
STEP = {"text": "Samen de post openen.", "who_kind": "resident", "who": "Samira"}


def day(days: int) -> str:
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def goal(owner: Connection) -> int:
    """The goal of the small world, which is the shared one."""
    return int(owner.execute(text("select min(id) from plan_item")).scalar_one())


@pytest.fixture
def url(world: World, goal: int) -> str:
    """Where a step is added to it."""
    return f"/dossiers/{world.dossier}/plan/{goal}/steps/new"


def test_a_step_says_what_who_and_by_when_and_the_household_says_what_it_noticed(
    client_of: ClientOf, world: World, connection: Connection, url: str
) -> None:
    noor = client_of("noor")
    assert noor.post(url, data=STEP | {"due_on": day(10)}).status_code == 303
    assert "Samen de post openen." in noor.get(f"/dossiers/{world.dossier}/plan").text
    key, version = connection.execute(text("select id, version from plan_step order by id desc limit 1")).one()
    done = {"due_on": day(10), "status": "done", "effect_seen": "yes", "effect": "Ik slaap weer.", "version": version}
    assert noor.post(f"/dossiers/{world.dossier}/plan/steps/{key}", data=STEP | done).status_code == 303
    row = connection.execute(text("select status, ended_on, effect from plan_step where id = :id"), {"id": key}).one()
    assert tuple(row) == ("done", today_in_amsterdam(), "Ik slaap weer.")
    assert "Ik slaap weer." in noor.get(f"/dossiers/{world.dossier}/plan").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"who": ""}, "Een stap van niemand komt niet af"),
        ({"who": "\u200b"}, "Een stap van niemand komt niet af"),
        ({"who_kind": "nobody"}, "Kies een van de mogelijkheden"),
        ({"due_on": "31-02-2027"}, "bestaat niet of is geen datum"),
        ({"due_on": "2020-01-01"}, "Deze dag is voorbij"),
        ({"due_on": "2099-01-01"}, "Kies een dag binnen drie jaar"),
        ({"due_on": ""}, "Vul een dag in"),
    ],
)
def test_a_step_that_cannot_be_comes_back_with_what_was_typed(
    client_of: ClientOf, world: World, url: str, change: dict[str, str], sentence: str
) -> None:
    answer = client_of("noor").post(url, data=STEP | {"due_on": day(5)} | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert STEP["text"] in answer.text
    assert STEP["text"] not in client_of("noor").get(f"/dossiers/{world.dossier}/plan").text


@pytest.fixture
def noor_before(client_of: ClientOf, owner: Connection, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Noor's browser, before anything of the small world was offered: only what the test itself offers is there."""
    newest = owner.execute(text("select max(id) from own_plan")).scalar_one()
    only_new = f"where w.id > {newest} and w.dossier_id"
    asked = course._OWN_PLANS.source.replace("where w.dossier_id", only_new)
    assert only_new in asked
    monkeypatch.setattr(course, "_OWN_PLANS", Question(asked))
    return client_of("noor")


def offered(noor: FlaskClient, world: World, kind: str) -> None:
    data = {"kind": kind, "answer": "accepted", "said_on": day(0), "remark": "", "submission_key": kind}
    assert noor.post(f"/dossiers/{world.dossier}/plan/own", data=data).status_code == 303


def test_an_own_plan_is_offered_before_a_professional_takes_a_step(
    noor_before: FlaskClient, world: World, url: str
) -> None:
    data, notice = (
        STEP | {"who_kind": "professional", "who": "Noor", "due_on": day(5)},
        "Vraag eerst of zij zelf een plan",
    )
    for _ in range(2):  # without anything, and with somebody who helps with a plan but no plan
        answer = noor_before.post(url, data=data)
        assert answer.status_code == 400
        assert "Bied eerst een eigen plan aan" in answer.text
        assert STEP["text"] in answer.text
        assert notice in noor_before.get(f"/dossiers/{world.dossier}/plan").text
        offered(noor_before, world, "client_supporter")
    assert noor_before.post(url, data=STEP | {"due_on": day(5)}).status_code == 303
    offered(noor_before, world, "family_group_plan")
    assert notice not in noor_before.get(f"/dossiers/{world.dossier}/plan").text
    assert noor_before.post(url, data=data | {"submission_key": "now"}).status_code == 303


def test_a_step_of_the_household_does_not_become_that_of_a_professional_before_an_own_plan(
    noor_before: FlaskClient, world: World, connection: Connection, url: str
) -> None:
    assert noor_before.post(url, data=STEP | {"due_on": day(5)}).status_code == 303
    key, version = connection.execute(text("select id, version from plan_step order by id desc limit 1")).one()
    address, sent = f"/dossiers/{world.dossier}/plan/steps/{key}", STEP | {"due_on": day(5), "status": "open"}
    taken_over = sent | {"who_kind": "professional", "who": "Noor", "version": version}
    answer = noor_before.post(address, data=taken_over)
    assert answer.status_code == 400
    assert "Bied eerst een eigen plan aan" in answer.text
    assert 'value="Noor"' in answer.text
    offered(noor_before, world, "personal_plan")
    assert noor_before.post(address, data=taken_over | {"submission_key": "now"}).status_code == 303


def test_what_a_professional_does_already_can_be_changed_without_an_own_plan(
    client_of: ClientOf, world: World, connection: Connection, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor, theirs = client_of("noor"), STEP | {"who_kind": "professional", "who": "Noor", "due_on": day(5)}
    assert noor.post(url, data=theirs).status_code == 303
    key = connection.execute(text("select max(id) from plan_step")).scalar_one()
    monkeypatch.setattr(service, "list_own_plans", lambda _dossier: [])
    done = theirs | {"version": "1", "status": "done"}
    assert noor.post(f"/dossiers/{world.dossier}/plan/steps/{key}", data=done).status_code == 303


def test_it_offers_the_household_first(client_of: ClientOf, url: str) -> None:
    page = client_of("noor").get(url).text
    order = [page.index(f'value="{kind}"') for kind in ("resident", "network", "professional")]
    assert order == sorted(order)


@pytest.mark.parametrize("name", ["enforcement_officer", "income_consultant", "housing_officer", "caretaker"])
def test_who_does_not_write_the_plan_adds_no_step(client_of: ClientOf, url: str, name: str) -> None:
    assert client_of(name).post(url, data=STEP | {"due_on": day(5)}).status_code in {403, 404}


@pytest.mark.parametrize(
    "name", ["enforcement_officer", "income_consultant", "housing_officer", "debt_counsellor", "caretaker", "volunteer"]
)
@pytest.mark.parametrize("page", ["", "/interests"])
def test_partners_read_nothing_of_the_plan_that_is_not_shared(
    client_of: ClientOf, world: World, name: str, page: str
) -> None:
    """Enforcement and income consultants among them: the matrix gives them what is shared, or nothing."""
    shown = client_of(name).get(f"/dossiers/{world.dossier}/plan{page}").text
    for table in PLAN_TABLES:
        assert token(table, "plan") not in shown, table
    assert token("plan_funding", "finances") not in shown


@pytest.mark.parametrize("name", ["omar", "welfare_worker", "youth_protection", "resident"])
def test_who_reads_the_plan_reads_its_steps(client_of: ClientOf, world: World, name: str) -> None:
    assert token("plan_step", "plan") in client_of(name).get(f"/dossiers/{world.dossier}/plan").text


def test_a_step_is_not_shared_along_with_its_goal(client_of: ClientOf, world: World, goal: int) -> None:
    share = offer(world, "housing_officer")
    share_url = f"/dossiers/{world.dossier}/share/plan_item/{goal}"
    assert client_of("noor").post(share_url, data=share).status_code == 303
    page = client_of("housing_officer").get(f"/dossiers/{world.dossier}/plan").text
    assert token("plan_item", "plan") in page
    assert token("plan_step", "plan") not in page


def test_nobody_changes_a_step_of_another_organisation_but_the_lead(
    client_of: ClientOf, world: World, connection: Connection, url: str
) -> None:
    worker = client_of("mental_health_worker")
    theirs = {"text": "Elke week praten.", "who_kind": "professional", "who": "Ilse", "due_on": day(5)}
    assert worker.post(url, data=theirs).status_code == 303
    key = connection.execute(text("select max(id) from plan_step")).scalar_one()
    data = STEP | {"due_on": day(5), "version": "1", "status": "open"}
    address = f"/dossiers/{world.dossier}/plan/steps/{key}"
    assert client_of("youth_protection").post(address, data=data).status_code == 403
    assert client_of("noor").post(address, data=data).status_code == 303
