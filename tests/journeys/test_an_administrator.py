"""An administrator lets an organisation join, invites somebody, and stops them again; and opens no household."""

import re

from app.accounts.demo import DEMO_PASSWORD
from tests.journeys.conftest import Welcome
from tests.journeys.visitor import PHONE, Visitor

ASTRID = "Astrid Kooij"
PASSWORD = "vier gewone woorden samen"


def given_an_organisation_that_joins(visitor: Visitor, name: str) -> None:
    visitor.follows("Organisaties").follows("Organisatie toevoegen")
    visitor.types("Naam", name)
    visitor.picks("Soort organisatie", "welzijn|Welzijn|vrijwilligers")
    visitor.types(re.compile("^Contactpunt"), "Balie").types("Telefoon van het contactpunt", "058 000 99 00")
    visitor.presses("Opslaan")
    when_they_prove_who_they_are(visitor)
    visitor.sees(name)


def when_they_prove_who_they_are(visitor: Visitor) -> None:
    if visitor.heading == "Bevestig dat u het bent":
        visitor.types("Wachtwoord", DEMO_PASSWORD).presses("Verder")


def when_they_invite(visitor: Visitor, name: str, mail: str) -> None:
    if not visitor.page.get_by_role("link", name="Account toevoegen").count():
        visitor.follows("Organisaties").follows("De Brug")
    visitor.follows("Account toevoegen")
    when_they_prove_who_they_are(visitor)
    visitor.types("Naam", name).types("E-mailadres van het werk", mail)
    visitor.picks("Functie", "sociaal werker welzijn")
    visitor.presses("Toevoegen en uitnodigen")
    when_they_prove_who_they_are(visitor)
    visitor.sees("De uitnodiging is verstuurd")


def then_the_new_person_chooses_a_password_and_signs_in(visitor: Visitor, name: str, mail: str) -> None:
    visitor.goes_to("/demo/mail")
    letter = visitor.page.get_by_role("region", name="Uw account voor Schakel").filter(has_text=mail)
    visitor.follows("Open de link uit deze mail", inside=letter.first)
    visitor.sees("Welkom bij Schakel").types("Nieuw wachtwoord", PASSWORD).types("Nog een keer", "iets anders dan dat")
    visitor.presses("Wachtwoord opslaan")
    assert visitor.status == 400
    visitor.types("Nieuw wachtwoord", PASSWORD).types("Nog een keer", PASSWORD).presses("Wachtwoord opslaan")
    visitor.sees("Uw wachtwoord is opgeslagen")
    visitor.types("E-mailadres van uw werk", mail).types(re.compile("^Wachtwoord"), PASSWORD)
    visitor.who = name
    visitor.presses("Inloggen").sees("Er is nu niets met u gedeeld")


def when_the_account_is_switched_off(visitor: Visitor, name: str) -> None:
    visitor.follows("Accounts")
    visitor.field(re.compile("Zoek")).fill(name)
    visitor.presses("Zoek", inside=visitor.page.locator("main")).follows(name)
    when_they_prove_who_they_are(visitor)
    visitor.page.get_by_label("Deze persoon mag inloggen").uncheck()
    visitor.presses("Opslaan")
    when_they_prove_who_they_are(visitor)
    visitor.sees("Het account is gewijzigd.")


def then_the_next_request_is_out(visitor: Visitor) -> None:
    visitor.who = "somebody who was switched off"
    visitor.goes_to("/caseload")
    assert "/sign-in" in visitor.page.url


def test_somebody_is_invited_works_and_is_stopped(welcome: Welcome) -> None:
    astrid = welcome(ASTRID)
    given_an_organisation_that_joins(astrid, "De Brug")
    when_they_invite(astrid, "Femke de Groot", "femke@de-brug.example")
    femke = welcome()
    then_the_new_person_chooses_a_password_and_signs_in(femke, "Femke de Groot", "femke@de-brug.example")
    when_the_account_is_switched_off(astrid, "Femke de Groot")
    then_the_next_request_is_out(femke)


def test_a_link_works_once(welcome: Welcome) -> None:
    visitor = welcome()
    visitor.goes_to("/new-password").types("E-mailadres van uw werk", "ilse@wijkteam-oost.example")
    visitor.page.locator("main").get_by_role("button").first.click()
    visitor.goes_to("/demo/mail")
    letter = visitor.page.get_by_role("region", name="Een nieuw wachtwoord voor Schakel").first
    address = letter.get_by_role("link").get_attribute("href") or ""
    visitor.goes_to(address).types("Nieuw wachtwoord", PASSWORD).types("Nog een keer", PASSWORD)
    visitor.presses("Wachtwoord opslaan")
    visitor.goes_to(address)
    assert visitor.status == 410


def test_an_administrator_opens_no_household(welcome: Welcome) -> None:
    visitor = welcome(ASTRID, size=PHONE)
    number = visitor.town.stories["debt"]
    paths = (
        "",
        "/notes",
        "/people",
        "/domains",
        "/team",
        "/network",
        "/plan",
        "/interventions/1",
        "/interventions/new",
    )
    for path in paths:
        visitor.goes_to(f"/dossiers/{number}{path}")
        assert visitor.status in {403, 404}, path
        visitor.sees_nothing_of("El Amrani", "Samira")
    for path in ("/today", "/caseload", "/search", "/team/mix", "/dossiers/new", "/caseload.xlsx"):
        visitor.goes_to(path)
        assert visitor.status == 403, path
    assert not visitor.page.get_by_label("Zoek een huishouden").count()
