"""A housing officer knocks, the lead answers and lets her read one goal for half a year; the clock runs out; an emergency is loud."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor

WHY = "Er ligt een klacht over de tuin en ik ken dit gezin niet."
PANIC = "Zij belde in paniek en doet niet open."
#: What the visitors press and read, per language.
WORDS = {
    "nl": {
        "language": "Nederlands",
        "postcode": "Postcode",
        "number": "Huisnummer",
        "why asked": "Waarom vraagt u dit?",
        "knock": "Aankloppen",
        "wait": "Wij vragen het na.",
        "knocked": "Er is aangeklopt",
        "join": "doe mee",
        "answer": "Antwoorden",
        "why needed": "Waarom komt deze persoon erbij?",
        "why so much": "Waarom zoveel?",
        "why not less": "Waarom kan het niet met minder?",
        "involve": "Betrekken",
        "share": "Delen met een organisatie of persoon",
        "only": "alleen Karin Dijkstra",
        "why told": "Waarom moeten zij dit weten?",
        "send": "Delen",
        "received": "Los met u gedeeld",
        "goal": "doel of afspraak",
        "days": "Hoeveel dagen vooruit?",
        "travel": "Klok verzetten",
        "ends soon": "Loopt binnenkort af",
        "renew": "Verleng een half jaar",
        "was there": "betrokken bij een huishouden",
        "name": "Voornaam en achternaam",
        "born": "Geboortedatum",
        "why now": "Waarom is dit nu nodig?",
        "emergency": "Noodtoegang gebruiken",
        "used": "gebruikte noodtoegang",
        "mail": "Noodtoegang gebruikt in Schakel",
    },
    "en": {
        "language": "English",
        "postcode": "Postcode",
        "number": "House number",
        "why asked": "Why do you ask this?",
        "knock": "Knock",
        "wait": "We are asking.",
        "knocked": "Somebody knocked",
        "join": "join us",
        "answer": "Answer",
        "why needed": "Why is this person joining?",
        "why so much": "Why so much?",
        "why not less": "Why can it not be done with less?",
        "involve": "Involve",
        "share": "Share with an organisation or a person",
        "only": "only Karin Dijkstra",
        "why told": "Why do they need to know this?",
        "send": "Share",
        "received": "Shared with you separately",
        "goal": "goal or agreement",
        "days": "How many days ahead?",
        "travel": "Set the clock",
        "ends soon": "Ends soon",
        "renew": "Renew for half a year",
        "was there": "involved with a household",
        "name": "First name and last name",
        "born": "Date of birth",
        "why now": "Why is this needed now?",
        "emergency": "Use emergency access",
        "used": "used emergency access",
        "mail": "Emergency access used in Schakel",
    },
}
_HOUSEHOLDS = """
    select d.id, a.postcode, a.number, g.id, g.text, pd.given_name || ' ' || pd.surname, pd.birth_date, n.facts
      from dossier d
      join involvement i on i.dossier_id = d.id and i.is_lead and i.valid_until is null
      join account l on l.id = i.account_id and l.name = 'Noor Hoekstra'
      join household_address a on a.dossier_id = d.id and not a.protected and a.number is not null
      join plan_item g on g.dossier_id = d.id and g.kind = 'goal' and g.status = 'open'
      join person_detail pd on pd.dossier_id = d.id and pd.prefix = '' and pd.birth_date < '2000-01-01'
      join person p on p.id = pd.person_id and p.deceased_on is null
      join note n on n.dossier_id = d.id
     where not d.closed and not d.staff_or_relative
       and not exists (select from involvement k join account c on c.id = k.account_id
                        where k.dossier_id = d.id and c.name in ('Karin Dijkstra', %(colleague)s))
     order by d.id desc
"""
_COLLEAGUE = """
    select a.name from account a
     where a.function = 'generalist' and a.name <> 'Noor Hoekstra'
       and a.email = any(string_to_array((select value from sec.setting where name = 'demo_people'), ','))
     order by a.id desc limit 1
"""


@dataclass(frozen=True)
class House:
    """A household that Noor leads and that Karin has nothing to do with."""

    dossier: int
    postcode: str
    number: int
    goal: int
    goal_text: str
    person: str
    born: dt.date
    note: str
    colleague: str


def _house(town: Town, language: str) -> House:
    colleague = str(town.rows(_COLLEAGUE)[0][0])
    found: dict[int, tuple[Any, ...]] = {}
    for row in town.rows(_HOUSEHOLDS, colleague=colleague):
        found.setdefault(int(row[0]), row)
    chosen = list(found.values())[["nl", "en"].index(language)]
    return House(*[*chosen, colleague])


@pytest.fixture
def clock_put_back(town: Town) -> Iterator[None]:
    """The stories share one town: its clock stands right again afterwards."""
    yield
    with psycopg.connect(town.urls.owner.replace("+psycopg", "", 1)) as line:
        line.execute("delete from sec.setting where name = 'clock_offset'")


def _travel(visitor: Visitor, words: dict[str, str], days: int) -> None:
    visitor.goes_to("/demo/clock").types(words["days"], str(days)).presses(words["travel"])


def karin_knocks(karin: Visitor, words: dict[str, str], house: House) -> None:
    karin.goes_to("/knock")
    karin.types(words["postcode"], house.postcode).types(words["number"], str(house.number))
    karin.types(words["why asked"], WHY).presses(words["knock"], karin.page.locator("main"))
    karin.sees(words["wait"]).sees_nothing_of(house.person)


def noor_answers_and_involves_her(noor: Visitor, words: dict[str, str]) -> None:
    noor.goes_to("/today")
    card = noor.card(words["knocked"])
    assert "Karin Dijkstra" in card.inner_text()
    with noor.page.expect_navigation():
        card.get_by_role("link").first.click()
    noor.sees(WHY)
    noor.page.get_by_role("radio", name=words["join"]).check()
    noor.presses(words["answer"])
    assert noor.page.locator("input[name=account]:checked").count() == 1
    noor.page.locator("input[name=purpose]").first.check()
    noor.types(words["why needed"], "Zij gaat over de tuin en de huur.")
    noor.types(words["why so much"], "Zonder de regiekaart weet zij niet wie er al komt.")
    noor.types(words["why not less"], "Bellen was niet genoeg, zij komt er elke maand.")
    noor.presses(words["involve"])
    assert noor.page.url.endswith("/team"), noor.text
    noor.sees("Karin Dijkstra", "Zonder de regiekaart weet zij niet wie er al komt.")


def noor_shares_one_goal(noor: Visitor, words: dict[str, str], house: House) -> None:
    noor.goes_to(f"/dossiers/{house.dossier}/plan/{house.goal}").follows(words["share"])
    noor.page.get_by_role("radio", name=words["only"]).check()
    noor.types(words["why told"], "Zij kan helpen met de schutting.")
    noor.presses(words["send"], noor.page.locator("main"))
    noor.sees("Karin Dijkstra", house.goal_text[:40])


def karin_sees_that_goal_and_nothing_else(karin: Visitor, words: dict[str, str], house: House) -> None:
    karin.goes_to("/today")
    assert words["goal"] in karin.card(words["received"]).inner_text()
    karin.goes_to(f"/dossiers/{house.dossier}").sees(house.goal_text).sees_nothing_of(house.note[:40])
    others = karin.town.rows(
        "select text from plan_item where dossier_id = %(d)s and id <> %(g)s", d=house.dossier, g=house.goal
    )
    karin.sees_nothing_of(*(str(row[0]) for row in others))


def the_clock_runs_out(noor: Visitor, karin: Visitor, words: dict[str, str], house: House) -> None:
    _travel(noor, words, 160)
    noor.goes_to("/today")
    assert "Karin Dijkstra" in noor.card(words["ends soon"]).inner_text()
    noor.sees(words["renew"])
    _travel(noor, words, 185)
    karin.goes_to(f"/dossiers/{house.dossier}")
    assert karin.status == 404
    karin.goes_to("/today").sees(words["was there"]).sees_nothing_of(house.goal_text)
    _travel(noor, words, 0)


def an_emergency_tells_two_people(welcome: Welcome, words: dict[str, str], house: House) -> None:
    colleague = welcome(house.colleague, size=PHONE)
    _speaks(colleague, words)
    colleague.goes_to("/emergency")
    colleague.types(words["name"], house.person).types(words["born"], house.born.isoformat())
    colleague.page.locator("input[name=purpose]").first.check()
    colleague.types(words["why now"], PANIC).presses(words["emergency"])
    assert colleague.page.url.endswith(f"/dossiers/{house.dossier}")
    mails = colleague.town.rows("select recipient from outgoing_mail order by id desc limit 2")
    known = colleague.town.rows("select email from account where name in ('Noor Hoekstra', 'Joost Haverkamp')")
    assert sorted(mails) == sorted(known)
    noor, joost = welcome("Noor Hoekstra"), welcome("Joost Haverkamp")
    for visitor in (noor, joost):
        _speaks(visitor, words)
    noor.goes_to("/today").sees(words["used"], PANIC)
    joost.goes_to("/").sees(PANIC, house.colleague).sees_nothing_of(house.person)


def _speaks(visitor: Visitor, words: dict[str, str]) -> None:
    if visitor.page.get_by_role("button", name=words["language"]).count():
        visitor.presses(words["language"])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("clock_put_back")
def test_access_is_given_seen_and_gone(welcome: Welcome, town: Town, language: str) -> None:
    words, house = WORDS[language], _house(town, language)
    karin, noor = welcome("Karin Dijkstra"), welcome("Noor Hoekstra")
    for visitor in (karin, noor):
        _speaks(visitor, words)
    try:
        karin_knocks(karin, words, house)
        noor_answers_and_involves_her(noor, words)
        noor_shares_one_goal(noor, words, house)
        karin_sees_that_goal_and_nothing_else(karin, words, house)
        the_clock_runs_out(noor, karin, words, house)
        an_emergency_tells_two_people(welcome, words, house)
    finally:
        for name in ("Karin Dijkstra", "Noor Hoekstra", "Joost Haverkamp", house.colleague):
            _speaks(welcome(name), WORDS["nl"])
