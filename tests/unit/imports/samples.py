"""The list that a team keeps, and the same list in other shapes."""

import csv
import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from app.imports.parsing import ImportContext, Organisation
from app.imports.plan import ImportPlan, plan_import
from app.imports.reading import Table, read_file
from app.imports.recognition import recognise

#: Beside the checkout; the tests need it and say so when it is not there.
DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
TODAY = date(2026, 11, 22)
NAMES = ("Wijkteam Oost", "Schuldhulp", "Politie", "GGZ Noord", "Leerplicht", "Woningstichting De Schans", "Buurtwerk")
ORGANISATIONS = tuple(Organisation(number, name, "kind") for number, name in enumerate(NAMES, 1))
CONTEXT = ImportContext(TODAY, ORGANISATIONS, own_organisation_id=1, fingerprint_key=b"key of a test")
ANSWERS = {
    "*:status:status_unknown:?": "active",
    "*:second_person:second_unsafe:onveilig: partner niet bellen": "without",
}


def real(kind: str) -> bytes:
    """The real list; fails when it is missing."""
    path = DATA / f"caseload-wijkteam.{kind}"
    assert path.is_file(), f"the caseload list is needed beside the checkout: shared/data/{path.name}"
    return path.read_bytes()


def plan_of(data: bytes, choices: dict[str, str] | None = None, context: ImportContext = CONTEXT) -> ImportPlan:
    """Read, recognise and plan, as the import does."""
    return plan_of_table(read_file(data), choices, context)


def plan_of_table(table: Table, choices: dict[str, str] | None = None, context: ImportContext = CONTEXT) -> ImportPlan:
    """Recognise and plan."""
    return plan_import(table.rows, recognise(table.rows, today=TODAY), choices or {}, context=context)


def real_records() -> list[list[str]]:
    """The rows of the real csv, its column names first."""
    return list(csv.reader(io.StringIO(real("csv").decode("cp1252")), delimiter=";"))


def as_csv(records: list[list[str]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Rows as a text file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(records)
    return text.getvalue().encode(encoding)


def as_xlsx(sheets: dict[str, list[list[Any]]], merged: tuple[str, ...] = ()) -> bytes:
    """Rows as a workbook; `merged` ranges are of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for reference in merged:
        book.worksheets[0].merge_cells(reference)
    data = io.BytesIO()
    book.save(data)
    book.close()
    return data.getvalue()


def shuffled(seed: int, names: dict[str, str] | None = None) -> list[list[str]]:
    """The real rows with their columns and rows in another order, other column names and two columns that mean
    nothing.
    """
    chance = random.Random(seed)  # noqa: S311 - a shuffle, no secret
    header, *rows = real_records()
    width = len(header)
    order = [*range(width), width, width + 1]
    chance.shuffle(order)
    chance.shuffle(rows)
    header = [(names or {}).get(name, name) for name in header] + ["Volgnr", "Kleur map"]
    filled = [[*row, str(place), "groen"] if any(row) and row[0] != "TOTAAL" else [] for place, row in enumerate(rows)]
    return [[header[at] for at in order], *([row[at] for at in order] for row in filled if row)]
