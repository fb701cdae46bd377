"""The eight steps: a new organisation takes part when all are done, and the lock lets nobody pass before."""

import io
from collections.abc import Callable
from secrets import token_hex
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.kernel.clock import today_in_amsterdam
from tests.unit.documents.samples import pdf
from tests.world import PEOPLE, World

ClientOf = Callable[[str], FlaskClient]
BASE = "/administration/organisations"
TODAY = today_in_amsterdam().isoformat()


def added(admin: FlaskClient) -> str:
    """The page of a new welfare organisation."""
    data = {
        "name": "Buurthuis Zuid",
        "kind": "welfare",
        "contact_name": "Balie",
        "contact_phone": "058 1",
        "active": "y",
    }
    answer = admin.post(f"{BASE}/new", data=data)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def written(admin: FlaskClient, page: str, step: int, **changes: str) -> Any:
    """One of the first seven steps, done."""
    data = {"text": f"Afspraak {step}", "done": "y", "version": "0", "submission_key": token_hex(8)}
    return admin.post(f"{page}/setup/{step}", data=data | changes)


def signed(admin: FlaskClient, page: str, day: str = TODAY, name: str = "convenant.pdf") -> Any:
    """The covenant."""
    file = (io.BytesIO(pdf(b"(Convenant)")), name)
    data = {"signed_on": day, "file": file, "submission_key": token_hex(8)}
    return admin.post(f"{page}/setup/8", data=data, content_type="multipart/form-data")


def test_it_takes_part_with_a_day_and_a_document_and_not_before(client_of: ClientOf, connection: Connection) -> None:
    admin = client_of("administrator")
    page = added(admin)
    assert "doet nog niet mee" in admin.get(f"{page}/setup").text
    assert "stap 1, 2, 3, 4, 5, 6, 7" in signed(admin, page).text
    for step in range(1, 8):
        assert written(admin, page, step).status_code == 303
    assert signed(admin, page, day="2999-01-01").status_code == 400
    assert "als pdf" in signed(admin, page, name="x.png").text or signed(admin, page, name="x.png").status_code == 400
    assert not connection.execute(text("select active from organisation where name = 'Buurthuis Zuid'")).scalar_one()
    assert signed(admin, page).status_code == 303
    assert "doet mee sinds" in admin.get(f"{page}/setup").text
    assert connection.execute(text("select active from organisation where name = 'Buurthuis Zuid'")).scalar_one()
    found = admin.get(f"{page}/setup/covenant.pdf")
    assert found.data.startswith(b"%PDF-")
    assert "attachment" in found.headers["Content-Disposition"]


def test_its_own_page_does_not_switch_it_on(client_of: ClientOf, connection: Connection) -> None:
    admin = client_of("administrator")
    page = added(admin)
    data = {
        "name": "Buurthuis Zuid",
        "kind": "welfare",
        "contact_name": "Balie",
        "contact_phone": "058 1",
        "active": "y",
        "version": "1",
    }
    answer = admin.post(page, data=data)
    assert answer.status_code == 400
    assert "Doe eerst de acht stappen" in answer.text


def test_a_step_keeps_what_was_typed_and_two_see_each_other(client_of: ClientOf) -> None:
    admin = client_of("administrator")
    page = added(admin)
    nothing = written(admin, page, 2, text=" ")
    assert nothing.status_code == 400
    assert "Schrijf eerst op wat er is afgesproken" in nothing.text
    written(admin, page, 2, text="Van mij.")
    answer = written(admin, page, 2, text="Van een ander.")
    assert answer.status_code == 409
    assert "Van mij." in answer.text
    assert "Van een ander." in answer.text
    assert written(admin, page, 9).status_code == 404


def test_the_overview_for_a_dpia_names_purposes_functions_and_terms(client_of: ClientOf) -> None:
    admin = client_of("administrator")
    page = added(admin)
    written(admin, page, 7, text="Het risico is klein.")
    dpia = admin.get(f"{page}/setup/dpia").text
    for said in ("ontmoeten en meedoen", "vrijwilliger", "15 jaar nadat het is vastgelegd", "Het risico is klein."):
        assert said in dpia
    assert "Wat elke functie hooguit ziet" in admin.get(f"{page}/setup/4").text


def test_the_lock_lets_no_organisation_in_that_does_not_take_part(
    acting: Callable[[str], None], client_of: ClientOf, connection: Connection, world: World
) -> None:
    acting("administrator")
    for statement in (
        "insert into organisation (name, kind, active) values ('Zo maar', 'welfare', true)",
        "insert into organisation (name, kind, active, set_up_on) values ('Zo maar', 'welfare', false, current_date)",
        "update organisation set set_up_on = null where kind = 'police'",
    ):
        with pytest.raises(ProgrammingError, match="its eight steps are not done"), connection.begin_nested():
            connection.execute(text(statement))
    data = {
        "name": "Organisatie police",
        "kind": "police",
        "contact_name": "Balie",
        "contact_phone": "058 1",
        "version": "1",
    }
    answer = client_of("administrator").post(f"{BASE}/{world.organisations['police']}", data=data)
    assert answer.status_code == 303
    acting("noor")
    values = {
        "dossier": world.dossier,
        "account": world.accounts["community_officer"],
        "org": world.organisations["police"],
        "purpose": world.purposes["police"],
        "noor": world.accounts["noor"],
    }
    share = "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, purpose_id, valid_from, reason, basis, created_by)"
    share += " select :dossier, 'note', min(id), :org, :purpose, now(), 'x', 'task', :noor from note where owner_org_id = sec.org_id()"
    join = "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, valid_until, created_by)"
    join += " values (:dossier, :account, :org, :purpose, now(), now() + interval '9 days', :noor)"
    for statement in (share, join):
        with pytest.raises(ProgrammingError, match="row-level security"), connection.begin_nested():
            connection.execute(text(statement), values)


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"administrator"}))
def test_nobody_but_the_administrator_sets_up(
    client_of: ClientOf, acting: Callable[[str], None], connection: Connection, world: World, name: str
) -> None:
    page = f"{BASE}/{world.organisations['police']}/setup"
    for path in (page, f"{page}/1", f"{page}/8", f"{page}/dpia", f"{page}/covenant.pdf"):
        assert client_of(name).get(path).status_code == 403
    acting(name)
    with pytest.raises(ProgrammingError, match="only an administrator sets up"):
        connection.execute(text("select sec.finish_setup(:id)"), {"id": world.organisations["police"]})
