"""Who is involved: added with a purpose, for some or all, until a day; ended, left, handed over; never without a lead."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.kernel.clock import today_in_amsterdam
from tests.database import Urls
from tests.world import TOKENS, World, token

Clients = Callable[[str], FlaskClient]
Rows = Callable[..., list[Any]]


@pytest.fixture
def invitation(world: World) -> Callable[..., dict[str, str]]:
    """The form that adds Tess, a colleague without a relation."""

    def fill(**changes: str) -> dict[str, str]:
        return {
            "submission_key": "i",
            "account": str(world.accounts["tess"]),
            "purpose": str(world.purposes["area_team"]),
            "whom": "all",
            "reason": "Valt in tijdens vakantie",
        } | changes

    return fill


def _add(world: World, kind: str = "area_team") -> str:
    return f"/dossiers/{world.dossier}/team/add?organisation={world.organisations[kind]}"


def test_it_shows_who_is_involved_and_who_was(client_of: Clients, world: World) -> None:
    for who in ("noor", "omar", "community_officer", "resident"):
        page = client_of(who).get(f"/dossiers/{world.dossier}/team").get_data(as_text=True)
        now, _, before = page.partition("Eerder")
        assert "Noor" in now
        assert "regie" in now
        assert "ondersteuning" in now
        assert "Eva" in before or who in {"community_officer", "resident"}


def test_it_does_not_show_volunteers_who_else_is_involved(client_of: Clients, world: World) -> None:
    page = client_of("volunteer").get(f"/dossiers/{world.dossier}/team").get_data(as_text=True)
    assert "Noor" in page
    assert "Housing officer" not in page


def test_it_adds_a_colleague_who_then_sees_the_household(
    client_of: Clients, world: World, invitation: Callable[..., dict[str, str]], rows: Rows
) -> None:
    noor, tess = client_of("noor"), client_of("tess")
    assert tess.get(f"/dossiers/{world.dossier}/people").status_code == 404
    assert noor.get(_add(world)).status_code == 200
    assert noor.post(_add(world), data=invitation()).status_code == 303
    noor.post(_add(world), data=invitation())
    found = rows(
        "select is_lead, i.person_ids, r.text, valid_until from involvement i join involvement_reason r on r.involvement_id = i.id"
        " where i.account_id = :a",
        a=world.accounts["tess"],
    )
    assert found == [(False, None, "Valt in tijdens vakantie", None)]
    assert tess.get(f"/dossiers/{world.dossier}/people").status_code == 200


def test_it_proposes_half_a_year_for_a_partner(client_of: Clients, world: World, owner: Connection) -> None:
    page = client_of("noor").get(_add(world, "police")).get_data(as_text=True)
    assert "Iedereen van deze organisatie is al betrokken." in page
    account = owner.execute(
        text(
            "insert into account (organisation_id, function, name, email, email_key) values"
            " (:org, 'community_officer', 'Piet', 'piet@voorbeeld.example', 'piet@voorbeeld.example') returning id"
        ),
        {"org": world.organisations["police"]},
    ).scalar_one()
    owner.commit()
    try:
        page = client_of("noor").get(_add(world, "police")).get_data(as_text=True)
        ahead = today_in_amsterdam() + dt.timedelta(days=183)
        assert "Piet, wijkagent" in page
        assert any(f'value="{day}"' in page for day in (ahead.isoformat(), ahead.strftime("%d-%m-%Y")))
    finally:
        owner.execute(text("delete from account where id = :id"), {"id": account})
        owner.commit()


def test_it_limits_a_relation_to_the_chosen_persons(
    client_of: Clients, world: World, invitation: Callable[..., dict[str, str]], rows: Rows
) -> None:
    client = client_of("noor")
    nobody = client.post(_add(world), data=invitation(whom="some"))
    assert nobody.status_code == 400
    assert "Kies om wie het gaat" in nobody.get_data(as_text=True)
    sami = str(world.persons["sami"])
    assert client.post(_add(world), data=invitation(whom="some", persons=sami)).status_code == 303
    page = client_of("tess").get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "Sami " in page
    assert "Samira" not in page


def test_it_shows_a_wrong_invitation_again(
    client_of: Clients, world: World, invitation: Callable[..., dict[str, str]], rows: Rows
) -> None:
    client = client_of("noor")
    for changes in (
        {"reason": ""},
        {"account": str(world.accounts["omar"])},
        {"account": str(world.accounts["analyst"])},
        {"account": ""},
        {"purpose": str(world.purposes["police"])},
        {"whom": "some", "persons": "999999"},
        {"until": "2020-01-01"},
    ):
        answer = client.post(_add(world), data=invitation(**changes))
        if changes == {"account": ""}:
            continue  # one candidate is chosen beforehand
        assert answer.status_code == 400, changes
    assert client.get(f"/dossiers/{world.dossier}/team/add?organisation=999999").status_code == 404
    assert client.get(f"/dossiers/{world.dossier}/team/add?organisation=x").status_code == 404


@pytest.mark.parametrize("who", ["omar", "debt_counsellor", "resident"])
def test_it_lets_only_the_lead_add_end_and_hand_over(
    client_of: Clients, world: World, invitation: Callable[..., dict[str, str]], rows: Rows, who: str
) -> None:
    client = client_of(who)
    line = _involvement(client_of, rows, world, "housing_officer")
    assert client.post(_add(world), data=invitation()).status_code == 403
    assert client.post(f"/dossiers/{world.dossier}/team/{line}/end", data={"submission_key": "e"}).status_code == 403
    data = {"submission_key": "h", "successor": str(world.accounts["tess"])}
    assert client.post(f"/dossiers/{world.dossier}/handover", data=data).status_code == 403


def _involvement(client_of: Clients, rows: Rows, world: World, name: str) -> int:
    client_of("noor").get(f"/dossiers/{world.dossier}/team")
    return int(rows("select id from involvement where account_id = :a", a=world.accounts[name])[0].id)


def test_it_ends_a_relation_and_keeps_it_as_history(client_of: Clients, world: World, rows: Rows) -> None:
    noor = client_of("noor")
    line = _involvement(client_of, rows, world, "housing_officer")
    url = f"/dossiers/{world.dossier}/team/{line}/end"
    assert noor.get(url).status_code == 200
    assert noor.post(url, data={"submission_key": "e", "reason": "Klaar"}).status_code == 303
    assert client_of("housing_officer").get(f"/dossiers/{world.dossier}/team").status_code == 404
    before = noor.get(f"/dossiers/{world.dossier}/team").get_data(as_text=True).partition("Eerder")[2]
    assert "Housing officer" in before
    assert noor.post(url, data={"submission_key": "e2"}).status_code == 404


def test_it_cannot_end_the_lead(client_of: Clients, world: World, rows: Rows) -> None:
    line = _involvement(client_of, rows, world, "noor")
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/team/{line}/end", data={"submission_key": "e"})
    assert answer.status_code == 400
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/team/leave", data={"submission_key": "e"})
    assert answer.status_code == 400
    assert "Draag die eerst over" in answer.get_data(as_text=True)


def test_it_lets_somebody_leave(client_of: Clients, world: World) -> None:
    omar = client_of("omar")
    assert omar.get(f"/dossiers/{world.dossier}/team/leave").status_code == 200
    assert omar.post(f"/dossiers/{world.dossier}/team/leave", data={"submission_key": "e"}).status_code == 303
    assert omar.get(f"/dossiers/{world.dossier}/people").status_code == 404


def test_it_hands_over_and_stays_in_the_team(client_of: Clients, world: World, rows: Rows) -> None:
    noor = client_of("noor")
    url = f"/dossiers/{world.dossier}/handover"
    wrong = noor.post(url, data={"submission_key": "h", "successor": str(world.accounts["housing_officer"])})
    assert wrong.status_code == 400
    data = {"submission_key": "h", "successor": str(world.accounts["tess"]), "reason": "Andere wijk"}
    assert noor.post(url, data=data).status_code == 303
    leads = rows("select account_id from involvement where is_lead and valid_until is null and withdrawn_at is null")
    assert leads == [(world.accounts["tess"],)]
    assert noor.get(f"/dossiers/{world.dossier}/people").status_code == 200
    assert noor.get(url).status_code == 403
    assert client_of("tess").get(url).status_code == 200


@pytest.fixture
def lead_put_back(owner: Connection, world: World) -> Iterator[None]:
    """What two real transactions committed is undone after the test."""
    before = owner.execute(text("select max(id) from involvement")).scalar_one()
    owner.rollback()
    yield
    owner.execute(text("delete from involvement where id > :before"), {"before": before})
    values = {"who": [world.accounts["noor"], world.accounts["omar"]]}
    owner.execute(text("update involvement set valid_until = null where account_id = any(:who)"), values)
    owner.commit()


@pytest.mark.usefixtures("lead_put_back")
def test_it_has_exactly_one_lead_when_two_hand_over_at_once(urls: Urls, owner: Connection, world: World) -> None:
    """Two transactions of the same lead, to two colleagues: one passes, the other is refused."""
    engine = create_engine(urls.app, poolclass=NullPool)
    outcomes: dict[str, str] = {}
    first_is_in = threading.Event()

    def transfer(name: str) -> None:
        values = {"d": world.dossier, "s": world.accounts[name]}
        with engine.connect() as line:
            line.execute(text("select * from sec.open(:t)"), {"t": TOKENS["noor"]})
            try:
                line.execute(text("select sec.transfer_lead(:d, :s)"), values)
            except DBAPIError:
                outcomes[name] = "refused"
                return
            first_is_in.set()
            time.sleep(0.4)
            line.commit()
            outcomes[name] = "done"

    threads = [threading.Thread(target=transfer, args=(name,)) for name in ("omar", "tess")]
    threads[0].start()
    assert first_is_in.wait(5)
    threads[1].start()
    for thread in threads:
        thread.join()
    assert outcomes == {"omar": "done", "tess": "refused"}
    open_leads = "select account_id from involvement where is_lead and valid_until is null and dossier_id = :d"
    assert list(owner.execute(text(open_leads), {"d": world.dossier}).scalars()) == [world.accounts["omar"]]


def test_it_does_not_name_the_household_to_whoever_may_not_know(client_of: Clients, world: World) -> None:
    page = client_of("caretaker").get(f"/dossiers/{world.dossier}/team").get_data(as_text=True)
    assert token("household_title", "identity") not in page
    assert "W-2026-00001" in page
