"""The register of processing: what it says, and who reads whose."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.access.vocabulary import Category
from app.rights.register import AT_WORK, _categories
from tests.world import PEOPLE, TOKENS, World

ClientOf = Callable[[str], FlaskClient]
READ_ALL = {"privacy_officer", "administrator"}


def url(world: World, kind: str) -> str:
    return f"/register/{world.organisations[kind]}"


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_everybody_at_work_reads_the_own_one_and_few_read_another(client_of: ClientOf, world: World, name: str) -> None:
    function, kind = PEOPLE[name]
    other = "school" if kind != "school" else "police"
    works = function in AT_WORK
    assert (client_of(name).get(url(world, kind)).status_code == 200) is works
    assert (client_of(name).get(url(world, other)).status_code == 200) is (name in READ_ALL)


def test_it_names_purpose_law_categories_and_what_it_said_before(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    form = {"text_nl": "ondersteuning thuis", "text_en": "support at home", "law": "Jeugdwet", "article": "art. 2.3"}
    newest = "select max(id) from purpose where organisation_id = :id"
    connection.execute(text("select from sec.open(:token)"), {"token": TOKENS["administrator"]})
    version = str(connection.execute(text(newest), {"id": world.organisations["area_team"]}).scalar_one())
    edit = f"/administration/organisations/{world.organisations['area_team']}/purposes/support"
    answer = client_of("administrator").post(edit, data=form | {"version": version, "submission_key": "p"})
    assert answer.status_code == 303, answer.text
    page = client_of("omar").get(url(world, "area_team")).text
    for words in (
        "ondersteuning thuis",
        "Jeugdwet, art. 2.3",
        "20 jaar",
        "Eerdere versies",
        "Wmo 2015, 2.3.2",
        "notities",
    ):
        assert words in page, words
    assert "Samira" not in page


def test_categories_are_those_of_the_matrix() -> None:
    assert Category.NOTES in _categories(("generalist",), "care")
    assert Category.ENFORCEMENT not in _categories(("generalist",), "care")
    assert _categories(("analyst",), "") == ()
    assert Category.HEALTH not in _categories(("housing_officer",), "enforcement")


def test_who_reads_one_is_led_straight_to_it(client_of: ClientOf, world: World) -> None:
    assert client_of("noor").get("/register").location == url(world, "area_team")
    assert "Organisatie school" in client_of("privacy_officer").get("/register").text
