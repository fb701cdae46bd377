"""Somebody asks what stands about them: the lead writes it down, makes the overview without names of others, and answers in time."""

import datetime as dt
import json
import re
from pathlib import Path

from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor

NOOR, KARIN = "Noor Hoekstra", "Karin Dijkstra"
ASKS = "Zij wil weten wie haar gegevens kreeg."


def people_of(visitor: Visitor, town: Town) -> Visitor:
    return visitor.goes_to(f"/dossiers/{town.stories['debt']}/people")


def given_a_request(visitor: Visitor, received: dt.date) -> None:
    visitor.picks("Wie vraagt het?", "Samira").picks("Wat vraagt deze persoon?", "inzage").types(
        "Waar gaat het om?", ASKS
    )
    visitor.types("Wanneer kwam het verzoek binnen?", received.isoformat()).presses("Opslaan")


def test_a_request_is_answered_with_an_overview(welcome: Welcome, town: Town) -> None:
    noor = people_of(welcome(NOOR), town).follows("Verzoeken over eigen gegevens").sees("Wie leest dit?")
    given_a_request(noor, dt.date.today() - dt.timedelta(days=25))
    noor.sees("De termijn loopt.", "Inzage, Samira")
    noor.goes_to("/today").sees("verzoek over eigen gegevens")
    noor.goes_to(f"/dossiers/{town.stories['debt']}/requests").follows(re.compile("^Inzage, Samira")).sees(ASKS)
    noor.follows("Maak het overzicht").sees(
        "Overzicht van Samira", "Wie keek, wanneer en waarom", "Hoe lang het bewaard blijft"
    )
    noor.goes_to(f"/dossiers/{town.stories['debt']}/requests").follows(re.compile("^Inzage, Samira"))
    noor.chooses("Nee").presses("Opslaan").sees("Schrijf op waarom.")
    noor.chooses("Ja, wij doen het").presses("Opslaan").follows(re.compile("^Inzage, Samira"))
    noor.chooses("Het is uitgevoerd").presses("Opslaan").sees("Eerder afgehandeld")


def test_a_name_stays_only_when_the_lead_says_so(welcome: Welcome, town: Town) -> None:
    noor = people_of(welcome(NOOR, scripts=False), town).follows(re.compile("Overzicht van eigen gegevens.*Samira"))
    paper = noor.page.locator(".sheet")
    assert "[" in paper.inner_text()
    before = paper.inner_text()
    noor.page.locator("input[name=keep]").first.check()
    noor.presses("Maak het overzicht opnieuw")
    assert paper.inner_text() != before


def test_it_is_a_file_to_take_along(welcome: Welcome, town: Town, tmp_path: Path) -> None:
    noor = people_of(welcome(NOOR), town).follows(re.compile("Overzicht van eigen gegevens.*Samira"))
    with noor.page.expect_download() as download:
        noor.page.get_by_role("link", name="Meegeven als bestand (JSON)").click()
    download.value.save_as(tmp_path / "overview.json")
    found = json.loads((tmp_path / "overview.json").read_text())
    assert found["person"]["name"].startswith("Samira")
    assert found["log"]


def test_it_reads_in_english_and_on_a_phone(welcome: Welcome, town: Town) -> None:
    noor = people_of(welcome(NOOR, size=PHONE), town)
    noor.presses("English")
    try:
        people_of(noor, town).follows(re.compile("Overview of own data.*Samira")).sees(
            "Who looked, when and why", "How long it is kept"
        )
        people_of(noor, town).follows("Requests about own data").sees("New request")
    finally:
        noor.goes_to("/me").presses("Nederlands")


def test_a_letter_tells_who_opened_the_file(welcome: Welcome, town: Town) -> None:
    noor = (
        people_of(welcome(NOOR), town)
        .follows(re.compile("Overzicht van eigen gegevens.*Samira"))
        .follows("Kwartaalbrief")
    )
    noor.sees("Wie keek er in uw dossier?").follows("Dit kwartaal tot nu toe").sees("Wijkteam Oost")
    noor.follows("Brief in het Engels").sees("Who looked in your file?")


def test_a_partner_does_not_learn_of_it(welcome: Welcome, town: Town) -> None:
    [(dossier,)] = town.rows("select %(id)s::bigint", id=town.stories["nuisance"])
    karin = welcome(KARIN)
    for path in (f"/dossiers/{dossier}/requests", f"/dossiers/{dossier}/people/1/overview"):
        karin.page.goto(path)
        assert karin.status == 403
    karin.sees("Alleen de casusregisseur")
