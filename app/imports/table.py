"""What reading a file gives, and the limits of what is read."""

from dataclasses import dataclass

from app.kernel.errors import RuleBroken

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
MOST_ROWS = MAX_ROWS + 25
"""A list of the most lines may have a title, column names and totals besides."""
MAX_COLUMNS = 100
MAX_CELL = 5_000
"""Signs in one cell; more means a quotation mark that was never closed, or a document pasted into a cell."""


class FileRefused(RuleBroken):
    """The file cannot be read as a list; `code` is for tests and logs, `text` for the person who chose the file."""

    def __init__(self, code: str, text: str) -> None:
        """Keep the code and the Dutch sentence; the field is always `file`."""
        super().__init__("file", text)
        self.code = code


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty: its number as the spreadsheet shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The text at a column, "" beyond the end of the row."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet or text file. `digest` is the SHA-256 of the whole file; `empty` counts empty rows in
    between.
    """

    kind: str
    digest: str
    rows: tuple[Row, ...]
    empty: int = 0
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    merged: int = 0

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


def row_of(number: int, cells: list[str]) -> Row | None:
    """Make a row without the empty cells at its end; None for an empty row; raises `FileRefused` beyond the limits."""
    while cells and not cells[-1].strip():
        cells.pop()
    if not cells:
        return None
    if len(cells) > MAX_COLUMNS:
        raise FileRefused("too_wide", f"Rij {number} heeft {len(cells)} kolommen; {MAX_COLUMNS} is het meeste.")
    if any(len(cell) > MAX_CELL for cell in cells):
        raise FileRefused(
            "cell_too_long",
            f"In rij {number} staat een cel met meer dan {MAX_CELL} tekens. Is er een aanhalingsteken te veel?",
        )
    return Row(number, tuple(cells))


def too_many_rows() -> FileRefused:
    """The refusal of a list that is too long."""
    return FileRefused(
        "too_many_rows",
        f"Het bestand heeft meer dan {MAX_ROWS:,} rijen. Splits het in kleinere bestanden.".replace(",", "."),
    )


def empty_between(rows: tuple[Row, ...]) -> int:
    """Count the rows that are missing between the first and the last one."""
    return rows[-1].number - rows[0].number + 1 - len(rows) if rows else 0
