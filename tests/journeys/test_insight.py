"""A coordinator asks which mix is used where: three clicks, one picture, the same as a table, in two languages and without a script."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE

WOUTER = "Wouter Prins"
#: What was told long before the town's own time: nobody counts these years again.
_TOLD = {
    ("town", ""): (300, 120, 90, 90), ("district", "WK999901"): (240, 100, 75, 65),
    ("neighbourhood", "BU99990101"): (120, 74, 17, 29), ("neighbourhood", "BU99990102"): (120, 26, 58, 36),
    ("district", "WK999902"): (60, 20, 15, 25),
}  # fmt: skip
_ROW = (
    "insert into insight.told (level, place, span, starts, value, strand, number, homes, persons)"
    " values (%s, %s, 'year', %s, '', %s, %s, 40, 80)"
)


@pytest.fixture
def told(town: Town) -> Iterator[None]:
    """Two years in the past of which there is enough to tell, whatever the size of the town."""
    with psycopg.connect(town.urls.owner.replace("+psycopg", "", 1)) as line:
        for year, less in (("2011-01-01", 0), ("2010-01-01", 10)):
            for (level, place), (total, care, enforcement, activation) in _TOLD.items():
                numbers = {"": total, "care": care + less, "enforcement": enforcement - less, "activation": activation}
                for strand, number in numbers.items():
                    line.execute(_ROW, (level, place, year, strand, number))
        line.execute(_ROW.replace("40, 80", "null, null"), ("neighbourhood", "BU99990201", "2011-01-01", "", None))
        line.commit()
        yield
        line.execute("delete from insight.told where starts < '2012-01-01'")


@pytest.mark.usefixtures("told")
def test_it_shows_which_neighbourhood_leans_on_enforcement(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).follows("Inzicht").sees("Welke mix gebruiken we waar?")
    visitor.goes_to("/insight?period=2011").sees(
        "De Terp leunt het meest op handhaving: 48 procent", "Waterwijk", "Weggelaten"
    )
    assert visitor.page.locator("svg .dot").count() == 3, "the district of which all is told has no dot of its own"
    assert visitor.page.locator("svg .tail").count() == 3
    assert visitor.page.get_by_role("row").filter(has_text="De Terp").locator("td.num").all_inner_texts()[1:5] == [
        "26 (22%)", "58 (48%)", "36 (30%)", "120",
    ]  # fmt: skip
    visitor.sees(
        "De mix door de tijd", "Deel handhaving: 40% in 2010, 48% in 2011.", "werd bij 0 kleiner en bij 3 groter"
    )
    assert visitor.page.locator(".multiples li svg").count() == 3, "one for each dot"
    visitor.follows("Oost (hele wijk)").sees("Waterwijk").sees_nothing_of("El Amrani")
    assert visitor.page.locator("a[href^='/dossiers']").count() == 0


@pytest.mark.usefixtures("told")
def test_it_works_on_a_phone_without_a_script_and_in_english(welcome: Welcome) -> None:
    visitor = welcome(WOUTER, size=PHONE, scripts=False).goes_to("/insight?period=2011").sees("Als tabel", "De Terp")
    visitor.presses("English").goes_to("/insight?period=2011").sees(
        "De Terp leans", "Change since 2010", "How is this counted?"
    )
    visitor.presses("Nederlands")


def test_a_wrong_question_is_answered_with_what_to_do(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).goes_to("/insight?period=2999").sees("Deze periode ligt in de toekomst")
    visitor.goes_to("/insight?place=Atlantis").sees("Dit gebied kennen we niet", "Atlantis")
    visitor.goes_to("/insight?period=2001").sees("Over deze vraag is niets te tonen")
