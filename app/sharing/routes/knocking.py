"""Knocking, and answering a knock."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.words import function_name
from app.audit import trail
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.services.checks import only_lead
from app.dossiers.sharing_words import ANSWERS
from app.sharing import presenters as present
from app.sharing import queries as read
from app.sharing import services as service
from app.sharing.forms import AnswerForm, KnockForm
from app.sharing.queries import KnockLine
from app.sharing.routes.desk import desk
from app.sharing.rules import KNOCKERS
from app.web.forms import saved
from app.web.guard import Policy, actor
from app.web.i18n import by_language, day


@desk.route("/knock", methods=["GET", "POST"], policy=Policy("knock.ask", functions=KNOCKERS))
def knock() -> ResponseReturnValue:
    """Asks whether a household is known, and shows one's own questions; the page says the same whether it is or not."""
    form = KnockForm()
    if save(form, lambda: service.knock(actor(), form.question())):
        saved(_("Uw vraag is gesteld. Hieronder ziet u wanneer u iets hoort."))
        return redirect(url_for("sharing.knock"), code=303)
    mine = [present.my_knock_view(line) for line in read.list_my_knocks()]
    return render_template("sharing/knock.html", form=form, mine=mine), form.answer_code()


@desk.route(
    "/dossiers/<int:dossier_id>/knocks/<int:knock_id>",
    methods=["GET", "POST"],
    policy=Policy("knock.answer", subject="dossier"),
)
def answer(dossier: DossierScope, knock_id: int) -> ResponseReturnValue:
    """The lead answers; *join us* leads on to the three questions, with the organisation filled in."""
    only_lead(dossier)
    line = read.get_knock(dossier.id, knock_id)
    form = AnswerForm()
    form.prepare()
    if line.answer is None and save(form, lambda: service.answer_knock(dossier, knock_id, form.answer())):
        saved(_("Uw antwoord is verstuurd."))
        return redirect(_next(dossier, line, form.answer().reply), code=303)
    trail.saw(db.session(), dossier_id=dossier.id, persons=(), categories=[Category.PLAN], objects=[line.id])
    code = 409 if form.is_submitted() and line.answer is not None else form.answer_code()
    return _page(dossier, line, form), code


def _next(dossier: DossierScope, line: KnockLine, reply: str) -> str:
    if reply != "join":
        return url_for("workspace.today")
    return url_for("dossiers.invite", dossier_id=dossier.id, organisation=line.organisation_id, account=line.account_id)


def _page(dossier: DossierScope, line: KnockLine, form: AnswerForm) -> str:
    return render_template(
        "sharing/answer.html",
        household=household_of(dossier),
        form=form,
        who=f"{line.name}, {function_name(line.function)}, {line.organisation_name}",
        asked=day(line.asked_at),
        about=line.about,
        reason=line.reason,
        answered=by_language(*ANSWERS[line.answer]) if line.answer else "",
        answered_by=f"{line.answered_by}, {day(line.answered_at)}" if line.answered_by else "",
        remark=line.remark,
    )
