"""Text files with columns: which encoding, which delimiter, and then the rows."""

import codecs
import csv
import io
from collections import Counter

from app.imports.reading.sniff import refuse_binary
from app.imports.table import MOST_ROWS, FileRefused, Row, Table, empty_between, row_of, too_many_rows

_DELIMITERS = ";,\t|"
_SAMPLE_LINES = 60
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_QUARTER = 4


def read_delimited(data: bytes, digest: str) -> Table:
    """Read a text file with columns; raises `FileRefused` when it is no text, or has too many rows."""
    encoding = detect_encoding(data)
    text = _decode(data, encoding)
    delimiter, skip = detect_delimiter(text)
    rows = _rows(text, delimiter, skip)
    return Table(
        kind="csv", digest=digest, rows=rows, empty=empty_between(rows), encoding=encoding, delimiter=delimiter
    )


def detect_encoding(data: bytes) -> str:
    """Tell the encoding: by its mark, UTF-16 by its zeros, UTF-8 when it is valid, otherwise cp1252 (what Excel
    writes).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:2000]
    if head.count(0) * _QUARTER > len(head):
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    refuse_binary(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _decode(data: bytes, encoding: str) -> str:
    """Decode; a byte that means nothing becomes the sign for a lost letter, which the preview points out."""
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if encoding.startswith("utf-16"):
        refuse_binary(text.encode("utf-8"))
    return text.replace("\x00", "")


def detect_delimiter(text: str) -> tuple[str, int]:
    """Tell the delimiter, and how many lines to skip (Excel's own `sep=;`): the one that cuts most lines into as many
    cells.
    """
    first, _, _ = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], 1
    sample = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    return max(_DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter)), 0


def _fitness(sample: str, delimiter: str) -> tuple[int, int]:
    """How well a delimiter fits: the number of lines that agree on more than one cell, then the number of cells."""
    widths = Counter(len(cells) for cells in _parse(sample, delimiter) if any(cell.strip() for cell in cells))
    widths.pop(1, None)
    if not widths:
        return 0, 0
    width, lines = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return lines, width


def _parse(text: str, delimiter: str) -> list[list[str]]:
    """Parse as far as it goes: a sample may end inside a quoted cell."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _rows(text: str, delimiter: str, skip: int) -> tuple[Row, ...]:
    """Parse all rows; raises `FileRefused` for too many, and for a quotation mark that is never closed."""
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            row = row_of(number, cells) if number > skip else None
            if row:
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise too_many_rows()
    except csv.Error:
        raise FileRefused(
            "corrupted", "Dit csv-bestand is beschadigd of heeft een aanhalingsteken dat niet wordt gesloten."
        ) from None
    return tuple(rows)
