"""Files for research: who asks, who decides, who reads what it is for, and what is in the file."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.kernel.clock import today_in_amsterdam
from tests.database import Cluster
from tests.integration.insight.conftest import Scene
from tests.integration.insight.town import Town
from tests.integration.insight.towns import counted
from tests.world import PEOPLE, TOKENS

TODAY = today_in_amsterdam()
YEAR = TODAY.year - 1
NEXT_MONTH = TODAY + dt.timedelta(days=30)
ASKED = {
    "year": str(YEAR), "researcher": "Hogeschool Veenmeer", "purpose": "Welke mix past bij welke wijk?",
    "summary": "Wij kijken hoe vaak hulp begint.", "expires_on": NEXT_MONTH.isoformat(),
}  # fmt: skip
ADD = text(
    "insert into research_export (year, researcher, purpose, summary, expires_on, asked_by)"
    " values (:year, 'x', 'x', 'x', current_date, :who)"
)


def fill(scene: Scene) -> None:
    day = dt.date(YEAR, 5, 1)
    scene.many(23, "care", day=day)
    scene.many(14, "enforcement", day=day, by="police")
    scene.many(12, "activation", "BU88880201", day=day)
    scene.many(4, "care", "BU88880301", day=day)


@pytest.fixture(scope="module")
def town(cluster: Cluster) -> Iterator[Town]:
    with counted(cluster, "research", fill) as made:
        yield made


@pytest.fixture
def asked(town: Town) -> Iterator[str]:
    """The address of a request that the analyst made; gone after the test."""
    answer = town.client("analyst").post("/research/new", data={**ASKED, "submission_key": "k"})
    assert answer.status_code == 303, answer.text
    yield answer.location
    town.scene.line.execute(text("delete from research_export"))
    town.scene.line.execute(text("delete from submission"))
    town.scene.line.commit()


def decide(town: Town, path: str, decision: str, why: str = "") -> int:
    sent = {"decision": decision, "answer": why, "submission_key": f"{path}{decision}{why}"}
    return town.client("privacy_officer").post(f"{path}/decide", data=sent).status_code


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_only_an_analyst_asks_and_only_the_officer_decides(town: Town, asked: str, who: str) -> None:
    client, function = town.client(who), PEOPLE[who][0]
    assert client.get("/research/new").status_code == (200 if function == "analyst" else 403)
    assert client.get(f"{asked}/decide").status_code == (200 if function == "privacy_officer" else 403)
    assert client.get(asked).status_code == (200 if function in {"analyst", "privacy_officer"} else 404)
    assert decide(town, asked, "yes") == 303
    page = client.get(asked)
    assert page.status_code == 200, "what was approved is for everybody"
    assert "Wij kijken hoe vaak hulp begint." in page.text
    assert ("Welke mix past bij welke wijk?" in page.text) == (function in {"analyst", "privacy_officer"})
    assert "Hogeschool Veenmeer" in client.get("/research").text
    assert client.get(f"{asked}/file.xlsx").status_code == (200 if function == "analyst" else 403)


def test_the_file_holds_groups_of_ten_in_whole_tens_with_a_codebook(town: Town, asked: str) -> None:
    decide(town, asked, "yes")
    book = openpyxl.load_workbook(BytesIO(town.client("analyst").get(f"{asked}/file.xlsx").data))
    assert book.sheetnames == ["Groepen", "Codeboek"]
    head, *rows = [[cell.value for cell in row] for row in book["Groepen"].iter_rows()]
    assert rows
    assert {row[0] for row in rows} == {YEAR}
    assert {row[1] for row in rows} <= {"hele gemeente", "wijk"}
    assert not any("BU" in str(cell) for row in rows for cell in row), "no neighbourhoods"
    for row in rows:
        assert all(number >= 10 and number % 10 == 0 for number in row[6:9]), row
    assert "WK888803" not in {row[3] for row in rows}, "four households are no group"
    said = [str(cell.value) for row in book["Codeboek"].iter_rows() for cell in row]
    assert set(head) <= set(said)
    assert "Welke mix past bij welke wijk?" in said
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_every_act_and_every_download_is_logged(town: Town, asked: str) -> None:
    decide(town, asked, "yes")
    for _time in range(2):
        town.client("analyst").get(f"{asked}/file.xlsx")
    number = int(asked.rpartition("/")[2])
    rows = town.scene.line.execute(
        text("select action from access_log where operation like 'research_export.%' and :id = any(object_ids)"),
        {"id": number},
    ).scalars()
    assert sorted(rows) == ["approve", "create", "download", "download"]
    town.scene.line.commit()


def test_nothing_is_taken_before_a_yes_after_a_no_or_after_the_last_day(town: Town, asked: str) -> None:
    file = f"{asked}/file.xlsx"
    assert town.client("analyst").get(file).status_code == 403
    assert decide(town, asked, "yes") == 303
    town.scene.line.execute(text("update research_export set expires_on = current_date - 1"))
    town.scene.line.commit()
    answer = town.client("analyst").get(file)
    assert answer.status_code == 403
    assert "voorbij" in answer.text
    assert "voorbij sinds" in town.client("noor").get(asked).text


def test_a_no_says_why_and_stays_between_them(town: Town, asked: str) -> None:
    assert decide(town, asked, "no") == 400
    assert decide(town, asked, "no", "Het doel is te ruim.") == 303
    assert "Het doel is te ruim." in town.client("analyst").get(asked).text
    assert town.client("noor").get(asked).status_code == 404
    assert decide(town, asked, "yes") == 409, "what was decided stays decided"
    assert town.client("analyst").get(f"{asked}/file.xlsx").status_code == 403


def test_who_decides_second_sees_both_texts_and_the_first_decision_stays(town: Town, asked: str) -> None:
    client = town.client("privacy_officer")
    assert "Bewaar het besluit" in client.get(f"{asked}/decide").text
    assert decide(town, asked, "no", "Het doel is te ruim.") == 303
    for _time in range(2):
        sent = {"decision": "yes", "answer": "Mag, na de zomer.", "submission_key": f"second{_time}"}
        answer = client.post(f"{asked}/decide", data=sent)
        assert answer.status_code == 409
        for text_there in ("Het doel is te ruim.", "Mag, na de zomer.", "Over dit verzoek wordt één keer besloten."):
            assert text_there in answer.text
        assert "Bewaar het besluit" not in answer.text, "there is nothing left to save"
    assert "afgewezen" in town.client("analyst").get(asked).text
    assert "Hierover is al besloten." in client.get(f"{asked}/decide").text


def test_a_wrong_year_or_day_is_said_and_what_was_typed_stays(town: Town) -> None:
    client = town.client("analyst")
    for wrong in ({"year": str(TODAY.year)}, {"expires_on": "2999-01-01"}, {"summary": ""}, {"year": "abc"}):
        answer = client.post("/research/new", data={**ASKED, **wrong, "submission_key": str(wrong)})
        assert answer.status_code == 400, wrong
        assert "Hogeschool Veenmeer" in answer.text


def test_the_lock_says_the_same(town: Town, asked: str) -> None:
    """Row-level security: nobody asks in another's name, decides who may not, or decides twice."""
    decide(town, asked, "yes")
    engine = create_engine(town.app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
    accounts, asks = town.scene.world.accounts, "select * from sec.open(:token)"
    tries: tuple[tuple[str, str, dict[str, int]], ...] = (
        ("coordinator", str(ADD), {"year": YEAR, "who": accounts["coordinator"]}),
        ("analyst", str(ADD), {"year": YEAR, "who": accounts["coordinator"]}),
        ("analyst", "update research_export set approved = false, answer = 'x', decided_by = :who", {"who": accounts["analyst"]}),
        ("privacy_officer", "update research_export set answer = 'x'", {}),
        ("privacy_officer", "update research_export set purpose = 'x'", {}),
        ("analyst", "delete from research_export", {}),
    )  # fmt: skip
    for who, statement, values in tries:
        with engine.connect() as line:
            line.execute(text(asks), {"token": TOKENS[who]})
            try:
                done = line.execute(text(statement), values).rowcount
            except DBAPIError:
                done = 0
            assert done == 0, (who, statement)
