"""Writes the documents that are made from data: docs/access-matrix.md, which a privacy officer can read.

`--check` writes nothing and fails when the document is not what the data say.
"""

import csv
import sys
from pathlib import Path

from tools.common import ROOT, give_up

MATRIX = ROOT / "app" / "access" / "matrix.csv"
OVERRIDES = ROOT / "app" / "access" / "overrides.csv"
DOCUMENT = ROOT / "docs" / "access-matrix.md"

TERMS = {
    "W": "reads and writes; an intervention, note or document is changed only by the organisation that owns it",
    "R": "reads",
    "O": "reads and writes what the own organisation owns",
    "S": "sees the summary: who, what kind, period, status",
    "E": "sees only that it exists, and whom to ask",
    "C": "sees single items, by a disclosure that is in force",
    "A": "sees counts, never under 10, never rows",
    "L": "sees facts about the process: phase, dates, who, category",
    "bsn": "sees the BSN, where organisation and purpose allow it",
}

INTRODUCTION = """# Who may see what

Generated from `app/access/matrix.csv` and `app/access/overrides.csv` by `make fix`; do not edit. These two files are
what the application and the database both read: there is no other place where access is decided. What is not in a
table is not visible.

A function gives access only together with a dated relation to persons of the household, with a purpose. Overrides
narrow it and never widen it.

## Words in the tables
"""


def cell_in_words(cell: str) -> str:
    """What one cell gives, in words; raises KeyError for a term that the legend does not know."""
    parts = []
    for term in cell.split("+"):
        name, _, narrow = term.partition(":")
        parts.append(TERMS[name] + (f" (only: {', '.join(narrow.split('|'))})" if narrow else ""))
    return "; ".join(parts)


def function_section(row: dict[str, str]) -> str:
    """One function: a table of what it sees and one line with what it does not see."""
    cells = {category: cell for category, cell in row.items() if category != "row"}
    seen = {category: cell for category, cell in cells.items() if cell != "-"}
    lines = [f"## {row['row'].replace('_', ' ')}", ""]
    if seen:
        lines += ["| category | cell | what it gives |", "|---|---|---|"]
        lines += [f"| {category} | {_code(cell)} | {cell_in_words(cell)} |" for category, cell in seen.items()]
        lines += [""]
    hidden = [category for category in cells if category not in seen]
    lines += [f"Nothing of: {', '.join(hidden)}.", ""] if hidden else []
    return "\n".join(lines)


def overview(rows: list[dict[str, str]]) -> str:
    """The whole matrix in one table."""
    categories = list(rows[0])
    lines = ["## The whole matrix", "", f"| {' | '.join(categories)} |", f"|{'---|' * len(categories)}"]
    lines += [f"| {' | '.join(_escaped(row[category]) for category in categories)} |" for row in rows]
    return "\n".join([*lines, ""])


def overrides_section(rows: list[dict[str, str]]) -> str:
    """The overrides in the order in which they are applied."""
    columns = list(rows[0])
    lines = ["## Overrides, in order", "", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(_escaped(row[column]) for column in columns)} |" for row in rows]
    return "\n".join([*lines, ""])


def document() -> str:
    """The text of docs/access-matrix.md."""
    rows = _rows(MATRIX)
    legend = "\n".join(f"- **{term}** {meaning}." for term, meaning in TERMS.items())
    parts = [f"{INTRODUCTION}\n{legend}\n", overview(rows), *(function_section(row) for row in rows)]
    if OVERRIDES.exists():
        parts.append(overrides_section(_rows(OVERRIDES)))
    return "\n".join(parts)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def _code(cell: str) -> str:
    return f"`{_escaped(cell)}`"


def main() -> None:
    """Write the document, or with `--check` compare it."""
    text = document()
    if "--check" not in sys.argv[1:]:
        DOCUMENT.write_text(text, encoding="utf-8")
    elif not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != text:
        give_up(f"{DOCUMENT.relative_to(ROOT)} is not what the matrix says; run: make fix")


if __name__ == "__main__":
    main()
