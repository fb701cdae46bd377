"""Workbooks (.xlsx): all sheets, the one that looks like the list, and every cell as text."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula

from app.imports.reading.package import corrupted, open_package
from app.imports.recognition.header import likeness
from app.imports.table import (
    MAX_COLUMNS,
    MOST_ROWS,
    FileRefused,
    Row,
    Table,
    empty_between,
    row_of,
    too_many_rows,
)

_MERGE = re.compile(rb'<(?:[a-z]{1,9}:)?mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_CHUNK = 256 * 1024
_OVERLAP = 80
_MAX_MERGED = 20_000
_TALLEST = 50
_MAX_SHEETS = 50
_LAST_ROW = 1_048_576
"""The last row that Excel has; a number beyond it would make the reader count forever."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet that was read."""

    name: str
    visible: bool
    rows: tuple[Row, ...]
    merged: int


def read_workbook(data: bytes, digest: str, *, sheet: str | None = None) -> Table:
    """Read a workbook; raises `FileRefused` when it is damaged, unsafe or too long, or has no such sheet."""
    archive = open_package(data)
    try:
        sheets = _read_sheets(data, archive, sheet)
    except FileRefused:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook breaks openpyxl in ways that cannot be listed
        raise corrupted() from None
    finally:
        archive.close()
    return _table_of(sheets, digest, sheet)


def _table_of(sheets: list[_Sheet], digest: str, wanted: str | None) -> Table:
    """Choose the sheet that was asked for, or the one that looks most like the list."""
    candidates = [each for each in sheets if wanted is None or each.name == wanted]
    if not candidates:
        raise FileRefused("no_sheet", f"Er is geen werkblad '{wanted}' in dit bestand.")
    chosen = max(candidates, key=lambda each: (likeness(each.rows), each.visible, len(each.rows)))
    if len(chosen.rows) > MOST_ROWS:
        raise too_many_rows()
    names = tuple(each.name for each in sheets)
    table = Table(kind="xlsx", digest=digest, rows=chosen.rows, sheet=chosen.name, sheets=names)
    return replace(table, empty=empty_between(chosen.rows), merged=chosen.merged)


def _read_sheets(data: bytes, archive: zipfile.ZipFile, wanted: str | None) -> list[_Sheet]:
    """Read every sheet (of the others than the wanted one only the name)."""
    book, values = _load(data, stored=False), _load(data, stored=True)
    try:
        found: list[_Sheet] = []
        for at, sheet in enumerate(book.worksheets[:_MAX_SHEETS]):
            if wanted is not None and sheet.title != wanted:
                found.append(_Sheet(sheet.title, visible=False, rows=(), merged=0))
                continue
            found.append(_read_sheet(archive, sheet, values.worksheets[at]))
        return found
    finally:
        book.close()
        values.close()


def _load(data: bytes, *, stored: bool) -> Any:
    """Open the workbook for its formulas, or (`stored`) for their results as they were last computed."""
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=stored, keep_links=False)


def _read_sheet(archive: zipfile.ZipFile, sheet: Any, cached: Any) -> _Sheet:
    """Read one sheet: what was typed; where a formula has a stored result, that result; merged cells filled
    downwards.
    """
    rows = _raw_rows(sheet)
    if any(_is_formula(value) for cells in rows.values() for value in cells):
        for number, cells in _numbered(cached, rows.__contains__):
            rows[number] = [
                stored if _is_formula(typed) and stored is not None else typed
                for typed, stored in zip_longest(rows[number], cells)
            ]
    merges = _merged_ranges(archive, sheet._worksheet_path)  # noqa: SLF001 - the only way to the part in read-only mode
    for reference in merges:
        _fill(rows, reference)
    read = (row_of(number, [_text(value) for value in cells]) for number, cells in sorted(rows.items()))
    return _Sheet(sheet.title, sheet.sheet_state == "visible", tuple(row for row in read if row), len(merges))


def _raw_rows(sheet: Any) -> dict[int, list[object]]:
    """The rows that hold something, one more than the limit at most: reading stops there."""
    rows: dict[int, list[object]] = {}
    for number, cells in _numbered(sheet, lambda _number: True):
        if any(value is not None and str(value).strip() for value in cells):
            rows[number] = cells
        if len(rows) > MOST_ROWS:
            break
    return rows


def _numbered(sheet: Any, keep: Callable[[int], bool]) -> Iterator[tuple[int, list[object]]]:
    """Go through the rows of a sheet with their numbers, whatever size the sheet says it has."""
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _LAST_ROW:
            raise corrupted()
        cells = list(values) if values and keep(number) else []
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, cells


def _is_formula(value: object) -> bool:
    """Tell whether a cell holds a formula (or text that looks like one)."""
    return isinstance(value, ArrayFormula) or (isinstance(value, str) and value.startswith("="))


def _merged_ranges(archive: zipfile.ZipFile, path: str) -> list[str]:
    """The merged ranges of a sheet; read-only mode leaves them out, so they are found in the part itself."""
    found: list[str] = []
    tail = b""
    with archive.open(path.lstrip("/")) as part:
        while chunk := part.read(_CHUNK):
            found.extend(match[1].decode("ascii") for match in _MERGE.finditer(tail + chunk))
            tail = chunk[-_OVERLAP:]
            if len(found) > _MAX_MERGED:
                raise corrupted()
    return list(dict.fromkeys(found))


def _fill(rows: dict[int, list[object]], reference: str) -> None:
    """Repeat the value of a merged cell in the rows it covers: one name for three lines means that name three times.

    A range over more than one column is a title, and stays as it is.
    """
    left, top, right, bottom = range_boundaries(reference)
    if left != right or bottom - top > _TALLEST or left > MAX_COLUMNS or top not in rows or len(rows[top]) < left:
        return
    for number in range(top + 1, bottom + 1):
        cells = rows.get(number)
        if cells is not None:
            cells.extend([None] * (left - len(cells)))
            cells[left - 1] = rows[top][left - 1]


def _text(value: object) -> str:
    """A cell as text: dates as 1955-03-16, whole numbers without a point, yes and no in Dutch."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return _number_text(value)


def _number_text(value: object) -> str:
    """Numbers and the rest as text."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.text if isinstance(value, ArrayFormula) else value)
