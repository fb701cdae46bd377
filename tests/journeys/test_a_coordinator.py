"""A coordinator looks after the team: clocks, load and the mix, and never the content of a household."""

import re

from tests.journeys.conftest import Welcome
from tests.journeys.test_the_regiekaart import PRODUCTS, secrets
from tests.journeys.visitor import PHONE, Visitor

WOUTER = "Wouter Prins"


def then_the_clocks_and_the_load_are_there(visitor: Visitor) -> None:
    visitor.sees("Termijnen", "plan maken", "te laat", "Wat het team draagt", "bandbreedte")
    assert re.search(r"W-\d{4}-0157", visitor.text)


def then_small_numbers_are_held_back(visitor: Visitor) -> None:
    visitor.sees("Een streepje betekent: hier staan minder dan tien huishoudens achter.")
    cells = visitor.page.locator("td.num").all_inner_texts()
    numbers = [int(cell) for cell in cells if cell.strip().isdigit()]
    assert "–" in cells
    assert all(number >= 10 for number in numbers)


def test_the_start_page_shows_clocks_and_load(welcome: Welcome) -> None:
    then_the_clocks_and_the_load_are_there(welcome(WOUTER))
    then_the_clocks_and_the_load_are_there(welcome(WOUTER, size=PHONE))


def test_the_mix_of_the_team_holds_small_numbers_back_and_looks_further_when_it_must(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).follows("Teammix")
    then_small_numbers_are_held_back(visitor)
    visitor.sees("Waterwijk", "Zorg", "Handhaving", "Activering")
    visitor.goes_to("/team/mix?months=3").sees("maanden terug")


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
