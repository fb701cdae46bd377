"""A newcomer signs in, sees the day, and changes the language and back."""

import re

from app.accounts.demo import DEMO_PASSWORD
from tests.journeys.conftest import Welcome
from tests.journeys.visitor import PHONE, Visitor

NOOR = "Noor Hoekstra"


def given_a_newcomer(welcome: Welcome) -> Visitor:
    return welcome().goes_to("/")


def when_they_type_their_name_and_password(visitor: Visitor) -> None:
    visitor.types("E-mailadres van uw werk", "noor@wijkteam-oost.example").types("Wachtwoord", DEMO_PASSWORD)
    visitor.presses("Inloggen")


def then_the_day_begins_with_appointments_and_who_comes_along(visitor: Visitor) -> None:
    assert visitor.page.url.endswith("/today")
    visits = visitor.card("Afspraken")
    assert visits.get_by_role("link").count() >= 3
    assert visits.locator(".second").count() >= 3
    visitor.sees("Mina komt mee", "Nog niet gevraagd")


def test_a_newcomer_presses_a_name_and_sees_the_day(welcome: Welcome) -> None:
    visitor = given_a_newcomer(welcome)
    visitor.who = NOOR
    visitor.presses(re.compile(NOOR))
    then_the_day_begins_with_appointments_and_who_comes_along(visitor)


def test_a_newcomer_types_and_is_told_kindly_when_it_is_wrong(welcome: Welcome) -> None:
    visitor = given_a_newcomer(welcome)
    visitor.types("E-mailadres van uw werk", "noor@wijkteam-oost.example").types("Wachtwoord", "anders")
    visitor.presses("Inloggen").sees("horen niet bij elkaar")
    assert visitor.status == 400
    assert visitor.page.get_by_label("E-mailadres van uw werk").input_value() == "noor@wijkteam-oost.example"
    when_they_type_their_name_and_password(visitor)
    then_the_day_begins_with_appointments_and_who_comes_along(visitor)


def test_the_day_fits_a_phone(welcome: Welcome) -> None:
    visitor = welcome(NOOR, size=PHONE)
    then_the_day_begins_with_appointments_and_who_comes_along(visitor)


def test_the_language_changes_and_changes_back(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    assert visitor.page.locator("html").get_attribute("lang") == "nl"
    visitor.presses("English")
    assert visitor.page.url.endswith("/today")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    visitor.presses("Nederlands")
    assert visitor.page.locator("html").get_attribute("lang") == "nl"
