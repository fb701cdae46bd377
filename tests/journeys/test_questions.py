"""A question to somebody who is involved, answered in place; and one line from somebody who has no account."""

import re

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.pages import Dossier
from tests.journeys.visitor import DESKTOP, PHONE, Visitor

NOOR, KARIN, FATIH = "Noor Hoekstra", "Karin Dijkstra", "Fatih Arslan"


def when_they_ask_karin(visitor: Visitor, line: str) -> None:
    Dossier(visitor, "nuisance")
    visitor.follows("Vraag stellen", inside=visitor.card("Vragen"))
    visitor.sees("Wie leest dit?", "Leest het alleen als u deze persoon kiest")
    visitor.chooses(f"{KARIN}, woonconsulent")
    visitor.types("Wat is uw vraag?", line).presses("Vragen")
    visitor.sees("Gevraagd.", line, "antwoorden: 0 van 1")


def then_karin_answers_it_from_vandaag(visitor: Visitor, line: str, words: str, *, english: bool = False) -> None:
    visitor.goes_to("/today")
    card = visitor.card("Waiting for you" if english else "Dit wacht op u")
    visitor.follows("Visser", inside=card.get_by_role("listitem").filter(has_text=line))
    visitor.types("Your answer" if english else "Uw antwoord", words)
    button = visitor.page.get_by_role("button", name="Post" if english else "Plaatsen")
    if visitor.scripts:
        with visitor.page.expect_response(re.compile(r"/questions/\d+")):
            button.click()
        visitor.page.get_by_text(words).first.wait_for()
        visitor.settles()
    else:
        visitor.presses("Plaatsen")
    visitor.sees(words, "answers: 1 of 1" if english else "antwoorden: 1 van 1")
    visitor.goes_to("/today").sees_nothing_of(line)


@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone, no scripts"])
def test_a_question_is_asked_answered_in_place_and_closed(
    welcome: Welcome, size: tuple[int, int], *, scripts: bool
) -> None:
    line = f"Is de brief over het geluid al weg? {size[0]}"
    noor, karin = welcome(NOOR, size=size, scripts=scripts), welcome(KARIN, size=size, scripts=scripts)
    when_they_ask_karin(noor, line)
    then_karin_answers_it_from_vandaag(karin, line, "Nee, die gaat maandag.")
    noor.goes_to("/today").sees(f"{line} (antwoorden: 1 van 1)")
    noor.follows("Visser", inside=noor.card("Uw vragen").get_by_role("listitem").filter(has_text=line))
    noor.sees("Nee, die gaat maandag.").presses("Vraag afronden").sees("De vraag is afgerond.", "Weer openen")
    noor.goes_to("/today").sees_nothing_of(line)


def test_a_colleague_sees_nothing_of_it(welcome: Welcome) -> None:
    line = "Weet u wie er zaterdag was?"
    when_they_ask_karin(welcome(NOOR), line)
    fatih, karin = welcome(FATIH), welcome("Jelle Bakker")
    for visitor in (fatih, karin):
        visitor.goes_to("/today").sees_nothing_of(line)
        visitor.goes_to(f"/dossiers/{visitor.town.stories['nuisance']}").sees_nothing_of(line)


def test_the_same_in_english_on_a_phone(welcome: Welcome) -> None:
    line = "Is de trap geveegd?"
    when_they_ask_karin(welcome(NOOR), line)
    karin = welcome(KARIN, size=PHONE).presses("English")
    then_karin_answers_it_from_vandaag(karin, line, "Yes, this morning.", english=True)
    karin.presses("Nederlands")


def when_they_ask_somebody_outside(visitor: Visitor, mail: str, language: str) -> None:
    Dossier(visitor, "ageing")
    visitor.follows("Alle vragen en antwoorden").follows("Vraag aan iemand zonder account")
    visitor.sees("leest alleen uw ene zin, en niets uit het dossier")
    visitor.types("Wat is uw vraag?", "Is Abena er vandaag?").types("Aan wie?", "Rie Postma")
    visitor.types("E-mailadres van die persoon", mail).chooses(language).presses("Mail versturen")
    visitor.sees("U schreef “Abena”.", "Er is nog niets opgeslagen")
    visitor.types("Wat is uw vraag?", "Is de soep vandaag gebracht?").presses("Mail versturen")
    visitor.sees("De mail gaat weg.", "Is de soep vandaag gebracht?", "nog geen antwoord, de link werkt tot en met")


def the_link(visitor: Visitor, mail: str) -> str:
    """The address in the mail, as the outbox of the demo town shows it."""
    visitor.goes_to("/demo/mail")
    letter = visitor.page.get_by_role("region").filter(has_text=mail).first
    assert "soep" not in letter.inner_text()
    assert "Osei" not in letter.inner_text()
    return letter.get_by_role("link").first.get_attribute("href") or ""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_somebody_without_an_account_answers_with_one_line(welcome: Welcome, *, scripts: bool) -> None:
    mail = f"rie-{scripts}@keuken.example".lower()
    noor = welcome(NOOR, size=PHONE)
    when_they_ask_somebody_outside(noor, mail, "Nederlands")
    rie = welcome(size=PHONE, scripts=scripts)
    link = the_link(rie, mail)
    rie.goes_to(link).sees("Een korte vraag", "Is de soep vandaag gebracht?").sees_nothing_of("Osei", "Akkerstraat")
    rie.presses("Versturen").sees("Kies een van de mogelijkheden.")
    rie.chooses("Ik maak me zorgen").types(re.compile("^Wilt u er iets bij"), f"Er deed niemand open ({mail}).")
    rie.presses("Versturen").sees("Dank u wel")
    rie.goes_to(link).sees("Deze link werkt niet")
    assert rie.status == 410
    noor.goes_to("/today").sees(f"Rie Postma, maakt zich zorgen: Er deed niemand open ({mail}).")
    card = noor.card("Uw vragen").get_by_role("listitem").filter(has_text=mail)
    noor.follows(re.compile("Osei"), inside=card)
    noor.sees("Iemand maakt zich zorgen", f"van buiten, door Rie Postma ({mail})").presses("Haal van Vandaag")
    noor.goes_to("/today").sees_nothing_of(f"Er deed niemand open ({mail})")


def test_the_page_behind_an_english_mail_is_english(welcome: Welcome) -> None:
    noor = welcome(NOOR)
    when_they_ask_somebody_outside(noor, "rie-english@soup.example", "Engels")
    rie = welcome(size=DESKTOP)
    rie.goes_to(the_link(rie, "rie-english@soup.example")).sees("A short question", "I have seen it")
    rie.chooses("It is done").presses("Send").sees("Thank you")


def test_a_link_is_withdrawn(welcome: Welcome) -> None:
    noor = welcome(NOOR)
    when_they_ask_somebody_outside(noor, "rie-back@keuken.example", "Nederlands")
    link = the_link(welcome(), "rie-back@keuken.example")
    Dossier(noor, "ageing")
    noor.follows("Alle vragen en antwoorden").follows("Is de soep vandaag gebracht?").presses("Link intrekken")
    noor.sees("Ingetrokken. De link werkt niet meer.")
    assert welcome().goes_to(link).status == 410
