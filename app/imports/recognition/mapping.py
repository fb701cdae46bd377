"""The columns of a list, each with the field it was recognised as, how sure that is, and room to correct it."""

import collections.abc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.imports.recognition.content import CERTAIN_BY_CONTENT, content_scores, prose, single_names
from app.imports.recognition.fields import Field
from app.imports.recognition.header import find_header, header_scores
from app.imports.table import Row
from app.kernel.text import clean_line

SAMPLE = 300
_FROM_HEADER = 0.55
_FROM_CONTENT = 0.6
_ENOUGH = 0.36
_ENOUGH_BY_CONTENT = 0.34
_AGAINST = 0.1
_EXAMPLES = 3
_KNOWN = 0.8
_NAMED_OTHERWISE = 0.65
"""What content still counts for in a column with the exact name of another field."""
_PROSE = 0.3
_GUESSED = 0.3


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column: its place (from 0), its name, its field (None: not taken over), and how sure (0-1; 1 when chosen)."""

    index: int
    header: str
    field: Field | None
    confidence: float
    examples: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def label(self) -> str:
        """What to call the column in a message: its own name, otherwise its letter in the spreadsheet."""
        return self.header or column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the list is to be read. `header_row` is the number of the row with names (None: there is none)."""

    header_row: int | None
    first_row: int
    columns: tuple[ColumnGuess, ...]
    title_rows: int = 0

    def index_of(self, field: Field) -> int | None:
        """The place of the column that holds a field."""
        return next((column.index for column in self.columns if column.field is field), None)

    def label_of(self, field: Field) -> str:
        """What to call the column that holds a field, "" when there is none."""
        return next((column.label for column in self.columns if column.field is field), "")

    def fields(self) -> frozenset[Field]:
        """The fields that the list holds."""
        return frozenset(column.field for column in self.columns if column.field)

    def override(self, chosen: collections.abc.Mapping[int, Field | None]) -> "Mapping":
        """Take over what somebody chose for columns; a field chosen here is taken away from the column that had it."""
        taken = {field for field in chosen.values() if field}
        columns = tuple(
            replace(column, field=chosen[column.index], confidence=1.0, chosen=True)
            if column.index in chosen
            else (replace(column, field=None, confidence=0.0) if column.field in taken else column)
            for column in self.columns
        )
        return replace(self, columns=columns)


def column_letter(index: int) -> str:
    """The letter of a column as the spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def recognise(rows: Sequence[Row], *, today: date) -> Mapping:
    """Recognise the columns of a list, whatever they are called and in whatever order they stand. Never raises."""
    place = find_header(rows)
    header = rows[place] if place is not None else None
    data = rows[(place + 1) if place is not None else 0 :]
    width = max((len(row.cells) for row in [*data[:SAMPLE], *([header] if header else [])]), default=0)
    names = [clean_line(header.cell(at)) if header else "" for at in range(width)]
    samples = [[row.cell(at) for row in data[:SAMPLE]] for at in range(width)]
    scores = [_scores(name, cells, today) for name, cells in zip(names, samples, strict=True)]
    _name_is_surname(names, scores)
    found = _assign(scores)
    if header is None:
        _fill_in(found, samples)
    columns = tuple(_guess(at, names[at], found.get(at, (None, 0.0)), samples[at]) for at in range(width))
    first = data[0].number if data else 0
    return Mapping(header.number if header else None, first, columns, title_rows=place or 0)


def _guess(at: int, name: str, found: tuple[Field | None, float], cells: Sequence[str]) -> ColumnGuess:
    """Put together what is known of one column."""
    return ColumnGuess(at, name, found[0], found[1], _examples(cells))


def _name_is_surname(names: Sequence[str], scores: Sequence[dict[Field, float]]) -> None:
    """Where a column is called first name, a column that is called name holds surnames."""
    if not any(dict(header_scores(name)).get(Field.GIVEN, 0.0) >= _KNOWN for name in names):
        return
    for name, column in zip(names, scores, strict=True):
        score = column.pop(Field.NAME, 0.0)
        if score and dict(header_scores(name)).get(Field.NAME):
            column[Field.SURNAME] = max(score, column.get(Field.SURNAME, 0.0))


def _fill_in(found: dict[int, tuple[Field, float]], samples: Sequence[Sequence[str]]) -> None:
    """In a list without column names: the column next to the given names holds surnames, the longest free text
    remarks.
    """
    given = next((at for at, (field, _score) in found.items() if field is Field.GIVEN), None)
    fields = {field for field, _score in found.values()}
    if given is not None and not fields & {Field.NAME, Field.SURNAME}:
        beside = [at for at in (given + 1, given - 1, given + 2) if at not in found and 0 <= at < len(samples)]
        surname = next((at for at in beside if single_names(samples[at]) >= _KNOWN), None)
        if surname is not None:
            found[surname] = (Field.SURNAME, _GUESSED)
    loose = [(prose(samples[at]), -at) for at in range(len(samples)) if at not in found]
    score, place = max(loose, default=(0.0, 0))
    if Field.REMARKS not in fields and score >= _PROSE:
        found[-place] = (Field.REMARKS, _GUESSED)


def _examples(cells: Sequence[str]) -> tuple[str, ...]:
    """The first different values of a column, short."""
    different = dict.fromkeys(clean_line(cell)[:40] for cell in cells if cell.strip())
    return tuple(different)[:_EXAMPLES]


def _scores(header: str, cells: Sequence[str], today: date) -> dict[Field, float]:
    """Weigh name and content of one column into one score per field."""
    named = dict(header_scores(header))
    seen = content_scores(cells, today=today)
    scores: dict[Field, float] = {}
    for field in Field:
        by_name, by_content = named.get(field, 0.0), seen.get(field, 0.0)
        score = _FROM_HEADER * by_name + _FROM_CONTENT * by_content
        if not by_name and 1.0 in named.values():
            score *= _NAMED_OTHERWISE
        if field in CERTAIN_BY_CONTENT and seen and by_content < _AGAINST:
            score *= 0.5
        sure = by_name > 0 or (field in CERTAIN_BY_CONTENT and by_content * _FROM_CONTENT >= _ENOUGH_BY_CONTENT)
        enough = _ENOUGH if by_name else _ENOUGH_BY_CONTENT
        if (sure and score >= enough) or (by_name == 1.0 and score >= _ENOUGH / 2):
            scores[field] = score
    return scores


def _assign(columns: Sequence[dict[Field, float]]) -> dict[int, tuple[Field, float]]:
    """Give each column at most one field and each field at most one column: the highest score first."""
    order = sorted(
        ((score, at, field) for at, scores in enumerate(columns) for field, score in scores.items()),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    found: dict[int, tuple[Field, float]] = {}
    taken: set[Field] = set()
    for score, at, field in order:
        if at in found or field in taken or _contradicts(field, taken):
            continue
        found[at] = (field, min(round(score / (_FROM_HEADER + _FROM_CONTENT), 2), 1.0))
        taken.add(field)
    return found


def _contradicts(field: Field, taken: set[Field]) -> bool:
    """A list with a surname of its own has no second name column; one name column is no given name as well."""
    if field is Field.NAME:
        return Field.SURNAME in taken
    return field in {Field.SURNAME, Field.GIVEN, Field.PREFIX} and Field.NAME in taken
