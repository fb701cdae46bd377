"""A table out to a file or to paper: text is inert, numbers are numbers, and what may not be shown is text that says so."""

import csv
import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace
from io import StringIO
from typing import Final

from app.web.charts.table import Cell, Table
from app.web.i18n import gettext as _
from app.web.paper import Rows
from app.web.spreadsheets import Cell as SheetCell
from app.web.spreadsheets import Sheet, inert, written

#: So that a spreadsheet program reads the letters right.
BOM: Final = "\ufeff"
LONGEST_TAB: Final = 31


def as_csv(table: Table) -> bytes:
    """Heads with their units and rows, with ``;`` between cells, in UTF-8; decimals as the language of the table writes them."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([inert(head) for head in table.heads])
    writer.writerows([_written(cell, table) for cell in row] for row in table.rows)
    return (BOM + text.getvalue()).encode()


def as_xlsx(*tables: Table, at: dt.datetime, rules: Iterable[str] = ()) -> bytes:
    """Each table on a sheet of its own, and on the last one the codebook and notes of all, with ``rules`` that hold for all.

    The same tables at the same moment give the same bytes.
    """
    last = _("Codeboek")
    named: dict[str, Table] = {}
    for table in tables:
        named[_tab(table.title, unlike={last, *named})] = table
    explained = [row for name, table in named.items() for row in _explained(name if len(named) > 1 else "", table)]
    sheets = [Sheet(name, each.heads, [_cells(row, each) for row in each.rows]) for name, each in named.items()]
    rows = [*explained, *(("", rule) for rule in rules)]
    return written([*sheets, Sheet(last, (_("Wat"), _("Betekenis")), rows)], at=at)


def _explained(name: str, table: Table) -> Iterable[tuple[Cell, ...]]:
    """What stands in the codebook about one table, under its name when there are more."""
    rows = table.explained(name, ("", "")).rows
    return [(name, ""), *rows] if rows and name else rows


def paper_rows(table: Table) -> Rows:
    """The table as a block of paper."""
    return Rows(table.heads, table.shown, caption=table.title, numbers=table.numbers)


def narrow_rows(table: Table, *, most: int) -> list[Rows]:
    """The table for a sheet: one that is wider than ``most`` columns in parts below each other, each with what its lines are called."""
    if len(table.head) <= most:
        return [paper_rows(table)]
    named = min(_last_name(table) + 1, most - 1)
    step = most - named
    return [
        paper_rows(_of_columns(table, [*range(named), *range(start, min(start + step, len(table.head)))]))
        for start in range(named, len(table.head), step)
    ]


def _last_name(table: Table) -> int:
    """The last of the columns in front that say what a line is: *levensgebied* and *buurt*, also behind a number of the picture."""
    columns = list(zip(*table.rows, strict=True))
    last = next((at for at, cells in enumerate(columns) if _is_named(cells)), 0)
    while last + 1 < len(columns) and _is_named(columns[last + 1]):
        last += 1
    return last


def _is_named(column: tuple[Cell, ...]) -> bool:
    """Whether a column says of every line what it is."""
    return all(isinstance(cell, str) and cell for cell in column)


def _of_columns(table: Table, columns: list[int]) -> Table:
    """Some columns of a table; what is said of them stays."""
    return replace(
        table,
        head=tuple(table.head[at] for at in columns),
        rows=tuple(tuple(row[at] for at in columns) for row in table.rows),
        units=tuple(table.units[at] for at in columns) if table.units else (),
    )


def _written(cell: Cell, table: Table) -> str:
    """A cell of a CSV: numbers without points between thousands, which only people read."""
    if isinstance(cell, (int, float)):
        return str(cell) if table.language == "en" else str(cell).replace(".", ",")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return inert(table.left_out if cell is None else cell)


def _cells(row: tuple[Cell, ...], table: Table) -> list[SheetCell]:
    return [table.left_out if cell is None else cell for cell in row]


def _tab(title: str, *, unlike: Collection[str]) -> str:
    """A name that a sheet may have and that none has yet.

    No brackets, colons, stars, question marks or slashes, and no apostrophe at its ends.
    """
    allowed = "".join(letter for letter in title if letter not in "[]:*?/\\" and letter.isprintable())
    name, taken = allowed[:LONGEST_TAB].strip(" '") or _("Tabel"), {one.casefold() for one in unlike}
    number, found = 2, name
    while found.casefold() in taken:
        ends = f" {number}"
        found, number = name[: LONGEST_TAB - len(ends)] + ends, number + 1
    return found
