"""The mix through time: small pictures of what each period tells by itself, on the page and in files."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from app.insight.periods import Period
from app.insight.places import Places
from app.insight.presenters.mix_time import choose
from app.insight.questions import By, Cell
from tests.integration.insight.town import Town

YEARS = ("2016", "2017", "2018", "2019")
HELD = "te weinig om te tonen"


def lines(town: Town, part: str, query: str) -> list[list[str]]:
    """The lines of a table in a file, without its head."""
    said = town.client("coordinator").get(f"/insight/mix/{part}.csv?{query}")
    return list(csv.reader(StringIO(said.text.lstrip("\ufeff")), delimiter=";"))[1:] if said.status_code == 200 else []


@pytest.mark.parametrize("by", ["place", "team"])
def test_they_hold_what_the_page_of_each_period_tells_and_no_more(town: Town, by: str) -> None:
    through = {(row[0], row[1]): row[2:] for row in lines(town, "time", f"period=2019&by={by}")}
    assert {period for _name, period in through} == set(YEARS)
    told = 0
    for year in YEARS:
        page = {row[1]: row for row in lines(town, "mix", f"period={year}&by={by}")}
        for name in {name for name, _period in through}:
            *shares, number = through[name, year]
            row = page.get(name, [HELD] * 11)
            if HELD in shares:
                assert set(shares) | {number} == {HELD}, "a mix is told whole or not at all"
                assert HELD in row[2:9], (name, year)
            else:
                assert number == row[8], (name, year)
                assert HELD not in row[2:9]
                assert sum(map(int, shares)) == 100
                told += 1
    assert told
    assert any(HELD in row for row in through.values()), "what is held back there is held back here"


def test_the_mix_through_time_is_on_the_page_and_in_a_file(town: Town) -> None:
    page = town.page("period=2019")
    assert "De mix door de tijd" in page
    assert "Deel handhaving:" in page
    assert "/insight/mix/time.svg" in page
    answer = town.client("coordinator").get("/insight/mix/time.csv?period=2019")
    assert answer.status_code == 200
    assert HELD in answer.text
    for query, name in (("period=2019&by=period", "coordinator"), ("period=2019", "community_worker")):
        assert "De mix door de tijd" not in town.page(query, name=name)


def test_of_too_many_neighbourhoods_the_districts_are_drawn(asking: Callable[[str], Places]) -> None:
    asking("coordinator")

    def cell(code: str, level: str, number: int) -> Cell:
        strands: dict[str, int | None] = {"care": number, "enforcement": 0, "activation": 0}
        return Cell(code, level, Period.read("2025"), "", number, 10, 10, strands)

    streets = [(f"BU{number}", cell(f"BU{number}", "neighbourhood", number + 1)) for number in range(13)]
    districts = [(f"WK{number}", cell(f"WK{number}", "district", 99)) for number in range(2)]
    assert choose(By.PLACE, streets[:12], streets[:12]) == (streets[:12], "")
    assert choose(By.PLACE, [*districts, *streets], streets)[0] == districts
    assert choose(By.PLACE, streets, streets)[0] == streets[1:], "else those with the most"
