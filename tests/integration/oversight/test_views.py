"""*Wie keek waar*: for privacy officers, by period, person, account, organisation and reason, and itself in the log."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from app.audit.words import ACTIONS
from app.db.session import db
from app.oversight.words import RESOURCES
from app.web.guard import SchakelFlask
from tests.database import Urls
from tests.integration.oversight.conftest import Client, Past, at
from tests.places import ROOT
from tests.world import PEOPLE, TOKEN

PAGES = ("/oversight", "/oversight/signals", "/oversight/sample")


def lines(page: str) -> int:
    """How many lines of the log a page shows."""
    return len(re.findall(r'<th scope="row">', page))


@pytest.mark.parametrize("path", PAGES)
def test_only_privacy_officers_open_it(visitor: Client, past: Past, path: str) -> None:
    for name in PEOPLE:
        assert visitor(name).get(path).status_code == (200 if name == "privacy_officer" else 403), name


def test_it_says_who_saw_whom_when_and_why(visitor: Client, past: Past) -> None:
    past.saw("omar", at(1, 10), reason="op verzoek van de huisarts")
    past.saw("noor", at(2, 9))
    page = visitor("privacy_officer").get("/oversight").text
    for words in ("Omar", "Organisatie area_team", "op verzoek van de huisarts", ", 10.00", "naam en gegevens", "W-"):
        assert words in page
    assert page.index("Omar") < page.index("Noor")
    assert lines(page) == 2


def test_it_shows_nothing_of_what_is_in_a_file(visitor: Client, past: Past) -> None:
    past.saw("omar", at(1))
    for path in PAGES:
        page = visitor("privacy_officer").get(path).text
        assert not TOKEN.search(page)
        assert "Samira" not in page


def test_each_filter_narrows(visitor: Client, past: Past) -> None:
    samira, sami = past.world.persons["samira"], past.world.persons["sami"]
    past.saw("omar", at(1), person=samira, reason="crisis")
    past.saw("community_officer", at(2), person=sami)
    past.saw("omar", at(6), dossier=0, action="sign_in", operation="session.sign_in")
    officer = visitor("privacy_officer")
    world = past.world
    case = past.run("select case_no from dossier where id = :id", id=world.dossier)
    expected = {
        "": 3,
        f"person={samira}": 1,
        f"person={sami}": 1,
        "person=987654": 0,
        "person=x": 0,
        f"case={case}": 2,
        "case=W-1999-00001": 0,
        f"account={world.accounts['omar']}": 2,
        "name=omar": 2,
        "name=niemand": 0,
        f"organisation={world.organisations['police']}": 1,
        "reason=CRISIS": 1,
        "reason=%25": 0,
        f"first={at(3).date()}": 2,
        f"first={at(9).date()}&last={at(5).date()}": 1,
        f"person={samira}&organisation={world.organisations['police']}": 0,
    }
    for query, count in expected.items():
        answer = officer.get(f"/oversight?{query}")
        assert answer.status_code == 200, query
        shown = [row for row in re.findall(r"(?s)<tr>.*?</tr>", answer.text) if 'scope="row"' in row]
        others = [row for row in shown if "Privacy officer" not in row]
        assert len(others) == count, (query, others)


def test_what_was_refused_is_there_too(visitor: Client, past: Past) -> None:
    visitor("omar").get("/oversight")
    page = visitor("privacy_officer").get("/oversight").text
    assert "geweigerd" in page
    assert "mag niet met deze functie" in page
    assert "Forbidden" not in page


def test_every_operation_and_every_act_has_a_word(overseen: tuple[SchakelFlask, Urls]) -> None:
    operations = {policy.action.partition(".")[0] for policy in overseen[0].policies.values()}
    assert operations <= set(RESOURCES)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    acts = set(re.findall(r'(?:trail\.)?did\(\s*db\.session\(\),\s*"([a-z_]+)"', source))
    assert len(acts) > 10
    assert acts <= set(ACTIONS)


def test_what_cannot_be_looked_for_is_said(visitor: Client, past: Past) -> None:
    officer = visitor("privacy_officer")
    assert "31-02-2026 bestaat niet" in officer.get("/oversight?first=31-02-2026").text
    long = officer.get(f"/oversight?first={at(90).date()}").text
    assert "hooguit 31 dagen" in long
    assert "Er is niets gevonden" in officer.get("/oversight?case=onzin").text
    for odd in (
        "before=x",
        "before=2026-01-01_1",
        "person=%00",
        "organisation=99999999999999999999",
        "last=0001-01-01",
    ):
        assert officer.get(f"/oversight?{odd}").status_code == 200, odd


def test_it_goes_back_page_by_page_and_loses_no_line(visitor: Client, past: Past) -> None:
    for number in range(60):
        past.saw("omar", at(1, 8, number // 2), reason=f"nummer {number:02d}.")
    officer = visitor("privacy_officer")
    first = officer.get(f"/oversight?account={past.world.accounts['omar']}").text
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following is not None
    second = officer.get(following[1].replace("&amp;", "&")).text
    seen = re.findall(r"nummer (\d\d)\.", first + second)
    assert sorted(seen) == [f"{number:02d}" for number in range(60)]
    assert 'rel="next"' not in second


@pytest.mark.parametrize("path", [*PAGES, "/oversight?account=1&first=2026-11-01&name=Geheim"])
def test_looking_at_it_is_logged_with_what_was_looked_for(visitor: Client, past: Past, path: str) -> None:
    visitor("privacy_officer").get(path)
    found = past.owner.exec_driver_sql("select account_id, action, categories, reason from access_log").all()
    past.owner.commit()
    assert [tuple(row[:3]) for row in found] == [(past.world.accounts["privacy_officer"], "read", ["log"])]
    assert "Geheim" not in found[0].reason
    if "account" in path:
        assert "account=1" in found[0].reason


def test_a_page_costs_few_statements_and_none_that_grows_with_the_log(
    overseen: tuple[SchakelFlask, Urls], visitor: Client, past: Past
) -> None:
    past.saw("omar", at(1), person=past.world.persons["samira"])
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    with overseen[0].app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        for path in (*PAGES, f"/oversight?person={past.world.persons['samira']}&name=omar"):
            statements.clear()
            assert visitor("privacy_officer").get(path).status_code == 200
            assert len(statements) <= 8, (path, statements)
    finally:
        event.remove(engine, "before_cursor_execute", count)


def test_it_looks_lines_up_by_an_index_however_long_the_log_is(past: Past) -> None:
    """The plan of the page's own question: only the month that was asked for, and there by moment."""
    plan = "\n".join(
        past.owner.exec_driver_sql(
            "explain select id from access_log where at >= date '2026-11-01' and at < date '2026-11-08'"
            " order by at desc, id desc limit 51"
        ).scalars()
    )
    past.owner.rollback()
    assert "access_log_2027" not in plan
    assert "access_log_other" not in plan


def test_the_officer_is_told_when_the_log_is_not_sealed(visitor: Client, past: Past) -> None:
    page = "/oversight"
    assert "Het logboek wordt niet verzegeld" not in visitor("privacy_officer").get(page).text
    past.saw("noor", datetime.now(UTC) - timedelta(hours=2))
    assert "Het logboek wordt niet verzegeld" in visitor("privacy_officer").get(page).text
    assert "Het logboek wordt niet verzegeld" in visitor("privacy_officer").get(page + "/signals").text
