"""The plan of an import: everything that the preview shows and that the import then does. Pure, and the same every
time.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.imports.grouping import Household, LikelyDuplicate, group_lines, likely_duplicates
from app.imports.parsing.desk import Finding, make_problem
from app.imports.parsing.fingerprint import digest, stable_name
from app.imports.parsing.lines import is_repeated_header, is_total, parse_row
from app.imports.parsing.model import (
    KEEP,
    KEEP_CHOICES,
    LEAVE_OUT,
    LINE_CHOICES,
    WITHOUT,
    Choices,
    ImportContext,
    ParsedLine,
    Problem,
    Severity,
)
from app.imports.recognition.fields import Field
from app.imports.recognition.mapping import ColumnGuess, Mapping
from app.imports.table import Row

_TELL_EVERY = 500
"""Rows that are read before it is told how far it is."""
_ABOUT_DOUBLES = frozenset({"double_line", "changed_line"})


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of everything. `rows` are the filled rows under the column names."""

    rows: int
    lines: int
    importable: int
    households: int
    people: int
    empty: int
    totals: int
    repeated_headers: int
    doubles: int
    known: int
    left_out: int
    open: int
    other_organisations: int
    notes: int
    problems: int
    questions: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `lines` are all lines, `households` of those that come in or wait for an answer.

    `obstacles` are Dutch sentences about what makes the whole list unreadable; with one of them nothing can be imported.
    """

    columns: tuple[ColumnGuess, ...]
    header_row: int | None
    lines: tuple[ParsedLine, ...]
    households: tuple[Household, ...]
    duplicates: tuple[LikelyDuplicate, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    obstacles: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether the import can go on: nothing in the way, every question answered, and something to import."""
        return not self.obstacles and self.counts.open == 0 and self.counts.importable > 0

    def line(self, row: int) -> ParsedLine | None:
        """The line of a row."""
        return next((each for each in self.lines if each.row == row), None)


def plan_import(
    rows: Sequence[Row],
    mapping: Mapping,
    choices: Choices,
    *,
    context: ImportContext,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> ImportPlan:
    """Make the plan: parse every row under the column names, mark doubles and conflicts, group into households.

    The same rows, mapping, choices and context give the same plan. Never raises for what stands in the rows. ``told`` hears
    now and then how many rows are done.
    """
    body = [row for row in rows if row.number >= mapping.first_row]
    totals = [row for row in body if is_total(row)]
    headers = [row for row in body if is_repeated_header(row, mapping)]
    skipped = {row.number for row in (*totals, *headers)}
    lines: list[ParsedLine] = []
    problems: list[Problem] = []
    for at, row in enumerate(body):
        if at % _TELL_EVERY == 0:
            told(at, len(body))
        if row.number not in skipped:
            line, found = parse_row(row, mapping, context, choices)
            problems.extend(found)
            lines.extend([line] if line else [])
    whole = _Whole(mapping, context, choices, problems)
    lines = whole.mark_known(whole.mark_doubles(whole.settle_bsn(lines)))
    problems = _without_left_out(problems, lines)
    problems.sort(key=lambda each: (each.row, each.column, each.code))
    households = group_lines([line for line in lines if line.left_out in {"", "open"}])
    return ImportPlan(
        columns=mapping.columns,
        header_row=mapping.header_row,
        lines=tuple(lines),
        households=households,
        duplicates=likely_duplicates(households),
        problems=tuple(problems),
        counts=_count(body, (len(totals), len(headers)), lines=lines, problems=problems, households=households),
        obstacles=_obstacles(mapping, body),
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """Checks that need all lines together; each adds its problems and gives the lines as they then are."""

    mapping: Mapping
    context: ImportContext
    choices: Choices
    problems: list[Problem]

    def settle_bsn(self, lines: list[ParsedLine]) -> list[ParsedLine]:
        """A BSN with more than one name or date of birth belongs to the first, unless somebody decides otherwise."""
        owners: dict[str, ParsedLine] = {}
        settled: list[ParsedLine] = []
        for line in lines:
            owner = owners.setdefault(line.bsn, line) if line.bsn else line
            if line.bsn and not _same_person(owner, line):
                sentence = f"dit BSN staat in rij {owner.row} bij {owner.name.full}, hier bij {line.name.full}."
                line = self._decided(line, owner.row, sentence)  # noqa: PLW2901 - as it then is
            settled.append(line)
        return settled

    def _decided(self, line: ParsedLine, first: int, sentence: str) -> ParsedLine:
        """Ask about the BSN of a line and do what was decided."""
        finding = Finding(Field.BSN, "bsn_conflict", sentence, KEEP_CHOICES, WITHOUT, about=str(first))
        problem = make_problem(line.row, self.mapping, finding, self.choices)
        self.problems.append(problem)
        if problem.decision == LEAVE_OUT:
            return replace(line, left_out="choice")
        return line if problem.decision == KEEP else replace(line, bsn="")

    def mark_doubles(self, lines: list[ParsedLine]) -> list[ParsedLine]:
        """The second of two equal lines is left out, unless somebody wants both; then it gets a fingerprint of its
        own.
        """
        seen: dict[str, int] = {}
        times: Counter[str] = Counter()
        marked: list[ParsedLine] = []
        for line in lines:
            times[line.fingerprint] += 1
            first = seen.setdefault(line.fingerprint, line.row)
            if first != line.row:
                sentence = f"deze regel is precies gelijk aan rij {first}."
                again = digest(self.context.fingerprint_key, [line.fingerprint, str(times[line.fingerprint])])
                finding = Finding(None, "double_line", sentence, LINE_CHOICES, LEAVE_OUT, about=str(first))
                line = self._left_out(line, finding, "double")  # noqa: PLW2901
                line = replace(line, fingerprint=again)  # noqa: PLW2901
            marked.append(line)
        return marked

    def mark_known(self, lines: list[ParsedLine]) -> list[ParsedLine]:
        """Lines that came in before add nothing; one that has changed since is pointed out and adds nothing unless
        chosen.
        """
        marked: list[ParsedLine] = []
        for line in lines:
            if line.fingerprint in self.context.known_fingerprints:
                marked.append(line if line.left_out == "double" else replace(line, left_out="known"))
            elif line.identity in self.context.known_identities and line.left_out in {"", "open"}:
                sentence = "deze regel kwam eerder al binnen en is daarna gewijzigd."
                finding = Finding(None, "changed_line", sentence, LINE_CHOICES, LEAVE_OUT)
                marked.append(self._left_out(line, finding, "known"))
            else:
                marked.append(line)
        return marked

    def _left_out(self, line: ParsedLine, finding: Finding, reason: str) -> ParsedLine:
        """Leave a line out for a reason, unless somebody chose to keep it."""
        problem = make_problem(line.row, self.mapping, finding, self.choices)
        self.problems.append(problem)
        return line if problem.decision == KEEP else replace(line, left_out=reason)


def _without_left_out(problems: Sequence[Problem], lines: Sequence[ParsedLine]) -> list[Problem]:
    """Nobody needs to answer for a line that came in before or stands there twice: of those only that remains."""
    gone = {line.row for line in lines if line.left_out in {"double", "known"}}
    return [problem for problem in problems if problem.row not in gone or problem.code in _ABOUT_DOUBLES]


def _same_person(first: ParsedLine, second: ParsedLine) -> bool:
    """Tell whether two lines with one BSN can be about one person: the same name, and no two dates of birth."""
    if stable_name(first.name) != stable_name(second.name):
        return False
    return not first.birth_date or not second.birth_date or first.birth_date == second.birth_date


def _obstacles(mapping: Mapping, body: Sequence[Row]) -> tuple[str, ...]:
    """What makes the list unreadable as a whole."""
    found: list[str] = []
    if not body:
        found.append("Onder de kolomnamen staan geen regels.")
    if not mapping.fields() & {Field.NAME, Field.SURNAME}:
        found.append("Wij vinden geen kolom met namen. Kies welke kolom de naam van de bewoner is.")
    if not mapping.fields() & {Field.PRODUCT, Field.STRAND, Field.ORGANISATION}:
        found.append("Wij vinden geen kolom met de inzet. Kies welke kolom zegt wat er gebeurt.")
    return tuple(found)


def _count(
    body: Sequence[Row],
    skipped: tuple[int, int],
    *,
    lines: Sequence[ParsedLine],
    problems: Sequence[Problem],
    households: Sequence[Household],
) -> Counts:
    """Count everything; `skipped` are the totals and the repeated column names."""
    why = Counter(line.left_out for line in lines)
    kinds = Counter(problem.severity for problem in problems)
    first, last = (body[0].number, body[-1].number) if body else (1, 0)
    return Counts(
        rows=len(body),
        lines=len(lines),
        importable=why[""],
        households=len(households),
        people=sum(len(household.people) for household in households),
        empty=last - first + 1 - len(body),
        totals=skipped[0],
        repeated_headers=skipped[1],
        doubles=why["double"],
        known=why["known"],
        left_out=why["choice"],
        open=why["open"],
        other_organisations=sum(not line.own for line in lines if not line.left_out),
        notes=kinds[Severity.NOTE],
        problems=kinds[Severity.PROBLEM],
        questions=kinds[Severity.QUESTION],
    )


def problems_by_group(problems: Sequence[Problem]) -> dict[str, tuple[Problem, ...]]:
    """The problems that can be answered together, in the order in which they occur."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.group].append(problem)
    return {key: tuple(each) for key, each in groups.items()}
