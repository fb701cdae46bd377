"""A community officer opens the regiekaart: what the task needs, and not one word more."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain

from app.cli.demo.shapes import DemoHousehold
from app.cli.demo.town import town as make_town
from app.kernel.clock import in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.serving import HOUSEHOLDS, SEED
from tests.journeys.visitor import PHONE, Visitor

JELLE = "Jelle Bakker"
#: Names of products of care and activation in the debt story, as the catalogue gives them.
PRODUCTS = (
    "Maatschappelijk werk",
    "Schuldhulpverlening",
    "Thuisbegeleiding",
    "Budgetcafé",
    "Taalmaatje",
    "Moestuin",
    "Voetballen op het veldje",
    "Laatste-kansovereenkomst",
    "Waarschuwing overlast",
)


def the_story() -> DemoHousehold:
    today = in_amsterdam(dt.datetime.now(dt.UTC)).date()
    return next(home for home in make_town(HOUSEHOLDS, SEED, today).households if home.story == "debt")


def _about_the_household(home: DemoHousehold) -> Iterator[str]:
    yield home.own_words
    for note in home.notes:
        yield from (note.facts, note.own_words, note.interpretation)
    yield from (entry.text for entry in home.domain_entries)
    yield from (state.reason for state in home.domain_states)
    yield from (change.reason for change in home.phases)
    yield from (goal.text for goal in home.goals if "politie" not in goal.disclosed_to)


def _about_interventions(home: DemoHousehold) -> Iterator[str]:
    for row in home.interventions:
        if row.account != "jelle":
            yield from (row.why, row.alternatives, row.own_role, row.coordinated_with, row.superfluous_when)
            yield from (row.network_could, row.result, row.pause_reason, row.consulted)
    yield from (update.text for update in home.updates)


def _about_people(home: DemoHousehold) -> Iterator[str]:
    for known in home.network:
        yield from (known.first_name, known.relation)
    yield from (offer.text for offer in home.offers)
    for person in home.people:
        yield from (person.bsn or "", person.phone)
    yield from (one.reason for one in home.involvements if one.account != "jelle")


def words_that_are_not_his(home: DemoHousehold) -> Iterator[str]:
    """Every text of the story that the matrix keeps from a community officer."""
    return chain(_about_the_household(home), _about_interventions(home), _about_people(home))


def when_a_community_officer_opens_what_is_shared(visitor: Visitor) -> None:
    visitor.follows("El Amrani", inside=visitor.card("Met u gedeeld"))


def then_it_says_what_the_task_needs(visitor: Visitor) -> None:
    visitor.sees("regiekaart", "Bel eerst", "Noor Hoekstra", "058 000 00 00", "wijkagent")
    visitor.sees("Bij geluid na 22 uur eerst Noor bellen, dan pas langs.", "Gesprek met de wijkagent", "uw inzet")
    visitor.sees("er loopt hulp", "er loopt iets in de buurt", "Wie is betrokken")


def then_it_says_what_is_not_shown_and_whom_to_ask(visitor: Visitor) -> None:
    visitor.sees("Wat u hier niet ziet, en waarom", "Dit hoort niet bij uw taak in dit dossier:", "geld")
    visitor.sees("Meer nodig? Bel Noor Hoekstra en zeg waarvoor.")


def secrets() -> set[str]:
    """The texts to look for; who works there is on the regiekaart and may be."""
    colleagues = {"Noor Hoekstra", "Tjeerd Dijkstra"}
    return {text for text in words_that_are_not_his(the_story()) if text.strip()} - colleagues


def then_there_is_not_one_word_too_many(visitor: Visitor, *, but: frozenset[str] = frozenset()) -> None:
    assert len(secrets()) > 60
    visitor.sees_nothing_of(*(secrets() - but), *PRODUCTS)


def test_the_regiekaart_holds_what_the_task_needs_and_no_more(welcome: Welcome) -> None:
    visitor = welcome(JELLE)
    when_a_community_officer_opens_what_is_shared(visitor)
    then_it_says_what_the_task_needs(visitor)
    then_it_says_what_is_not_shown_and_whom_to_ask(visitor)
    then_there_is_not_one_word_too_many(visitor)


def test_the_regiekaart_fits_a_phone_and_speaks_english(welcome: Welcome) -> None:
    visitor = welcome(JELLE, size=PHONE)
    when_a_community_officer_opens_what_is_shared(visitor)
    then_there_is_not_one_word_too_many(visitor)
    visitor.presses("English")
    then_there_is_not_one_word_too_many(visitor)
    visitor.presses("Nederlands")


def test_other_pages_of_the_household_do_not_exist_or_explain(welcome: Welcome) -> None:
    visitor = welcome(JELLE)
    number = visitor.town.stories["debt"]
    phones = frozenset(person.phone for person in the_story().people)  # belong to the names that he may read
    for path in ("network", "phase", "merge", "handover", "team", "people", "domains", "plan", "notes"):
        visitor.goes_to(f"/dossiers/{number}/{path}")
        then_there_is_not_one_word_too_many(visitor, but=phones if path == "people" else frozenset())
    visitor.goes_to(f"/dossiers/{visitor.town.stories['ageing']}")
    assert visitor.status == 404
    visitor.sees_nothing_of("Osei")
    assert visitor.page.get_by_role("link", name=re.compile("begin|Vandaag|terug", re.IGNORECASE)).count()
