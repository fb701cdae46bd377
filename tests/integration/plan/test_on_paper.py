"""What stands on paper for somebody at home: all of the plan that is theirs to read, in large letters and in plain words."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Connection, text

from app.accounts.kinds import FUNCTIONS
from app.accounts.words import AT_HOME
from app.kernel.clock import today_in_amsterdam
from tests.integration.plan.test_paper import ClientOf, url, words
from tests.world import World, token

#: Words of the trade, that somebody at home does not use.
JARGON = ("casusregisseur", "interventie", "inzet", "levensgebied", "caseload", "familiegroepsplan", "regiekaart")
#: Words of functions that are plain as they are.
PLAIN = {"vrijwilliger", "inwoner", "huisgenoot", "jongere"}
MARK_AT_THE_FOOT = 9


@pytest.fixture
def living(client_of: ClientOf, world: World, connection: Connection) -> None:
    """A step that was done and noticed, one that is not needed any more, and a low flame."""
    noor = client_of("noor")
    noor.get("/me")  # whoever writes next is the lead
    goal = connection.execute(text("select min(id) from plan_item where shared_goal")).scalar_one()
    base, today = f"/dossiers/{world.dossier}/plan", today_in_amsterdam().isoformat()
    for number, words_ in enumerate(("De garage bellen.", "De tuin doen.")):
        data = {
            "text": words_,
            "who_kind": "resident",
            "who": "Samira",
            "due_on": today,
            "submission_key": f"s{number}",
        }
        assert noor.post(f"{base}/{goal}/steps/new", data=data).status_code == 303
    ended = text(
        "update plan_step set status = :to, ended_on = :day, effect_seen = :seen, effect = :words where text = :which"
    )
    day = today_in_amsterdam()
    rows: list[dict[str, Any]] = [
        {"which": "De garage bellen.", "to": "done", "seen": "little", "words": "Zij lachten."},
        {"which": "De tuin doen.", "to": "dropped", "seen": None, "words": ""},
    ]
    for row in rows:
        connection.execute(ended, row | {"day": day})
    flame = text(
        "insert into low_flame (dossier_id, owner_org_id, purpose_id, author_id, every_weeks, carried_by, restart_when, since_on, until_on,"
        " next_on) values (:dossier, :org, :purpose, :author, 6, 'Mina', 'De post blijft liggen.', :day, :day + 90, :day + 42)"
    )
    where = {"dossier": world.dossier, "org": world.organisations["area_team"], "purpose": world.purposes["area_team"]}
    connection.execute(flame, where | {"author": world.accounts["noor"], "day": day})


def sizes(client: FlaskClient, address: str) -> list[float]:
    """Points of every letter on the paper but the mark at the foot."""
    found: list[float] = []

    def see(words: str, _ctm: object, matrix: list[float], _font: object, size: float) -> None:
        if words.strip():
            found.append(round(size * abs(matrix[3]), 1))

    answer = client.get(address)
    assert answer.status_code == 200, address
    for page in PdfReader(BytesIO(answer.data)).pages:
        page.extract_text(visitor_text=see)
    return [size for size in found if size != MARK_AT_THE_FOOT]


@pytest.mark.usefixtures("living")
def test_the_plan_says_who_pays_their_own_plan_what_was_done_and_who_keeps_in_touch(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    found = words(client_of("noor"), url(world, "plan/plan.pdf"))
    for expected in (
        token("plan_funding", "finances"),
        "100,50 per maand, van de gemeente (Wmo). Wie hierover beslist: Ria Bos.",
        "Een plan met uw familie en vrienden: u denkt er nog over na.",
        token("own_plan", "plan"),
        "Wat al gedaan is • De garage bellen (Samira, ",
        "Merkte u er iets van? Een beetje. “Zij lachten.”",
        "Mina houdt contact met u, om de 6 weken",
        "Er komt weer hulp als dit gebeurt: De post blijft liggen.",
    ):
        assert expected in found, expected
    assert "De tuin doen" not in found
    client_of("noor").get("/me")
    shown = text("select categories from access_log where operation = 'plan_item.print' and action = 'read'")
    assert "finances" in connection.execute(shown).scalars().one()


@pytest.mark.usefixtures("living")
def test_money_stands_on_no_paper_of_who_does_not_read_it_nor_by_who_does_not(
    client_of: ClientOf, world: World
) -> None:
    money = token("plan_funding", "finances")
    assert money in words(client_of("resident"), url(world, "plan/plan.pdf"))
    assert money not in words(client_of("noor"), url(world, "plan/plan.pdf", "sami")), "a child reads no amounts"
    assert money not in words(client_of("youth_protection"), url(world, "plan/plan.pdf"))


def test_an_own_plan_that_was_answered_again_stands_there_once(client_of: ClientOf, world: World) -> None:
    data = {"kind": "family_group_plan", "answer": "received", "said_on": today_in_amsterdam().isoformat()}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/plan/own", data=data).status_code == 303
    found = words(client_of("noor"), url(world, "plan/plan.pdf"))
    assert found.count("Een plan met uw familie en vrienden") == 1
    assert "Dit plan gaat daarop door." in found


@pytest.fixture
def papers(world: World, owner: Connection) -> dict[str, str]:
    """Everything on paper that goes to somebody at home or of the network."""
    visit, friend = (
        owner.execute(text(f"select min(id) from {table}")).scalar_one() for table in ("appointment", "network_person")
    )
    base = f"/dossiers/{world.dossier}"
    return {
        "plan": url(world, "plan/plan.pdf"),
        "card": url(world, "card.pdf"),
        "invitation": f"{base}/appointments/{visit}/invitation.pdf?bring=yes",
        "letter": f"{base}/people/{world.persons['samira']}/letter.pdf",
        "known": f"{base}/network/{friend}/known.pdf?language=nl",
    }


def test_whatever_goes_home_is_in_letters_of_fourteen_points_at_least(
    client_of: ClientOf, papers: dict[str, str]
) -> None:
    for name, address in papers.items():
        found = sizes(client_of("noor"), address)
        assert found, name
        assert min(found) >= 14, (name, sorted(set(found)))


def test_nothing_that_goes_home_is_in_words_of_the_trade(client_of: ClientOf, papers: dict[str, str]) -> None:
    functions = {function.name_nl for function in FUNCTIONS.values()} - PLAIN
    for name in ("plan", "card", "invitation"):
        found = words(client_of("noor"), papers[name]).lower()
        for jargon in (*JARGON, *functions):
            assert not re.search(rf"\b{re.escape(jargon)}\b", found), (name, jargon)
    assert "let op of kinderen veilig zijn" in words(client_of("noor"), papers["card"])


def test_every_function_that_works_with_a_household_has_words_for_at_home() -> None:
    at_home = {"resident", "co_resident", "young_person"}
    without = {"analyst", "privacy_officer", "administrator"}
    assert set(AT_HOME) == set(FUNCTIONS) - at_home - without
