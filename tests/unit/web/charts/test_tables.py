"""A table out to a file: text is inert, numbers are numbers, what may not be shown says so, and the codebook goes along."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.web.charts import Table
from app.web.figures import as_csv, as_xlsx, paper_rows
from app.web.spreadsheets import INVISIBLE, TRIGGERS
from tests.unit.web.charts.samples import CALM

AT = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - a workbook knows no zones
FEW = "te weinig om te tonen"
TABLE = Table(
    "Mix: per [buurt]",
    ("Buurt", "Inzetten", "Duur", "Vanaf", "Opvallend"),
    (("De Terp", 1284, 2.5, date(2026, 10, 1), "=1+1"), ("Singelrand", None, "", "", None)),
    left_out=FEW,
    units=("", "inzetten", "dagen", "", ""),
    notes=("Elk huishouden telt een keer.",),
    codebook=(("Duur", "Dagen tussen begin en eind."), ("+Buurt", "Zoals het CBS haar noemt.")),
)


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_a_csv_opens_in_a_dutch_spreadsheet_program() -> None:
    data = as_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert cells(data) == [
        ["Buurt", "Inzetten (inzetten)", "Duur (dagen)", "Vanaf", "Opvallend"],
        ["De Terp", "1284", "2,5", "2026-10-01", "'=1+1"],
        ["Singelrand", FEW, "", "", FEW],
    ]


def test_decimals_are_written_as_the_language_of_the_table_writes_them() -> None:
    assert cells(as_csv(Table("Duration", ("Days",), ((2.5,),), left_out="too few", language="en")))[1] == ["2.5"]


def test_a_workbook_holds_numbers_as_numbers_and_text_as_text_with_a_codebook_beside_it() -> None:
    data = as_xlsx(TABLE, at=AT)
    book = load_workbook(BytesIO(data))
    figures, code = book.worksheets

    assert book.sheetnames == ["Mix per buurt", "Codeboek"]
    assert [[cell.value for cell in row] for row in figures.iter_rows(min_row=2)] == [
        ["De Terp", 1284, 2.5, datetime(2026, 10, 1), "'=1+1"],  # noqa: DTZ001
        ["Singelrand", FEW, None, None, FEW],
    ]
    assert [[cell.value for cell in row] for row in code.iter_rows()] == [
        ["Wat", "Betekenis"],
        ["Duur", "Dagen tussen begin en eind."],
        ["'+Buurt", "Zoals het CBS haar noemt."],
        [None, "Elk huishouden telt een keer."],
    ]
    assert data == as_xlsx(TABLE, at=AT)


@CALM
@given(st.lists(st.tuples(st.text(max_size=20), st.none() | st.integers(), st.floats(allow_nan=False)), max_size=6))
def test_no_text_in_a_csv_is_a_formula_and_no_row_is_lost(rows: list[tuple[str, int | None, float]]) -> None:
    table = Table("T", ("a", "b", "c"), tuple(rows), left_out="=weinig")
    text = as_csv(table).decode("utf-8-sig")
    found = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert len(found) == len(rows) + 1
    for row in found:
        assert not row[0].lstrip(INVISIBLE).startswith(TRIGGERS)
        assert not row[1].startswith("=")


@pytest.mark.parametrize("title", ["", "'''", "[]:*?/\\", "Een heel lange naam van een tabel over buurten", "Codeboek"])
def test_a_sheet_gets_a_name_that_it_may_have(title: str) -> None:
    table = Table(title, ("a",), (("b",),), left_out=FEW)
    assert len(load_workbook(BytesIO(as_xlsx(table, at=AT))).worksheets) == 2


def test_paper_and_page_get_the_same_words() -> None:
    rows = paper_rows(TABLE)
    assert rows.cells == TABLE.shown
    assert rows.cells[0] == ("De Terp", "1.284", "2,5", "01-10-2026", "=1+1")
    assert rows.numbers == TABLE.numbers == (1, 2)
    assert rows.caption == TABLE.title


def test_a_table_refuses_rows_and_units_that_do_not_fit_its_head() -> None:
    with pytest.raises(ValueError, match="every head"):
        Table("T", ("a", "b"), (("c",),), left_out=FEW)
    with pytest.raises(ValueError, match="unit"):
        Table("T", ("a", "b"), (), left_out=FEW, units=("x",))
    with pytest.raises(ValueError, match="two columns"):
        TABLE.explained("Codeboek", ("Wat",))
