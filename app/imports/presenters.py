"""What the screens of the import show: kinds of problems with their answers, lines, and what came of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.imports import words
from app.imports.parsing.model import ParsedLine, Problem, Severity
from app.imports.planning import Chosen, Reading
from app.web.i18n import by_language

#: Kinds whose answer depends on what was written: asked per value, never for all values at once.
BY_VALUE = frozenset(
    {
        "strand_unknown",
        "strand_missing",
        "organisation_unknown",
        "organisation_guessed",
        "own_strand",
        "strand_not_kept",
        "product_unknown",
        "product_strand",
        "status_unknown",
        "second_guessed",
        "second_unknown",
        "second_unsafe",
    }
)
_ROWS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Option:
    """One answer."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer: the name of its field, the sentence, the answers and the present one ("" = open or various)."""

    name: str
    text: str
    options: tuple[Option, ...]
    current: str
    count: int
    rows: str
    various: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """All problems of one kind."""

    code: str
    title: str
    count: int
    severity: str
    questions: tuple[Question, ...]
    open: int
    various: bool

    @property
    def short(self) -> bool:
        """Whether it is one question, that fits beside others."""
        return len(self.questions) == 1


@dataclass(frozen=True, slots=True)
class LineView:
    """One line in the preview: what it becomes, or why it does not come in."""

    row: int
    who: str
    address: str
    strand: str
    product: str
    organisation: str
    since: dt.date | None
    second: str
    becomes: str
    left_out: str
    first: bool


def kinds(reading: Reading) -> tuple[Kind, ...]:
    """The kinds of problems: questions first, then problems, then notes; each in the order in which it occurs."""
    by_kind: dict[str, list[Problem]] = defaultdict(list)
    for problem in reading.settled.plan.problems:
        by_kind[problem.code].append(problem)
    found = [_kind(code, problems, reading.choices) for code, problems in by_kind.items()]
    order = [Severity.QUESTION, Severity.PROBLEM, Severity.NOTE]
    return tuple(sorted(found, key=lambda each: (order.index(Severity(each.severity)), -each.open)))


def _kind(code: str, problems: Sequence[Problem], choices: Chosen) -> Kind:
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.group].append(problem)
    if code in BY_VALUE:
        questions = tuple(_question(f"g-{choices.mark(key)}", each) for key, each in groups.items())
    else:
        questions = (_question(f"k-{code}", problems),)
    return Kind(
        code=code,
        title=words.title(code),
        count=len(problems),
        severity=str(problems[0].severity),
        questions=questions,
        open=sum(problem.open for problem in problems),
        various=len({problem.decision for problem in problems}) > 1,
    )


def _question(name: str, problems: Sequence[Problem]) -> Question:
    decisions = {problem.decision or "" for problem in problems}
    return Question(
        name=name,
        text=words.sentence(problems[0]),
        options=_options(problems[0]),
        current=decisions.pop() if len(decisions) == 1 else "",
        count=len(problems),
        rows=rows_text(problem.row for problem in problems),
        various=len({problem.group for problem in problems}) > 1,
    )


def _options(problem: Problem) -> tuple[Option, ...]:
    return tuple(Option(choice.code, words.choice_label(choice)) for choice in problem.choices)


def rows_text(rows: Iterable[int]) -> str:
    """Row numbers in order, the first ones when there are many."""
    numbers = sorted(set(rows))
    more = " …" if len(numbers) > _ROWS_SHOWN else ""
    return ", ".join(map(str, numbers[:_ROWS_SHOWN])) + more


def answer_key(problem: Problem) -> str:
    """Under which key a single problem is answered: pairs of households by the pair, everything else by its row."""
    return problem.group if problem.code == "likely_duplicate" else problem.key


def problems_of(reading: Reading, code: str) -> tuple[Problem, ...]:
    """Every problem of one kind."""
    return tuple(problem for problem in reading.settled.plan.problems if problem.code == code)


def single_questions(reading: Reading, problems: Iterable[Problem]) -> tuple[Question, ...]:
    """Problems that are answered by themselves."""
    return tuple(
        Question(
            name=f"r-{reading.choices.mark(answer_key(problem))}",
            text=words.sentence(problem),
            options=_options(problem),
            current=problem.decision or "",
            count=1,
            rows=str(problem.row),
        )
        for problem in problems
    )


def read_answers(reading: Reading, sent: dict[str, str]) -> dict[str, str | None]:
    """The answers of a form, under their hashes: for a whole kind, for one value, or for one row. Anything else is ignored.

    An answer for many takes back what was answered for one of them.
    """
    answers: dict[str, str | None] = {}
    mark = reading.choices.mark
    by_kind = {kind.code: kind for kind in kinds(reading)}
    for problem in reading.settled.plan.problems:
        allowed = {choice.code for choice in problem.choices}
        kind = by_kind[problem.code]
        for name in (f"k-{problem.code}", f"g-{mark(problem.group)}"):
            value = sent.get(name, "")
            unchanged = any(each.name == name and each.current == value for each in kind.questions)
            if value in allowed and not unchanged:
                answers[mark(problem.group)] = value
                if answer_key(problem) != problem.group:
                    answers.setdefault(mark(problem.key), None)
        one = sent.get(f"r-{mark(answer_key(problem))}", "")
        if one in allowed and one != problem.decision:
            answers[mark(answer_key(problem))] = one
    return answers


def lines(reading: Reading, page: int, size: int) -> tuple[LineView, ...]:
    """One page of lines: by household, then what does not come in."""
    plan = reading.settled.plan
    by_row = {line.row: line for line in plan.lines}
    order = [(row, at == 0) for home in reading.settled.homes for at, row in enumerate(home.household.rows)]
    inside = {row for row, _first in order}
    order += [(line.row, True) for line in plan.lines if line.row not in inside]
    names = {each.id: each.name for each in reading.facts.organisations}
    why = {problem.row: problem for problem in plan.problems if problem.decision == "leave_out"}
    part = order[(page - 1) * size : page * size]
    return tuple(_line(by_row[row], reading, names=names, why=why.get(row), first=first) for row, first in part)


def _line(line: ParsedLine, reading: Reading, *, names: dict[int, str], why: Problem | None, first: bool) -> LineView:
    product, second = reading.settled.products.get(line.row), line.second
    return LineView(
        row=line.row,
        who=line.name.full,
        address=f"{line.street} {line.house or ''}".strip(),
        strand=line.strand,
        product=by_language(product.name_nl, product.name_en) if product else line.product_text,
        organisation=names.get(line.organisation_id or 0, line.organisation_text),
        since=line.start,
        second=" ".join(filter(None, (second.name, f"({second.relation})" if second.relation else ""))),
        becomes="" if line.left_out else "own" if line.own else "awaiting",
        left_out=_why(line.left_out, why),
        first=first,
    )


def _why(left_out: str, problem: Problem | None) -> str:
    """Why a line does not come in: "open" while it waits for an answer, "" when it does come in."""
    if left_out in {"", "open"}:
        return left_out
    return words.title(problem.code) if problem else words.reason(left_out)
