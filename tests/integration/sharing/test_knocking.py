"""Knock and answer: the same to see whether a household is known or not, until somebody says yes; and not a street at a time."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.integration.sharing.conftest import ClientOf, Rows, day
from tests.pages import stands_in
from tests.world import World

Clock = Callable[[int], None]
WHY = "Er ligt een klacht over de tuin."
KNOCK, MINE = "/knock", "Uw vragen"


@pytest.fixture
def stranger(rows: Rows, world: World) -> str:
    """The housing officer without a relation, who so has something to ask."""
    ended = "update involvement set withdrawn_at = now() where account_id = :account returning id"
    assert rows("noor", ended, account=world.accounts["housing_officer"])
    return "housing_officer"


def _door(number: int = 14, **changes: str) -> dict[str, str]:
    return {"submission_key": f"k{number}", "postcode": "9999 ZZ", "number": str(number), "reason": WHY} | changes


def _mine(page: str) -> str:
    """What the asker reads about the own questions."""
    return page.partition("Uw vragen</h2>")[2].partition("</section>")[0]


def _lines(page: str) -> list[str]:
    """One text per question, without what was typed."""
    return re.findall(r"<li.*?</li>", re.sub(r"9999 ZZ \d+", "", _mine(page)), re.DOTALL)


def _number(rows: Rows) -> int:
    return int(rows("noor", "select max(id) from sec.knocks_here()")[0][0])


def _answer(world: World, number: int, reply: str, **more: str) -> dict[str, object]:
    return {
        "path": f"/dossiers/{world.dossier}/knocks/{number}",
        "data": {"submission_key": f"a{reply}", "reply": reply} | more,
    }


def test_known_and_unknown_look_the_same_until_somebody_answers(
    client_of: ClientOf, world: World, rows: Rows, clock: Clock, stranger: str
) -> None:
    officer = client_of(stranger)
    answers, pages = [], []
    for number in (14, 15):
        given = officer.post(KNOCK, data=_door(number))
        answers.append((given.status_code, given.location))
        pages.append(officer.get(KNOCK).text)
    assert answers[0] == answers[1] == (303, "/knock")
    lines = _lines(pages[1])
    assert len(lines) == 2
    assert lines[0] == lines[1]
    assert "Wij vragen het na." in lines[0]
    assert "Er is aangeklopt" in client_of("noor").get("/today").text
    for name in ("omar", "tess", "coordinator", "community_officer"):
        assert "Er is aangeklopt" not in client_of(name).get("/today").text, name
    number = _number(rows)
    assert client_of("noor").post(**_answer(world, number, "no", remark="Niet nu, te gevaarlijk")).status_code == 303
    lines = _lines(officer.get(KNOCK).text)
    assert lines[0] == lines[1], "a no is not told before silence is"
    clock(3)
    page = officer.get(KNOCK).text
    lines = _lines(page)
    assert lines[0] == lines[1]
    assert "Er is niemand die hierover met u kan praten." in page
    assert "gevaarlijk" not in page
    assert not stands_in("Noor", _mine(page))
    today = officer.get("/today").text
    assert today.count("Er is niemand die hierover met u kan praten.") == 2, "who asks always hears"


@pytest.mark.parametrize("circumstance", ["protected", "staff"])
def test_a_sensitive_household_looks_the_same_too(
    client_of: ClientOf, world: World, rows: Rows, owner: Connection, stranger: str, circumstance: str
) -> None:
    officer = client_of(stranger)
    if circumstance == "protected":
        rows("noor", "update household_address set protected = true returning id")
    else:
        owner.execute(text("update dossier set staff_or_relative = true"))
        owner.commit()
    try:
        for number in (14, 15):
            officer.post(KNOCK, data=_door(number))
        lines = _lines(officer.get(KNOCK).text)
        assert lines[0] == lines[1]
    finally:
        if circumstance == "staff":
            owner.execute(text("update dossier set staff_or_relative = false"))
            owner.commit()


def test_yes_call_me_gives_a_name_and_a_number_and_opens_nothing(
    client_of: ClientOf, world: World, rows: Rows, stranger: str
) -> None:
    officer, noor = client_of(stranger), client_of("noor")
    officer.post(KNOCK, data=_door())
    number = _number(rows)
    page = noor.get(f"/dossiers/{world.dossier}/knocks/{number}").text
    assert WHY in page
    assert "Housing officer, woonconsulent, Organisatie housing_association" in page
    assert noor.post(**_answer(world, number, "call", remark="Morgen na tienen.")).status_code == 303
    page = officer.get(KNOCK).text
    for word in ("Ja, bel mij", "Noor", "058 000 00 00", "Morgen na tienen."):
        assert word in page
    assert "Antwoord op uw vraag" in officer.get("/today").text
    assert officer.get(f"/dossiers/{world.dossier}").status_code == 404
    assert "Er is aangeklopt" not in noor.get("/today").text
    assert rows("privacy_officer", "select operation, rule, reason from access_log where operation = 'knock.ask'") == [
        ("knock.ask", "asked", WHY)
    ]
    assert rows(
        "privacy_officer", "select count(*) from access_log where operation = 'knock.answer' and action = 'share'"
    ) == [(1,)]


def test_join_us_leads_to_the_three_questions_with_who_asked_filled_in(
    client_of: ClientOf, world: World, rows: Rows, stranger: str
) -> None:
    client_of(stranger).post(KNOCK, data=_door())
    answer = client_of("noor").post(**_answer(world, _number(rows), "join"))
    organisation, account = world.organisations["housing_association"], world.accounts["housing_officer"]
    assert answer.location == f"/dossiers/{world.dossier}/team/add?organisation={organisation}&account={account}"
    page = client_of("noor").get(answer.location).text
    assert re.search(rf'name="account" value="{account}" checked', page)
    assert "Waarom kan het niet met minder?" in page


def test_it_is_answered_once_by_the_lead(client_of: ClientOf, world: World, rows: Rows, stranger: str) -> None:
    client_of(stranger).post(KNOCK, data=_door())
    number = _number(rows)
    for name, code in (("omar", 403), ("tess", 404), ("community_officer", 403), ("housing_officer", 404)):
        assert client_of(name).get(f"/dossiers/{world.dossier}/knocks/{number}").status_code == code, name
        assert client_of(name).post(**_answer(world, number, "call")).status_code == code, name
    noor = client_of("noor")
    assert noor.post(**_answer(world, number, "later")).status_code == 303
    again = noor.post(**_answer(world, number, "call", remark="Toch wel."))
    assert again.status_code == 409
    assert "Toch wel." in again.text
    assert "Ja, nu niet" in again.text
    assert noor.get(f"/dossiers/{world.dossier}/knocks/999").status_code == 404


def test_the_household_reads_it_unless_there_is_a_dated_reason(
    client_of: ClientOf, world: World, rows: Rows, clock: Clock, stranger: str
) -> None:
    card = f"/dossiers/{world.dossier}"
    client_of(stranger).post(KNOCK, data=_door())
    assert "Wie naar u vroeg" not in client_of("resident").get(card).text, "not before it was answered"
    number = _number(rows)
    noor = client_of("noor")
    half = noor.post(**_answer(world, number, "later", hidden_because="Hij leest mee."))
    assert half.status_code == 400
    assert "allebei" in half.text
    hidden = _answer(world, number, "later", hidden_because="Hij leest mee.", hidden_until=day(10))
    hidden["data"]["submission_key"] = "whole"  # type: ignore[index]
    assert noor.post(**hidden).status_code == 303
    assert "Wie naar u vroeg" not in client_of("resident").get(card).text
    clock(12)
    page = client_of("resident").get(card).text
    assert "Wie naar u vroeg" in page
    assert WHY in page
    assert "Hij leest mee." not in page
    for name in ("co_resident", "young_person", "volunteer", "community_officer"):
        assert "Wie naar u vroeg" not in client_of(name).get(card).text, name


def test_it_is_too_much_for_a_street_whoever_lives_there(client_of: ClientOf, rows: Rows, stranger: str) -> None:
    officer = client_of(stranger)
    for number in range(20, 26):
        assert officer.post(KNOCK, data=_door(number)).status_code == 303
    assert officer.post(KNOCK, data=_door(25, submission_key="same")).status_code == 303, "the same question again"
    for number in (14, 26):
        refused = officer.post(KNOCK, data=_door(number, submission_key=f"more{number}"))
        assert refused.status_code == 400
        assert "Te veel gevraagd" in refused.text
        assert WHY in refused.text
    assert rows("noor", "select count(*) from sec.knocks_here()") == [(0,)]


def test_who_may_not_knock_is_refused_and_nobody_reads_the_table(client_of: ClientOf, rows: Rows) -> None:
    for name in ("volunteer", "network_person", "resident", "coordinator", "administrator", "analyst", "caretaker"):
        assert client_of(name).get(KNOCK).status_code == 403, name
        assert client_of(name).post(KNOCK, data=_door()).status_code == 403, name
    for name in ("noor", "housing_officer", "privacy_officer"):
        with pytest.raises(DBAPIError, match="permission denied"):
            rows(name, "select * from knock")
    with pytest.raises(DBAPIError, match="not asked by the application"):
        rows("housing_officer", "select sec.knock('{}', 'x', 'x', '\\x00')")
    with pytest.raises(DBAPIError, match="only the lead answers"):
        rows("omar", "select sec.answer_knock(1, 'call', '', null, '')")


def test_a_form_that_means_nobody_comes_back(client_of: ClientOf, stranger: str) -> None:
    answer = client_of(stranger).post(KNOCK, data={"submission_key": "x", "name": "Samira", "reason": WHY})
    assert answer.status_code == 400
    assert "Vul een naam met geboortedatum in, of een postcode met huisnummer." in answer.text
    assert "Samira" in answer.text
