"""The municipality's own products: added and switched off by an administrator, and by nobody else."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.db.session import db
from tests.world import World

Clients = Callable[[str], FlaskClient]
URL = "/administration/products"
OWN = {
    "name_nl": "Breicafé",
    "name_en": "Knitting café",
    "strand": "activation",
    "org_kinds": ["welfare", "area_team"],
    "submission_key": "p1",
}


def test_it_adds_a_product_that_can_be_chosen_at_once(client_of: Clients, world: World) -> None:
    admin = client_of("administrator")
    assert "Budgetcafé" in admin.get(URL).text
    assert admin.post(URL, data=OWN).status_code == 303
    assert "Breicafé" in client_of("noor").get(f"/dossiers/{world.dossier}/interventions/new").text
    twice = admin.post(URL, data={**OWN, "submission_key": "p2"})
    assert twice.status_code == 400
    assert "Deze naam staat al in de lijst." in twice.text
    half = admin.post(URL, data={**OWN, "name_en": "", "name_nl": "Haakcafé"})
    assert half.status_code == 400
    assert "Haakcafé" in half.text
    step = admin.post(URL, data={**OWN, "name_nl": "Haakcafé", "is_step": "y"})
    assert "Alleen een stap in handhaving" in step.text


def test_it_switches_a_product_off_and_on(client_of: Clients, world: World, owner: Connection) -> None:
    number = owner.execute(text("select id from product where code = 'budget_cafe'")).scalar_one()
    admin, new = client_of("administrator"), f"/dossiers/{world.dossier}/interventions/new"
    assert admin.post(f"{URL}/{number}/off", data={"submission_key": "s1"}).status_code == 303
    assert "Budgetcafé" not in client_of("noor").get(new).text
    assert admin.post(f"{URL}/{number}/on", data={"submission_key": "s2"}).status_code == 303
    assert "Budgetcafé" in client_of("noor").get(new).text
    assert admin.post(f"{URL}/999999999999/off", data={"submission_key": "s3"}).status_code == 404


@pytest.mark.parametrize("name", ["noor", "coordinator", "community_officer", "privacy_officer"])
def test_it_is_for_administrators(client_of: Clients, name: str) -> None:
    assert client_of(name).get(URL).status_code == 403
    assert client_of(name).post(f"{URL}/1/off", data={"submission_key": "x"}).status_code == 403


def test_the_lock_keeps_the_catalogue_shut_too(acting: Callable[[str], None]) -> None:
    acting("noor")
    done = db.session.execute(text("update product set active = false"))
    assert done.rowcount == 0  # type: ignore[attr-defined]
    with pytest.raises(ProgrammingError):
        db.session.execute(
            text(
                "insert into product (code, strand, name_nl, name_en, org_kinds)"
                " values ('own_x', 'care', 'x', 'x', '{}')"
            )
        )
