"""The plan is the resident's: their question, their steps, three partners under one goal, the money in one row, and all of it on paper."""

import datetime as dt
import re

import pytest
from pypdf import PageObject, PdfReader

from app.kernel.clock import today_in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor

NOOR = "Noor Hoekstra"
SOON = (today_in_amsterdam() + dt.timedelta(days=20)).isoformat()
QUESTION = "Ik wil dat ze thuis niet meer over mij ruziën"


def plan_of(visitor: Visitor, town: Town, story: str = "debt") -> Visitor:
    return visitor.goes_to(f"/dossiers/{town.stories[story]}/plan")


def given_an_own_plan_was_offered(visitor: Visitor) -> None:
    visitor.follows("Eigen plan aanbieden").sees("Jeugdwet 4.1.2")
    visitor.chooses("persoonlijk plan").chooses("nee, liever niet").presses("Opslaan")
    visitor.sees("persoonlijk plan: nee, liever niet")


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, True), ((1280, 900), False)])
def test_steps_begin_with_the_household(welcome: Welcome, town: Town, size: tuple[int, int], scripts: bool) -> None:
    noor = plan_of(welcome(NOOR, size=size, scripts=scripts), town)
    noor.follows(re.compile("^Stap toevoegen")).sees("vraag eerst: wat kunt en wilt u zelf doen?", "Wie leest dit?")
    noor.types("Wat gaat er gebeuren?", "De post samen openen.").types("Wanneer is het klaar?", SOON).presses("Opslaan")
    noor.sees("Een stap van niemand komt niet af.")
    assert noor.field("Wat gaat er gebeuren?").input_value() == "De post samen openen."
    noor.types("Hoe heet die persoon?", "Samira").presses("Opslaan").sees(
        "De stap staat in het plan.", "De post samen openen."
    )
    noor.follows("De post samen openen.").chooses("gedaan").picks("Merkt het huishouden", "^een beetje").presses(
        "Opslaan"
    )
    noor.sees("De stap is bijgewerkt.", "een beetje")


def test_a_professional_waits_until_an_own_plan_was_offered(welcome: Welcome, town: Town) -> None:
    noor = plan_of(welcome(NOOR), town, "ageing")
    noor.follows(re.compile("^Stap toevoegen")).types("Wat gaat er gebeuren?", "Medicijnen op een rij.")
    noor.chooses("een professional").types("Hoe heet die persoon?", "Noor").types("Wanneer is het klaar?", SOON)
    noor.presses("Opslaan").sees("Bied eerst een eigen plan aan")
    given_an_own_plan_was_offered(plan_of(noor, town, "ageing"))


def test_three_parties_and_the_household_sign_one_goal(welcome: Welcome, town: Town) -> None:
    noor = plan_of(welcome(NOOR), town, "youth").sees("Ons gezamenlijke doel", "Wendy op", QUESTION)
    noor.follows("Tekenen").sees("getekend: Lianne", "getekend: Pieter", "nog niet getekend")
    noor.picks("Wie tekent?", "Leerplicht").types("Naam van wie tekent", "Yasmin").presses("Handtekening opslaan")
    noor.sees("De handtekening staat erbij.", "getekend: Yasmin")
    back = "Waar we samen aan werken"
    noor.follows(back).follows("Belangenkaart").sees("Hier vallen belangen samen", "Wegblijven zonder bericht.")
    noor.follows(back).follows("Geld op één rij").sees("€ 1.184,50", "Samen in één pot, per jaar", "€ 14.604,00")


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, False)])
def test_a_partner_says_that_the_own_step_is_done(
    welcome: Welcome, town: Town, size: tuple[int, int], scripts: bool
) -> None:
    theirs, others = "Met school bellen hoe het rooster loopt.", "Rooster van school en stage op één blad zetten."
    lianne = plan_of(welcome("Lianne Brouwer", size=size, scripts=scripts), town, "youth").sees(theirs, others)
    assert lianne.page.get_by_role("link", name=others).count() == 0
    lianne.follows(theirs).sees("Is deze stap klaar?", "Verder verandert er niets aan de stap.", "Wie leest dit?")
    lianne.presses("Klaar").sees("Klaar. Mooi.", theirs)
    assert lianne.page.get_by_role("link", name=theirs).count() == 0


def test_it_goes_up_and_down_and_on_low_flame(welcome: Welcome, town: Town) -> None:
    noor = plan_of(welcome(NOOR), town, "debt").follows("Opschalen").sees("Ook het huishouden ziet dit hier niet")
    noor.chooses("de procesregisseur").types("Waarom is dat nodig?", "Niemand kiest.")
    noor.types("Wie heeft u gevraagd?", "De procesregisseur").types("Wanneer moet er antwoord zijn?", SOON)
    noor.presses("Opschalen").sees("Opgeschaald", "de procesregisseur")
    noor.follows("Hoger of terugkijken").sees("Niemand kiest.").chooses("de leiding van een partner")
    noor.types("Waarom is dat nodig?", "Er is nog geen plek.").types("Wie heeft u gevraagd?", "De directeur")
    noor.types("Wanneer moet er antwoord zijn?", SOON).presses("Opschalen").sees("Er is nog geen plek.")
    noor.follows("Afschalen").chooses("de teamleider").types("Wat heeft het opgeleverd?", "Eén plek.")
    noor.presses("Afschalen").sees("Schrijf op wie u op die trede vraagt.")
    assert noor.field("Wat heeft het opgeleverd?").input_value() == "Eén plek."
    noor.types("Wie vraagt u daar?", "Fatih").types("Wanneer moet er antwoord zijn?", SOON).presses("Afschalen")
    noor.sees("Afgeschaald naar een lagere trede.", "Afgeschaald vanaf trede 3.")
    noor.follows("Afschalen").types("Wat heeft het opgeleverd?", "Eén afspraak.").presses("Afschalen").sees(
        "Afgeschaald."
    )
    noor.follows("Opschalen").sees("Eén plek.", "Eén afspraak.")
    plan_of(noor, town, "debt")
    noor.follows("Waakvlam afspreken").types("Wie houdt contact?", "Mina").types("Tot en met welke dag?", SOON)
    noor.types("Wanneer starten we de hulp weer?", "Zij opent de post niet.").presses("Waakvlam starten")
    noor.sees("De waakvlam brandt.", "Mina houdt contact")
    noor.follows("Contact of herstart opschrijven").chooses("er is weer hulp nodig")
    noor.types("Schrijf het op in hooguit drie regels", "De huur bleef liggen.").presses("Opslaan").sees(
        "Opgeschreven."
    )


def the_paper_of(noor: Visitor, town: Town, button: str, sheet: str) -> list[PageObject]:
    """The pages of the paper for Wendy; the browser's own print shows where to find it, and nothing else."""
    plan_of(noor, town, "youth").page.emulate_media(media="print")
    assert noor.page.locator(".paper-instead").is_visible()
    assert not noor.page.locator("h1").is_visible()
    noor.page.emulate_media(media="screen")
    noor.follows(button).chooses("Wendy Bos")
    with noor.page.expect_download() as found:
        noor.page.get_by_role("button", name=sheet, exact=True).click()
    return list(PdfReader(found.value.path()).pages)


@pytest.mark.parametrize(
    ("language", "button", "title"),
    [("nl", "Op papier", "Het plan van Wendy"), ("en", "On paper", "The plan of Wendy")],
)
def test_the_plan_is_one_readable_sheet(welcome: Welcome, town: Town, language: str, button: str, title: str) -> None:
    noor = welcome(NOOR)
    if language == "en":
        noor.presses("English")
    try:
        found = the_paper_of(noor, town, button, "Het plan" if language == "nl" else "The plan")
    finally:
        noor.goes_to("/me")
        if language == "en":
            noor.presses("Nederlands")
    front, behind = (" ".join(page.extract_text().split()) for page in found)
    for expected in (
        title,
        QUESTION,
        "Zelf de garage bellen over de stage.",
        f"Bel {NOOR}" if language == "nl" else f"Call {NOOR}",
    ):
        assert expected in front, expected
    for expected in ("Samen ontbijten op maandag en donderdag", "1.184,50" if language == "nl" else "1,184.50"):
        assert expected in front + behind, expected


def test_a_partner_reads_what_is_shared_and_writes_the_own_interest(welcome: Welcome, town: Town) -> None:
    karin = welcome("Karin Dijkstra").goes_to(f"/dossiers/{town.stories['debt']}")
    karin.follows("Belangenkaart").follows("Belang opschrijven")
    karin.types("Wat wilt u zelf bereiken?", "De huur op tijd.").types(
        "Waarom is dat belangrijk voor u?", "Dan blijft het huis."
    )
    karin.presses("Opslaan").sees("De huur op tijd.")
    assert karin.goes_to(f"/dossiers/{town.stories['debt']}/plan/money").status == 403


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, False), ((1280, 900), True)])
def test_a_partner_signs_the_goal_that_was_shared_from_the_regiekaart(
    welcome: Welcome, town: Town, size: tuple[int, int], scripts: bool
) -> None:
    pieter = welcome("Pieter Land", size=size, scripts=scripts).goes_to(f"/dossiers/{town.stories['youth']}")
    pieter.sees("regiekaart").follows("Jayden gaat elke dag naar school").follows("Tekenen").sees("nog niet getekend")
    pieter.types("Naam van wie tekent", "Pieter Land").presses("Handtekening opslaan").sees(
        "De handtekening staat erbij."
    )


def test_a_partner_who_reads_the_network_follows_the_way_to_the_map(welcome: Welcome, town: Town) -> None:
    lianne = welcome("Lianne Brouwer").goes_to(f"/dossiers/{town.stories['youth']}").follows("Netwerkkaart")
    assert lianne.status == 200
    lianne.sees("Netwerkkaart")
    pieter = welcome("Pieter Land").goes_to(f"/dossiers/{town.stories['youth']}")
    assert pieter.page.get_by_role("link", name="Netwerkkaart").count() == 0
