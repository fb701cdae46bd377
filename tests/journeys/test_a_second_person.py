"""An appointment at the kitchen table: who comes along is part of making it, and what came of it is kept."""

import datetime as dt
import re
from pathlib import Path

from app.kernel.clock import in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.pages import AppointmentForm, Dossier
from tests.journeys.visitor import PHONE, Visitor


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
    assert not visitor.page.get_by_role("button", name="Printen").is_visible()
    letter = visitor.page.locator("article.sheet").inner_text()
    assert "Samira" in letter
    for word in ("schuld", "zorg", "handhaving", "wijkagent"):
        assert word not in letter.lower()
    visitor.page.emulate_media(media="screen")
    visitor.follows("Terug naar de afspraak")
    with visitor.page.expect_download() as found:
        visitor.page.get_by_role("link", name="Agenda-bestand").click()
    calendar = Path(found.value.path()).read_text()
    assert "BEGIN:VEVENT" in calendar
    for name in ("Samira", "Sami", "Amrani", "Mina", "Noor", "Dirkstraat", "kasboek", "Plan"):
        assert name not in calendar, name
