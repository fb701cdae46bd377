"""An administrator lets an organisation join, invites somebody, and stops them again; and opens no household."""

import datetime as dt
import re

from app.accounts.demo import DEMO_PASSWORD
from app.kernel.clock import today_in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.test_a_document import LETTER, chooses_file
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


def when_the_eight_steps_are_done(visitor: Visitor, name: str) -> None:
    if not visitor.page.get_by_role("link", name="De acht stappen").count():
        visitor.follows("Organisaties").follows(name)
    visitor.follows("De acht stappen").sees("doet nog niet mee")
    for step in range(1, 8):
        visitor.follows(re.compile(rf"^{step}\. ")).types("Wat is er afgesproken?", f"Afspraak van stap {step}.")
        visitor.page.get_by_label("Deze stap is klaar").check()
        visitor.presses("Opslaan")
        when_they_prove_who_they_are(visitor)
    visitor.follows(re.compile(r"^8\. ")).types("Op welke dag is er getekend?", today_in_amsterdam().isoformat())
    chooses_file(visitor, "convenant.pdf", LETTER)
    visitor.presses("Vastleggen en laten meedoen").sees("Deze organisatie doet mee.", "doet mee sinds")
    visitor.follows("Overzicht voor de DPIA").sees("Afspraak van stap 7.", "vrijwilliger").follows("De acht stappen")
    visitor.follows(name)


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


def then_the_new_person_chooses_a_password_and_signs_in(
    visitor: Visitor, name: str, mail: str, *, finds: str = "Er is nu niets met u gedeeld"
) -> None:
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
    visitor.presses("Inloggen").sees(finds)


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
    when_the_eight_steps_are_done(astrid, "De Brug")
    when_they_invite(astrid, "Femke de Groot", "femke@de-brug.example")
    femke = welcome()
    then_the_new_person_chooses_a_password_and_signs_in(femke, "Femke de Groot", "femke@de-brug.example")
    when_the_account_is_switched_off(astrid, "Femke de Groot")
    then_the_next_request_is_out(femke)


def given_a_carer_for_whom_an_account_is_asked(noor: Visitor, until: str) -> None:
    noor.types("Voornaam", "Hanna").types("Wat is deze persoon van hen?", "buurvrouw").picks("Rol", "^mantelzorger")
    noor.types("Rol tot en met", until).presses("Toevoegen").follows("Bijwerken Hanna")
    noor.sees("Zonder account ziet deze persoon niets").follows("Geef toegang")
    noor.sees("wat u stuk voor stuk deelt", "Niet om welk huishouden het gaat")
    noor.types("Voor- en achternaam", "Hanna de Wit").types("E-mailadres", "geen adres")
    noor.types("Waarom krijgt deze persoon toegang?", "Zij kookt op dinsdag en wil weten wanneer wij komen.")
    noor.presses("Vraag het account aan").sees("Vul een gewoon e-mailadres in")
    noor.types("E-mailadres", "hanna@voorbeeld.example").presses("Vraag het account aan")
    noor.sees("Gevraagd aan de beheerder", "Tot dan ziet deze persoon niets")


def when_the_administrator_makes_it(astrid: Visitor, household: str) -> None:
    astrid.follows("Accounts").follows("Gevraagde accounts voor mensen uit een netwerk").follows("Hanna de Wit")
    when_they_prove_who_they_are(astrid)
    astrid.sees("Noor Hoekstra, Wijkteam Oost", "iemand uit het netwerk").sees_nothing_of(household, "mantelzorger")
    astrid.chooses("account maken en de uitnodiging mailen").presses("Antwoorden")
    when_they_prove_who_they_are(astrid)
    astrid.sees("De uitnodiging is verstuurd naar hanna@voorbeeld.example")


def test_a_carer_is_let_in_and_out_again_and_the_administrator_reads_no_household(welcome: Welcome) -> None:
    until = (today_in_amsterdam() + dt.timedelta(days=60)).isoformat()
    noor = welcome("Noor Hoekstra", size=PHONE)
    house = noor.town.stories["ageing"]
    given_a_carer_for_whom_an_account_is_asked(noor.goes_to(f"/dossiers/{house}/network"), until)
    when_the_administrator_makes_it(welcome(ASTRID), "Osei")
    hanna = welcome()
    then_the_new_person_chooses_a_password_and_signs_in(
        hanna, "Hanna de Wit", "hanna@voorbeeld.example", finds="regie: Noor Hoekstra"
    )
    hanna.goes_to(f"/dossiers/{house}").sees("Noor Hoekstra")
    noor.goes_to(f"/dossiers/{house}/network").follows("Bijwerken Hanna").sees("Kan inloggen: Hanna de Wit, tot en met")
    noor.page.get_by_label("Is nog in beeld").uncheck()
    noor.presses("Opslaan").sees("Bijgewerkt: Hanna.")
    hanna.goes_to(f"/dossiers/{house}")
    assert hanna.status == 404


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
