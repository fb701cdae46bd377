"""Somebody lifts secrecy and takes that back; for whom a partner is involved changes; a file is marked; a caseload goes to a colleague."""

import re

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor

NOOR, KARIN, JOOST = "Noor Hoekstra", "Karin Dijkstra", "Joost Haverkamp"
WORDS = {
    "nl": {
        "language": "Nederlands",
        "add": "Toestemming opschrijven",
        "what": "Wat precies?",
        "for": "Waarvoor?",
        "notes": "notities",
        "self": "deze persoon zelf",
        "talk": "in een gesprek",
        "save": "Opslaan",
        "written": "Opgeschreven.",
        "withdraw": "Nu intrekken",
        "who": "Wie kreeg wat?",
        "gone": "Ingetrokken.",
        "register": "Register van verwerkingen",
        "law": "Grondslag",
    },
    "en": {
        "language": "English",
        "add": "Write down consent",
        "what": "What exactly?",
        "for": "What for?",
        "notes": "notes",
        "self": "this person",
        "talk": "in a talk",
        "save": "Save",
        "written": "Written down.",
        "withdraw": "Withdraw now",
        "who": "Who received what?",
        "gone": "Withdrawn.",
        "register": "Register of processing",
        "law": "Legal basis",
    },
}


def speaking(visitor: Visitor, language: str) -> Visitor:
    return visitor.presses(WORDS[language]["language"]) if language == "en" else visitor


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_waiver_is_written_down_and_taken_back(welcome: Welcome, town: Town, language: str) -> None:
    words, home = WORDS[language], f"/dossiers/{town.stories['debt']}/consents"
    noor = speaking(welcome(NOOR, size=PHONE, scripts=language == "nl"), language).goes_to(home)
    try:
        noor.follows(words["add"])
        noor.page.locator("select[name=receiver]").select_option(
            index=noor.page.locator("select[name=receiver] option").count() - 1
        )
        noor.chooses(words["notes"]).types(words["what"], "Dat de ochtend niet lukt.").types(
            words["for"], "Om later af te spreken."
        )
        noor.chooses(words["self"]).chooses(words["talk"]).presses(words["save"]).sees(words["written"])
        noor.page.locator("#waivers a[href*='/waivers/']").nth(1).click()
        noor.sees(words["who"]).presses(words["withdraw"]).sees(words["gone"])
    finally:
        noor.goes_to("/me")
        if language == "en":
            noor.presses("Nederlands")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_register_is_at_the_foot_of_every_page(welcome: Welcome, language: str) -> None:
    words, karin = WORDS[language], speaking(welcome(KARIN), language)
    try:
        karin.follows(words["register"]).sees(words["law"])
    finally:
        karin.goes_to("/me")
        if language == "en":
            karin.presses("Nederlands")


def test_for_whom_somebody_is_involved_is_changed_from_the_team(welcome: Welcome, town: Town) -> None:
    noor = welcome(NOOR).goes_to(f"/dossiers/{town.stories['nuisance']}/team")
    noor.follows(re.compile("^Wijzigen")).sees("Om wie gaat het bij").sees("Wie leest dit?")


def test_the_officer_looks_after_marked_files(welcome: Welcome) -> None:
    welcome(JOOST).follows("Gemarkeerd").sees("Dossiers van collega’s en familie")


def test_a_caseload_is_chosen_to_be_handed_over(welcome: Welcome) -> None:
    noor = welcome(NOOR).goes_to("/caseload").follows("Overdragen")
    noor.page.locator("input[name=household]").first.check()
    noor.presses("Verder").sees("Wie krijgt de regie?", "Wat werkt bij dit huishouden?")
