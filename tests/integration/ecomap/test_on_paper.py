"""The map behind the plan on paper: a tagged picture with words, the equal list, and never a tie that the reader may not read."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Connection, text

from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]


def _url(world: World, who: str = "samira", language: str = "nl") -> str:
    return f"/dossiers/{world.dossier}/plan/plan-map.pdf?person={world.persons[who]}&language={language}"


def _pages(client: FlaskClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    reader = PdfReader(BytesIO(answer.data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_map_stands_behind_the_plan_with_its_list_and_is_logged(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    plan, drawn = _pages(client_of("noor"), _url(world))
    assert token("plan_item", "plan") in plan
    assert "Mijn mensen op" in drawn
    assert token("network_person", "network") in drawn
    assert token("ecomap_tie", "network") in drawn
    answer = client_of("noor").get(_url(world)).data
    assert b"/Figure" in _structure(answer)
    client_of("privacy_officer").get("/me")
    seen = connection.execute(
        text("select count(*) from processing_log where 'network' = any(categories) and person_id = :who"),
        {"who": world.persons["samira"]},
    ).scalar_one()
    assert seen
    assert "My people on" in _pages(client_of("noor"), _url(world, language="en"))[1]


def _structure(pdf: bytes) -> list[bytes]:
    """The kinds of what a screen reader walks."""
    found: list[bytes] = []

    def walk(node: object) -> None:
        for each in node if isinstance(node, list) else [node]:
            part = each.get_object() if hasattr(each, "get_object") else each
            if isinstance(part, dict):
                found.append(str(part.get("/S", "")).encode())
                walk(part.get("/K", []))

    walk(PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return found


@pytest.mark.parametrize("name", ["enforcement_officer", "income_consultant", "housing_officer", "volunteer", "tess"])
def test_who_does_not_read_the_network_makes_no_such_paper(client_of: ClientOf, world: World, name: str) -> None:
    assert client_of(name).get(_url(world)).status_code in {403, 404}


def test_a_tie_that_is_sealed_goes_home_with_nobody(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.get("/me")
    connection.execute(text("update ecomap_tie set sealed = true"))
    assert "Er staat nog niemand op de kaart" in _pages(noor, _url(world))[1]


def test_the_plan_page_offers_it_to_who_reads_the_network_alone(client_of: ClientOf, world: World) -> None:
    address = f"/dossiers/{world.dossier}/plan/paper"
    assert "plan-map.pdf" in client_of("noor").get(address).text
