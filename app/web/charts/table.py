"""A table as a value: what stands equal beside every picture, on the screen, on paper and in a file."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Final

from app.web.charts.numbers import Numbers

#: ``None`` is a cell that may not be shown because it would point at few people; an empty text is a cell without a value.
Cell = str | int | float | dt.date | None

CODEBOOK_PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of the same length, with what a reader in a year needs to know about them.

    ``units`` says per column what is counted (*huishoudens*, *dagen*, *%*; empty for words), ``notes`` how it was counted,
    ``codebook`` pairs of a column or a word and its meaning, ``left_out`` what stands in a cell that may not be shown.
    Raises ``ValueError`` when a row or the units do not fit the head.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    _: KW_ONLY
    left_out: str
    language: str = "nl"
    units: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    codebook: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row has a cell for every head")
        if self.units and len(self.units) != len(self.head):
            raise ValueError("every head has a unit, or none has")

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads with their units: *Duur (dagen)*."""
        units = self.units or ("",) * len(self.head)
        return tuple(f"{name} ({unit})" if unit else name for name, unit in zip(self.head, units, strict=True))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The columns (from 0) that hold numbers and stand to the right."""
        return tuple(
            column
            for column in range(len(self.head))
            if any(isinstance(row[column], (int, float)) for row in self.rows)
            and not any(isinstance(row[column], str) and row[column] for row in self.rows)
        )

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them."""
        return tuple(tuple(self.say(cell) for cell in row) for row in self.rows)

    def say(self, cell: Cell) -> str:
        """One cell as people read it in the language of the table."""
        if cell is None:
            return self.left_out
        if isinstance(cell, dt.date):
            return cell.strftime("%d-%m-%Y")
        return cell if isinstance(cell, str) else Numbers(self.language).plain(cell)

    def explained(self, title: str, head: Sequence[str]) -> "Table":
        """The codebook and the notes as a table of two columns, to go along in a file."""
        if len(head) != CODEBOOK_PARTS:
            raise ValueError("a codebook has two columns: what, and what it means")
        rows = (*self.codebook, *(("", note) for note in self.notes))
        return Table(title, tuple(head), rows, left_out=self.left_out, language=self.language)


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a picture and of its table, whatever is drawn: its title, one sentence of what it shows, how it was counted.

    ``left_out`` stands where a number may not be shown, ``codebook`` and ``notes`` are those of the table.
    """

    title: str
    summary: str
    left_out: str
    language: str = "nl"
    notes: tuple[str, ...] = ()
    codebook: tuple[tuple[str, str], ...] = ()

    def table(self, head: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], units: tuple[str, ...]) -> Table:
        """The table beside the picture."""
        return Table(
            self.title,
            head,
            tuple(rows),
            left_out=self.left_out,
            language=self.language,
            units=units,
            notes=self.notes,
            codebook=self.codebook,
        )
