"""What it is for, in one story: somebody comes along, the duo offers, three partners sign, and a year later the lines cross."""

import datetime as dt
import gettext
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from pypdf import PdfReader

from app.kernel.clock import today_in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor
from tests.places import ROOT

NOOR = "Noor Hoekstra"
OFFER, ABOUT = "Samen een middag in de buurtmoestuin", "Samen de post openen"
WIN = "Zij belden elkaar voordat het misging."
#: Households that Noor leads, that are no story of somebody else; those with most organisations at the table first.
_HOUSES = """
    select d.id, g.text, pd.given_name || ' ' || pd.surname
      from dossier d
      join dossier_process s on s.dossier_id = d.id and s.phase = 'in_progress'
      join involvement i on i.dossier_id = d.id and i.is_lead and i.valid_until is null
      join account l on l.id = i.account_id and l.name = 'Noor Hoekstra'
      join plan_item g on g.dossier_id = d.id and g.kind = 'goal' and g.status = 'open' and not g.shared_goal
      join person_detail pd on pd.dossier_id = d.id and pd.birth_date < '2000-01-01'
      join person p on p.id = pd.person_id and p.deceased_on is null
     where not d.closed and not d.id = any(%(stories)s)
       and not exists (select from person u where u.dossier_id = d.id and u.partner_unsafe)
     order by (select count(distinct o.organisation_id) from involvement o
                where o.dossier_id = d.id and o.valid_until is null and o.withdrawn_at is null) desc, d.id desc
"""


@dataclass(frozen=True)
class House:
    """The household of the story."""

    dossier: int
    goal: str
    person: str


class Story:
    """One telling, in one language."""

    def __init__(self, visitor: Visitor, house: House, say: Callable[[str], str]) -> None:
        """``say`` gives the words of the screen in the language of the telling."""
        self.visitor, self.house, self.say = visitor, house, say

    def at(self, rest: str = "") -> Visitor:
        """Opens a page of the household."""
        return self.visitor.goes_to(f"/dossiers/{self.house.dossier}{rest}")

    def by(self, nl: str, en: str) -> str:
        """Words that come from a list with both languages."""
        return nl if self.say is str else en

    def answers(self, state: str) -> None:
        """What came of asking for somebody."""
        self.visitor.page.get_by_role("radio", name=re.compile(rf"^\s*{re.escape(state)}\b")).check()

    def comes_along(self, name: str, relation: str, *, day: dt.date, offer: str = "") -> None:
        """Makes an appointment to which somebody new comes along."""
        say = self.say
        self.at().follows(say("Afspraak maken"))
        self.visitor.types(re.compile(f"^{say('Dag')}"), day.isoformat()).types(say("Waar gaat het over?"), ABOUT)
        self.answers(self.by("er komt iemand mee", "somebody is coming along"))
        someone = self.visitor.page.get_by_label(say("iemand anders"), exact=True)
        if someone.count():
            someone.check()
        self.visitor.types(say("Voornaam"), name).types(say("Relatie"), relation)
        if offer:
            self.visitor.types(say("Wat willen jullie samen doen voor de buurt?"), offer)
        self.visitor.presses(say("Afspraak opslaan")).sees(name)

    def came(self, *, day: dt.date) -> None:
        """It turns out to have been on ``day``, and whoever would come came."""
        say = self.say
        self.visitor.follows(say("Wijzigen")).types(re.compile(f"^{say('Dag')}"), day.isoformat()).presses(
            say("Opslaan")
        )
        self.visitor.chooses(say("Dit gesprek is al geweest")).presses(say("Opslaan"))
        self.visitor.follows(re.compile(f"{say('Bijwerken')}|{say('Antwoord noteren')}"))
        self.answers(self.by("er kwam iemand mee", "somebody came along"))
        self.visitor.presses(say("Opslaan"))


@pytest.fixture
def clock_put_back(town: Town) -> Iterator[None]:
    """The stories share one town: its clock stands right again afterwards."""
    yield
    with psycopg.connect(town.urls.owner.replace("+psycopg", "", 1)) as line:
        line.execute("delete from sec.setting where name = 'clock_offset'")


def _words(language: str) -> Callable[[str], str]:
    if language == "nl":
        return str
    return gettext.translation("messages", str(ROOT / "app" / "translations"), [language]).gettext


def _house(town: Town, language: str) -> House:
    found: dict[int, House] = {}
    for row in town.rows(_HOUSES, stories=list(town.stories.values())):
        found.setdefault(int(row[0]), House(int(row[0]), *map(str, row[1:])))
    return list(found.values())[["nl", "en"].index(language)]


def _calendar_of(visitor: Visitor, link: str) -> str:
    with visitor.page.expect_download() as found:
        visitor.page.get_by_role("link", name=link, exact=True).click()
    return Path(found.value.path()).read_text()


def both_get_the_appointment_for_their_calendar(story: Story) -> None:
    for who in (story.say("voor de bewoner"), story.say("voor %(who)s") % {"who": "Gerda"}):
        calendar = _calendar_of(story.visitor, who)
        assert "BEGIN:VEVENT" in calendar
        for word in ("Gerda", "Noor", story.house.person, ABOUT):
            assert word not in calendar


def she_is_drawn_into_the_map(story: Story) -> None:
    say = story.say
    story.visitor.presses(say("Zet %(name)s op de kaart") % {"name": "Gerda"}).presses(say("Opslaan"))
    story.visitor.sees("Gerda", say("Dezelfde kaart als lijst"))
    assert story.visitor.page.locator("svg.ecomap a[data-tie]", has_text="Gerda").count() == 1


def the_duo_agrees_on_an_afternoon(story: Story) -> None:
    say = story.say
    story.at("/network").sees(OFFER)
    offer = story.visitor.page.get_by_role("listitem").filter(has_text=OFFER)
    story.visitor.follows(say("Hoe het ging"), offer).sees(OFFER)
    story.visitor.picks(say("Hoe lang?"), story.by("^twee uur", "^two hours"))
    story.visitor.presses(say("Opschrijven")).sees(say("Opgeschreven. Het heeft nergens gevolgen voor."))


def three_partners_sign_one_goal(story: Story) -> None:
    say = story.say
    story.at("/plan").presses(say("Samen voor tekenen: %(goal)s") % {"goal": story.house.goal})
    for turn in range(3):
        story.at("/plan").follows(say("Tekenen"))
        field = story.visitor.page.get_by_label(say("Wie tekent?"))
        partners = field.locator("option[value^='org:']").all_inner_texts()
        field.select_option(label=partners[turn])
        story.visitor.types(say("Naam van wie tekent"), f"Tekenaar {turn}").presses(say("Handtekening opslaan"))
    story.visitor.sees(*(f"Tekenaar {turn}" for turn in range(3)))


def the_plan_is_one_sheet(story: Story) -> None:
    story.at("/plan").follows(story.say("Op papier")).chooses(story.house.person)
    with story.visitor.page.expect_download() as found:
        story.visitor.page.get_by_role("button", name=story.say("Het plan"), exact=True).click()
    pages = PdfReader(found.value.path()).pages
    assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    for expected in (story.house.goal, "Tekenaar 0", "Tekenaar 1", "Tekenaar 2", NOOR):
        assert expected in text, expected


def the_meeting_opens_with_a_win(story: Story) -> None:
    say, visitor = story.say, story.visitor
    story.at("/wins/new")
    visitor.types(say("Wat ging er goed?"), WIN).presses(say("Opslaan")).sees(WIN)
    visitor.goes_to("/meetings").follows(say("Overleg plannen"))
    for box in visitor.page.locator("input[name=dossiers]").all():
        box.uncheck()
    visitor.page.locator(f"input[name=dossiers][value='{story.house.dossier}']").check()
    visitor.types(say("Hoe laat begint het?"), "09:30").presses(say("Agenda maken"))
    turn = visitor.page.locator("section.card").first.inner_text()
    assert turn.index(WIN) < turn.index(say("Bespreken"))
    heading = visitor.page.locator("section.card h3").first.inner_text()
    assert heading == say("Wat goed ging")


def _travel(story: Story, days: int) -> None:
    say = story.say
    story.visitor.goes_to("/demo/clock").types(say("Hoeveel dagen vooruit?"), str(days)).presses(say("Klok verzetten"))


def a_year_later_the_lines_have_crossed(story: Story) -> None:
    say, visitor = story.say, story.visitor
    _travel(story, 270)
    story.at("/team")
    while visitor.page.locator("a[href*='/end']").count():
        with visitor.page.expect_navigation():
            visitor.page.locator("a[href*='/end']").first.click()
        visitor.presses(say("Beëindigen"), visitor.page.locator("main"))
    _travel(story, 370)
    later = today_in_amsterdam() + dt.timedelta(days=370)
    for name, relation in (("Joke", "zus"), ("Piet", "broer")):
        story.comes_along(name, relation, day=later + dt.timedelta(days=3))
        story.came(day=later - dt.timedelta(days=1))
    crossed = say(
        "De lijnen kruisten in het %(quarter)s: sindsdien komen er meer mensen uit het netwerk dan er professionals zijn."
    )
    story.at("/lines").sees(crossed.partition("%")[0])


def and_it_burns_on_low_flame(story: Story) -> None:
    say, visitor = story.say, story.visitor
    story.at("/plan").follows(say("Waakvlam afspreken")).types(say("Wie houdt contact?"), "Gerda")
    until = today_in_amsterdam() + dt.timedelta(days=370 + 180)
    visitor.types(say("Tot en met welke dag?"), until.isoformat())
    visitor.types(say("Wanneer starten we de hulp weer?"), "Als de post weer blijft liggen.")
    visitor.presses(say("Waakvlam starten")).sees("Gerda")
    story.at("/letting-go").sees(say("Op waakvlam"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("clock_put_back")
def test_the_network_carries(welcome: Welcome, town: Town, language: str) -> None:
    phone, desk = welcome(NOOR, size=PHONE), welcome(NOOR)
    if language == "en":
        phone.presses("English")
    say, house, today = _words(language), _house(town, language), today_in_amsterdam()
    on_the_way, at_the_desk = Story(phone, house, say), Story(desk, house, say)
    try:
        on_the_way.comes_along("Gerda", "buurvrouw", day=today + dt.timedelta(days=5), offer=OFFER)
        both_get_the_appointment_for_their_calendar(on_the_way)
        on_the_way.came(day=today - dt.timedelta(days=1))
        she_is_drawn_into_the_map(on_the_way)
        the_duo_agrees_on_an_afternoon(on_the_way)
        three_partners_sign_one_goal(at_the_desk)
        the_plan_is_one_sheet(at_the_desk)
        the_meeting_opens_with_a_win(at_the_desk)
        a_year_later_the_lines_have_crossed(at_the_desk)
        and_it_burns_on_low_flame(at_the_desk)
    finally:
        if language == "en":
            phone.goes_to("/me").presses("Nederlands")
