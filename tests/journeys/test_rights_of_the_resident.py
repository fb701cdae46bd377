"""What somebody gets done about their own data: a record that rests, an objection, an own statement; and a caseload that comes back."""

import re

import pytest

from app.kernel.clock import today_in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor

NOOR, RUTH = "Noor Hoekstra", "Ruth de Haan"
GOAL = "Twee middagen per week de deur uit."
OWN_WORDS = "Dat klopt niet meer: de brief is al beantwoord."
ENGLISH = {
    "write": "Write down their own statement beside it",
    "who": "Who says this?",
    "what": "What does this person say about it?",
    "save": "Save",
}
DUTCH = {
    "write": "Zienswijze erbij schrijven",
    "who": "Wie zegt dit?",
    "what": "Wat zegt deze persoon ervan?",
    "save": "Opslaan",
}


def asked(noor: Visitor, town: Town, kind: str, about: str) -> Visitor:
    """Somebody of the story of the music asked this today, and Noor wrote it down and opened it."""
    noor.goes_to(f"/dossiers/{town.stories['nuisance']}/requests")
    noor.picks("Wie vraagt het?", "Arend").picks("Wat vraagt deze persoon?", kind).types("Waar gaat het om?", about)
    noor.types("Wanneer kwam het verzoek binnen?", today_in_amsterdam().isoformat()).presses("Opslaan")
    return noor.follows(re.compile(f"^{kind}", re.IGNORECASE)).sees(about)


def test_a_partner_finds_a_sentence_where_a_record_is_not_used(welcome: Welcome, town: Town) -> None:
    plan = f"/dossiers/{town.stories['nuisance']}/plan"
    ruth = welcome(RUTH, size=PHONE).goes_to(plan).sees(GOAL)
    noor = asked(welcome(NOOR, scripts=False), town, "tijdelijk niet gebruiken", "Hij wil dat dit doel even rust.")
    noor.chooses("Ja, wij doen het").presses("Opslaan")
    noor.follows(re.compile("^Tijdelijk niet gebruiken", re.IGNORECASE))
    at = "/" + noor.page.url.split("/", 3)[3]
    noor.follows("Kies wat tijdelijk niet gebruikt wordt").sees("Wie leest dit?").presses("Niet meer gebruiken")
    noor.sees("Kies ten minste één gegeven").chooses(re.compile(GOAL)).presses("Niet meer gebruiken")
    noor.sees("Dit wordt bewaard en niet meer gebruikt")
    ruth.goes_to(plan).sees_nothing_of(GOAL)
    ruth.sees("tijdelijk niet te gebruiken")
    noor.goes_to(plan).sees(GOAL)
    noor.goes_to(at).follows("Geef weer vrij").chooses(re.compile(GOAL)).types("Waarom?", "Het is besproken.")
    noor.presses("Weer vrijgeven").sees("mag weer gebruikt worden")
    ruth.goes_to(plan).sees(GOAL).sees_nothing_of("tijdelijk niet te gebruiken")


def test_an_objection_is_weighed_before_it_is_decided(welcome: Welcome, town: Town) -> None:
    noor = asked(welcome(NOOR), town, "bezwaar", "Hij wil niet dat de verhuurder meeleest.")
    noor.chooses("Nee").types("Waarom?", "De afspraken zijn nodig.").presses("Opslaan")
    noor.sees("Schrijf eerst op wat u afweegt")
    at = "/" + noor.page.url.split("/", 3)[3]
    noor.follows("Weeg het bezwaar af").sees("Zet beide kanten naast elkaar")
    noor.types("Waartegen is het bezwaar?", "Dat de verhuurder de afspraken leest.")
    noor.types("Wat betekent het voor het huishouden?", "Hij voelt zich bekeken.")
    noor.types("Waarom is het nodig voor de taak?", "Zonder de afspraken komt er weer een waarschuwing.")
    noor.presses("Opslaan").sees("De afweging staat erbij.", "Hij voelt zich bekeken.")
    noor.chooses("Nee").types("Waarom?", "De afspraken zijn nodig.").presses("Opslaan")
    noor.goes_to(at).sees("De afspraken zijn nodig.", "Hij voelt zich bekeken.")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_caseload_is_handed_over_and_taken_back(welcome: Welcome, *, scripts: bool) -> None:
    noor = welcome(NOOR, scripts=scripts).goes_to("/caseload/handover")
    for place in range(3):
        noor.page.locator("input[name=household]").nth(place).check()
    noor.presses("Verder").sees("Wie krijgt de regie?").chooses("Fatih Arslan")
    noor.presses("Overdragen").sees("3 huishoudens zijn overgedragen.", "nog niets aan gedaan")
    for place in range(3):
        noor.page.locator("input[name=households]").nth(place).check()
    noor.presses("Ongedaan maken").sees("3 overdrachten zijn ongedaan gemaakt.")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_somebody_says_something_beside_a_life_domain(welcome: Welcome, town: Town, language: str) -> None:
    words, said = (DUTCH, OWN_WORDS) if language == "nl" else (ENGLISH, "That is not so any more.")
    money = f"/dossiers/{town.stories['debt']}/domains/money"
    noor = welcome(NOOR, size=PHONE if language == "en" else (1280, 900)).goes_to(money)
    if language == "en":
        noor.presses("English")
    try:
        noor.goes_to(money).follows(words["write"]).picks(words["who"], "Samira").types(words["what"], said)
        noor.presses(words["save"])
        noor.goes_to(money).sees(said)
    finally:
        noor.goes_to("/me")
        if language == "en":
            noor.presses("Nederlands")
