"""Importing, watching it, what came of it, taking it back, and throwing a preview away."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.imports import pages, services
from app.imports.forms import AnswerForm, RunForm
from app.imports.queries import Batch, find_progress
from app.imports.routes.desk import ONE, desk, policy
from app.imports.routes.looking import only_preview
from app.kernel.errors import RuleBroken
from app.web.forms import saved
from app.web.guard import actor


@desk.route(f"{ONE}/run", methods=["POST"], policy=policy("run"))
def run(batch: Batch) -> ResponseReturnValue:
    """The import itself. A second click, or a second tab, finds the same result."""
    if gone := only_preview(batch):
        return gone
    form = pages.run_form(actor(), RunForm())
    if form.validate_on_submit():
        try:
            services.run(actor(), batch.id, int(form.purpose.data))
            return redirect(url_for("imports.result", batch_id=batch.id), 303)
        except RuleBroken as error:
            form.refuse(error)
    return pages.preview_page(actor(), batch, AnswerForm(), form), form.answer_code()


@desk.route(f"{ONE}/progress", policy=policy("progress"))
def progress(batch: Batch) -> str:
    """How far it is: a part of the page that asks again each second while a plan is made or the import runs."""
    return render_template("imports/progress.html", batch=batch, progress=find_progress(batch.id))


@desk.route(f"{ONE}/result", policy=policy("result"))
def result(batch: Batch) -> ResponseReturnValue:
    """What came in, what was left out and why; and the way back, until somebody has worked on it."""
    if batch.state == "preview":
        return redirect(url_for("imports.preview", batch_id=batch.id), 303)
    return render_template("imports/result.html", page=pages.result_page(batch), form=AnswerForm())


@desk.route(f"{ONE}/undo", methods=["POST"], policy=policy("undo"))
def undo(batch: Batch) -> ResponseReturnValue:
    """Everything back out, as a whole."""
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            services.undo(batch)
            saved(
                ngettext(
                    "De import is teruggedraaid: %(num)d regel is er weer uit.",
                    "De import is teruggedraaid: %(num)d regels zijn er weer uit.",
                    batch.lines,
                )
            )
            return redirect(url_for("imports.upload"), 303)
        except RuleBroken as error:
            form.refuse(error)
    return render_template("imports/result.html", page=pages.result_page(batch), form=form), form.answer_code()


@desk.route(f"{ONE}/discard", methods=["POST"], policy=policy("discard"))
def discard(batch: Batch) -> ResponseReturnValue:
    """Throws a preview away with everything in it."""
    if AnswerForm().validate_on_submit() and batch.state == "preview":
        services.discard(batch)
        saved(_("De lijst is weggegooid. Er is niets geïmporteerd."))
    return redirect(url_for("imports.upload"), 303)
