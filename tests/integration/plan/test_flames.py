"""The low flame and the phase are one: it begins where it is agreed on, and goes out with the phase, on whatever page that moves."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from app.web.i18n import day as in_words
from tests.integration.sharing.conftest import day
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
FLAME = {"carried_by": "Ans, de buurvrouw", "every_weeks": "1", "restart_when": "Zij belt twee keer niet terug."}
DUE = "contact op waakvlam, door Ans, de buurvrouw"
WHY = "De huur is drie maanden niet betaald en zij doet niet open."


@pytest.fixture
def home(world: World) -> str:
    """The address of the household."""
    return f"/dossiers/{world.dossier}"


def _step(connection: Connection, phase: str, reason: str = WHY) -> dict[str, object]:
    version = connection.execute(text("select version from dossier_process")).scalar_one()
    return {
        "phase": phase,
        "reason": reason,
        "weight": "3",
        "version": version,
        "submission_key": f"{phase} {version}",
    }


def _light(noor: FlaskClient, home: str) -> None:
    data = FLAME | {"until_on": day(200), "submission_key": home}
    assert noor.post(f"{home}/plan/low-flame", data=data).status_code == 303


def test_the_phase_alone_starts_no_low_flame(client_of: ClientOf, connection: Connection, home: str) -> None:
    noor = client_of("noor")
    assert f'href="{home}/plan/low-flame"' in noor.get(f"{home}/phase").text
    answer = noor.post(f"{home}/phase", data=_step(connection, "low_flame"))
    assert answer.status_code == 400
    assert "Spreek eerst af wie contact houdt" in answer.text
    assert f'href="{home}/plan/low-flame"' in answer.text
    assert WHY in answer.text
    assert connection.execute(text("select phase from dossier_process")).scalar_one() == "in_progress"
    assert connection.execute(text("select count(*) from phase_change")).scalar_one() == 0


@pytest.mark.parametrize(("phase", "verb"), [("in_progress", "low_flame.restarted"), ("closed", "low_flame.ended")])
def test_the_flame_goes_out_with_the_phase(
    client_of: ClientOf, connection: Connection, home: str, phase: str, verb: str
) -> None:
    noor = client_of("noor")
    _light(noor, home)
    assert DUE in noor.get("/today").text
    assert f'href="{home}/plan/low-flame"' not in noor.get(f"{home}/phase").text
    contact = {"act": "contact", "remark": "Het gaat goed.", "version": "1", "submission_key": "behind"}
    assert noor.post(f"{home}/phase", data=_step(connection, phase)).status_code == 303
    row = connection.execute(text("select id, ended_on, ended_because, version from low_flame")).one()
    assert tuple(row[1:]) == (today_in_amsterdam(), WHY, 2)
    told = "select count(*) from activity where verb = :verb and object_id = :id"
    assert connection.execute(text(told), {"verb": verb, "id": row.id}).scalar_one() == 1
    assert DUE not in noor.get("/today").text
    behind = noor.post(f"{home}/plan/low-flame/contact", data=contact)
    assert behind.status_code in {403, 409}
    if phase == "closed":
        assert noor.post(f"{home}/phase", data=_step(connection, "reopened")).status_code == 303
        assert noor.post(f"{home}/phase", data=_step(connection, "in_progress")).status_code == 303
    assert "<strong>Waakvlam</strong>" not in noor.get(f"{home}/plan").text
    again = FLAME | {"until_on": day(100), "submission_key": "again"}
    assert noor.post(f"{home}/plan/low-flame", data=again).status_code == 303


def test_a_flame_in_another_phase_asks_for_no_contact_and_goes_out_with_the_next_step(
    client_of: ClientOf, connection: Connection, home: str
) -> None:
    """As two dossiers that became one may bring along."""
    noor = client_of("noor")
    _light(noor, home)
    connection.execute(text("update dossier_process set phase = 'in_progress'"))
    assert DUE not in noor.get("/today").text
    assert noor.post(f"{home}/phase", data=_step(connection, "plan")).status_code == 303
    assert connection.execute(text("select ended_because from low_flame")).scalar_one() == WHY


def test_a_step_that_is_refused_leaves_the_flame_burning(
    client_of: ClientOf, connection: Connection, home: str
) -> None:
    noor = client_of("noor")
    _light(noor, home)
    assert noor.post(f"{home}/phase", data=_step(connection, "in_progress", "")).status_code == 400
    assert noor.post(f"{home}/phase", data=_step(connection, "plan")).status_code == 400
    stale = noor.post(f"{home}/phase", data=_step(connection, "in_progress") | {"version": "1"})
    assert stale.status_code == 409
    assert connection.execute(text("select ended_on from low_flame")).scalar_one() is None
    assert DUE in noor.get("/today").text


def test_the_clocks_of_the_plan_say_what_was_agreed(client_of: ClientOf, connection: Connection, home: str) -> None:
    noor = client_of("noor")
    ends, withdraws = "<strong>Einde van de waakvlam</strong>", "<strong>De professionals trekken zich terug</strong>"
    goal = {"kind": "goal", "text": "Elke week samen koken.", "aim": "keep", "review_on": day(30)}
    assert noor.post(f"{home}/plan/new", data=goal).status_code == 303
    page = noor.get(f"{home}/plan").text
    assert withdraws in page
    assert ends not in page
    assert "<strong>Kijken hoe het gaat</strong>" in page
    _light(noor, home)
    page = noor.get(f"{home}/plan").text
    assert withdraws not in page
    clock = page[page.index(ends) :]
    assert in_words(today_in_amsterdam() + dt.timedelta(days=200)) in clock[: clock.index("</li>")]
    assert noor.post(f"{home}/phase", data=_step(connection, "closed")).status_code == 303
    assert "Termijnen" not in noor.get(f"{home}/plan").text
