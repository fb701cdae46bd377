"""Vandaag, caseload, search and export: what each function sees of its own households."""

import html
import io
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.world import TOKEN, World, token

ClientOf = Callable[[str], FlaskClient]
TITLE = token("household_title", "identity")


def test_it_starts_the_day_of_the_lead(client_of: ClientOf) -> None:
    answer = client_of("noor").get("/today")
    assert answer.status_code == 200, answer.text
    assert "Sinds uw vorige bezoek" in answer.text
    assert "De bandbreedte" in answer.text


@pytest.mark.parametrize(
    "name", ["community_officer", "housing_officer", "debt_counsellor", "coordinator", "volunteer"]
)
def test_it_starts_the_day_of_everybody_else(client_of: ClientOf, name: str) -> None:
    answer = client_of(name).get("/today")
    assert answer.status_code == 200
    assert "zzcare.intervention_body" not in answer.text


@pytest.mark.parametrize("name", ["analyst", "administrator", "privacy_officer", "community_worker"])
def test_it_has_no_day_for_those_without_households(client_of: ClientOf, name: str) -> None:
    for path in ("/today", "/caseload", "/team/mix", "/caseload.xlsx"):
        assert client_of(name).get(path).status_code == 403, path


def test_it_shows_the_caseload_of_the_own_relations_only(client_of: ClientOf) -> None:
    assert TITLE in client_of("noor").get("/caseload").text
    assert TITLE in client_of("community_officer").get("/caseload").text
    assert TITLE not in client_of("tess").get("/caseload").text
    assert TITLE not in client_of("coordinator").get("/caseload").text


@pytest.mark.parametrize(
    "query", ["phase=in_progress", "sort=weight&down=1", "only=quiet", "sort=nonsense", "weight=3"]
)
def test_it_filters_and_sorts_by_the_address(client_of: ClientOf, query: str) -> None:
    answer = client_of("noor").get(f"/caseload?{query}")
    assert answer.status_code == 200
    assert (TITLE in answer.text) is (query != "only=quiet")


def test_it_keeps_the_columns_that_were_chosen(client_of: ClientOf) -> None:
    client = client_of("noor")
    client.post("/caseload/columns", data={"columns": ["lead", "case_no"], "submission_key": "k1"})
    page = client.get("/caseload").text
    assert "W-2026-00001" in page
    assert "Mix (6 mnd)</a>" not in page


@pytest.mark.parametrize(
    ("words", "found"),
    [("Samirra", True), ("samïra", True), ("00001", True), ("Dirkstraat 14", True), ("Xyzzy", False)],
)
def test_it_finds_with_typos_and_accents(client_of: ClientOf, words: str, found: bool) -> None:
    client = client_of("noor")
    answer = client.post("/search", data={"q": words})
    assert answer.status_code == 303
    assert words not in answer.location
    assert (TITLE in client.get(answer.location).text) is found


def test_it_does_not_open_somebody_elses_search(client_of: ClientOf) -> None:
    ticket = client_of("noor").post("/search", data={"q": "Samira"}).location
    assert "Samira" not in client_of("omar").get(ticket).text


def test_looking_further_is_offered_beside_what_was_found_and_at_hand_when_nothing_was(client_of: ClientOf) -> None:
    client = client_of("noor")
    found = client.get(client.post("/search", data={"q": "Samira"}).location).text
    assert 'action="/search/further"' not in found
    further = html.unescape(re.findall(r'href="(/search\?[^"]*further=1)#further"', found)[0])
    assert 'action="/search/further"' in client.get(further).text
    assert 'value="Samira"' in client.get(further).text
    assert 'action="/search/further"' in client.get(client.post("/search", data={"q": "Xyzzy"}).location).text
    partner = client_of("housing_officer")
    assert "further" not in partner.get(partner.post("/search", data={"q": "Samira"}).location).text


def test_it_finds_nothing_for_a_stranger(client_of: ClientOf) -> None:
    client = client_of("tess")
    assert TITLE not in client.get(client.post("/search", data={"q": "Samira"}).location).text


def test_it_says_only_where_to_ask_further_on(client_of: ClientOf) -> None:
    form = {"postcode": "9999 ZZ", "number": "14", "reason": "report", "submission_key": "k2"}
    answer = client_of("tess").post("/search/further", data=form)
    assert answer.status_code == 200, answer.text
    assert "Organisatie area_team" in answer.text
    assert not TOKEN.search(answer.text)


def test_it_asks_for_a_reason_to_look_further(client_of: ClientOf) -> None:
    answer = client_of("tess").post(
        "/search/further", data={"postcode": "9999 ZZ", "number": "14", "submission_key": "k3"}
    )
    assert answer.status_code == 400
    assert "Kies waarom u zoekt" in answer.text
    assert client_of("housing_officer").post("/search/further", data={"submission_key": "k4"}).status_code == 403


def test_it_exports_the_caseload_with_inert_cells(client_of: ClientOf) -> None:
    answer = client_of("noor").get("/caseload.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert TITLE in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)
    assert client_of("community_officer").get("/caseload.xlsx").status_code == 403


@pytest.mark.parametrize(
    ("months", "period"), [("", r"\d{4}-Q[1-4]"), ("3", r"\d{4}-Q[1-4]"), ("24", r"\d{4}"), ("x", r"\d{4}-Q[1-4]")]
)
def test_the_old_address_of_the_mix_of_a_team_leads_to_insight(
    client_of: ClientOf, world: World, months: str, period: str
) -> None:
    """Two ways of counting the same could be subtracted from each other: there is one."""
    answer = client_of("coordinator").get(f"/team/mix?months={months}")
    assert answer.status_code == 303
    asked = parse_qs(urlsplit(answer.location).query)
    assert asked["value"] == [f"team:{world.organisations['area_team']}"]
    assert re.fullmatch(period, asked["period"][0])
    assert client_of("coordinator").get(answer.location).status_code == 200
    assert client_of("noor").get("/team/mix").status_code == 403


def test_a_partner_is_not_offered_filters_on_what_is_not_shown(client_of: ClientOf) -> None:
    assert 'name="phase"' in client_of("noor").get("/caseload").text
    page = client_of("community_officer").get("/caseload").text
    assert 'name="strand"' in page
    assert 'name="phase"' not in page
    assert 'name="weight"' not in page


def test_a_search_without_words_invites_to_type(client_of: ClientOf) -> None:
    page = client_of("noor").get("/search").text
    assert "Typ bovenaan een naam" in page
    assert "Geen huishouden van u lijkt hierop" not in page


@pytest.mark.parametrize(
    ("name", "label"), [("volunteer", "Met mij gedeeld"), ("noor", "Caseload"), ("community_officer", "Caseload")]
)
def test_whoever_helps_without_working_there_has_no_caseload_in_the_menu(
    client_of: ClientOf, name: str, label: str
) -> None:
    page = client_of(name).get("/today").text
    menu = re.findall(r'href="/caseload"[^>]*>\s*([^<]+?)\s*<', page[page.index("<nav") : page.index("</nav>")])
    assert set(menu) == {label}
