"""The table: interests side by side, one goal that everybody signs, and the money in one row."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.integration.sharing.conftest import offer
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
TODAY = today_in_amsterdam().isoformat()
WANTS = "Geen huurachterstand meer."
INTEREST = {
    "own_goal": WANTS,
    "interest": "Dan blijft het huis van hen.",
    "domains": ["housing"],
}
MONEY = {"source": "zvw", "what_for": "Praktijkondersteuner", "amount": "1.250,50", "period": "month", "from_on": TODAY,
         "decided_by": "De verzekeraar"}  # fmt: skip


@pytest.fixture
def goal(owner: Connection) -> int:
    """The goal of the small world, which is the shared one."""
    return int(owner.execute(text("select min(id) from plan_item")).scalar_one())


@pytest.fixture
def plan(world: World) -> str:
    """Where the plan stands."""
    return f"/dossiers/{world.dossier}/plan"


def share_goal_with(client_of: ClientOf, world: World, goal: int, name: str) -> None:
    url = f"/dossiers/{world.dossier}/share/plan_item/{goal}"
    assert client_of("noor").post(url, data=offer(world, name)).status_code == 303


def test_what_two_parties_name_is_marked(client_of: ClientOf, world: World, plan: str) -> None:
    association = f"org:{world.organisations['housing_association']}"
    answer = client_of("noor").post(f"{plan}/interests/new", data=INTEREST | {"party": association})
    assert answer.status_code == 303
    page = client_of("noor").get(f"{plan}/interests").text
    assert "Hier vallen belangen samen" in page
    assert "het huishouden, Organisatie housing_association" in page


def test_a_partner_writes_and_reads_its_own_interest_and_no_other(client_of: ClientOf, world: World, plan: str) -> None:
    officer, association = client_of("housing_officer"), f"org:{world.organisations['housing_association']}"
    assert officer.post(f"{plan}/interests/new", data=INTEREST | {"party": "household"}).status_code == 400
    assert officer.post(f"{plan}/interests/new", data=INTEREST | {"party": association}).status_code == 303
    assert WANTS in officer.get(f"{plan}/interests").text
    assert token("plan_interest", "plan") not in officer.get(f"{plan}/interests").text
    assert WANTS in client_of("noor").get(f"{plan}/interests").text
    for name in ("debt_counsellor", "income_consultant", "enforcement_officer", "caretaker"):
        assert WANTS not in client_of(name).get(f"{plan}/interests").text, name


@pytest.mark.parametrize("name", ["enforcement_officer", "caretaker"])
def test_who_never_reads_the_plan_writes_no_interest_and_signs_nothing(
    client_of: ClientOf, plan: str, goal: int, name: str
) -> None:
    client = client_of(name)
    assert client.get(f"{plan}/interests/new").status_code == 403
    assert client.get(f"{plan}/{goal}/sign").status_code == 404


def test_each_party_and_the_household_sign_and_other_words_ask_again(
    client_of: ClientOf, world: World, connection: Connection, plan: str, goal: int
) -> None:
    share_goal_with(client_of, world, goal, "housing_officer")
    association = f"org:{world.organisations['housing_association']}"
    sign = {"party": association, "signed_by": "Karin de Boer", "signed_on": TODAY, "agrees": "yes"}
    assert client_of("housing_officer").post(f"{plan}/{goal}/sign", data=sign).status_code == 303
    page = client_of("omar").get(f"{plan}/{goal}/sign").text
    assert "getekend: Karin de Boer" in page
    version = connection.execute(text("select version from plan_item where id = :id"), {"id": goal}).scalar_one()
    words = {"text": "Een huis waar het rustig is.", "aim": "solve", "version": version}
    assert client_of("noor").post(f"{plan}/{goal}", data=words).status_code == 303
    page = client_of("omar").get(f"{plan}/{goal}/sign").text
    assert "tekende andere woorden; vraag het opnieuw" in page
    assert "getekend: Karin" not in page
    assert "Nog niemand tekende dit doel" in page


def test_a_signature_can_be_taken_back_with_a_reason(client_of: ClientOf, world: World, plan: str, goal: int) -> None:
    back = {"party": f"person:{world.persons['samira']}", "signed_on": TODAY, "agrees": "no"}
    answer = client_of("resident").post(f"{plan}/{goal}/sign", data=back)
    assert answer.status_code == 400
    assert "waarom dit doel niet meer past" in answer.text
    assert client_of("resident").post(f"{plan}/{goal}/sign", data=back | {"reason": "Te groot."}).status_code == 303
    assert "Te groot." in client_of("noor").get(f"{plan}/{goal}/sign").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"signed_on": (today_in_amsterdam() - dt.timedelta(days=1)).isoformat()}, "Toen stond dit doel er nog niet"),
        ({"signed_on": "2099-01-01"}, "Deze dag moet nog komen"),
        ({"signed_on": "30 februari"}, "bestaat niet of is geen datum"),
        ({"party": "org:999999"}, "Kies iets uit de lijst"),
    ],
)
def test_an_impossible_signature_says_why(
    client_of: ClientOf, world: World, plan: str, goal: int, change: dict[str, str], sentence: str
) -> None:
    sign = {"party": f"person:{world.persons['samira']}", "signed_on": TODAY, "agrees": "yes"}
    answer = client_of("noor").post(f"{plan}/{goal}/sign", data=sign | change)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_there_is_one_shared_goal(client_of: ClientOf, connection: Connection, plan: str, goal: int) -> None:
    noor = client_of("noor")
    noor.post(f"{plan}/new", data={"kind": "goal", "text": "Sami speelt buiten.", "aim": "keep"})
    key, version = connection.execute(text("select id, version from plan_item order by id desc limit 1")).one()
    assert noor.post(f"{plan}/{key}/shared", data={"version": version}).status_code == 303
    shared = connection.execute(text("select id from plan_item where shared_goal")).scalars().all()
    assert shared == [key]
    assert noor.post(f"{plan}/{key}/shared", data={"version": version, "submission_key": "late"}).status_code == 409


def test_the_money_in_one_row_is_exact_to_the_cent(client_of: ClientOf, plan: str) -> None:
    noor = client_of("noor")
    for change in ({}, {"amount": "0,07", "period": "week"}, {"amount": "19,99", "period": "once"}):
        assert noor.post(f"{plan}/money/new", data=MONEY | change).status_code == 303
    page = noor.get(f"{plan}/money").text
    assert "€ 1.250,50" in page
    assert "€ 16.215,64" in page  # 12 x (1250,50 + 100,50 of the small world) + 52 x 0,07
    assert "€ 19,99" in page
    assert "De verzekeraar" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount": "veel"}, "Dit is geen bedrag"),
        ({"amount": "0"}, "Schrijf een bedrag boven nul"),
        ({"amount": "-5"}, "Dit is geen bedrag"),
        ({"amount": "1,234"}, "Dit is geen bedrag"),
        ({"until_on": "2020-01-01"}, "Deze dag ligt voor de eerste dag"),
        ({"from_on": "2999-01-01"}, "Kies een dag binnen tien jaar"),
    ],
)
def test_money_that_cannot_be_says_why(client_of: ClientOf, plan: str, change: dict[str, str], sentence: str) -> None:
    answer = client_of("noor").post(f"{plan}/money/new", data=MONEY | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert MONEY["what_for"] in answer.text


@pytest.mark.parametrize(
    "name",
    ["debt_counsellor", "income_consultant", "housing_officer", "enforcement_officer", "welfare_worker",
     "youth_protection", "mental_health_worker", "safe_home", "volunteer", "coordinator"],
)  # fmt: skip
def test_the_money_is_for_who_reads_both_money_and_plan(client_of: ClientOf, plan: str, name: str) -> None:
    """A debt counsellor reads money and not the plan: an amount of the Zvw would tell of somebody's health."""
    answer = client_of(name).get(f"{plan}/money")
    assert answer.status_code in {403, 404}
    assert token("plan_funding", "finances") not in answer.text


@pytest.mark.parametrize("name", ["noor", "omar", "resident"])
def test_the_team_and_the_household_read_the_money(client_of: ClientOf, plan: str, name: str) -> None:
    assert token("plan_funding", "finances") in client_of(name).get(f"{plan}/money").text
