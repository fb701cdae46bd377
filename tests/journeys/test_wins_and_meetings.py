"""A win opens the dossier and the meeting; a decision stands in the dossier; a worker steps back; the lines have crossed."""

import datetime as dt
import re

import pytest
from pypdf import PdfReader

from app.kernel.clock import today_in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.pages import Dossier
from tests.journeys.visitor import DESKTOP, PHONE, Visitor

NOOR, KARIN, JELLE, WOUTER = "Noor Hoekstra", "Karin Dijkstra", "Jelle Bakker", "Wouter Prins"


def when_they_add_a_win(visitor: Visitor, story: str, line: str) -> None:
    Dossier(visitor, story)
    visitor.follows("Winst toevoegen").sees("Wie leest dit?", "ook voor handhaving")
    visitor.presses("Opslaan").sees("Schrijf in één zin op wat er goed ging.")
    visitor.types("Wat ging er goed?", line).presses("Opslaan").sees("Mooi, het staat erbij.", line)


@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone, no scripts"])
def test_a_win_is_added_weighed_and_given_back(welcome: Welcome, size: tuple[int, int], *, scripts: bool) -> None:
    line = f"Meneer Visser zette zelf zijn radio zachter {size[0]}."
    noor, karin = welcome(NOOR, size=size, scripts=scripts), welcome(KARIN, size=size, scripts=scripts)
    when_they_add_a_win(noor, "nuisance", line)
    noor.follows("Twee lichte vragen beantwoorden")
    for words in (
        "Er is nu echt iets anders", "Het past in dit gezin", "Mensen doen of denken blijvend anders", "Een drempel",
        "Het brengt iets dichterbij", "De bewoner vindt het vooruitgang", "Energie",
    ):  # fmt: skip
        noor.chooses(words)
    noor.presses("Opslaan").sees("De winst is bijgewerkt.", "kleine winst", "Het werkt door")
    noor.follows("Kaart voor de bewoner").sees("Dit ging goed", line, "Wat wilt u hierna?").sees_nothing_of(
        "Roeiersstraat"
    )
    karin.goes_to(f"/dossiers/{karin.town.stories['nuisance']}").sees("Wat goed ging", line)
    when_they_add_a_win(karin, "nuisance", f"De buurvrouw groette hem {size[0]}.")
    Dossier(noor, "nuisance")
    noor.sees(f"De buurvrouw groette hem {size[0]}.")


def test_a_win_in_english(welcome: Welcome) -> None:
    jelle = welcome(JELLE).presses("English")
    jelle.goes_to(f"/dossiers/{jelle.town.stories['debt']}").follows("Add a win")
    jelle.types("What went well?", "They rang each other.").presses("Save")
    jelle.sees("Good, it has been added.", "They rang each other.").presses("Nederlands")


def when_they_plan_a_meeting(visitor: Visitor, title: str) -> None:
    visitor.goes_to("/meetings").follows("Overleg plannen")
    for box in visitor.page.get_by_role("checkbox").all():
        box.uncheck()
    visitor.chooses(title)
    visitor.presses("Agenda maken").sees("Vul in hoe laat het overleg begint.")
    visitor.types("Hoe laat begint het?", "09:30").presses("Agenda maken").sees("Het overleg staat.", "9.30 uur")


@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone, no scripts"])
def test_a_meeting_opens_with_a_win_and_its_minutes_are_the_dossier(
    welcome: Welcome, size: tuple[int, int], *, scripts: bool
) -> None:
    noor, karin = welcome(NOOR, size=size, scripts=scripts), welcome(KARIN, size=size, scripts=scripts)
    day = (today_in_amsterdam() + dt.timedelta(days=9)).isoformat()
    hers, theirs = f"Karin meldt de lekkage {size[0]}.", f"Samira vraagt de sleutel {size[0]}."
    when_they_add_a_win(noor, "debt", f"Samira belde de school {size[0]}.")
    when_they_plan_a_meeting(noor, "El Amrani")
    noor.follows(re.compile("^Bespreken")).sees(
        "Wat goed ging", f"Samira belde de school {size[0]}.", "Minuten over: 10" if scripts else "10 minuten"
    )
    noor.sees("Wat er op dit huishouden afkomt", "Wie leest dit?")
    if scripts:  # four minutes of talking, and a decision that is saved
        noor.page.clock.install(time=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=4))
    for text, who in ((theirs, "iemand van het huishouden"), (hers, "Karin Dijkstra")):
        noor.types("Wat spreken we af?", text).picks("Wie doet het?", who).types("Voor welke dag?", day)
        noor.presses("In het dossier zetten").sees("Het staat in het dossier.", text)
        noor.sees("Minuten over: 6" if scripts else "10 minuten")
    noor.chooses("Karin Dijkstra").presses("Besproken").sees("besproken")
    karin.goes_to("/today").sees(f"uit het overleg: {hers}").sees_nothing_of(theirs)
    karin.goes_to(f"/dossiers/{karin.town.stories['debt']}").follows("Besluiten en stappen").sees(
        "Wat u gaat doen", hers
    )
    karin.sees_nothing_of(theirs)
    Dossier(noor, "debt")
    noor.follows("Besluiten en stappen").sees(hers, theirs)
    noor.page.get_by_role("form", name=f"Klaar: {theirs}").get_by_role("button", name="Klaar").click()
    noor.page.get_by_text("Klaar. Mooi.").wait_for()
    mail = welcome().goes_to("/demo/mail")
    mail.sees("Er is iets met u afgesproken in Schakel").sees_nothing_of("lekkage")


def test_the_lines_have_crossed_and_the_household_is_on_low_flame(welcome: Welcome) -> None:
    noor = welcome(NOOR)
    Dossier(noor, "volunteer")
    noor.follows("Wie draagt wat").sees("Alles samen", "Hoe is dit geteld?", "Houding per inzet")
    noor.follows("De lijnen kruisen").sees("De lijnen kruisten in het")
    assert noor.page.get_by_role("img", name="De lijnen kruisen").count() == 1
    noor.follows("Wie draagt wat").follows("Loslaten").sees("Op waakvlam", "Opnieuw beginnen", "stevig")
    noor.follows("Opnieuw beginnen").sees("Hasan houdt contact", "er is weer hulp nodig")
    noor.goes_to(f"/dossiers/{noor.town.stories['volunteer']}/letting-go")
    noor.follows("Van één zorg naar een thema van de buurt").sees("Van ik naar wij")
    noor.types("Op welke dag?", today_in_amsterdam().isoformat()).presses("Thema delen").sees(
        "Alleen het thema telt mee."
    )
    noor.presses("Intrekken").sees("Dit huishouden telt niet meer mee.")


def test_a_worker_is_asked_about_the_stance_and_nobody_else_sees_it(welcome: Welcome) -> None:
    noor, asked = welcome(NOOR), "Drie keer dezelfde houding."
    carrying = f"/dossiers/{noor.town.stories['ageing']}/carrying"
    for _ in range(3):
        noor.goes_to(carrying).follows(re.compile("^Houding bij"))
        noor.chooses("samen doen").presses("Vastleggen").sees("Vastgelegd.")
    noor.sees(asked)
    assert asked not in welcome("Fatih Arslan").goes_to(carrying).page.content()


def test_the_same_in_english_on_a_phone(welcome: Welcome) -> None:
    noor = welcome(NOOR, size=PHONE).presses("English")
    noor.goes_to("/meetings").follows("The team's lines").sees("The team's lines")
    noor.goes_to(f"/dossiers/{noor.town.stories['volunteer']}/lines").sees("The lines crossed in")
    noor.goes_to(f"/dossiers/{noor.town.stories['volunteer']}/letting-go").sees("On low flame", "Start again")
    noor.goes_to("/meetings").presses("Nederlands")


def test_a_community_worker_finds_the_themes_of_the_neighbourhood(welcome: Welcome) -> None:
    otto = welcome("Otto Reitsma", size=PHONE)
    otto.follows("Thema's").sees("Thema's van de buurt", "pas vanaf drie huishoudens").sees_nothing_of("El Amrani")
    otto.presses("English").sees("Themes of the neighbourhood").presses("Nederlands")


def test_a_coordinator_sees_the_lines_of_the_team_and_no_household(welcome: Welcome) -> None:
    wouter = welcome(WOUTER).goes_to("/team/lines")
    wouter.sees("De lijnen van het team", "Periode").sees_nothing_of("El Amrani", "Yılmaz")


@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone, no scripts"])
def test_a_meeting_moves_is_called_off_and_a_partner_comes_to_one_turn(
    welcome: Welcome, size: tuple[int, int], *, scripts: bool
) -> None:
    noor, karin = welcome(NOOR, size=size, scripts=scripts), welcome(KARIN, size=size, scripts=scripts)
    when_they_plan_a_meeting(noor, "El Amrani")
    noor.follows("Overleg wijzigen").types("Hoe laat begint het?", "13:15").presses("Opslaan").sees("13.15 uur")
    noor.presses("Gaat niet door").sees("gaat niet door").presses("Toch door laten gaan").sees("gaat toch door")
    hers = f"Karin belt de loodgieter {size[0]}."
    day = (today_in_amsterdam() + dt.timedelta(days=9)).isoformat()
    noor.follows(re.compile("^Bespreken")).types("Wat spreken we af?", hers).picks("Wie doet het?", "Karin Dijkstra")
    noor.types("Voor welke dag?", day).presses("In het dossier zetten")
    invites = noor.page.get_by_role("form", name="Partners uitnodigen")
    invites.get_by_label("Karin Dijkstra").check()
    noor.presses("Uitnodigen", invites).sees("Wie u uitnodigt")
    karin.goes_to("/meetings/invited").sees("13.15 uur", hers, "Wijkteam Oost nodigt u uit")
    karin.follows(re.compile("^Wat u gaat doen"))
    karin.page.get_by_role("form", name=f"Klaar: {hers}").get_by_role("button", name="Klaar").click()
    karin.page.get_by_text("Klaar. Mooi.").wait_for()
    assert karin.page.get_by_role("link", name=re.compile("^Wijzigen")).count() == 0


def test_a_win_goes_home_as_a_card_on_paper(welcome: Welcome) -> None:
    noor = welcome(NOOR)
    when_they_add_a_win(noor, "ageing", "Zij liep zelf naar de bakker.")
    noor.follows("Kaart voor de bewoner")
    noor.page.emulate_media(media="print")
    assert noor.page.locator(".paper-instead").is_visible()
    noor.page.emulate_media(media="screen")
    with noor.page.expect_download() as found:
        noor.page.get_by_role("button", name="In het Engels").click()
    (card,) = PdfReader(found.value.path()).pages
    assert "This went well" in card.extract_text()
    assert "Zij liep zelf naar de bakker." in " ".join(card.extract_text().split())
