"""The quarterly letter counts who opened somebody's file, names no worker, and is not there for whom it would not be safe."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.kernel.clock import today_in_amsterdam
from app.rights.rules import quarter_of
from tests.world import PEOPLE, World

ClientOf = Callable[[str], FlaskClient]


def url(world: World, query: str = "") -> str:
    return f"/dossiers/{world.dossier}/people/{world.persons['samira']}/letter{query}"


def this_quarter(world: World, more: str = "") -> str:
    return url(world, f"?quarter={quarter_of(today_in_amsterdam()).code}{more}")


def test_it_counts_per_organisation_and_names_no_worker(client_of: ClientOf, world: World) -> None:
    page = client_of("noor").get(this_quarter(world)).text
    assert "In deze maanden opende niemand uw dossier." in page or "Organisatie area_team" in page
    for _ in range(2):
        client_of("debt_counsellor").get(f"/dossiers/{world.dossier}")
    page = client_of("noor").get(this_quarter(world)).text
    assert "Organisatie debt_help: 2 keer, voor ondersteuning" in page
    assert "Debt counsellor" not in page
    english = client_of("noor").get(this_quarter(world, "&language=en")).text
    assert "Organisatie debt_help: 2 times, for support" in english
    assert '<div lang="en">' in english


def test_a_quarter_without_sights_says_so(client_of: ClientOf, world: World) -> None:
    assert "opende niemand uw dossier" in client_of("noor").get(url(world, "?quarter=2020-1")).text


def test_there_is_none_for_whom_it_would_not_be_safe(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    person = {"given_name": "Samira", "surname": "Voorbeeld", "relation": "main", "contact_preference": "phone"}
    at = f"/dossiers/{world.dossier}/people/{world.persons['samira']}"
    assert noor.post(at, data=person | {"partner_unsafe": "y", "version": "1"}).status_code == 303
    page = noor.get(this_quarter(world)).text
    assert "Geen brief per post" in page
    assert "Beste Samira" not in page


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor"}))
def test_nobody_but_the_lead_makes_one(client_of: ClientOf, world: World, name: str) -> None:
    assert client_of(name).get(url(world)).status_code in {403, 404}
