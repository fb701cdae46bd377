"""From the regiekaart a partner finds the table: links for what opens to that function, and for nothing else."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.sharing.conftest import offer
from tests.integration.workspace.test_view_as import PARTNERS
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
PAGES = ("plan", "plan/interests", "carrying", "decisions", "ecomap")
SHARED, WHOLE = {"plan", "plan/interests", "decisions"}, {"plan", "plan/interests", "decisions", "carrying"}
LINKED = {
    "mental_health_worker": WHOLE,
    "youth_protection": {*WHOLE, "ecomap"},
    "welfare_worker": {*WHOLE, "ecomap"},
    "resident": {*WHOLE, "ecomap"},
    "young_person": {*WHOLE, "ecomap"},
    "co_resident": {"plan", "decisions", "ecomap"},
    "caretaker": {"decisions"},
    "enforcement_officer": {"decisions"},
}


def linked(client: FlaskClient, world: World) -> set[str]:
    """Which of the pages the regiekaart points to."""
    found = re.findall(rf'href="/dossiers/{world.dossier}/([a-z/]+)"', client.get(f"/dossiers/{world.dossier}").text)
    return set(found) & set(PAGES)


@pytest.mark.parametrize("name", PARTNERS)
def test_each_partner_is_pointed_to_what_opens_and_to_nothing_else(
    client_of: ClientOf, world: World, name: str
) -> None:
    client = client_of(name)
    assert linked(client, world) == LINKED.get(name, SHARED)
    for page in PAGES:
        code = client.get(f"/dossiers/{world.dossier}/{page}").status_code
        assert code == 200 if page in linked(client, world) else code in {200, 403}, (page, code)


def test_a_partner_with_whom_the_shared_goal_is_shared_signs_from_its_page(
    client_of: ClientOf, world: World, owner: Connection, connection: Connection
) -> None:
    goal = int(owner.execute(text("select min(id) from plan_item")).scalar_one())
    url, sign = f"/dossiers/{world.dossier}/plan/{goal}", f"/dossiers/{world.dossier}/plan/{goal}/sign"
    share = f"/dossiers/{world.dossier}/share/plan_item/{goal}"
    assert client_of("noor").post(share, data=offer(world, "housing_officer")).status_code == 303
    officer = client_of("housing_officer")
    assert f'href="{sign}"' in officer.get(url).text
    assert officer.get(sign).status_code == 200
    client_of("noor").get("/me")
    connection.execute(text("update plan_item set shared_goal = false where id = :id"), {"id": goal})
    assert f'href="{sign}"' not in officer.get(url).text
