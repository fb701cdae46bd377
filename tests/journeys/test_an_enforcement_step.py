"""A housing officer plans a warning: first a pause, with what runs and whom to call; then it goes ahead, and the lead sees that."""

import re

from tests.journeys.conftest import Welcome
from tests.journeys.pages import Dossier, InterventionForm
from tests.journeys.visitor import PHONE, Visitor

REASON = "De buren slapen al drie weken niet en de brief is met hem besproken."
WHY = "Vier avonden na elkaar muziek tot twee uur; de afspraak was elf uur."
CONSULTED = "Noor Hoekstra, gebeld op maandag"


def given_a_housing_officer_who_wants_to_warn(visitor: Visitor) -> InterventionForm:
    visitor.goes_to("/caseload").follows(re.compile("Visser"))
    assert "regiekaart" in visitor.text
    visitor.follows("Inzet vastleggen")
    return InterventionForm(visitor)


def when_they_pick_the_warning_and_press_save(form: InterventionForm) -> Visitor:
    form.does("Waarschuwing overlast", paused=True).because(WHY).stands("overnemen")
    return form.saves()


def then_there_is_a_pause_and_nothing_is_saved(visitor: Visitor) -> None:
    assert visitor.status == 400
    visitor.sees(
        "Even pauze vóór handhaving", "Bij dit huishouden loopt:", "Zorg", "Activering", "Bel eerst Noor Hoekstra"
    )
    visitor.sees("Schrijf in één zin waarom dit nu doorgaat.", "Schrijf op wie u hierover sprak")
    assert visitor.page.get_by_label("Waarom dit, en waarom nu?").input_value() == WHY


def when_they_answer_both_questions(visitor: Visitor) -> None:
    visitor.types("Waarom gaat dit nu toch door?", REASON).types("Wie sprak u hierover?", CONSULTED)
    visitor.presses("Vastleggen")


def then_the_lead_sees_that_it_goes_ahead_and_who_was_consulted(visitor: Visitor) -> None:
    dossier = Dossier(visitor, "nuisance")
    listed = dossier.listed()
    assert f"Ging door na een pauze. Gesproken met: {CONSULTED}" in listed
    visitor.sees_nothing_of(REASON, WHY)
    row = visitor.page.get_by_role("row").filter(has_text=CONSULTED)
    assert "niet voor u" in row.inner_text()


def test_an_enforcement_step_goes_through_its_pause(welcome: Welcome) -> None:
    form = given_a_housing_officer_who_wants_to_warn(welcome("Karin Dijkstra"))
    visitor = when_they_pick_the_warning_and_press_save(form)
    then_there_is_a_pause_and_nothing_is_saved(visitor)
    when_they_answer_both_questions(visitor)
    visitor.sees("Waarschuwing overlast").sees(CONSULTED, REASON)
    then_the_lead_sees_that_it_goes_ahead_and_who_was_consulted(welcome("Noor Hoekstra"))


def test_what_is_no_step_needs_no_pause(welcome: Welcome) -> None:
    form = given_a_housing_officer_who_wants_to_warn(welcome("Karin Dijkstra", size=PHONE))
    form.does("Gesprek over woonafspraken").because("Kennismaken met de nieuwe buren.").stands("samen doen")
    visitor = form.saves()
    visitor.sees("Gesprek over woonafspraken").sees_nothing_of("na een pauze")
