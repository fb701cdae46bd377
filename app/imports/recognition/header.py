"""Which row holds the column names: under title rows, or nowhere."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from app.imports.recognition.content import content_scores, is_name
from app.imports.recognition.fields import SYNONYMS, Field
from app.imports.table import Row
from app.kernel.bsn import digits_of, passes_eleven_test
from app.kernel.dates import looks_like_date
from app.kernel.names import words_of
from app.kernel.postcode import normalise_postcode

LOOK_AT = 25
_GOOD = 0.8
_ALIKE = 88
_LONG_ENOUGH = 4
_LONGEST_HEADER = 60
_TWO = 2
_EPOCH = date(2026, 1, 1)


@lru_cache(maxsize=4096)
def header_scores(header: str) -> tuple[tuple[Field, float], ...]:
    """How much a column name fits each field: 1 for a known name, less for part of it or for a typo."""
    if len(header) > _LONGEST_HEADER:
        return ()
    words = words_of(header)
    text = " ".join(words)
    if not text:
        return ()
    scores = ((field, max(_alike(text, words, known) for known in names)) for field, names in SYNONYMS.items())
    return tuple((field, score) for field, score in scores if score > 0)


def _alike(text: str, words: list[str], known: str) -> float:
    """Compare a column name with one known name."""
    if text == known or text.replace(" ", "") == known.replace(" ", ""):
        return 1.0
    parts = known.split()
    if set(parts) <= set(words):
        return 0.55 + 0.35 * len(parts) / len(words) if len(known) > _TWO else 0.0
    if len(known) > _LONG_ENOUGH and fuzz.ratio(text, known) >= _ALIKE:
        return 0.8
    return 0.5 if len(known) > _LONG_ENOUGH and any(word.startswith(known) for word in words) else 0.0


def _best(header: str) -> float:
    """The score of the field that fits a column name best."""
    return max((score for _field, score in header_scores(header)), default=0.0)


def is_data(value: str) -> bool:
    """Tell whether a cell is unmistakably a value, and so not a column name."""
    text = value.strip()
    return looks_like_date(text) or normalise_postcode(text) is not None or passes_eleven_test(digits_of(text))


def find_header(rows: Sequence[Row]) -> int | None:
    """Give the place in `rows` of the row with the column names; None when the list starts without one.

    Among the first rows, the one in which most cells are known names and none is a value; failing that, a first row
    of texts above a
    row with values.
    """
    scored = [(_header_score(row), -place) for place, row in enumerate(rows[:LOOK_AT])]
    score, place = max(scored, default=(0.0, 0))
    if score >= _TWO:
        return -place
    return _by_contrast(rows)


def _header_score(row: Row) -> float:
    """How much a row looks like column names."""
    cells = [cell for cell in row.cells if cell.strip()]
    if any(is_data(cell) for cell in cells):
        return 0.0
    fitting = [score for score in map(_best, cells) if score >= 0.5]
    if not cells or len(fitting) * _TWO < len(cells) - 1:
        return 0.0
    return sum(fitting)


def _by_contrast(rows: Sequence[Row]) -> int | None:
    """Find unknown column names: the first row as wide as the list with no value in it, where rows under it have
    values.
    """
    for place, row in enumerate(rows[:LOOK_AT]):
        below = rows[place + 1 : place + 1 + LOOK_AT]
        if any(is_data(cell) for cell in row.cells):
            return None
        columns = [at for at in range(len(row.cells)) if _holds_values(below, at)]
        if len(columns) >= _TWO and all(row.cell(at).strip() for at in columns):
            return place
        plain = not any(is_name(cell.strip()) or any(sign.isdigit() for sign in cell) for cell in row.cells)
        if len(columns) == 1 and plain and all(cell.strip() for cell in row.cells):
            return place
    return None


def _holds_values(rows: Sequence[Row], at: int) -> bool:
    """Tell whether most filled cells of a column are unmistakably values."""
    filled = [row.cell(at) for row in rows if row.cell(at).strip()]
    return bool(filled) and sum(map(is_data, filled)) * _TWO > len(filled)


def likeness(rows: Sequence[Row]) -> float:
    """How much a sheet looks like the list: the fields its header and its cells show, and a little for its length."""
    sample = rows[: LOOK_AT * 2]
    if len(sample) < _TWO:
        return 0.0
    header = max((_header_score(row) for row in sample[:LOOK_AT]), default=0.0)
    width = min(max(len(row.cells) for row in sample), LOOK_AT)
    columns = ([row.cell(at) for row in sample] for at in range(width))
    by_content = sum(
        max(content_scores(column, today=_EPOCH).values(), default=0.0) >= _GOOD / _TWO for column in columns
    )
    return header + by_content + min(len(rows), 1000) / 10_000
