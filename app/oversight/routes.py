"""*Wie keek waar*, what stands out, a sample, and the question that somebody at work answers."""

import datetime as dt

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.vocabulary import Category
from app.audit import trail
from app.db import clock
from app.db.session import db
from app.dossiers.forms.saving import save
from app.kernel.errors import NotFound, RuleBroken
from app.oversight import presenters as present
from app.oversight import queries as read
from app.oversight import services as service
from app.oversight.filters import Filter, read_filter
from app.oversight.forms import AnswerForm, AskForm, CaseMarkForm
from app.oversight.rules import EARLIEST, OFFICERS, PAGE, Period, points
from app.web.forms import saved
from app.web.guard import Desk, Policy, actor
from app.web.i18n import month as month_words
from config import Config

desk = Desk("oversight", __name__)


@desk.route("/oversight", policy=Policy("log.list", functions=OFFICERS))
def views() -> str:
    """Who saw whom, when and why: lines of the log, and nothing of what stands in a file."""
    asked = read_filter(request.args, clock.today())
    rows = read.list_lines(asked.wanted) if asked.findable else []
    shown = rows[:PAGE]
    cases = read.list_case_numbers({row.dossier_id for row in shown if row.dossier_id})
    _saw_log(asked)
    return render_template(
        "oversight/views.html",
        late=read.is_seal_late(),
        asked=asked,
        lines=[present.line_view(row, cases, asked.wanted.period) for row in shown],
        next_url=present.next_url(rows, asked.arguments),
        organisations=read.list_organisations(),
    )


@desk.route("/oversight/signals", policy=Policy("log.signals", functions=OFFICERS))
def signals() -> str:
    """Patterns that ask for a question, each with the rule that found it."""
    asked = read_filter(request.args, clock.today())
    rows = read.list_signals(asked.wanted.period)
    cases = read.list_case_numbers({key for row in rows for key in row.dossiers})
    _saw_log(asked)
    return render_template(
        "oversight/signals.html", asked=asked, rules=present.rule_views(rows, cases), late=read.is_seal_late()
    )


@desk.route("/oversight/sample", policy=Policy("log.sample", functions=OFFICERS))
def sample() -> str:
    """Twenty sights of a month, drawn by chance and the same for everybody; and the questions that were asked."""
    month, period = _month(request.args.get("month", ""), clock.today())
    ends = read.find_ends(period) if period.last >= period.first else None
    config: Config = current_app.config["SCHAKEL"]
    rows = read.list_sample(period, points(config.keys.index, month, *ends)) if ends else []
    cases = read.list_case_numbers({row.dossier_id for row in rows})
    trail.did(db.session(), "read", category=Category.LOG, reason=f"{month:%Y-%m}")
    return render_template(
        "oversight/sample.html",
        month=month_words(month),
        before=f"{month - dt.timedelta(days=1):%Y-%m}",
        sights=[present.sample_view(row, cases) for row in rows],
        questions=[present.question_view(row) for row in read.list_questions()],
        form=AskForm(),
    )


@desk.route("/oversight/questions", methods=["POST"], policy=Policy("log_question.ask", functions=OFFICERS))
def ask() -> ResponseReturnValue:
    """Asks whoever saw a household to explain it in one line."""
    try:
        at = dt.datetime.fromisoformat(request.form.get("at", ""))
    except ValueError:
        raise NotFound from None
    line = request.form.get("line", "")
    if not line.isdecimal() or len(line) > 18 or at.tzinfo is None:
        raise NotFound
    service.ask(actor(), int(line), at)
    saved(_("De vraag staat bij deze medewerker op Vandaag."))
    return redirect(url_for("oversight.sample", month=f"{at:%Y-%m}"), code=303)


@desk.route("/oversight/questions/<int:log_question_id>", methods=["GET", "POST"], policy=Policy("log_question.answer"))
def question(log_question_id: int) -> ResponseReturnValue:
    """The question to one account, with room for one line; who asked reads it here too."""
    row = read.get_question(log_question_id)
    form, is_mine = AnswerForm(), row.account_id == actor().account_id
    if request.method == "POST" and not is_mine:
        raise NotFound
    if form.validate_on_submit():
        try:
            service.answer(actor(), log_question_id, form.answer.data or "")
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("Dank u. Uw uitleg is verstuurd."))
            return redirect(url_for("oversight.question", log_question_id=log_question_id), code=303)
    page = render_template(
        "oversight/question.html",
        question=present.question_view(row),
        form=form,
        may_answer=is_mine and (not row.answered_at or form.is_submitted()),
    )
    return page, form.answer_code()


@desk.route("/oversight/marks", methods=["GET", "POST"], policy=Policy("dossier.mark", functions=OFFICERS))
def marks() -> ResponseReturnValue:
    """Which files are marked as those of colleagues or relatives; sets a mark or takes it away, by the number of the household."""
    form = CaseMarkForm()
    form.offer(marked=True)
    if save(
        form, lambda: service.mark_case(form.case_no.data or "", marked=form.is_on(), reason=form.reason.data or "")
    ):
        saved(_("Vastgelegd."))
        return redirect(url_for("oversight.marks"), code=303)
    trail.did(db.session(), "read", category=Category.LOG, reason="")
    return render_template("oversight/marks.html", form=form, cases=read.list_marked()), form.answer_code()


def _saw_log(asked: Filter) -> None:
    """Reading the log is an act of its own, with what was looked for."""
    trail.did(db.session(), "read", category=Category.LOG, reason=asked.said)


def _month(typed: str, today: dt.date) -> tuple[dt.date, Period]:
    """The month that was asked for, and its days up to yesterday: what is still being written is not drawn from."""
    try:
        month = dt.date.fromisoformat(f"{typed}-01")
    except ValueError:
        month = today.replace(day=1)
    month = max(min(month, today.replace(day=1)), EARLIEST)
    following = (month + dt.timedelta(days=32)).replace(day=1)
    return month, Period(month, min(following, today) - dt.timedelta(days=1))
