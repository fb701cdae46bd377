"""The desk at which one row is read: its cells by field, and the problems found with what was decided about them."""

from dataclasses import dataclass, field

from app.imports.parsing.model import LEAVE_OUT, Choice, Choices, ImportContext, Problem, Severity, group_key
from app.imports.recognition.fields import LABELS, Field
from app.imports.recognition.mapping import Mapping
from app.imports.table import Row
from app.kernel.text import clean_line, clean_text

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not right in a cell: the sentence without row and column, the answers, and the answer that counts by
    itself. ``about`` is the one detail that the sentence names besides the value: another row, a date.
    """

    field: Field | None
    code: str
    sentence: str
    choices: tuple[Choice, ...]
    default: str | None
    value: str = ""
    severity: Severity | None = None
    about: str = ""


@dataclass(slots=True)
class Desk:
    """One row while it is read; collects problems and knows what was chosen about them."""

    row: Row
    mapping: Mapping
    context: ImportContext
    choices: Choices
    problems: list[Problem] = field(default_factory=list)

    def cell(self, wanted: Field) -> str:
        """The text of a field, on one line and without invisible signs; "" when the list has no such column."""
        at = self.mapping.index_of(wanted)
        text = self.row.cell(at) if at is not None else ""
        return clean_text(text) if wanted is Field.REMARKS else clean_line(text)

    def ask(self, finding: Finding) -> str | None:
        """Note what is not right and give what counts: the choice for this row, for this value, or the default.

        None means that it has to be answered first.
        """
        problem = make_problem(self.row.number, self.mapping, finding, self.choices)
        self.problems.append(problem)
        return problem.decision

    @property
    def left_out(self) -> str:
        """Why the line is not imported as things stand: "choice", "open" (something has to be answered) or ""."""
        if any(problem.decision == LEAVE_OUT for problem in self.problems):
            return "choice"
        return "open" if any(problem.open for problem in self.problems) else ""


def make_problem(row: int, mapping: Mapping, finding: Finding, chosen: Choices) -> Problem:
    """Put a problem together, with the sentence that names row and column and with what was decided."""
    wanted = finding.field
    column = (mapping.label_of(wanted) or LABELS[wanted]) if wanted else ""
    keys = (f"{row}:{wanted or ''}:{finding.code}", group_key(wanted, finding.code, finding.value))
    codes = {choice.code for choice in finding.choices}
    severity = finding.severity or (Severity.QUESTION if finding.default is None else Severity.PROBLEM)
    return Problem(
        row=row,
        column=column,
        field=wanted,
        code=finding.code,
        text_nl=f"Rij {row}{', kolom ' if column else ''}{column}: {finding.sentence}",
        choices=finding.choices,
        severity=severity,
        default=finding.default,
        decision=next((chosen[key] for key in keys if chosen.get(key) in codes), finding.default),
        value=finding.value,
        about=finding.about,
    )


def shown(text: str) -> str:
    """A value as it is quoted in a sentence: short."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
