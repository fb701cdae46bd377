"""Goals and agreements: the list, a new one, one to change or read, and reached or let go."""

from collections.abc import Iterable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import dossier_url, household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries.household import find_process, list_phase_steps
from app.dossiers.queries.situation import QuestionLine, list_questions
from app.kernel.errors import Forbidden, RuleBroken
from app.plan import queries as read
from app.plan import services as service
from app.plan.forms.items import FinishForm, PlanItemForm
from app.plan.presenters import items as present
from app.plan.presenters.whole import PlanRows, whole
from app.plan.queries import ItemLine, course
from app.plan.queries.steps import list_steps
from app.plan.queries.table import list_signatures
from app.plan.routes.desk import desk
from app.plan.routes.entry import saw
from app.plan.sharing import Sharing, sharing_of
from app.web.forms import saved
from app.web.guard import Policy
from app.web.links import url_if

_ONE = "/dossiers/<int:dossier_id>/plan/<int:item_id>"


@desk.route("/dossiers/<int:dossier_id>/plan", policy=Policy("plan_item.list", subject="dossier"))
def items(dossier: DossierScope) -> ResponseReturnValue:
    """Every goal and agreement that the reader may read, also those that were reached or let go."""
    rows = _read_plan(dossier)
    _saw(dossier, rows.items)
    saw(dossier, rows.beside_items())
    return render_template(
        "plan/items.html",
        household=household_of(dossier),
        page=whole(dossier, rows, today()),
        share_form=FinishForm(formdata=None),
    )


def _read_plan(dossier: DossierScope) -> PlanRows:
    items = read.list_items(dossier.id)
    shared = next((line.id for line in items if line.shared_goal and line.status == "open"), None)
    return PlanRows(
        items=items,
        shares=read.list_shares(dossier.id),
        steps=list_steps(dossier.id),
        signatures=list_signatures(dossier.id, shared) if shared else [],
        own_plans=course.list_own_plans(dossier.id),
        directions=course.list_directions(dossier.id),
        escalations=course.list_escalations(dossier.id),
        flames=course.list_low_flames(dossier.id),
        withdrawal=course.find_withdrawal(dossier.id),
        questions=_questions(dossier),
        process=find_process(dossier.id),
        phases=list_phase_steps(dossier.id),
    )


def _questions(dossier: DossierScope) -> tuple[QuestionLine, ...]:
    """The newest wording of the question, noted as shown."""
    lines = list_questions(dossier.id)[:1]
    for line in lines:
        trail.saw(db.session(), dossier_id=dossier.id, persons=line.person_ids, categories=[Category.DOMAINS])
    return lines


@desk.route(
    "/dossiers/<int:dossier_id>/plan/new", methods=["GET", "POST"], policy=Policy("plan_item.create", subject="dossier")
)
def create(dossier: DossierScope) -> ResponseReturnValue:
    """Makes a goal or agreement; says before saving which organisations will see it."""
    if not service.may_edit(dossier, dossier.actor.organisation_id):
        raise Forbidden(_("U kunt hier nu geen doel of afspraak maken. Bel de casusregisseur als er iets moet komen."))
    form, sharing = _form(dossier, new=True)
    if save(form, lambda: service.add_item(dossier, form.words(), form.share())):
        saved(_("Het staat in het plan."))
        return redirect(dossier_url(dossier.id), code=303)
    return _form_page(dossier, form, sharing, None), form.answer_code()


@desk.route(_ONE, methods=["GET", "POST"], policy=Policy("plan_item.edit", subject="dossier"))
def edit(dossier: DossierScope, item_id: int) -> ResponseReturnValue:
    """One goal or agreement: to change for those who may, to read for whom it is shared with."""
    line = read.get_item(dossier.id, item_id)
    if not service.may_edit(dossier, line.organisation_id) or line.status != "open":
        return _read_only(dossier, line)
    form, sharing = _form(dossier, new=False)
    if save(
        form,
        lambda: service.edit_item(
            dossier, item_id, form.words(line.kind), version=form.version_read(), share=form.share()
        ),
        theirs=_theirs,
    ):
        saved(_("Het plan is bijgewerkt."))
        return redirect(dossier_url(dossier.id), code=303)
    if not form.is_submitted():
        form.show(line, read.list_shares(dossier.id, line.id))
    return _form_page(dossier, form, sharing, line), form.answer_code()


@desk.route(_ONE + "/finish", methods=["POST"], policy=Policy("plan_item.finish", subject="dossier"))
def finish(dossier: DossierScope, item_id: int) -> ResponseReturnValue:
    """Reached, or let go."""
    form = FinishForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open het doel opnieuw en kies nog eens."))
    service.finish_item(dossier, item_id, request.form.get("status", ""), version=form.version_read())
    saved(_("Bijgewerkt. U vindt het terug bij wat eerder liep."))
    return redirect(url_for("plan.items", dossier_id=dossier.id), code=303)


def _form(dossier: DossierScope, *, new: bool) -> tuple[PlanItemForm, Sharing]:
    sharing = sharing_of(dossier)
    form = PlanItemForm()
    form.prepare(sharing.organisations() if service.may_share(dossier) else None, new=new)
    form.offer(offered_persons(dossier))
    return form, sharing


def _theirs(current: ItemLine) -> tuple[dict[str, object], int]:
    values: dict[str, object] = {
        "text": current.text,
        "in_words_of": current.in_words_of,
        "aim": current.aim or "solve",
        "domain": current.domain or "",
        "review_on": current.review_on,
        "valid_until": current.valid_until,
    }
    return values, current.version


def _read_only(dossier: DossierScope, line: ItemLine) -> str:
    if request.method == "POST":
        raise Forbidden(
            _("Dit kunt u niet wijzigen. Het is van %(org)s, of het loopt niet meer.", org=line.organisation)
        )
    _saw(dossier, [line])
    shares = read.list_shares(dossier.id, line.id)
    return render_template(
        "plan/item.html", household=household_of(dossier), item=present.item_view(dossier, line, shares)
    )


def _form_page(dossier: DossierScope, form: PlanItemForm, sharing: Sharing, line: ItemLine | None) -> str:
    if line is not None:
        _saw(dossier, [line])
    shares = read.list_shares(dossier.id, line.id) if line else ()
    return render_template(
        "plan/form.html",
        household=household_of(dossier),
        form=form,
        item=present.item_view(dossier, line, shares) if line else None,
        kind=line.kind if line else "",
        finish_form=FinishForm(formdata=None, version=str(line.version)) if line else None,
        finish_url=url_for("plan.finish", dossier_id=dossier.id, item_id=line.id) if line else "",
        sharing=present.sharing_view(sharing),
        shares=service.may_share(dossier),
        share_url=url_if("sharing.share", dossier_id=dossier.id, item_kind="plan_item", item_id=line.id)
        if line and service.may_share(dossier)
        else "",
    )


def _saw(dossier: DossierScope, lines: Iterable[ItemLine]) -> None:
    shown = list(lines)
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons={person for line in shown for person in line.person_ids},
        categories=[Category.PLAN],
        objects=[line.id for line in shown],
    )
