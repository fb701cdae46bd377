"""A coordinator asks whether networks carry, where nothing answers and what teams carry: in two languages, and on a phone."""

from collections.abc import Iterator

import psycopg
import pytest

from app.insight.publishing import catch_up
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.test_every_page import what_is_wrong
from tests.journeys.visitor import PHONE

WOUTER = "Wouter Prins"
#: What was told long before the town's own time: nobody counts these quarters again. By measure: a year, and the year before.
_TOLD = {
    "professional:": (21, 30), "network:": (24, 12), "second:": (120, 90), "second:not": (20, 50), "second:asked": (100, 40),
    "second:asked/came": (70, 20), "second:asked/alone": (30, 20), "left:": (60, 40), "left:low_flame": (60, 40),
    "left:low_flame/back": (12, 20), "left:low_flame/stayed": (48, 20), "need:": (90, 80), "need:money": (50, 40), "in:": (44, 41),
    "stay:": (300, 310), "stay:plan": (180, 240), "clock:": (50, 40), "clock:plan": (50, 40), "clock:plan/met": (38, 22),
    "in:1": (30, 20), "gone:1": (12, 14), "stay:plan/1": (170, 250),
    "": (80, 70), "domain:home": (50, 40), "domain:none": (30, 30),
}  # fmt: skip
_ROW = (
    "insert into insight.told (level, place, span, starts, value, strand, number, homes, persons)"
    " values ('town', '', 'quarter', %s, %s, '', %s, 40, 80)"
)


@pytest.fixture
def told(town: Town) -> Iterator[None]:
    """A quarter in the past and the one a year before it, of which there is enough to tell."""
    with psycopg.connect(town.urls.owner.replace("+psycopg", "", 1)) as line:
        for value, numbers in _TOLD.items():
            for day, number in zip(("2009-07-01", "2008-07-01"), numbers, strict=True):
                line.execute(_ROW, (day, value, number))
        line.commit()
        yield
        line.execute("delete from insight.told where starts < '2010-01-01'")


@pytest.mark.usefixtures("told")
def test_networks_carry_more_than_last_year(welcome: Welcome) -> None:
    visitor = (
        welcome(WOUTER)
        .follows("Inzicht")
        .follows("Netwerk en loslaten")
        .goes_to("/insight/stepping-back?period=2009-Q3")
    )
    visitor.sees(
        "gemiddeld 2,1 professionals, en 2,4 mensen",
        "Het netwerk draagt nu meer, met minder professionals",
        "De lijnen kruisen",
    )
    visitor.sees(
        "Bij 100 van de 120 afspraken",
        "Bij 70 van die 100 kwam er iemand mee",
        "het huishouden er 12 keer binnen 31 dagen weer",
    )
    assert visitor.page.locator("a[href^='/dossiers']").count() == 0
    visitor.follows("Vraag en inzet").sees(
        "geld in Hele gemeente",
        "Er is vraag, maar er begon niets",
        "geen sociale kaart",
        "2009 naast kwartaal 3 van 2008",
    )
    visitor.follows("Doorloop en werkdruk").sees(
        "44",
        "18",
        "Plan maken: 38 van de 50 keer binnen 14 dagen",
        "Per team: erbij",
        "Per team: hoe lang een fase duurt",
    )


@pytest.mark.usefixtures("told")
def test_it_works_on_a_phone_without_a_script_and_in_english(welcome: Welcome) -> None:
    visitor = (
        welcome(WOUTER, size=PHONE, scripts=False)
        .goes_to("/insight/stepping-back?period=2009-Q3")
        .sees("Per huishouden")
    )
    visitor.presses("English").goes_to("/insight/stepping-back?period=2009-Q3").sees(
        "The network carries more now, with fewer professionals"
    )
    visitor.goes_to("/insight/coverage?period=2009-Q3").sees("There is a need, but nothing began")
    visitor.goes_to("/insight/load?period=2009-Q3").sees(
        "within 14 days 38 times out of 50", "Per team: out", "How is this counted?"
    )
    visitor.presses("Nederlands")


def test_the_demo_town_has_something_to_tell_of_its_own(welcome: Welcome, town: Town) -> None:
    with psycopg.connect(town.urls.owner.replace("+psycopg", "", 1)) as line:
        catch_up(line)
    visitor = welcome(WOUTER).goes_to("/insight/load").sees("Gewicht tegen bandbreedte")
    visitor.goes_to("/insight/stepping-back?period=2999").sees("Deze periode ligt in de toekomst")
    visitor.goes_to("/insight/coverage?place=Atlantis").sees("Dit gebied kennen we niet", "Atlantis")
    visitor.goes_to("/insight/load?period=2001").sees("Over deze vraag is niets te tonen")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("page", ["stepping-back", "coverage", "load"])
def test_each_page_with_numbers_is_whole_at_both_widths(welcome: Welcome, page: str) -> None:
    assert what_is_wrong(welcome(WOUTER), f"/insight/{page}?period=2009-Q3", axe=True) == []
