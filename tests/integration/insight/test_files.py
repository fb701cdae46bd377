"""What leaves the pages of insight: what the page shows and no cell more, in files that a program may open, each with a line in the log."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import text

from app.insight.presenters.frame import PAGES
from app.insight.presenters.outlets import OUTLETS
from tests.database import Cluster
from tests.integration.insight.conftest import Scene
from tests.integration.insight.course import LAST, Course
from tests.integration.insight.town import Town
from tests.integration.insight.towns import counted
from tests.world import PEOPLE

LINKS = re.compile(r'href="(/insight/[a-z-]+(?:/[a-z]+)?\.(?:csv|svg|png|xlsx)[^"]*)"')
WHERE = f"period={LAST}"


def fill(scene: Scene) -> None:
    Course(scene).fill(1, 260)
    scene.many(14, "enforcement", day=LAST.starts, by="police")
    scene.many(3, "activation", "BU88880102", day=LAST.starts)


@pytest.fixture(scope="module")
def town(cluster: Cluster) -> Iterator[Town]:
    with counted(cluster, "files", fill) as made:
        yield made


def table(answer: str) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.lstrip("\ufeff")), delimiter=";"))


def test_every_page_comes_out_too() -> None:
    assert {endpoint for endpoint, _label in PAGES} == {outlet.endpoint for outlet in OUTLETS.values()}


@pytest.mark.parametrize("path", ["/insight", "/insight/stepping-back", "/insight/coverage", "/insight/load"])
def test_every_link_of_a_page_gives_a_file(town: Town, path: str) -> None:
    client = town.client("coordinator")
    links = {one.replace("&amp;", "&") for one in LINKS.findall(client.get(f"{path}?{WHERE}").text)}
    assert {link.partition("?")[0].rpartition(".")[2] for link in links} >= {"csv", "xlsx"}
    begins = {"csv": b"\xef\xbb\xbf", "svg": b"<svg", "png": b"\x89PNG", "xlsx": b"PK"}
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert WHERE in link
        ending = link.partition("?")[0].rpartition(".")[2]
        assert answer.data.startswith(begins[ending]), link
        assert answer.headers["Content-Disposition"].startswith("attachment"), link


def test_a_table_holds_what_the_page_shows_and_nothing_more(town: Town) -> None:
    client = town.client("coordinator")
    page = client.get(f"/insight?{WHERE}").text
    rows = table(client.get(f"/insight/mix/mix.csv?{WHERE}").text)
    shown = {re.sub(r"<[^>]+>", " ", cell) for cell in re.findall(r"<t[dh][^>]*>.*?</t[dh]>", page, re.DOTALL)}
    words = " ".join(shown)
    for row in rows[1:]:
        for cell in row:
            assert cell in {"", "te weinig om te tonen"} or cell in words, (cell, row)
    assert len(rows) - 1 == page.count("<tr>") - 1


def test_the_workbook_has_a_sheet_for_each_table_and_one_that_explains(town: Town) -> None:
    answer = town.client("coordinator").get(f"/insight/load.xlsx?{WHERE}")
    book = openpyxl.load_workbook(BytesIO(answer.data))
    assert book.sheetnames[-1] == "Codeboek"
    assert "Erin en eruit" in book.sheetnames
    said = " ".join(str(cell.value) for row in book["Codeboek"].iter_rows() for cell in row)
    assert "Hele gemeente" in said
    assert "minstens tien huishoudens" in said
    assert "Een stap telt in de maand waarin hij is gezet" in said
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_only_who_sees_the_page_has_its_files(town: Town, who: str) -> None:
    function = PEOPLE[who][0]
    client = town.client(who)
    mix = 200 if function in {"coordinator", "analyst", "community_worker"} else 403
    load = 200 if function in {"coordinator", "analyst"} else 403
    assert client.get(f"/insight/load.xlsx?{WHERE}").status_code == load
    if function == "community_worker":
        rows = table(client.get(f"/insight/mix/mix.csv?{WHERE}").text)
        assert not any("Zorg" in row or "Handhaving" in row for row in rows[:1])
    else:
        assert client.get(f"/insight/mix.xlsx?{WHERE}").status_code == mix


def test_what_is_not_there_and_what_is_wrongly_asked(town: Town) -> None:
    client = town.client("coordinator")
    assert client.get("/insight/mix/nothing.csv").status_code == 404
    assert client.get("/insight/nothing.xlsx").status_code == 404
    assert client.get("/insight/mix/mix.pdf").status_code == 404
    assert client.get("/insight/mix.xlsx?period=2001").status_code == 404
    wrong = client.get("/insight/mix.xlsx?period=2999")
    assert wrong.status_code == 400
    assert "ligt in de toekomst" in wrong.text
    assert "files" not in client.get("/insight?period=2001").text


def test_each_file_is_a_line_in_the_log(town: Town) -> None:
    town.client("analyst").get(f"/insight/mix/mix.csv?{WHERE}&by=kind")
    with town.app.app_context():
        row = town.scene.line.execute(
            text("select action, operation, reason from access_log where operation = 'insight.export' order by id desc")
        ).first()
    town.scene.line.commit()
    assert row is not None
    assert row.action == "export"
    assert f"schakel-mix-mix-{LAST}.csv" in row.reason
    assert "by=kind" in row.reason


def _tags(node: Any) -> set[str]:
    """Every kind of part that a reader can walk to."""
    here = node.get_object()
    if isinstance(here, list):
        return {tag for one in here for tag in _tags(one)}
    if not isinstance(here, dict):
        return set()
    return {str(here.get("/S", ""))} | (_tags(here["/K"]) if "/K" in here else set())


@pytest.mark.parametrize(("language", "said"), [("nl", "Hoe is dit geteld?"), ("en", "How is this counted?")])
def test_the_report_is_a_tagged_pdf_in_two_languages(town: Town, language: str, said: str) -> None:
    answer = town.client("coordinator").get(f"/insight/report.pdf?{WHERE}&language={language}")
    assert answer.status_code == 200
    paper = PdfReader(BytesIO(answer.data))
    root: Any = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert "/Figure" in _tags(root["/StructTreeRoot"])
    text_of = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert said in text_of
    page = town.client("coordinator").get(f"/insight?{WHERE}").text
    for name in re.findall(r"leunt het meest op handhaving: (\d+) procent", page):
        assert f"{name} p" in text_of


def test_a_report_is_of_a_quarter_and_of_what_its_maker_counts(town: Town) -> None:
    wrong = town.client("coordinator").get("/insight/report.pdf?period=2025")
    assert wrong.status_code == 400
    assert "gaat over een kwartaal" in wrong.text
    assert town.client("coordinator").get("/insight/report.pdf?language=fr").status_code == 400
    assert town.client("noor").get("/insight/report.pdf").status_code == 403
    paper = PdfReader(BytesIO(town.client("community_worker").get(f"/insight/report.pdf?{WHERE}").data))
    text_of = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Waar is vraag" not in text_of
    empty = town.client("coordinator").get("/insight/report.pdf?period=2001-Q1")
    assert empty.status_code == 200
