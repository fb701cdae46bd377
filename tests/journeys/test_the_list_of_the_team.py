"""The spreadsheet that the team has kept for years comes in: nothing before one says so, and out again when one was wrong."""

import re

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import PHONE, Visitor
from tests.unit.imports.samples import real

NOOR = "Noor Hoekstra"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def given_the_file_is_chosen(visitor: Visitor) -> None:
    visitor.follows("Caseload").follows("Importeren").sees("Werkt uw team met een eigen lijst?")
    visitor.page.locator("input[type=file]").set_input_files(
        {"name": "caseload-wijkteam.xlsx", "mimeType": _XLSX, "buffer": real("xlsx")}
    )
    visitor.presses("Verder")


def when_the_columns_are_right(visitor: Visitor) -> None:
    visitor.sees("Wat staat er in welke kolom?", "geb.datum")
    visitor.presses("Verder")


def then_every_problem_is_named_and_nothing_is_in(visitor: Visitor) -> None:
    visitor.sees("Kijk na wat er gaat gebeuren", "Hier moet u kiezen", "Rij 14, kolom Status", "Komen binnen")
    visitor.sees("wacht op bevestiging van")


def when_each_question_is_answered(visitor: Visitor) -> None:
    for _turn in range(5):
        open_ones = visitor.page.locator("#questions select:has(option[value='']:checked)").all()
        names = [field.get_attribute("name") for field in open_ones]
        if not names:
            return
        for name in names:
            visitor.page.locator(f"select[name='{name}']").select_option(index=1)
        visitor.presses("Keuzes opslaan")
    raise AssertionError("there are still questions")


def when_it_is_imported(visitor: Visitor) -> None:
    run = visitor.page.locator("#run")
    run.get_by_role("combobox").select_option(index=1)
    run.get_by_role("button", name="Importeren").click()
    visitor.page.get_by_role("heading", name="Wat er binnenkwam").wait_for(timeout=90_000)
    visitor.inspects()


def test_the_list_comes_in_and_goes_out_again(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    before = _households(visitor)
    given_the_file_is_chosen(visitor)
    when_the_columns_are_right(visitor)
    then_every_problem_is_named_and_nothing_is_in(visitor)
    assert _households(welcome(NOOR)) == before
    when_each_question_is_answered(visitor)
    when_it_is_imported(visitor)
    visitor.sees("160 regels zijn binnen", "Dezelfde regel nog een keer", "Het bestand zelf is gewist.")
    address = visitor.page.url
    visitor.follows(re.compile("."), inside=visitor.card("Huishoudens"))
    assert visitor.heading.startswith("Huishouden")
    visitor.page.goto(address)
    visitor.presses("Alles ongedaan maken").sees("De import is teruggedraaid")
    assert _households(welcome(NOOR)) == before


def test_another_file_gets_a_clear_answer(welcome: Welcome) -> None:
    visitor = welcome(NOOR, size=PHONE).goes_to("/import")
    visitor.presses("Verder").sees("Kies eerst een bestand.")
    visitor.page.locator("input[type=file]").set_input_files(
        {"name": "foto.xlsx", "mimeType": _XLSX, "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    )
    visitor.presses("Verder")
    assert visitor.status == 400
    assert visitor.page.locator("#errors li").count() == 1


def _households(visitor: Visitor) -> int:
    found = re.search(r"(\d+) huishoudens:", visitor.goes_to("/caseload").text)
    assert found
    return int(found[1])
