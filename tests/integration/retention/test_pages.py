"""The pages of keeping and destroying: who gets in, that two people agree, and that nobody reads whom a list is about."""

import datetime as dt
from collections.abc import Callable, Iterator
from secrets import token_hex

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.db.scope import SCOPED
from app.kernel.clock import today_in_amsterdam
from app.retention.words import KINDS
from tests.world import PEOPLE, World

ClientOf = Callable[[str], FlaskClient]
SOON = (today_in_amsterdam() + dt.timedelta(days=90)).isoformat()


def pressed() -> dict[str, str]:
    """A button on a page that was just opened."""
    return {"submission_key": token_hex(8)}


@pytest.fixture
def waiting(owner: Connection, world: World) -> Iterator[int]:
    """A list with two notes of the team on it, for real."""
    number = owner.execute(
        text("insert into destruction_list (made_on) values (sec.today()) returning id")
    ).scalar_one()
    owner.execute(
        text(
            "insert into destruction_item (list_id, kind, record_id, rule_id, owner_org_id, destroy_on)"
            " select :id, 'note', n, (select min(id) from retention_rule), :org, sec.today() from generate_series(1, 2) n"
        ),
        {"id": number, "org": world.organisations["area_team"]},
    )
    owner.commit()
    yield number
    for table in ("destruction_item where list_id", "destruction_list where id"):
        owner.execute(text(f"delete from {table} = :id"), {"id": number})
    owner.commit()


def test_every_table_under_a_household_has_a_name_here() -> None:
    assert {table.name for table in SCOPED} <= set(KINDS)


def test_two_different_people_agree(waiting: int, client_of: ClientOf) -> None:
    officer, administrator = client_of("privacy_officer"), client_of("administrator")
    url = f"/retention/lists/{waiting}"
    page = officer.get(url).text
    assert "wacht op twee keer ja" in page
    assert "Organisatie area_team" in page
    assert "W-2026" not in page
    assert officer.post(url + "/agree", data=pressed()).status_code == 303
    again = officer.post(url + "/agree", data=pressed())
    assert again.status_code == 400
    assert "Iemand anders zegt het tweede ja" in again.text
    assert administrator.post(url + "/agree", data=pressed()).status_code == 303
    assert "wordt vannacht vernietigd" in administrator.get(url).text
    assert administrator.post(url + "/agree", data=pressed()).status_code == 400


@pytest.fixture
def second_administrator(owner: Connection, world: World) -> Iterator[str]:
    """The analyst keeps the application too, for a while."""
    for function in ("administrator", "analyst"):
        values = {"function": function, "id": world.accounts["analyst"]}
        owner.execute(text("update account set function = :function where id = :id"), values)
        owner.execute(text("update account_session set ended_at = null where account_id = :id"), values)
        owner.commit()
        if function == "administrator":
            yield "analyst"


def test_one_of_the_two_watches_over_privacy(waiting: int, second_administrator: str, client_of: ClientOf) -> None:
    client_of("administrator").post(f"/retention/lists/{waiting}/agree", data=pressed())
    answer = client_of(second_administrator).post(f"/retention/lists/{waiting}/agree", data=pressed())
    assert answer.status_code == 400
    assert "Een van de twee is een privacyfunctionaris" in answer.text


def test_a_no_has_a_reason_and_ends_it(waiting: int, client_of: ClientOf) -> None:
    officer, url = client_of("privacy_officer"), f"/retention/lists/{waiting}"
    assert "Schrijf op waarom deze lijst niet klopt" in officer.post(url + "/refuse", data={"because": " "}).text
    assert officer.post(url + "/refuse", data={"because": "De termijn klopt niet."}).status_code == 303
    page = officer.get(url).text
    assert "afgekeurd" in page
    assert "De termijn klopt niet." in page
    assert officer.post(url + "/agree", data=pressed()).status_code == 400


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"privacy_officer", "administrator"}))
def test_nobody_else_comes_near(
    waiting: int, client_of: ClientOf, acting: Callable[[str], None], connection: Connection, name: str
) -> None:
    client = client_of(name)
    for path in ("/retention", f"/retention/lists/{waiting}", "/retention/rules/new", "/retention/holds/new"):
        assert client.get(path).status_code in {403, 404}
    assert client.post(f"/retention/lists/{waiting}/agree", data=pressed()).status_code == 403
    acting(name)
    for table in ("destruction_list", "destruction_certificate", "log_drop"):
        assert connection.execute(text(f"select count(id) from {table}")).scalar_one() == 0
    assert (
        connection.execute(text("select count(*) from sec.destruction_lines(:id)"), {"id": waiting}).scalar_one() == 0
    )
    with pytest.raises(ProgrammingError, match="not theirs to decide"):
        connection.execute(text("select sec.decide_destruction(:id, '')"), {"id": waiting})


def test_a_term_is_changed_by_the_administrator_alone_and_the_old_one_stays(
    client_of: ClientOf, connection: Connection
) -> None:
    assert client_of("administrator").get("/retention").status_code == 200
    number = connection.execute(text("select min(id) from retention_rule where law = 'Wmo 2015'")).scalar_one()
    data = {"number": "10", "unit": "year", "counts_from": "recorded", "source": "Wet X", "version": str(number)}
    assert client_of("privacy_officer").post(f"/retention/rules/{number}", data=data).status_code == 403
    administrator = client_of("administrator")
    assert administrator.post(f"/retention/rules/{number}", data=data).status_code == 303
    page = client_of("privacy_officer").get("/retention").text
    assert "10 jaar nadat het is vastgelegd" in page
    newest = connection.execute(text("select max(id) from retention_rule")).scalar_one()
    assert "15 jaar nadat het is vastgelegd" in administrator.get(f"/retention/rules/{newest}").text
    stale = administrator.post(f"/retention/rules/{newest}", data=data | {"number": "9"})
    assert stale.status_code == 409
    assert "Wet X" in stale.text


def test_a_law_without_a_term_is_named(client_of: ClientOf, world: World) -> None:
    path = f"/administration/organisations/{world.organisations['police']}/purposes/support"
    data = {
        "text_nl": "orde",
        "text_en": "order",
        "law": "Politiewet 2012",
        "article": "3",
        "version": str(world.purposes["police"]),
    }
    assert "Politiewet 2012" not in client_of("privacy_officer").get("/retention").text
    assert client_of("administrator").post(path, data=data).status_code == 303
    assert "Politiewet 2012" in client_of("privacy_officer").get("/retention").text


def test_a_hold_is_set_by_number_and_released(client_of: ClientOf, connection: Connection, world: World) -> None:
    officer = client_of("privacy_officer")
    data = {"case_no": "w-2026-00001", "reason": "Rechtszaak.", "until_on": SOON}
    assert officer.post("/retention/holds/new", data=data | {"case_no": "W-1999-00001"}).status_code == 400
    assert officer.post("/retention/holds/new", data=data | {"submission_key": "h"}).status_code == 303
    assert officer.post("/retention/holds/new", data=data | {"submission_key": "h"}).status_code == 303
    officer.get("/retention")
    number, dossier = connection.execute(text("select id, dossier_id from legal_hold")).one()
    assert dossier == world.dossier
    assert "W-2026-00001" in officer.get("/retention").text
    assert "W-2026-00001" not in client_of("administrator").get("/retention").text
    assert client_of("administrator").post(f"/retention/holds/{number}/release", data=pressed()).status_code == 403
    assert officer.post(f"/retention/holds/{number}/release", data=pressed()).status_code == 303
    assert officer.post(f"/retention/holds/{number}/release", data=pressed()).status_code == 404
    assert "Rechtszaak." not in officer.get("/retention").text


def test_the_overview_of_a_resident_tells_the_terms_of_the_table(client_of: ClientOf, world: World) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['samira']}/overview"
    assert "15 jaar nadat het is vastgelegd" in client_of("noor").get(url).text
