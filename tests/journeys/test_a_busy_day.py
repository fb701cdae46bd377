"""Forty times a day: from Vandaag a note, an intervention and an appointment are a few clicks away, with scripts and without."""

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.pages import AppointmentForm, InterventionForm
from tests.journeys.visitor import PHONE, Visitor

NOOR = "Noor Hoekstra"


def given_a_generalist_with_appointments_today(welcome: Welcome, *, scripts: bool) -> Visitor:
    visitor = welcome(NOOR, size=PHONE, scripts=scripts)
    return visitor.goes_to("/today")


def what_is_next(visitor: Visitor, what: str) -> Visitor:
    """The link beside today's appointment with the Osei household."""
    return visitor.follows(f"{what}, Osei", inside=visitor.card("Afspraken"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_came_of_a_talk_is_written_down_from_vandaag(welcome: Welcome, *, scripts: bool) -> None:
    visitor = given_a_generalist_with_appointments_today(welcome, scripts=scripts)
    with visitor.counting(2):
        what_is_next(visitor, "Notitie")
        visitor.types("Wat is er gebeurd?", "Het bord met de dagen hangt nu in de keuken.").presses("Opslaan")
    visitor.sees("De notitie is opgeslagen.").goes_to("/today")
    with visitor.counting(5):
        form = InterventionForm(what_is_next(visitor, "Inzet")).is_of("Zorg").does("Maatschappelijk werk")
        form.because("Mevrouw Osei vroeg er zelf om.").stands("samen doen").saves()
    visitor.sees("De inzet is vastgelegd.").goes_to("/today")
    with visitor.counting(3):
        AppointmentForm(what_is_next(visitor, "Nieuwe afspraak")).asked("gevraagd").saves()
    visitor.sees("De afspraak staat.", "Gevraagd, nog geen antwoord")
