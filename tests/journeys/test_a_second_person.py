"""An appointment at the kitchen table: who comes along is part of making it, and what came of it is kept."""

import datetime as dt
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.kernel.clock import in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.pages import AppointmentForm, Dossier
from tests.journeys.visitor import DESKTOP, PHONE, Visitor


def given_a_generalist_on_a_phone_at_the_dossier(welcome: Welcome, story: str) -> Visitor:
    visitor = welcome("Noor Hoekstra", size=PHONE)
    Dossier(visitor, story)
    return visitor


def when_they_make_an_appointment_to_which_mina_comes(visitor: Visitor) -> None:
    visitor.follows("Afspraak maken")
    visitor.sees("Zo kunt u het vragen", "Twee horen meer dan één", "De vorige keren")
    visitor.types("Waar gaat het over?", "Het kasboek bekijken")
    AppointmentForm(visitor).asked("er komt iemand mee").names("Mina").saves()


def then_the_household_has_it_with_mina(visitor: Visitor) -> None:
    visitor.sees("Mina komt mee")


def when_it_turns_out_to_have_been_yesterday(visitor: Visitor) -> None:
    yesterday = in_amsterdam(dt.datetime.now(dt.UTC)).date() - dt.timedelta(days=1)
    visitor.follows("Wijzigen").types(re.compile("^Dag"), yesterday.isoformat()).presses("Opslaan")
    assert visitor.status == 400
    visitor.sees("Dit gesprek is al geweest").chooses("Dit gesprek is al geweest").presses("Opslaan")


def when_they_record_that_she_came(visitor: Visitor) -> None:
    visitor.follows(re.compile("Bijwerken|Antwoord noteren"))
    AppointmentForm(visitor).asked("er kwam iemand mee")
    visitor.presses("Opslaan")


def test_the_second_person_is_asked_comes_and_is_remembered(welcome: Welcome) -> None:
    visitor = given_a_generalist_on_a_phone_at_the_dossier(welcome, "debt")
    when_they_make_an_appointment_to_which_mina_comes(visitor)
    then_the_household_has_it_with_mina(visitor)
    when_it_turns_out_to_have_been_yesterday(visitor)
    when_they_record_that_she_came(visitor)
    visitor.sees("Mina kwam mee")
    Dossier(visitor, "debt")
    visitor.follows("Afspraak maken")
    visitor.sees("Mina kwam mee")


def test_the_invitation_can_be_printed_and_the_calendar_holds_no_names(welcome: Welcome) -> None:
    visitor = welcome("Noor Hoekstra")
    Dossier(visitor, "debt")
    when_they_make_an_appointment_to_which_mina_comes(visitor)
    visitor.follows("Uitnodiging printen")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator("header.bar").is_visible()
    assert not visitor.page.locator("article.sheet").is_visible()
    assert visitor.page.get_by_text("Dit is geen afdruk om mee te geven").is_visible()
    visitor.page.emulate_media(media="screen")
    with visitor.page.expect_download() as found:
        visitor.page.get_by_role("link", name="Op papier (PDF)").click()
    letter = " ".join(page.extract_text() for page in PdfReader(found.value.path()).pages)
    assert "Samira" in letter
    for word in ("schuld", "zorg", "handhaving", "wijkagent"):
        assert word not in letter.lower()
    visitor.follows("Terug naar de afspraak")
    with visitor.page.expect_download() as found:
        visitor.page.get_by_role("link", name="Agenda-bestand").click()
    calendar = Path(found.value.path()).read_text()
    assert "BEGIN:VEVENT" in calendar
    for name in ("Samira", "Sami", "Amrani", "Mina", "Noor", "Dirkstraat", "kasboek", "Plan"):
        assert name not in calendar, name


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, True), (DESKTOP, False)])
def test_why_rather_not_is_asked_where_the_appointment_is_made(
    welcome: Welcome, size: tuple[int, int], scripts: bool
) -> None:
    visitor = welcome("Noor Hoekstra", size=size, scripts=scripts)
    Dossier(visitor, "ageing")
    visitor.follows("Afspraak maken")
    why = visitor.page.get_by_text("Liever niet? Noteer waarom")
    assert not why.is_visible()
    visitor.chooses("liever niet")
    why.click()
    visitor.picks("Waarom liever niet?", "^wil niemand lastigvallen$").presses("Afspraak opslaan")
    visitor.sees("De afspraak staat.", "wil niemand lastigvallen")
