"""Questions in a dossier: the list, a new one, one with its answers, other words, closed and open again."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.db.clock import now, today
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.paging import Paging
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.shown import saw_records
from app.kernel.errors import Forbidden, RuleBroken
from app.threads import presenters as present
from app.threads.forms import AnswerForm, AskForm, StepForm, WordsForm
from app.threads.queries import threads as read
from app.threads.queries.outside import list_outside
from app.threads.queries.threads import ThreadLine
from app.threads.routes.desk import desk
from app.threads.rules import USUAL_DAYS
from app.threads.services import asking as service
from app.web.forms import saved
from app.web.guard import Policy

_ALL = "/dossiers/<int:dossier_id>/questions"
_ONE = f"{_ALL}/<int:question_thread_id>"


@desk.route(_ALL, policy=Policy("question_thread.list", subject="dossier"))
def questions(dossier: DossierScope) -> str:
    """The questions that the reader asked or is asked (the lead: all), and those to people outside."""
    total = read.count_threads(dossier.id)
    if not (total or service.may_answer(dossier) or dossier.closed):
        raise Forbidden(_("Vragen horen niet bij uw taak in dit dossier. Bel de casusregisseur."))
    page = min(max(request.args.get("page", 1, type=int), 1), max(1, -(-total // read.PER_PAGE)))
    threads, outside = read.list_threads(dossier.id, page), list_outside(dossier.id)
    people = read.list_people(sorted({key for thread in threads for key in thread.party_ids}))
    saw_records(dossier, Category.NOTES, [*threads, *outside])
    may_ask = service.may_ask(dossier)
    return render_template(
        "threads/questions.html",
        household=household_of(dossier),
        threads=[present.thread_view(dossier, thread, people, today()) for thread in threads],
        paging=_paging(dossier, page, total),
        outside=[present.outside_view(dossier, line, now()) for line in outside],
        ask_url=url_for("threads.create", dossier_id=dossier.id) if may_ask else "",
        outside_url=url_for("threads.ask_outside", dossier_id=dossier.id) if may_ask else "",
    )


@desk.route(f"{_ALL}/new", methods=["GET", "POST"], policy=Policy("question_thread.create", subject="dossier"))
def create(dossier: DossierScope) -> ResponseReturnValue:
    """Asks people who are involved, by name; says before saving who will read it."""
    if not service.may_ask(dossier):
        raise Forbidden(_("U kunt in dit dossier nu geen vraag stellen. Bel de casusregisseur."))
    form, parties = AskForm(), service.list_askable(dossier)
    form.prepare(parties)
    form.offer(offered_persons(dossier))
    if save(form, lambda: service.ask(dossier, form.words())):
        saved(_("Gevraagd. Wie u koos, ziet de vraag op Vandaag en krijgt een mail zonder inhoud."))
        return redirect(url_for("threads.questions", dossier_id=dossier.id), code=303)
    if not form.is_submitted():
        form.due_on.data = today() + dt.timedelta(days=USUAL_DAYS)
    page = render_template(
        "threads/ask.html",
        household=household_of(dossier),
        form=form,
        nobody=not parties,
        readers=present.who_reads_question(dossier, parties),
    )
    return page, form.answer_code()


@desk.route(_ONE, methods=["GET", "POST"], policy=Policy("question_thread.show", subject="dossier"))
def show(dossier: DossierScope, question_thread_id: int) -> ResponseReturnValue:
    """One question with its answers; answered in place."""
    thread = read.get_thread(dossier.id, question_thread_id)
    form = AnswerForm()
    if thread.author_id == dossier.actor.account_id:
        form.for_asker()
    if save(form, lambda: service.answer(dossier, thread.id, form.text.data or "")):
        saved(_("Het staat erbij."))
        return redirect(url_for("threads.show", dossier_id=dossier.id, question_thread_id=thread.id), code=303)
    return _page(dossier, thread, form), form.answer_code()


@desk.route(f"{_ONE}/edit", methods=["GET", "POST"], policy=Policy("question_thread.edit", subject="dossier"))
def edit(dossier: DossierScope, question_thread_id: int) -> ResponseReturnValue:
    """Other words or another day, as long as nobody has answered."""
    thread = read.get_thread(dossier.id, question_thread_id)
    if not service.may_steer(dossier, thread):
        raise Forbidden(_("Dit doet wie de vraag stelde: %(who)s.", who=thread.author))
    form = WordsForm()
    act = lambda: service.change(dossier, thread.id, form.words(), version=form.version_read())  # noqa: E731
    if save(form, act, theirs=_theirs):
        saved(_("De vraag is aangepast."))
        return redirect(url_for("threads.show", dossier_id=dossier.id, question_thread_id=thread.id), code=303)
    if not form.is_submitted():
        form.show(thread)
    saw_records(dossier, Category.NOTES, [thread])
    page = render_template(
        "threads/edit.html",
        household=household_of(dossier),
        form=form,
        back_url=url_for("threads.show", dossier_id=dossier.id, question_thread_id=thread.id),
        readers=present.who_reads_thread(dossier, thread),
    )
    return page, form.answer_code()


@desk.route(f"{_ONE}/close", methods=["POST"], policy=Policy("question_thread.close", subject="dossier"))
def close(dossier: DossierScope, question_thread_id: int) -> ResponseReturnValue:
    """The asker knows enough."""
    return _step(dossier, question_thread_id, service.close, _("De vraag is afgerond."))


@desk.route(f"{_ONE}/reopen", methods=["POST"], policy=Policy("question_thread.reopen", subject="dossier"))
def reopen(dossier: DossierScope, question_thread_id: int) -> ResponseReturnValue:
    """Not enough after all."""
    return _step(dossier, question_thread_id, service.reopen, _("De vraag staat weer open."))


def _step(dossier: DossierScope, thread_id: int, act: Callable[..., None], said: str) -> ResponseReturnValue:
    form = StepForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open de vraag opnieuw en kies nog eens."))
    act(dossier, thread_id, version=form.version_read())
    saved(said)
    return redirect(url_for("threads.show", dossier_id=dossier.id, question_thread_id=thread_id), code=303)


def _page(dossier: DossierScope, thread: ThreadLine, form: AnswerForm) -> str:
    saw_records(dossier, Category.NOTES, [thread])
    steers = service.may_steer(dossier, thread)
    here: dict[str, Any] = {"dossier_id": dossier.id, "question_thread_id": thread.id}
    return render_template(
        "threads/show.html",
        household=household_of(dossier),
        thread=present.thread_view(dossier, thread, read.list_people(list(thread.party_ids)), today()),
        messages=[present.message_view(thread, line) for line in read.list_messages(dossier.id, thread.id)],
        form=form if service.may_answer(dossier) and (thread.is_open or form.is_submitted()) else None,
        step_form=StepForm(formdata=None, version=str(thread.version)) if steers else None,
        step_url=url_for("threads.close" if thread.is_open else "threads.reopen", **here),
        edit_url=url_for("threads.edit", **here) if steers and thread.is_open and not thread.replies else "",
        all_url=url_for("threads.questions", dossier_id=dossier.id),
        readers=present.who_reads_thread(dossier, thread),
    )


def _theirs(current: ThreadLine) -> tuple[dict[str, object], int]:
    values: dict[str, object] = {
        "line": current.line,
        "explanation": current.explanation,
        "due_on": current.due_on,
    }
    return values, current.version


def _paging(dossier: DossierScope, page: int, total: int) -> Paging:
    pages = max(1, -(-total // read.PER_PAGE))

    def address(number: int) -> str | None:
        there = 1 <= number <= pages
        return url_for("threads.questions", dossier_id=dossier.id, page=number) if there else None

    return Paging(page, pages, address(page - 1), address(page + 1))
