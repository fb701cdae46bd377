"""Tables out to a spreadsheet: every text cell is inert, whatever somebody typed in it.

A cell that begins with ``= + - @``, a tab or a line end (or their full-width twins) is a formula to a spreadsheet program, also after
it is saved as CSV: such text gets an apostrophe in front (``security.md`` promise 59).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from flask import Response
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.web.partners import shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TRIGGERS = tuple("=+-@\t\r\n＝＋－＠|%")
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00a0 "

Cell = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the heading and the rows."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def inert(text: str) -> str:
    """``text`` as a cell that no program executes."""
    return f"'{text}" if text.lstrip(INVISIBLE).startswith(TRIGGERS) or text.startswith(TRIGGERS) else text


def workbook(file_name: str, sheets: Sequence[Sheet]) -> Response:
    """The sheets as an .xlsx attachment."""
    response = Response(written(sheets), mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def written(sheets: Sequence[Sheet], *, at: dt.datetime | None = None) -> bytes:
    """The sheets as an .xlsx; text is written as text, never as formula, number or link. ``at`` is when the file says it was made."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        if at:
            book.set_properties({"created": at})
        bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:31])
            page.freeze_panes(1, 0)
            page.set_column(0, max(len(sheet.head) - 1, 0), 18)
            for column, name in enumerate(sheet.head):
                page.write_string(0, column, inert(name), bold)
            for number, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    _write(page, (number, column), value, date)
    return buffer.getvalue()


def _write(page: Worksheet, place: tuple[int, int], value: Cell, date: Format) -> None:
    if isinstance(value, dt.date):
        page.write_datetime(*place, dt.datetime.combine(value, dt.time()), date)
    elif isinstance(value, (int, float)):
        page.write_number(*place, value)
    elif value:
        page.write_string(*place, inert(shown(value)))
