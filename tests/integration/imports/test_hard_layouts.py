"""Lists as teams send them: whatever way they were saved, the same lines come in; and what is no list leaves nothing behind."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.imports.scene import bring_in, send
from tests.unit.imports.samples import as_csv, as_xlsx

ClientOf = Callable[[str], FlaskClient]
Rows = list[list[Any]]
HEADER: list[Any] = [
    "Naam cliënt",
    "Geb.datum",
    "Straat en nr",
    "Postcode",
    "Soort",
    "Wat",
    "Organisatie",
    "Gestart",
    "Status",
    "Bijzonderheden",
]
FIRST, SECOND = dt.date(1970, 5, 6), dt.date(1981, 3, 16)
BEGAN = dt.date(2026, 3, 1)
EPOCH = dt.date(1899, 12, 30)
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def rows_of(day: Callable[[dt.date], object]) -> Rows:
    """Two people with one line each, with dates in the style of ``day``."""
    return [
        [
            "Bloem, Anna",
            day(FIRST),
            "Terpkade 10",
            "1996 AB",
            "zorg",
            "huisarts",
            "",
            day(BEGAN),
            "loopt",
            "belt zelf; op dinsdag",
        ],
        [
            "de Wit, Karel",
            day(SECOND),
            "Terpkade 12",
            "1996 AB",
            "activering",
            "naaiatelier",
            "",
            day(BEGAN),
            "loopt",
            "",
        ],
    ]


def dutch(day: dt.date) -> str:
    """As people type it."""
    return f"{day:%d-%m-%Y}"


def serial(day: dt.date) -> int:
    """As Excel keeps it, when the cell was never told that it holds a date."""
    return (day - EPOCH).days


def text_of(rows: Rows) -> list[list[str]]:
    """Every cell as text."""
    return [[str(cell) for cell in row] for row in rows]


def mixed(rows: Rows) -> Rows:
    """Columns in another order, with two that mean nothing."""
    order = list(range(len(HEADER)))
    random.Random(5).shuffle(order)  # noqa: S311 - a shuffle, no secret
    whole = [HEADER, *rows]
    return [[row[at] for at in order] + [f"map {n}", "blauw"] for n, row in enumerate(whole)]


def with_totals(rows: Rows) -> Rows:
    """A title, the column names twice, an empty row and totals in between."""
    return [
        ["Caseload wijkteam Oost, november"],
        [],
        HEADER,
        rows[0],
        ["Totaal", 1],
        [],
        HEADER,
        rows[1],
        ["TOTAAL", 2],
    ]


def two_headers(rows: Rows) -> Rows:
    """A row of groups above the row of names."""
    groups = ["Bewoner", "", "", "", "Inzet", "", "", "", "", ""]
    return [groups, HEADER, *rows]


PLAIN = text_of([HEADER, *rows_of(dutch)])
LAYOUTS: dict[str, Callable[[], bytes]] = {
    "semicolons": lambda: as_csv(PLAIN),
    "tabs": lambda: as_csv(PLAIN, "\t"),
    "commas": lambda: as_csv(PLAIN, ","),
    "bars": lambda: as_csv(PLAIN, "|"),
    "excel says sep": lambda: b"sep=;\r\n" + as_csv(PLAIN),
    "cp1252": lambda: as_csv(PLAIN, ";", "cp1252"),
    "utf-8 with a mark": lambda: as_csv(PLAIN, ";", "utf-8-sig"),
    "utf-16 with a mark": lambda: as_csv(PLAIN, "\t", "utf-16"),
    "utf-16 without a mark": lambda: as_csv(PLAIN, "\t", "utf-16-le"),
    "utf-16 the other way round": lambda: as_csv(PLAIN, ";", "utf-16-be"),
    "workbook with dates": lambda: as_xlsx({"Lijst": [HEADER, *rows_of(lambda day: day)]}),
    "workbook with serials": lambda: as_xlsx({"Lijst": [HEADER, *rows_of(serial)]}),
    "serials as text": lambda: as_csv(text_of([HEADER, *rows_of(serial)])),
    "shuffled": lambda: as_xlsx({"Lijst": mixed(rows_of(dutch))}),
    "totals in between": lambda: as_xlsx({"Lijst": with_totals(rows_of(dutch))}),
    "two rows of names": lambda: as_xlsx({"Lijst": two_headers(rows_of(dutch))}),
    "below and to the right": lambda: as_xlsx(
        {"Lijst": [[], [], *[["", "", *row] for row in [HEADER, *rows_of(dutch)]]]}
    ),
    "another sheet first": lambda: as_xlsx({"Toelichting": [["Zo vult u in"]], "Data": [HEADER, *rows_of(dutch)]}),
    "years first": lambda: as_csv(text_of([HEADER, *rows_of(lambda day: f"{day:%Y/%m/%d}")])),
    "months in words": lambda: as_csv(
        text_of([HEADER, *rows_of(lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}")])
    ),
}


def born(connection: Connection, batch: int) -> set[tuple[str, dt.date]]:
    """Who came in, with their dates of birth."""
    asked = "select p.surname, p.birth_date from person_detail p join dossier d on d.id = p.dossier_id where d.import_batch_id = :b"
    return {(row.surname, row.birth_date) for row in connection.execute(text(asked), {"b": batch})}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_lines_come_in_however_the_list_was_saved(
    client_of: ClientOf, connection: Connection, name: str
) -> None:
    batch = bring_in(client_of("noor"), LAYOUTS[name](), "lijst")
    assert born(connection, batch) == {("Bloem", FIRST), ("Wit", SECOND)}
    lines = connection.execute(
        text(
            "select i.strand, i.started_on, p.code from intervention i join product p on p.id = i.product_id"
            " where i.import_batch_id = :b order by 1"
        ),
        {"b": batch},
    ).all()
    assert [tuple(row)[:2] for row in lines] == [("activation", BEGAN), ("care", BEGAN)]


ROWS_100_000 = [["Naam", "Wat"], *[["Jansen", "huisarts"]] * 100_000]
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "an old xls called xlsx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + b"Workbook", "oude Excel"),
    "a page called xls": (lambda: b"<html><table><tr><td>Naam</td></tr></table></html>", "webpagina"),
    "a workbook of empty sheets": (lambda: as_xlsx({"Blad1": [], "Blad2": [[None]]}), "geen gegevens"),
    "a workbook of 100,000 rows": (lambda: as_xlsx({"Lijst": [["Naam", "Wat"]] * 100_000}), "meer dan 5.000 rijen"),
    "a text of 100,000 rows": (lambda: as_csv(ROWS_100_000), "meer dan 5.000 rijen"),
    "a mark and nothing": (lambda: b"\xff\xfe", "leeg"),
    "the second half of a workbook": (lambda: LAYOUTS["shuffled"]()[2000:], "Dit is"),
    "the first half of a workbook": (lambda: LAYOUTS["shuffled"]()[:2000], "beschadigd"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_leaves_nothing_behind(client_of: ClientOf, connection: Connection, name: str) -> None:
    make, words = REFUSED[name]
    client = client_of("noor")
    answer = send(client, make(), "lijst.xlsx")
    assert answer.status_code == 400, answer.text
    assert words in answer.text
    client.get("/import")
    for table in ("import_batch", "import_progress", "imported_line"):
        assert connection.execute(text(f"select count(*) from {table}")).scalar_one() == 0
