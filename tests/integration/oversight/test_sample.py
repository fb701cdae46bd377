"""A sample of sights by chance, a question about one, and the one line that answers it."""

import datetime as dt
import re

from tests.integration.oversight.conftest import Client, Past, at
from tests.world import PEOPLE


def month_of(days_ago: int) -> str:
    return f"{at(days_ago):%Y-%m}"


def buttons(page: str) -> list[tuple[str, str]]:
    """Line and moment of every sight that can still be asked about."""
    return re.findall(r'name="line" value="(\d+)">\s*<input type="hidden" name="at" value="([^"]+)"', page)


def ask(visitor: Client, past: Past, who: str = "omar") -> tuple[int, dict[str, str]]:
    """The officer asks about a sight of somebody; gives the question and what was sent."""
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    line = past.saw(who, moment)
    sent = {"line": str(line), "at": moment.isoformat(), "submission_key": "ask"}
    assert visitor("privacy_officer").post("/oversight/questions", data=sent).status_code == 303
    return int(past.run("select max(id) from log_question")), sent


def test_the_sample_is_twenty_sights_and_the_same_again(visitor: Client, past: Past) -> None:
    month = at(40)
    for number in range(90):
        past.saw(
            "omar" if number % 2 else "noor", month.replace(day=1 + number % 27, hour=9) + dt.timedelta(minutes=number)
        )
    officer = visitor("privacy_officer")
    page = officer.get(f"/oversight/sample?month={month:%Y-%m}")
    assert page.status_code == 200
    first = buttons(page.text)
    assert 10 <= len(first) <= 20
    assert len(set(first)) == len(first)
    assert buttons(officer.get(f"/oversight/sample?month={month:%Y-%m}").text) == first


def test_it_draws_no_sights_of_residents_of_officers_or_of_today(visitor: Client, past: Past) -> None:
    for who in ("resident", "young_person", "network_person", "privacy_officer"):
        past.saw(who, at(40))
    past.saw("omar", dt.datetime.now(dt.UTC))
    officer = visitor("privacy_officer")
    assert buttons(officer.get(f"/oversight/sample?month={month_of(40)}").text) == []
    assert buttons(officer.get("/oversight/sample").text) == []


def test_an_odd_month_is_this_one(visitor: Client, past: Past) -> None:
    for odd in ("x", "2026-13", "9999-12", "0001-01", "2099-01"):
        assert visitor("privacy_officer").get(f"/oversight/sample?month={odd}").status_code == 200, odd


def test_whoever_looked_is_asked_and_answers_in_one_line(visitor: Client, past: Past) -> None:
    number, _sent = ask(visitor, past)
    path = f"/oversight/questions/{number}"
    omar = visitor("omar")
    today = omar.get("/today").text
    assert path in today
    assert "leg uit waarom u dit bekeek" in today
    assert "De privacyfunctionaris kijkt elke maand" in omar.get(path).text
    done = omar.post(path, data={"answer": "Ik nam waar voor Noor.", "submission_key": "answer"})
    assert done.status_code == 303
    assert path not in omar.get("/today").text
    officer = visitor("privacy_officer").get("/oversight/sample").text
    assert "Ik nam waar voor Noor." in officer
    assert "beantwoord" in officer


def test_the_question_and_the_answer_are_in_the_log(visitor: Client, past: Past) -> None:
    number, _sent = ask(visitor, past)
    visitor("omar").post(f"/oversight/questions/{number}", data={"answer": "Voor de huur.", "submission_key": "k"})
    found = past.owner.exec_driver_sql(
        "select action, operation, object_ids, account_id from access_log where operation like 'log_question.%%' order by id"
    ).all()
    past.owner.commit()
    accounts = past.world.accounts
    assert [tuple(row) for row in found] == [
        ("ask", "log_question.ask", [number], accounts["privacy_officer"]),
        ("answer", "log_question.answer", [number], accounts["omar"]),
    ]


def test_nobody_else_knows_of_the_question(visitor: Client, past: Past) -> None:
    number, _sent = ask(visitor, past)
    path = f"/oversight/questions/{number}"
    for name in PEOPLE:
        expected = 200 if name in {"omar", "privacy_officer"} else 404
        assert visitor(name).get(path).status_code == expected, name
        if name != "omar":
            answer = visitor(name).post(path, data={"answer": "In iemands naam.", "submission_key": name})
            assert answer.status_code == 404, name
    assert past.run("select answer from log_question where id = :id", id=number) == ""


def test_it_is_answered_once_and_a_bad_answer_comes_back(visitor: Client, past: Past) -> None:
    number, _sent = ask(visitor, past)
    path, omar = f"/oversight/questions/{number}", visitor("omar")
    empty = omar.post(path, data={"answer": "", "submission_key": "a"})
    assert empty.status_code == 400
    assert "Schrijf in één regel waarom u dit bekeek." in empty.text
    long = omar.post(path, data={"answer": "lang " * 80, "submission_key": "b"})
    assert long.status_code == 400
    assert ("lang " * 80).strip() in long.text
    assert omar.post(path, data={"answer": "Eerste.", "submission_key": "c"}).status_code == 303
    assert omar.post(path, data={"answer": "Eerste.", "submission_key": "c"}).status_code == 303
    again = omar.post(path, data={"answer": "Tweede.", "submission_key": "d"})
    assert again.status_code == 400
    assert "Hier is al uitleg gegeven." in again.text
    assert past.run("select answer from log_question where id = :id", id=number) == "Eerste."


def test_it_is_asked_once(visitor: Client, past: Past) -> None:
    _number, sent = ask(visitor, past)
    officer = visitor("privacy_officer")
    assert officer.post("/oversight/questions", data=sent).status_code == 303, "a double click"
    assert officer.post("/oversight/questions", data={**sent, "submission_key": "other"}).status_code == 400
    assert past.run("select count(*) from log_question") == 1


def test_only_a_sight_of_a_household_by_somebody_at_work_is_asked_about(visitor: Client, past: Past) -> None:
    moment = at(1)
    lines = {
        "a resident": past.saw("resident", moment),
        "a sign-in": past.saw("omar", moment, action="sign_in", dossier=0),
        "nothing": 987_654,
    }
    officer = visitor("privacy_officer")
    for name, line in lines.items():
        sent = {"line": str(line), "at": moment.isoformat(), "submission_key": name}
        assert officer.post("/oversight/questions", data=sent).status_code == 404, name
    for odd in (
        {},
        {"line": "x", "at": moment.isoformat()},
        {"line": "1", "at": "x"},
        {"line": "1", "at": "2026-01-01"},
    ):
        assert officer.post("/oversight/questions", data={**odd, "submission_key": str(odd)}).status_code == 404, odd


def test_nobody_but_an_officer_asks(visitor: Client, past: Past) -> None:
    moment = at(1)
    sent = {"line": str(past.saw("omar", moment)), "at": moment.isoformat(), "submission_key": "x"}
    for name in sorted(set(PEOPLE) - {"privacy_officer"}):
        assert visitor(name).post("/oversight/questions", data=sent).status_code == 403, name
