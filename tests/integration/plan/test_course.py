"""The course: an own plan first, who directs, scaling up and down, and the low flame with its restart."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.integration.sharing.conftest import day
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
TODAY = today_in_amsterdam().isoformat()
FLAME = {"carried_by": "Ans, de buurvrouw", "every_weeks": "6", "restart_when": "Zij belt twee keer niet terug."}


@pytest.fixture
def plan(world: World) -> str:
    """Where the plan stands."""
    return f"/dossiers/{world.dossier}/plan"


def test_what_was_offered_and_answered_stands_in_the_plan(client_of: ClientOf, plan: str) -> None:
    data = {"kind": "personal_plan", "answer": "declined", "said_on": TODAY, "remark": "Nu even niet."}
    assert client_of("noor").post(f"{plan}/own", data=data).status_code == 303
    page = client_of("resident").get(plan).text
    assert "persoonlijk plan: nee, liever niet" in page
    assert "Nu even niet." in page
    late = client_of("noor").post(f"{plan}/own", data=data | {"said_on": day(3)})
    assert late.status_code == 400
    assert "Deze dag moet nog komen" in late.text


def test_a_resident_directs_and_the_professional_supports(client_of: ClientOf, world: World, plan: str) -> None:
    noor = client_of("noor")
    without = noor.post(f"{plan}/direction", data={"director_kind": "network", "director": "", "from_on": TODAY})
    assert without.status_code == 400
    assert "Schrijf op wie de regie heeft" in without.text
    data = {"director_kind": "network", "director": "Oma Ria", "from_on": TODAY}
    assert noor.post(f"{plan}/direction", data=data).status_code == 303
    assert "Oma Ria" in noor.get(plan).text
    assert "De casusregisseur ondersteunt." in noor.get(plan).text
    for name in ("noor", "welfare_worker", "resident"):
        page = client_of(name).get(f"/dossiers/{world.dossier}").text
        assert "Oma Ria" in page, name
    assert "(ondersteunt)" in client_of("welfare_worker").get(f"/dossiers/{world.dossier}").text
    assert "Oma Ria" not in client_of("enforcement_officer").get(f"/dossiers/{world.dossier}").text
    back = data | {"director_kind": "professional", "director": ""}
    assert noor.post(f"{plan}/direction", data=back).status_code == 303
    assert "Oma Ria" not in noor.get(f"/dossiers/{world.dossier}").text


def test_it_climbs_the_ladder_and_comes_down_with_what_it_brought(
    client_of: ClientOf, connection: Connection, plan: str
) -> None:
    noor = client_of("noor")
    up = {"step": "1", "reason": "Niemand kiest.", "asked_of": "Ria", "due_on": day(7)}
    same = noor.post(f"{plan}/escalation", data=up)
    assert same.status_code == 400
    assert "Kies een hogere trede" in same.text
    assert noor.post(f"{plan}/escalation", data=up | {"step": "3"}).status_code == 303
    rows = connection.execute(text("select id, step, down_on, version from escalation order by id")).all()
    assert [(row.step, row.down_on) for row in rows] == [(1, today_in_amsterdam()), (3, None)]
    down = {"outcome": "De partner levert weer.", "down_on": TODAY, "version": rows[1].version}
    assert noor.post(f"{plan}/escalation/{rows[1].id}", data=down | {"down_on": "2020-01-01"}).status_code == 400
    assert noor.post(f"{plan}/escalation/{rows[1].id}", data=down).status_code == 303
    assert "De partner levert weer." in noor.get(f"{plan}/escalation").text


def test_it_comes_down_rung_by_rung(client_of: ClientOf, connection: Connection, plan: str) -> None:
    noor = client_of("noor")
    assert 'id="step-1" name="step" value="2" checked' in noor.get(f"{plan}/escalation").text
    up = {"step": "3", "reason": "Niemand kiest.", "asked_of": "Ria", "due_on": day(7)}
    assert noor.post(f"{plan}/escalation", data=up).status_code == 303
    three = connection.execute(text("select max(id) from escalation")).scalar_one()
    down = {
        "step": "1",
        "outcome": "Er is gekozen.",
        "down_on": TODAY,
        "asked_of": "Bea",
        "due_on": day(9),
        "version": 1,
    }
    for change, sentence in {
        "asked_of": "Schrijf op wie u op die trede vraagt.",
        "due_on": "Vul een dag in",
    }.items():
        answer = noor.post(f"{plan}/escalation/{three}", data=down | {change: ""})
        assert answer.status_code == 400
        assert sentence in answer.text
        assert "Er is gekozen." in answer.text
    assert noor.post(f"{plan}/escalation/{three}", data=down | {"step": "3"}).status_code == 400
    assert connection.execute(text("select down_on from escalation where id = :id"), {"id": three}).scalar_one() is None
    assert noor.post(f"{plan}/escalation/{three}", data=down).status_code == 303
    row = connection.execute(text("select * from escalation where down_on is null")).one()
    assert (row.step, row.since_on, row.due_on) == (
        1,
        today_in_amsterdam(),
        today_in_amsterdam() + dt.timedelta(days=9),
    )
    page = noor.get(f"{plan}/escalation").text
    assert "Afgeschaald vanaf trede 3." in page
    assert "Er is gekozen." in page
    assert 'name="step"' not in noor.get(f"{plan}/escalation/{row.id}").text
    off = {"outcome": "Het loopt.", "down_on": TODAY, "version": row.version}
    assert noor.post(f"{plan}/escalation/{row.id}", data=off).status_code == 303
    assert connection.execute(text("select count(*) from escalation where down_on is null")).scalar_one() == 0


def test_two_who_come_down_see_each_other(client_of: ClientOf, connection: Connection, plan: str) -> None:
    noor = client_of("noor")
    noor.get(plan)
    key = connection.execute(text("select max(id) from escalation")).scalar_one()
    down = {"outcome": "De partner levert weer.", "down_on": TODAY, "version": 1}
    assert noor.post(f"{plan}/escalation/{key}", data=down).status_code == 303
    behind = noor.post(f"{plan}/escalation/{key}", data=down | {"outcome": "Ria koos.", "submission_key": "behind"})
    assert behind.status_code == 409
    assert "Ria koos." in behind.text
    assert "De partner levert weer." in behind.text


@pytest.mark.parametrize("name", ["resident", "youth_protection", "welfare_worker", "safe_home", "coordinator"])
def test_scaling_up_stays_with_the_team(client_of: ClientOf, world: World, plan: str, name: str) -> None:
    client = client_of(name)
    assert token("escalation", "plan") not in client.get(plan).text
    assert client.get(f"{plan}/escalation").status_code in {403, 404}
    assert token("escalation", "plan") in client_of("omar").get(plan).text
    feed = client_of("noor").get(f"/dossiers/{world.dossier}").text
    assert "opgeschaald" not in feed.lower()


def test_a_low_flame_has_a_rhythm_and_starts_again(client_of: ClientOf, connection: Connection, plan: str) -> None:
    noor = client_of("noor")
    assert noor.post(f"{plan}/low-flame", data=FLAME | {"until_on": day(200)}).status_code == 303
    assert _phase(connection) == "low_flame"
    row = connection.execute(text("select next_on, version from low_flame")).one()
    assert row.next_on == today_in_amsterdam() + dt.timedelta(weeks=6)
    contact = {"act": "contact", "remark": "Het gaat goed.", "version": row.version}
    url = f"{plan}/low-flame/contact"
    assert noor.post(url, data=contact | {"submission_key": "once"}).status_code == 303
    assert noor.post(url, data=contact | {"submission_key": "once"}).status_code == 303
    assert connection.execute(text("select contacts from low_flame")).scalar_one() == 1
    other = noor.post(url, data=contact | {"submission_key": "late", "remark": "Zij belde."})
    assert other.status_code == 409
    assert "Zij belde." in other.text
    assert "Het gaat goed." in other.text
    again = {"act": "restart", "remark": "De huur is niet betaald.", "version": row.version + 1}
    assert noor.post(url, data=again).status_code == 303
    assert _phase(connection) == "in_progress"
    assert "De huur is niet betaald." in noor.get(f"{plan}/low-flame").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"until_on": day(400)}, "Een waakvlam duurt hooguit een jaar"),
        ({"until_on": TODAY}, "Een waakvlam duurt hooguit een jaar"),
        ({"every_weeks": "0"}, "ritme van 1 tot en met 26 weken"),
        ({"every_weeks": "veel"}, "getal"),
    ],
)
def test_a_low_flame_that_cannot_be_says_why(
    client_of: ClientOf, connection: Connection, plan: str, change: dict[str, str], sentence: str
) -> None:
    answer = client_of("noor").post(f"{plan}/low-flame", data=FLAME | {"until_on": day(200)} | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Zij belt twee keer niet terug." in answer.text
    assert _phase(connection) == "in_progress"


@pytest.mark.parametrize("name", ["omar", "housing_officer", "enforcement_officer", "resident"])
@pytest.mark.parametrize("page", ["direction", "escalation", "low-flame"])
def test_only_the_lead_changes_the_course(client_of: ClientOf, plan: str, name: str, page: str) -> None:
    assert client_of(name).get(f"{plan}/{page}").status_code in {403, 404}


def test_what_is_due_stands_on_vandaag(client_of: ClientOf, plan: str) -> None:
    noor = client_of("noor")
    noor.post(f"{plan}/escalation", data={"step": "2", "reason": "x", "asked_of": "Bea Bos", "due_on": day(2)})
    page = noor.get("/today").text
    assert "antwoord op het opschalen, van Bea Bos" in page


def _phase(connection: Connection) -> str:
    return str(connection.execute(text("select phase from dossier_process")).scalar_one())
