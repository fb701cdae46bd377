"""Pages of files for research: a list for everybody, a page that residents can read, asking, deciding and taking."""

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kernel.errors import RuleBroken, StaleVersion
from app.research import services as service
from app.research.forms import AskForm, DecideForm
from app.research.presenters import research_file, view
from app.research.queries import get_export, list_exports
from app.research.services import ASKERS, OFFICERS, Wanted
from app.web.forms import saved
from app.web.guard import Desk, Policy, actor, may_open
from app.web.i18n import gettext as _
from app.web.spreadsheets import XLSX

desk = Desk("research", __name__)
_ONE = "/research/<int:research_export_id>"


@desk.route("/research", policy=Policy("research_export.list"))
def overview() -> str:
    """What was approved, for everybody; what waits, for who asked and for the privacy officer."""
    views = [view(one, actor()) for one in list_exports()]
    return render_template("research/overview.html", views=views, may_ask=may_open("research.ask"))


@desk.route(
    "/research/new", methods=["GET", "POST"], policy=Policy("research_export.create", functions=ASKERS, fresh=True)
)
def ask() -> ResponseReturnValue:
    """An analyst asks for a file."""
    form = AskForm()
    if form.validate_on_submit() and form.year.data and form.expires_on.data:
        wanted = Wanted(
            form.year.data,
            form.researcher.data or "",
            form.purpose.data or "",
            form.summary.data or "",
            form.expires_on.data,
        )
        try:
            made = service.ask(actor(), wanted)
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("Gevraagd. De privacyfunctionaris besluit."))
            return redirect(url_for("research.show", research_export_id=made), code=303)
    return render_template("research/ask.html", form=form), form.answer_code()


@desk.route(_ONE, policy=Policy("research_export.show"))
def show(research_export_id: int) -> str:
    """One page that says to residents what is done with what."""
    one = view(get_export(research_export_id), actor())
    return render_template(
        "research/show.html", one=one, number=research_export_id, may_decide=may_open("research.decide")
    )


@desk.route(
    f"{_ONE}/decide", methods=["GET", "POST"], policy=Policy("research_export.decide", functions=OFFICERS, fresh=True)
)
def decide(research_export_id: int) -> ResponseReturnValue:
    """The privacy officer says yes or no."""
    form, words = DecideForm(), {"yes": _("Ja"), "no": _("Nee")}
    form.decision.choices = list(words.items())
    if form.validate_on_submit():
        try:
            yes = form.decision.data == "yes"
            service.decide(actor(), research_export_id, approved=yes, answer=form.answer.data or "")
        except StaleVersion as error:
            now: Any = error.current
            theirs = words["yes" if now.approved else "no"], now.answer
            form.conflict(error, {"answer": theirs[1]}, research_export_id)
            form.theirs = [(str(form.decision.label.text), theirs[0]), *(form.theirs or [])]
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("Uw besluit is bewaard."))
            return redirect(url_for("research.show", research_export_id=research_export_id), code=303)
    one = view(get_export(research_export_id), actor())
    return render_template("research/decide.html", form=form, one=one), form.answer_code()


@desk.route(f"{_ONE}/file.xlsx", policy=Policy("research_export.download", functions=ASKERS, fresh=True))
def file(research_export_id: int) -> ResponseReturnValue:
    """The file, for whoever asked it, as long as it runs."""
    export = service.take(actor(), research_export_id)
    answer = Response(research_file(export), mimetype=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="schakel-onderzoek-{export.year}.xlsx"'
    return answer
