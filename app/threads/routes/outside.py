"""Questions to somebody without an account, as the dossier sees them: asking, one with its line, withdrawn, put away."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.db.clock import now
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.shown import saw_records
from app.kernel.errors import Forbidden, RuleBroken
from app.threads import presenters as present
from app.threads.forms import OutsideForm, StepForm
from app.threads.queries.outside import get_outside, list_names
from app.threads.routes.desk import desk
from app.threads.services import outside as service
from app.threads.services.asking import may_ask
from app.web.forms import saved
from app.web.guard import Policy

_ALL = "/dossiers/<int:dossier_id>/questions/outside"
_ONE = f"{_ALL}/<int:outside_question_id>"


@desk.route(f"{_ALL}/new", methods=["GET", "POST"], policy=Policy("outside_question.create", subject="dossier"))
def ask_outside(dossier: DossierScope) -> ResponseReturnValue:
    """Mails somebody a link that works once; names of the household are pointed out before it leaves."""
    if not may_ask(dossier):
        raise Forbidden(_("U kunt in dit dossier nu geen vraag stellen. Bel de casusregisseur."))
    form = OutsideForm()
    form.prepare(list_names(dossier.id))
    form.offer(offered_persons(dossier))
    if save(form, lambda: service.send(dossier, form.words())):
        saved(_("De mail gaat weg. De link werkt één keer, acht dagen lang."))
        return redirect(url_for("threads.questions", dossier_id=dossier.id), code=303)
    page = render_template(
        "threads/ask_outside.html",
        household=household_of(dossier),
        form=form,
        readers=present.who_reads_outside(dossier),
    )
    return page, form.answer_code()


@desk.route(_ONE, policy=Policy("outside_question.show", subject="dossier"))
def outside(dossier: DossierScope, outside_question_id: int) -> str:
    """One question to somebody outside, and the line that came back."""
    line = get_outside(dossier.id, outside_question_id)
    saw_records(dossier, Category.NOTES, [line])
    here: dict[str, Any] = {"dossier_id": dossier.id, "outside_question_id": line.id}
    may_change = service.may_change(dossier, line)
    return render_template(
        "threads/outside.html",
        household=household_of(dossier),
        outside=present.outside_view(dossier, line, now()),
        form=StepForm(formdata=None, version=str(line.version)) if may_change else None,
        withdraw_url=url_for("threads.withdraw", **here) if line.waits(now()) else "",
        put_away_url=url_for("threads.put_away", **here) if not (line.put_away_at or line.withdrawn_at) else "",
        all_url=url_for("threads.questions", dossier_id=dossier.id),
    )


@desk.route(f"{_ONE}/withdraw", methods=["POST"], policy=Policy("outside_question.withdraw", subject="dossier"))
def withdraw(dossier: DossierScope, outside_question_id: int) -> ResponseReturnValue:
    """Takes an open link back."""
    return _step(dossier, outside_question_id, service.withdraw, _("Ingetrokken. De link werkt niet meer."))


@desk.route(f"{_ONE}/put-away", methods=["POST"], policy=Policy("outside_question.put_away", subject="dossier"))
def put_away(dossier: DossierScope, outside_question_id: int) -> ResponseReturnValue:
    """It was read: it need not stand on *Vandaag* any more."""
    return _step(dossier, outside_question_id, service.put_away, _("Het staat niet meer op Vandaag."))


def _step(dossier: DossierScope, outside_id: int, act: Callable[..., None], said: str) -> ResponseReturnValue:
    form = StepForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open de vraag opnieuw en kies nog eens."))
    act(dossier, outside_id, version=form.version_read())
    saved(said)
    return redirect(url_for("threads.outside", dossier_id=dossier.id, outside_question_id=outside_id), code=303)
