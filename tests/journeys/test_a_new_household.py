"""A resident calls: a generalist opens a household, writes the question, one life domain and a note."""

import re

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import PHONE, Visitor

QUESTION = "Wij willen weer slapen, en dat de kinderen op tijd op school zijn."


def given_a_generalist_with_an_empty_form(visitor: Visitor) -> Visitor:
    return visitor.follows("Caseload").follows("Huishouden toevoegen")


def when_they_fill_in_a_person_at(visitor: Visitor, first: str, surname: str, *, door: str) -> None:
    visitor.types("Voornaam", first).types("Achternaam", surname).types("Straat", "Touwslagerspad")
    visitor.types("Huisnummer", door).types("Postcode", "1995 AB").types("Plaats", "Waterstad")
    visitor.types("De vraag, in eigen woorden", QUESTION)
    visitor.chooses(re.compile("ondersteuning in het dagelijks leven"))


def then_the_dossier_begins_with_the_question(visitor: Visitor) -> None:
    visitor.sees(QUESTION, "Nog geen inzet", "intake")
    assert visitor.heading == "Huishouden Zwanenburg"


def when_they_record_a_life_domain(visitor: Visitor) -> None:
    visitor.follows("Bijwerken", inside=visitor.card("Levensgebieden"))
    visitor.follows(re.compile("gezin en opvoeding", re.IGNORECASE))
    visitor.page.get_by_role("radio", name=re.compile("vastgelegd, met de reden", re.IGNORECASE)).check()
    visitor.types("Waarom is het nodig dat dit hier staat?", "Voor de vraag van het gezin.")
    visitor.types("Wat is nodig om te weten?", "De jongste slaapt slecht; de ochtenden beginnen laat.")
    if visitor.page.get_by_label("Ik heb met het huishouden besproken").count():
        visitor.chooses("Ik heb met het huishouden besproken")
    visitor.presses("Opslaan").sees("De jongste slaapt slecht")


def when_they_write_a_note_with_a_diagnosis(visitor: Visitor) -> None:
    visitor.types("Wat is er gebeurd?", "Thuis gesproken. Moeder zegt dat Bram ADHD heeft.")
    visitor.page.locator(".hintword", has_text="ADHD").or_(
        visitor.page.locator(".hintword", has_text="adhd")
    ).wait_for()
    visitor.presses("Opslaan")


def then_they_are_asked_to_look_again_and_nothing_is_saved(visitor: Visitor) -> None:
    visitor.sees("Hoort dit in het dossier? Er is nog niets opgeslagen.", "wat iemand wel en niet kan")
    typed = visitor.page.get_by_label("Wat is er gebeurd?").input_value()
    assert typed == "Thuis gesproken. Moeder zegt dat Bram ADHD heeft."


def test_a_household_is_opened_with_its_question_a_domain_and_a_note(welcome: Welcome) -> None:
    visitor = given_a_generalist_with_an_empty_form(welcome("Noor Hoekstra"))
    when_they_fill_in_a_person_at(visitor, "Bram", "Zwanenburg", door="31")
    visitor.presses("Dossier maken")
    then_the_dossier_begins_with_the_question(visitor)
    when_they_record_a_life_domain(visitor)
    visitor.follows("Huishouden Zwanenburg").follows("Notitie")
    when_they_write_a_note_with_a_diagnosis(visitor)
    then_they_are_asked_to_look_again_and_nothing_is_saved(visitor)
    visitor.types("Wat is er gebeurd?", "Thuis gesproken. Bram zit moeilijk stil in de klas.")
    visitor.presses("Opslaan")
    visitor.sees("Bram zit moeilijk stil in de klas.").sees_nothing_of("ADHD heeft")


def test_a_household_that_is_known_already_is_named_before_a_second_dossier_is_made(welcome: Welcome) -> None:
    visitor = given_a_generalist_with_an_empty_form(welcome("Noor Hoekstra", size=PHONE))
    before = visitor.town.rows("select last_value from case_number")
    visitor.types("Voornaam", "Samira").types("Tussenvoegsel", "El").types("Achternaam", "Amranie")
    visitor.types("Straat", "Dirkstraat").types("Huisnummer", "14").types("Postcode", "1995 AA")
    visitor.types("Plaats", "Waterstad").chooses(re.compile("ondersteuning in het dagelijks leven"))
    visitor.presses("Dossier maken")
    visitor.sees("Is dit huishouden al bekend?", "El Amrani", "Er is nog niets opgeslagen")
    assert visitor.page.get_by_label("Achternaam").input_value() == "Amranie"
    assert visitor.town.rows("select last_value from case_number") == before
    visitor.follows(re.compile("El Amrani")).sees("Ik wil dat de deurwaarder niet meer belt")


def test_a_household_of_another_team_is_only_said_to_be_known_there(welcome: Welcome) -> None:
    visitor = given_a_generalist_with_an_empty_form(welcome("Hidde Zijlstra"))
    visitor.types("Voornaam", "Samira").types("Tussenvoegsel", "El").types("Achternaam", "Amrani")
    visitor.types("Straat", "Dirkstraat").types("Huisnummer", "14").types("Postcode", "1995 AA")
    visitor.types("Plaats", "Waterstad").chooses(re.compile("ondersteuning in het dagelijks leven"))
    visitor.presses("Dossier maken").sees("bekend bij Wijkteam Oost", "Noor Hoekstra")
    visitor.sees_nothing_of("Ik wil dat de deurwaarder", "W-2024-0142", "0142")
