"""Choosing a file, its columns, the preview, and the answers to what is not right."""

from typing import BinaryIO, cast

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.imports import pages, presenters, services
from app.imports.forms import AnswerForm, UploadForm
from app.imports.planning import columns_of, read_plan, read_table
from app.imports.queries import Batch, list_batches
from app.imports.routes.desk import ANSWERS, FILE, ONE, desk, policy
from app.imports.table import FileRefused
from app.imports.words import refusal
from app.kernel.errors import RuleBroken
from app.web.forms import saved
from app.web.guard import actor


def only_preview(batch: Batch) -> ResponseReturnValue | None:
    """Where to go when there is nothing to preview any more."""
    if batch.state == "preview":
        return None
    return redirect(url_for("imports.result", batch_id=batch.id), 303)


@desk.route("/import", methods=["GET", "POST"], policy=policy("upload", subject=False, body=FILE))
def upload() -> ResponseReturnValue:
    """Choose a file; below it what was brought in before."""
    form = UploadForm()
    if form.validate_on_submit():
        if not form.file.data:
            form.complain("file", _("Kies eerst een bestand."))
        else:
            try:
                batch_id = services.upload(
                    actor(), cast("BinaryIO", form.file.data.stream), form.file.data.filename or ""
                )
                return redirect(url_for("imports.columns", batch_id=batch_id), 303)
            except FileRefused as error:
                form.refuse(RuleBroken("file", refusal(error)))
    return render_template("imports/upload.html", form=form, batches=list_batches()), form.answer_code()


@desk.route(f"{ONE}/columns", methods=["GET", "POST"], policy=policy("columns"))
def columns(batch: Batch) -> ResponseReturnValue:
    """What each column is; each can be changed."""
    if gone := only_preview(batch):
        return gone
    form, table = AnswerForm(), read_table(batch)
    found = columns_of(batch, table)
    if form.validate_on_submit():
        try:
            services.choose_columns(batch, pages.read_columns(found, request.form))
            services.plan(actor(), batch.id)
            return redirect(url_for("imports.preview", batch_id=batch.id), 303)
        except RuleBroken as error:
            form.refuse(error)
    page = pages.columns_page(batch, table, found, request.form)
    return render_template("imports/columns.html", form=form, page=page), form.answer_code()


@desk.route(f"{ONE}/sheet", methods=["POST"], policy=policy("sheet"))
def sheet(batch: Batch) -> ResponseReturnValue:
    """Another sheet of the workbook."""
    if gone := only_preview(batch):
        return gone
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            services.choose_sheet(batch, request.form.get("sheet", ""))
            return redirect(url_for("imports.columns", batch_id=batch.id), 303)
        except FileRefused as error:
            form.refuse(RuleBroken("", refusal(error)))
        except RuleBroken as error:
            form.refuse(error)
    table = read_table(batch)
    page = pages.columns_page(batch, table, columns_of(batch, table), {})
    return render_template("imports/columns.html", form=form, page=page), form.answer_code()


@desk.route(f"{ONE}/preview", methods=["GET", "POST"], policy=policy("preview", body=ANSWERS))
def preview(batch: Batch) -> ResponseReturnValue:
    """What the import would do, and everything that is not right with its answers."""
    if gone := only_preview(batch):
        return gone
    form = AnswerForm()
    if form.validate_on_submit():
        reading = read_plan(actor(), batch)
        services.answer(batch, presenters.read_answers(reading, request.form.to_dict()))
        services.plan(actor(), batch.id)
        saved(_("Uw keuzes zijn opgeslagen. Hieronder staat wat er nu gebeurt."))
        return redirect(url_for("imports.preview", batch_id=batch.id), 303)
    return pages.preview_page(actor(), batch, form), form.answer_code()


@desk.route(f"{ONE}/problems/<code>", methods=["GET", "POST"], policy=policy("problems", body=ANSWERS))
def problems(batch: Batch, code: str) -> ResponseReturnValue:
    """Every problem of one kind, each to be answered by itself."""
    if gone := only_preview(batch):
        return gone
    form, reading = AnswerForm(), read_plan(actor(), batch)
    if form.validate_on_submit():
        services.answer(batch, presenters.read_answers(reading, request.form.to_dict()))
        services.plan(actor(), batch.id)
        saved(_("Uw keuzes zijn opgeslagen. Hieronder staat wat er nu gebeurt."))
        return redirect(url_for("imports.preview", batch_id=batch.id), 303)
    page = pages.problems_page(batch, reading, code)
    return render_template("imports/problems.html", form=form, page=page), form.answer_code()
