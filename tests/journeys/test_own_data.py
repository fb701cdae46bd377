"""Somebody asks what stands about them: the lead writes it down, makes the overview without names of others, and answers in time."""

import datetime as dt
import json
import re
from pathlib import Path

from app.kernel.clock import today_in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor

NOOR, FATIH, KARIN = "Noor Hoekstra", "Fatih Arslan", "Karin Dijkstra"
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
    given_a_request(noor, today_in_amsterdam() - dt.timedelta(days=25))
    noor.sees("De termijn loopt.", "Inzage, Samira")
    noor.goes_to("/today").sees("verzoek over eigen gegevens")
    noor.goes_to(f"/dossiers/{town.stories['debt']}/requests").follows(re.compile("^Inzage, Samira")).sees(ASKS)
    noor.follows("Lees het overzicht").sees(
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


def given_a_colleague(town: Town) -> None:
    """Fatih works in this household too."""
    town.rows(
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)"
        " select i.dossier_id, a.id, a.organisation_id, i.purpose_id, false, i.valid_from, i.account_id"
        " from involvement i, account a where i.dossier_id = %(id)s and i.is_lead and i.valid_until is null and i.withdrawn_at is null"
        " and a.name = 'Fatih Arslan' and not exists (select from involvement k where k.dossier_id = i.dossier_id"
        " and k.account_id = a.id and k.valid_until is null and k.withdrawn_at is null) returning 1",
        id=town.stories["debt"],
    )


def test_a_second_person_reads_it_before_it_is_given(welcome: Welcome, town: Town, tmp_path: Path) -> None:
    given_a_colleague(town)
    noor = welcome(NOOR, scripts=False).goes_to(f"/dossiers/{town.stories['debt']}/requests")
    given_a_request(noor, today_in_amsterdam())
    noor.follows(re.compile("^Inzage, Samira")).follows("Maak een kopie om te geven").sees("Wie leest dit?")
    noor.picks("Wie leest de kopie na?", "Fatih Arslan").presses("Kopie maken").sees("Kijk hier goed naar")
    at = "/" + noor.page.url.split("/", 3)[3]
    noor.follows(re.compile("^Zwart maken")).chooses("De hele tekst").presses("Opslaan").sees("Schrijf op waarom")
    noor.chooses("De hele tekst").types("Waarom?", "Dit gaat over een ander.").presses("Opslaan").sees("████")
    noor.chooses("Laat de collega nalezen").presses("Opslaan").sees("wordt nagelezen door Fatih Arslan")
    fatih = welcome(FATIH, size=PHONE).sees("lees een kopie na voordat die wordt gegeven").goes_to(at)
    fatih.chooses("Goed, deze kopie mag gegeven worden").presses("Opslaan").sees("goedgekeurd door Fatih Arslan")
    noor.goes_to(at).follows("Zo wordt de kopie").sees("Overzicht van Samira", "████")
    noor.goes_to(at)
    with noor.page.expect_download() as download:
        noor.page.get_by_role("link", name="Als bestand (JSON)").click()
    download.value.save_as(tmp_path / "overview.json")
    found = json.loads((tmp_path / "overview.json").read_text())
    assert found["person"]["name"].startswith("Samira")
    assert found["log"]
    assert "████" in json.dumps(found, ensure_ascii=False)
    noor.chooses("De kopie is gegeven").presses("Opslaan").sees("gegeven op")


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
    noor.follows("Brief in het Engels").sees("Who looked in your dossier?")


def test_a_partner_does_not_learn_of_it(welcome: Welcome, town: Town) -> None:
    [(dossier,)] = town.rows("select %(id)s::bigint", id=town.stories["nuisance"])
    karin = welcome(KARIN)
    for path in (f"/dossiers/{dossier}/requests", f"/dossiers/{dossier}/people/1/overview"):
        karin.page.goto(path)
        assert karin.status == 403
    karin.sees("Alleen de casusregisseur")
