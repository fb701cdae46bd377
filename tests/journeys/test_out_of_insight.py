"""Numbers leave the screen: files and a report, a program with a token, and research that is asked, approved and explained."""

import re
from pathlib import Path

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.test_insight import told  # noqa: F401 - the years that are told
from tests.journeys.visitor import PHONE, Visitor

WOUTER, CHANTAL, JOOST, NOOR = "Wouter Prins", "Chantal Dekker", "Joost Haverkamp", "Noor Hoekstra"


def fetched(visitor: Visitor, name: str) -> bytes:
    """What comes down when a link is followed."""
    with visitor.page.expect_download() as coming:
        visitor.page.locator("#files").get_by_role("link", name=name, exact=True).first.click()
    return Path(coming.value.path()).read_bytes()


@pytest.mark.usefixtures("told")
def test_a_coordinator_takes_the_numbers_along(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).goes_to("/insight?period=2011")
    visitor.page.get_by_text("Neem deze cijfers mee").click()
    rows = fetched(visitor, "Mix van inzet, CSV").decode("utf-8-sig")
    assert "De Terp" in rows
    assert "48" in rows
    assert fetched(visitor, "Mix van inzet, PNG").startswith(b"\x89PNG")
    assert fetched(visitor, "Alle tabellen met uitleg (Excel)").startswith(b"PK")
    assert fetched(visitor, "Nederlands").startswith(b"%PDF")


@pytest.mark.usefixtures("told")
def test_it_works_on_a_phone_without_a_script_and_in_english(welcome: Welcome) -> None:
    visitor = welcome(WOUTER, size=PHONE, scripts=False).presses("English").goes_to("/insight?period=2011")
    visitor.page.get_by_text("Take these numbers along").click()
    assert "De Terp" in fetched(visitor, "Mix of interventions, CSV").decode("utf-8-sig")
    assert fetched(visitor, "English").startswith(b"%PDF")
    visitor.presses("Nederlands")


@pytest.mark.usefixtures("told")
def test_a_program_asks_with_a_token_until_it_is_ended(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).goes_to("/insight/api").sees("U heeft er geen")
    visitor.types("Tot en met welke dag?", "2999-01-01").presses("Maak een toegangsbewijs").sees(
        "hooguit een jaar vooruit"
    )
    town_day = visitor.page.evaluate("new Date(Date.now() + 864e5 * 20).toISOString().slice(0, 10)")
    visitor.types("Tot en met welke dag?", town_day).presses("Maak een toegangsbewijs").sees("U ziet het alleen nu")
    found = re.search(r"schakel_api_[\w-]{43}", visitor.text)
    assert found
    asked = visitor.context.request.get(
        "/api/v1/pages/mix?period=2011", headers={"Authorization": f"Bearer {found[0]}"}
    )
    assert asked.headers["api-version"] == "1.1.0"
    rows = asked.json()["parts"][0]["table"]["rows"]
    assert any("De Terp" in row for row in rows)
    visitor.goes_to("/insight/api").sees_nothing_of(found[0]).presses("Laat het niet meer werken").sees(
        "U heeft er geen"
    )


def test_research_is_asked_approved_and_told_to_everybody(welcome: Welcome) -> None:
    chantal = welcome(CHANTAL).follows("Onderzoek").sees("Hogeschool Veenmeer").follows("Vraag een bestand aan")
    chantal.types("Over welk jaar?", "2011").types("Wie doet het onderzoek?", "Instituut Zeewind")
    chantal.types("Waarvoor is het?", "Hoe verschoof de mix?").presses("Vraag aan")
    chantal.sees("Leg in gewone taal uit")
    chantal.types("Hoe legt u dit uit aan bewoners?", "Wij kijken wat er in welke wijk begon.")
    day = chantal.page.evaluate("new Date(Date.now() + 864e5 * 20).toISOString().slice(0, 10)")
    chantal.types("Tot en met welke dag?", day).presses("Vraag aan").sees("wacht op de privacyfunctionaris")
    path = "/research/" + chantal.page.url.rpartition("/")[2]
    joost = welcome(JOOST).follows("Onderzoek").follows("Onderzoek van Instituut Zeewind over 2011")
    joost.sees("Hoe verschoof de mix?").follows("Besluit over dit verzoek").chooses("Ja").presses("Bewaar het besluit")
    joost.sees("goedgekeurd op")
    noor = (
        welcome(NOOR, size=PHONE, scripts=False)
        .goes_to(path)
        .sees("Wij kijken wat er in welke wijk begon.", "Geen namen")
    )
    noor.sees_nothing_of("Hoe verschoof de mix?")
    noor.presses("English").goes_to(path).sees("No names, no addresses").presses("Nederlands")
    chantal.goes_to(path)
    with chantal.page.expect_download() as coming:
        chantal.page.get_by_role("link", name="Haal het bestand op (Excel)").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"PK")
