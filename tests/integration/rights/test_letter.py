"""The quarterly letter counts who opened somebody's file, names no worker, and is not there for whom it would not be safe."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.kernel.clock import today_in_amsterdam
from app.rights.rules import quarter_of
from tests.integration.oversight.conftest import Past
from tests.integration.oversight.conftest import overseen as overseen
from tests.integration.oversight.conftest import past as past
from tests.integration.oversight.conftest import visitor as visitor
from tests.world import PEOPLE, World

ClientOf = Callable[[str], FlaskClient]


def url(world: World, query: str = "") -> str:
    return f"/dossiers/{world.dossier}/people/{world.persons['samira']}/letter{query}"


def this_quarter(world: World, more: str = "") -> str:
    return url(world, f"?quarter={quarter_of(today_in_amsterdam()).code}{more}")


def test_it_counts_each_request_once_and_names_no_worker(
    past: Past,
    visitor: Callable[[str], FlaskClient],
    world: World,
) -> None:
    """A page that writes several lines is one sight, and so is paper."""
    for _ in range(2):
        assert visitor("debt_counsellor").get(f"/dossiers/{world.dossier}").status_code == 200
    person = world.persons["samira"]
    assert visitor("welfare_worker").get(f"/dossiers/{world.dossier}/card.pdf?person={person}").status_code == 200
    assert visitor("welfare_worker").get("/caseload").status_code == 200
    page = visitor("noor").get(this_quarter(world)).text
    assert "Organisatie debt_help: 2 keer, voor ondersteuning" in page
    assert "Organisatie welfare: 1 keer, 1 keer in een lijst, voor ondersteuning" in page
    assert "Debt counsellor" not in page
    english = visitor("noor").get(this_quarter(world, "&language=en")).text
    assert "Organisatie debt_help: 2 times, for support" in english
    assert '<div lang="en">' in english
    pdf = visitor("noor").get(this_quarter(world, "&language=en").replace("/letter?", "/letter.pdf?"))
    assert pdf.data.startswith(b"%PDF")


#: One sight of each kind, by somebody of another organisation: how they came in and what they did.
KINDS = {
    "emergency": ("police", "community_officer", "read", "dossier.show", "Er was rook."),
    "doorstep": ("area_team", "tess", "read", "dossier.show", "Ik sta aan de deur."),
    "page": ("debt_help", "debt_counsellor", "read", "dossier.show", ""),
    "file": ("municipality", "income_consultant", "export", "caseload.export", ""),
    "paper": ("mental_health", "mental_health_worker", "print", "dossier.print", ""),
    "document": ("enforcement", "enforcement_officer", "download", "document.download", ""),
    "another's eyes": ("school_attendance", "attendance_officer", "view_as", "dossier.view_as", ""),
    "number": ("youth_protection", "youth_protection", "reveal", "person.bsn", ""),
    "meeting": ("housing_association", "housing_officer", "read", "meeting.agenda", ""),
    "search": ("welfare", "welfare_worker", "search", "search.find", ""),
}


def test_every_kind_of_sight_is_in_it_once(past: Past, visitor: Callable[[str], FlaskClient], world: World) -> None:
    moment = dt.datetime.now(dt.UTC)
    for _organisation, who, action, operation, reason in KINDS.values():
        past.saw(who, moment, person=world.persons["samira"], action=action, operation=operation, reason=reason)
    past.saw(
        "eva", moment, person=world.persons["samira"], action="update", operation="note.update"
    )  # wrote, and saw nothing
    page = visitor("noor").get(this_quarter(world)).text
    for kind, (organisation, *_rest) in KINDS.items():
        assert f"Organisatie {organisation}: 1 keer" in page, kind


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
