"""Where a household lives and who may see it; phases by legal steps; closing and reopening."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.access.scope import DossierScope
from app.dossiers.services.process import ProcessValues, change_process
from app.kernel.clock import today_in_amsterdam
from app.kernel.errors import Forbidden
from tests.world import World, token

Clients = Callable[[str], FlaskClient]
Rows = Callable[..., list[Any]]

PLACE = {
    "street": "Nieuweweg",
    "number": "3",
    "addition": "",
    "postcode": "9999 AC",
    "town": "Waterstad",
    "area": "BU99990101",
    "version": "1",
    "submission_key": "a",
}


def test_it_moves_a_household(client_of: Clients, world: World, rows: Rows) -> None:
    client = client_of("noor")
    assert client.post(f"/dossiers/{world.dossier}/address", data=PLACE).status_code == 303
    assert rows("select street, number, postcode, search_key, version from household_address") == [
        ("Nieuweweg", 3, "9999AC", "nieuweweg 3 9999ac", 2)
    ]
    assert rows("select verb from activity where category = 'address'") == [("address.changed",)]


def test_it_shows_both_addresses_when_two_people_changed_it(client_of: Clients, world: World) -> None:
    client = client_of("noor")
    url = f"/dossiers/{world.dossier}/address"
    assert client.post(url, data=PLACE).status_code == 303
    answer = client.post(url, data=PLACE | {"street": "Oudeweg", "submission_key": "b"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Nieuweweg" in page
    assert "Oudeweg" in page


def test_it_shows_a_wrong_address_again(client_of: Clients, world: World) -> None:
    client = client_of("noor")
    for changes in ({"postcode": "0123 AB"}, {"town": ""}, {"area": "other", "area_code": "BU1"}, {"area": "nowhere"}):
        answer = client.post(f"/dossiers/{world.dossier}/address", data=PLACE | changes)
        assert answer.status_code == 400, changes
        assert "Nieuweweg" in answer.get_data(as_text=True)


def test_it_names_another_neighbourhood(client_of: Clients, world: World, rows: Rows) -> None:
    other = {"area": "other", "area_code": "BU99990303", "area_name": "Havenkwartier"}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/address", data=PLACE | other).status_code == 303
    assert rows("select code, name from household_area") == [("BU99990303", "Havenkwartier")]
    assert "Havenkwartier" in client_of("tess").get("/dossiers/new").get_data(as_text=True)


def test_it_masks_a_protected_address(client_of: Clients, world: World) -> None:
    url = f"/dossiers/{world.dossier}/people"
    assert token("household_address", "address") in client_of("housing_officer").get(url).get_data(as_text=True)
    done = client_of("noor").post(f"/dossiers/{world.dossier}/address", data=PLACE | {"protected": "y"})
    assert done.status_code == 303
    for who in ("noor", "omar", "youth_protection"):
        assert "Nieuweweg" in client_of(who).get(url).get_data(as_text=True), who
    for who in ("housing_officer", "community_officer", "debt_counsellor", "welfare_worker", "caretaker"):
        page = client_of(who).get(url).get_data(as_text=True)
        assert "Nieuweweg" not in page, who
        assert "9999 AC" not in page, who


@pytest.mark.parametrize("who", ["omar", "youth_protection", "resident", "debt_counsellor"])
def test_it_lets_only_the_lead_move_place_and_phase(client_of: Clients, world: World, who: str) -> None:
    client = client_of(who)
    assert client.post(f"/dossiers/{world.dossier}/address", data=PLACE).status_code == 403
    step = {"phase": "low_flame", "reason": "x", "weight": "1", "version": "1", "submission_key": "s"}
    assert client.post(f"/dossiers/{world.dossier}/phase", data=step).status_code == 403


def _step(**changes: str) -> dict[str, str]:
    return {"phase": "in_progress", "reason": "", "weight": "3", "version": "1", "submission_key": "s"} | changes


def test_it_takes_a_legal_step_with_a_reason(client_of: Clients, world: World, rows: Rows) -> None:
    client = client_of("noor")
    url = f"/dossiers/{world.dossier}/phase"
    without = client.post(url, data=_step(phase="plan"))
    assert without.status_code == 400
    assert "waarom deze stap nu komt" in without.get_data(as_text=True)
    assert client.post(url, data=_step(phase="plan", reason="Het gaat goed", weight="1")).status_code == 303
    assert rows("select phase, weight from dossier_process") == [("plan", 1)]
    assert rows("select from_phase, to_phase, reason from phase_change") == [("in_progress", "plan", "Het gaat goed")]
    assert "Het gaat goed" in client.get(url).get_data(as_text=True)


def test_it_refuses_an_illegal_step(client_of: Clients, world: World, rows: Rows) -> None:
    client = client_of("noor")
    for phase in ("intake", "reopened", "exploration", "anything"):
        answer = client.post(f"/dossiers/{world.dossier}/phase", data=_step(phase=phase, reason="zomaar"))
        assert answer.status_code == 400, phase
        assert "zomaar" in answer.get_data(as_text=True)
    assert client.post(f"/dossiers/{world.dossier}/phase", data=_step(weight="5")).status_code == 400
    assert client.post(f"/dossiers/{world.dossier}/phase", data=_step(review_on="2020-01-01")).status_code == 400
    assert rows("select phase from dossier_process") == [("in_progress",)]


def test_it_changes_weight_and_review_day_without_a_step(client_of: Clients, world: World, rows: Rows) -> None:
    client = client_of("noor")
    ahead = (today_in_amsterdam() + dt.timedelta(days=90)).isoformat()
    assert client.post(f"/dossiers/{world.dossier}/phase", data=_step(weight="8", review_on=ahead)).status_code == 303
    assert rows("select weight, review_on::text from dossier_process") == [(8, ahead)]
    assert rows("select count(*) from phase_change") == [(0,)]
    stale = client.post(f"/dossiers/{world.dossier}/phase", data=_step(weight="1", submission_key="t"))
    assert stale.status_code == 409
    assert "zwaar" in stale.get_data(as_text=True)


def test_it_closes_for_everybody_but_the_lead_and_reopens(client_of: Clients, world: World, rows: Rows) -> None:
    noor, url = client_of("noor"), f"/dossiers/{world.dossier}"
    assert noor.post(f"{url}/phase", data=_step(phase="closed", reason="Klaar")).status_code == 303
    assert rows("select closed from dossier") == [(True,)]
    assert client_of("omar").get(f"{url}/people").status_code == 404
    assert client_of("debt_counsellor").get(f"{url}/team").status_code == 404
    assert noor.get(f"{url}/people").status_code == 200
    assert noor.get(f"{url}/people/new").status_code == 403
    assert noor.get(f"{url}/address").status_code == 403
    reopened = noor.post(f"{url}/phase", data=_step(phase="reopened", reason="Weer vragen", version="2"))
    assert reopened.status_code == 303
    assert rows("select closed from dossier") == [(False,)]
    assert client_of("omar").get(f"{url}/people").status_code == 200


def test_it_refuses_the_service_to_others_too(scope_of: Callable[..., DossierScope]) -> None:
    scope = scope_of("youth_protection")
    with pytest.raises(Forbidden):
        change_process(scope, ProcessValues("low_flame", "x", 1, None), version=1)
