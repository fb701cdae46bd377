"""The ecomap: drawn together, moved by mouse and keyboard, laid beside the one before; and what follows when somebody came."""

import datetime as dt
import re
from contextlib import suppress
from typing import Literal

import pytest
from playwright.sync_api import TimeoutError  # noqa: A004 - the browser's own
from pypdf import PdfReader

from app.ecomap.words import CIRCLES
from app.kernel.clock import in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.pages import AppointmentForm, Dossier
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor


def given_the_map_of_samira(welcome: Welcome, *, scripts: bool = True) -> Visitor:
    visitor = welcome("Noor Hoekstra", scripts=scripts)
    Dossier(visitor, "debt")
    return visitor.follows("Netwerkkaart")


def test_the_map_is_a_picture_with_an_equal_list_and_lies_beside_the_one_before(welcome: Welcome) -> None:
    visitor = given_the_map_of_samira(welcome)
    visitor.sees("Dezelfde kaart als lijst", "Bij Mina kan ik altijd binnenlopen.", "mensen uit het eigen netwerk")
    labels = visitor.page.locator("svg.ecomap .ecomap__person")
    boxes = [box for box in (labels.nth(at).locator("rect").bounding_box() for at in range(labels.count())) if box]
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = abs(one["x"] - other["x"]) >= one["width"] or abs(one["y"] - other["y"]) >= one["height"]
            assert apart, (one, other)
    visitor.follows("Naast elkaar").sees("Kaarten naast elkaar", "Eigen netwerk", "Hulpverleners")
    assert visitor.page.locator("svg.ecomap").count() == 2


@pytest.mark.parametrize("circle", ["household", "family"])
def test_somebody_is_moved_with_the_keyboard(welcome: Welcome, town: Town, circle: str) -> None:
    """Also who stands first in the list: that name is chosen in the form from the beginning, with another circle."""
    given_somebody_in(town, circle, "Hajar")
    visitor = given_the_map_of_samira(welcome)
    outer = list(CIRCLES)[list(CIRCLES).index(circle) + 1]
    hajar = visitor.page.get_by_role("link", name=re.compile("^Hajar")).first
    hajar.focus()
    hajar.press("+")
    visitor.sees(f"Hajar: naar {CIRCLES[outer][0]}")
    visitor.presses("Verplaatsen").sees("Verplaatst.")
    hajar = visitor.page.get_by_role("link", name=re.compile("^Hajar")).first
    assert hajar.get_attribute("data-circle") == outer


def given_somebody_in(town: Town, circle: str, name: str) -> None:
    """Another journey may have moved them."""
    town.rows(
        "update ecomap_tie t set circle = %(circle)s from network_person n where n.id = t.network_person_id"
        " and t.circle is not null and n.first_name = %(name)s and n.dossier_id = %(id)s returning 1",
        id=town.stories["debt"],
        circle=circle,
        name=name,
    )


def test_somebody_is_dragged_to_another_circle(welcome: Welcome, town: Town) -> None:
    given_somebody_in(town, "neighbourhood", "Ben")
    visitor = given_the_map_of_samira(welcome)
    page = visitor.page
    ben = page.locator("svg.ecomap a", has_text="Ben").first.locator("rect")
    ben.scroll_into_view_if_needed()
    start, home = ben.bounding_box(), page.locator(".ecomap__home rect").bounding_box()
    assert start
    assert home
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    with page.expect_navigation():
        page.mouse.move(home["x"] + home["width"] / 2, home["y"] - 30, steps=8)
        page.mouse.up()
    visitor.sees("Verplaatst.")


#: Puts the middle of the map in the middle of the screen, and says who can be dragged from here to where.
_TO_DRAG = """() => {
  const map = document.querySelector("svg[data-ecomap]");
  map.querySelector(".ecomap__home").scrollIntoView({ block: "center", inline: "center" });
  const room = document.querySelector(".ecomap-scroll").getBoundingClientRect();
  const middle = (each) => { const b = each.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; };
  const seen = (each) => { const b = each.getBoundingClientRect();
    return b.left >= room.left && b.right <= room.right && b.top > 80 && b.bottom < innerHeight; };
  const person = [...map.querySelectorAll("a[data-tie]")].find((each) => each.dataset.circle !== "household" && seen(each));
  const ring = [...map.querySelectorAll(".ecomap__circle")].pop().getBoundingClientRect();
  return { tie: person.dataset.tie, from: middle(person.querySelector("rect")), to: [ring.x + ring.width / 2, ring.bottom - 2],
    small: [...map.querySelectorAll("a[data-tie] > rect")].map((each) => each.getBoundingClientRect())
      .filter((b) => Math.min(b.width, b.height) < 24).length };
}"""


_AT_REST = "() => new Promise((rest) => { const there = scrollY; setTimeout(() => rest(there === scrollY), 250); })"


@pytest.mark.parametrize("size", [PHONE, (820, 1180)], ids=["phone", "tablet"])
def test_somebody_is_dragged_with_a_finger(welcome: Welcome, size: tuple[int, int]) -> None:
    visitor = welcome("Noor Hoekstra", size=size, touch=True)
    Dossier(visitor, "debt")
    visitor.follows("Netwerkkaart")
    found = visitor.page.evaluate(_TO_DRAG)
    assert found["small"] == 0
    with visitor.page.expect_navigation():
        visitor.drags(found["from"], found["to"])
    visitor.sees("Verplaatst.")
    moved = visitor.page.locator(f"svg.ecomap a[data-tie='{found['tie']}']")
    assert moved.get_attribute("data-circle") == "household"
    before = visitor.page.evaluate("scrollY")
    heading = visitor.page.locator("h1").bounding_box()
    assert heading
    visitor.drags((heading["x"] + 20, 500), (heading["x"] + 20, 200))
    assert visitor.page.evaluate("scrollY") >= before
    name = moved.locator("rect").first
    name.scroll_into_view_if_needed()
    visitor.page.wait_for_function(_AT_REST)  # a tap while the page still rolls stops it and opens nothing
    with suppress(TimeoutError):
        name.tap()
        visitor.page.wait_for_url("**/ties/*", timeout=3_000)
    if "/ties/" not in visitor.page.url:  # on a busy machine it was rolling still: they tap again
        name.tap()
        visitor.page.wait_for_url("**/ties/*")


def test_the_map_is_drawn_without_a_script(welcome: Welcome) -> None:
    visitor = given_the_map_of_samira(welcome, scripts=False)
    visitor.picks("Wie verplaatst u?", "^Moestuingroep").picks("Naar welke kring?", "^familie en vrienden")
    visitor.presses("Verplaatsen").sees("Verplaatst.")
    visitor.follows(re.compile("Nieuwe kaart met datum")).types("Met wie?", "Samira")
    visitor.presses("Kaart maken").sees("De nieuwe kaart staat klaar", "samen met Samira")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whoever_came_is_asked_what_it_changed_and_is_one_click_from_the_map(welcome: Welcome, language: str) -> None:
    visitor = welcome("Noor Hoekstra", size=PHONE)
    Dossier(visitor, "nuisance")
    visitor.follows("Afspraak maken")
    AppointmentForm(visitor).asked("er komt iemand mee").names("Wim").saves()
    yesterday = in_amsterdam(dt.datetime.now(dt.UTC)).date() - dt.timedelta(days=1)
    visitor.follows("Wijzigen").types(re.compile("^Dag"), yesterday.isoformat()).presses("Opslaan")
    visitor.chooses("Dit gesprek is al geweest").presses("Opslaan")
    visitor.follows(re.compile("Bijwerken|Antwoord noteren"))
    AppointmentForm(visitor).asked("er kwam iemand mee")
    visitor.presses("Opslaan").sees("Wim kwam mee")
    if language == "en":
        visitor.presses("English")
    dutch = language == "nl"
    visitor.follows("Maakte het verschil?" if dutch else "Did it make a difference?")
    visitor.chooses("wat er in dit gesprek gezegd wordt" if dutch else "what is said in this talk")
    visitor.picks(
        "Maakte het verschil dat" if dutch else "Did it make a difference that", "^ja, veel" if dutch else "^yes, much"
    )
    visitor.presses("Opslaan" if dutch else "Save").sees("ja, veel" if dutch else "yes, much")
    visitor.presses("Zet Wim op de kaart" if dutch else "Put Wim on the map")
    visitor.sees("Staat op de kaart" if dutch else "Is on the map")
    if not dutch:
        visitor.presses("Nederlands")


#: A household of Noor's, no story of anybody's, in which a volunteer works for longer than the role of the journey.
_WITH_VOLUNTEER = """
    select i.dossier_id, a.name from involvement i
      join account a on a.id = i.account_id and a.function = 'volunteer'
      join dossier d on d.id = i.dossier_id and not d.closed
      join involvement n on n.dossier_id = d.id and n.is_lead and n.valid_until is null
      join account l on l.id = n.account_id and l.name = 'Noor Hoekstra'
     where i.withdrawn_at is null and i.valid_from < now() and coalesce(i.valid_until, 'infinity') > now() + interval '3 days'
       and not d.id = any(%(stories)s)
     order by i.dossier_id limit 1
"""


def test_what_an_account_opens_ends_with_the_role(welcome: Welcome, town: Town) -> None:
    found = town.rows(_WITH_VOLUNTEER, stories=list(town.stories.values()))
    dossier, name = found[0]
    tomorrow = in_amsterdam(dt.datetime.now(dt.UTC)).date() + dt.timedelta(days=1)
    noor = welcome("Noor Hoekstra").goes_to(f"/dossiers/{dossier}/network")
    noor.types("Voornaam", "Hanneke").types("Wat is deze persoon van hen?", "maatje").picks("Rol", "^maatje")
    noor.types("Rol tot en met", tomorrow.isoformat()).presses("Toevoegen").follows("Bijwerken Hanneke")
    noor.sees("Zonder account ziet deze persoon niets").picks("Account", f"^{name}").presses("Opslaan")
    noor.follows("Bijwerken Hanneke").sees(f"Kan inloggen: {name}, tot en met")
    buddy = welcome(name).goes_to(f"/dossiers/{dossier}").sees_nothing_of("Deze pagina is er niet")
    noor.page.get_by_label("Is nog in beeld").uncheck()
    noor.presses("Opslaan").sees("Bijgewerkt: Hanneke.")
    buddy.goes_to("/caseload")
    buddy.page.goto(f"/dossiers/{dossier}")
    assert buddy.status == 404


def only_the_notice_is_printed(visitor: Visitor) -> None:
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator(".paper-instead").is_visible()
    assert not visitor.page.locator("h1").is_visible()
    visitor.page.emulate_media(media="screen")


def paper_of(visitor: Visitor, role: Literal["link", "button"]) -> str:
    """What stands on the PDF that is made here."""
    with visitor.page.expect_download() as found:
        visitor.page.get_by_role(role, name="Op papier (PDF)").first.click()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(found.value.path()).pages).split())


def test_the_network_gets_what_is_theirs_on_paper(welcome: Welcome) -> None:
    """The sheet for somebody who is named, and the own plan of a meeting; the browser's own print gives a notice."""
    visitor = given_the_map_of_samira(welcome)
    only_the_notice_is_printed(visitor)
    Dossier(visitor, "debt")
    only_the_notice_is_printed(visitor)
    visitor.follows("Bijwerken", visitor.card("Mensen om hen heen")).follows("Wat er over Mina staat")
    only_the_notice_is_printed(visitor)
    assert "Beste Mina," in paper_of(visitor, "link")
    visitor.follows("Mensen om hen heen").follows("Netwerkberaad").types("Wie leidt het?", "Tante Bep").presses(
        "Toevoegen"
    )
    theirs = visitor.page.locator("section.card", has_text="Tante Bep").last
    visitor.follows("Bijwerken", theirs).types(
        "Wanneer was het?", in_amsterdam(dt.datetime.now(dt.UTC)).date().isoformat()
    )
    visitor.types("Wat spraken zij zelf af?", "Mina kijkt op zondag mee.").presses("Opslaan").sees(
        "Het overleg is bijgewerkt."
    )
    visitor.inspects()
    found = paper_of(visitor, "button")
    assert "Ons eigen plan" in found
    assert "Mina kijkt op zondag mee." in found
