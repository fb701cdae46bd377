"""Every page of the household opens for the one who may, and the household's name stands above every form."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.world import World, token

PAGES = ("people", "people/new", "address", "phase", "team", "team/add", "handover", "merge")


@pytest.mark.parametrize("page", PAGES)
def test_it_opens_for_the_lead_with_the_household_above_it(
    client_of: Callable[[str], FlaskClient], world: World, page: str
) -> None:
    answer = client_of("noor").get(f"/dossiers/{world.dossier}/{page}")
    assert answer.status_code == 200, answer.get_data(as_text=True)[:2000]
    assert f"Huishouden {token('household_title', 'identity')}" in answer.get_data(as_text=True)


@pytest.mark.parametrize("page", ["people/new", "address", "phase", "team/add", "handover", "merge"])
@pytest.mark.parametrize("who", ["omar", "debt_counsellor", "youth_protection", "resident"])
def test_it_explains_to_others_that_the_lead_does_this(
    client_of: Callable[[str], FlaskClient], world: World, page: str, who: str
) -> None:
    assert client_of(who).get(f"/dossiers/{world.dossier}/{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["tess", "eva", "analyst", "administrator", "privacy_officer", "community_worker"])
def test_it_does_not_exist_for_strangers_and_ended_relations(
    client_of: Callable[[str], FlaskClient], world: World, page: str, who: str
) -> None:
    client = client_of(who)
    assert client.get(f"/dossiers/{world.dossier}/{page}").status_code == 404
    assert client.post(f"/dossiers/{world.dossier}/{page}", data={"submission_key": "a"}).status_code in {404, 405}


def test_it_lets_only_a_generalist_make_a_dossier(client_of: Callable[[str], FlaskClient]) -> None:
    assert client_of("tess").get("/dossiers/new").status_code == 200
    for who in ("community_officer", "coordinator", "administrator", "resident"):
        assert client_of(who).get("/dossiers/new").status_code == 403
