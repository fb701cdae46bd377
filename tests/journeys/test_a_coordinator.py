"""A coordinator looks after the team: clocks, load and the mix, and never the content of a household."""

import re

from tests.journeys.conftest import Welcome
from tests.journeys.test_the_regiekaart import PRODUCTS, secrets
from tests.journeys.visitor import PHONE, Visitor

WOUTER = "Wouter Prins"


def then_the_clocks_and_the_load_are_there(visitor: Visitor) -> None:
    visitor.sees("Termijnen", "plan maken", "te laat", "Wat het team draagt", "bandbreedte")
    assert re.search(r"W-\d{4}-0157", visitor.text)


def test_the_start_page_shows_clocks_and_load(welcome: Welcome) -> None:
    then_the_clocks_and_the_load_are_there(welcome(WOUTER))
    then_the_clocks_and_the_load_are_there(welcome(WOUTER, size=PHONE))


def test_the_mix_of_the_team_is_found_in_insight(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).sees_nothing_of("Teammix")
    visitor.goes_to("/team/mix?months=12").sees("Welke mix gebruiken we waar?", "Hele gemeente")
    assert "Wijkteam Oost" in visitor.page.get_by_label("Alleen").locator("option:checked").inner_text()


def test_the_list_of_the_team_has_numbers_and_no_names(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).follows("Caseload").sees("huishoudens: ", "Noor Hoekstra", "in uitvoering")
    visitor.sees_nothing_of("El Amrani", "Samira", *PRODUCTS)


def test_a_household_opens_as_process_only(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).follows("Caseload").follows(re.compile(r"W-\d{4}-0142"))
    visitor.sees("Procesgegevens", "Hoe het liep", "Wat u hier niet ziet", "Wie is betrokken")
    visitor.sees_nothing_of(*secrets(), *PRODUCTS, "Dirkstraat 14")
    for path in ("notes", "domains", "interventions/new", "network", "people"):
        visitor.goes_to(f"/dossiers/{visitor.town.stories['debt']}/{path}")
        visitor.sees_nothing_of(*secrets())
