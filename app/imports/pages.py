"""Puts the pages of the import together; frozen view objects for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request

from app.access.actor import Actor
from app.access.vocabulary import Category
from app.accounts.purposes import purpose_for
from app.audit import trail
from app.db.session import db
from app.imports import presenters, words
from app.imports.forms import AnswerForm, RunForm
from app.imports.parsing.model import Severity
from app.imports.plan import Counts
from app.imports.planning import Reading, read_plan
from app.imports.presenters import Kind, LineView, Option, Question
from app.imports.queries import Batch, MadeHousehold, find_progress, list_made, list_own_purposes
from app.imports.queries.batches import list_made_persons
from app.imports.recognition.fields import Field
from app.imports.recognition.mapping import ColumnGuess
from app.imports.recognition.mapping import Mapping as Columns
from app.imports.table import Table
from app.kernel.bsn import mask_bsn
from app.kernel.errors import NotFound
from app.web.i18n import by_language

PAGE = 100
QUESTIONS = 50
"""Rows that are asked about on one page, each by itself."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column with the first values in it and what it is."""

    name: str
    label: str
    examples: str
    current: str
    sure: bool


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """The columns of a file."""

    batch: Batch
    columns: tuple[ColumnView, ...]
    options: tuple[Option, ...]
    rows: int
    sheet: str
    sheets: tuple[str, ...]
    usual: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one is in a long list."""

    page: int
    pages: int
    total: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """Everything that the preview shows."""

    batch: Batch
    counts: Counts
    questions: tuple[Kind, ...]
    problems: tuple[Kind, ...]
    notes: tuple[Kind, ...]
    lines: tuple[LineView, ...]
    paging: Paging
    obstacles: tuple[str, ...]
    ready: bool
    too_much: bool
    running: bool
    bsn: bool


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """One kind of problem, row by row."""

    batch: Batch
    title: str
    questions: tuple[Question, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that did not come in for one reason."""

    reason: str
    rows: str
    count: int


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What came of an import."""

    batch: Batch
    made: tuple[MadeHousehold, ...]
    left_out: tuple[LeftOut, ...]
    new: int
    paging: Paging


def read_columns(found: Columns, sent: Mapping[str, str]) -> dict[int, Field | None]:
    """What was chosen for each column; a value that is no field means: not taken over."""
    known = {str(field): field for field in Field}
    return {column.index: known.get(sent.get(f"column-{column.index}", "")) for column in found.columns}


def columns_page(batch: Batch, table: Table, found: Columns, sent: Mapping[str, str]) -> ColumnsPage:
    """The columns, as they were just chosen or as they were recognised."""
    views = tuple(
        ColumnView(
            name=f"column-{column.index}",
            label=column.label,
            examples=" · ".join(_shown(column)),
            current=sent.get(f"column-{column.index}", str(column.field or "")),
            sure=column.chosen or column.confidence >= 0.6 or column.field is None,
        )
        for column in found.columns
    )
    options = tuple(Option(str(field), words.field_name(field)) for field in Field)
    rows = sum(row.number >= found.first_row for row in table.rows)
    return ColumnsPage(batch, views, options, rows, table.sheet, table.sheets, "sheet" not in batch.mapping)


def _shown(column: ColumnGuess) -> list[str]:
    """The first values; of citizen service numbers the last digits only."""
    return [mask_bsn(each) if column.field is Field.BSN else each for each in column.examples]


def run_form(actor: Actor, form: RunForm) -> RunForm:
    """The form that starts the import, with the purposes of the own organisation; the usual one chosen."""
    purposes = list_own_purposes(actor.organisation_id)
    usual = purpose_for(actor.organisation_kind, actor.function)
    form.purpose.choices = [(str(key), by_language(nl, en)) for key, _code, nl, en, _bsn in purposes]
    if not form.purpose.data or form.purpose.data == "None":
        form.purpose.data = next((str(each[0]) for each in purposes if usual and each[1] == usual.code), None)
    return form


def preview_page(actor: Actor, batch: Batch, form: AnswerForm, run: RunForm | None = None) -> str:
    """The preview as HTML."""
    reading = read_plan(actor, batch)
    return render_template(
        "imports/preview.html", form=form, run=run or run_form(actor, RunForm()), page=_preview(actor, batch, reading)
    )


def _preview(actor: Actor, batch: Batch, reading: Reading) -> PreviewPage:
    found, plan = presenters.kinds(reading), reading.settled.plan
    number = _page(len(plan.lines), PAGE)
    return PreviewPage(
        batch=batch,
        counts=plan.counts,
        questions=tuple(kind for kind in found if kind.severity == Severity.QUESTION),
        problems=tuple(kind for kind in found if kind.severity == Severity.PROBLEM),
        notes=tuple(kind for kind in found if kind.severity == Severity.NOTE),
        lines=presenters.lines(reading, number, PAGE),
        paging=_paging(number, len(plan.lines), PAGE, "lines"),
        obstacles=tuple(words.obstacle(each) for each in plan.obstacles),
        ready=plan.ready,
        too_much=reading.too_much,
        running=find_progress(batch.id).running,
        bsn=actor.bsn_allowed and any(each[4] for each in list_own_purposes(actor.organisation_id)),
    )


def _page(total: int, size: int) -> int:
    """The page that was asked for, or the nearest that there is."""
    return min(max(request.args.get("page", 1, type=int), 1), max(-(-total // size), 1))


def _paging(number: int, total: int, size: int, place: str) -> Paging:
    pages = max(-(-total // size), 1)
    return Paging(
        page=number,
        pages=pages,
        total=total,
        previous_url=f"?page={number - 1}#{place}" if number > 1 else None,
        next_url=f"?page={number + 1}#{place}" if number < pages else None,
    )


def problems_page(batch: Batch, reading: Reading, code: str) -> ProblemsPage:
    """One kind of problem, a part at a time. Raises NotFound when there is none of it."""
    found = presenters.problems_of(reading, code)
    if not found:
        raise NotFound
    number = _page(len(found), QUESTIONS)
    part = found[(number - 1) * QUESTIONS : number * QUESTIONS]
    questions = presenters.single_questions(reading, part)
    return ProblemsPage(batch, words.title(code), questions, _paging(number, len(found), QUESTIONS, "questions"))


def result_page(batch: Batch) -> ResultPage:
    """What came in, with the households as far as the asker sees them."""
    made = list_made(batch.id)
    trail.saw_list(
        db.session(),
        homes=list_made_persons(batch.id),
        categories=[Category.IDENTITY],
        objects=[each.dossier_id for each in made],
    )
    rows: dict[str, list[int]] = {}
    for row, code in batch.report.get("left_out", []):
        rows.setdefault(words.reason(code), []).append(row)
    left = tuple(LeftOut(why, presenters.rows_text(numbers), len(numbers)) for why, numbers in rows.items())
    number = _page(len(made), PAGE)
    part = made[(number - 1) * PAGE : number * PAGE]
    new = sum(each.is_new for each in made)
    return ResultPage(batch, part, left, new, _paging(number, len(made), PAGE, "made"))
