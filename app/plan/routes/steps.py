"""Steps under a goal: a new one, and one to change or to finish."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.db.clock import today
from app.db.driver import Row
from app.dossiers.forms.saving import save
from app.dossiers.presenters.readers import who_reads
from app.dossiers.unsafe import partner_names
from app.kernel.errors import Forbidden
from app.plan.forms.steps import FinishStepForm, NewStepForm, StepForm, step_values
from app.plan.parties import parties_of
from app.plan.presenters.items import step_view
from app.plan.queries.items import get_item
from app.plan.queries.steps import get_step
from app.plan.routes.desk import desk
from app.plan.routes.entry import Entry, entry_page, fill, saw
from app.plan.services import steps as service
from app.plan.services.common import check_may_plan
from app.web.forms import saved
from app.web.guard import Policy


@desk.route(
    "/dossiers/<int:dossier_id>/plan/<int:item_id>/steps/new",
    methods=["GET", "POST"],
    policy=Policy("plan_step.create", subject="dossier"),
)
def add_step(dossier: DossierScope, item_id: int) -> ResponseReturnValue:
    """A step under a goal: what, who (the household first), and by when."""
    check_may_plan(dossier)
    item = get_item(dossier.id, item_id)
    form = NewStepForm()
    form.prepare(parties_of(dossier))
    form.unsafe = partner_names(dossier)
    if save(form, lambda: service.add_step(dossier, item_id, form.words())):
        saved(_("De stap staat in het plan."))
        return redirect(_plan(dossier), code=303)
    saw(dossier, [item])
    return entry_page(dossier, form, _entry(_("Stap toevoegen"), item.text))


@desk.route(
    "/dossiers/<int:dossier_id>/plan/steps/<int:step_id>",
    methods=["GET", "POST"],
    policy=Policy("plan_step.edit", subject="dossier"),
)
def step(dossier: DossierScope, step_id: int) -> ResponseReturnValue:
    """One step: how it stands, and what the household noticed of it; for the organisation that carries it, that it is done."""
    line = get_step(dossier.id, step_id)
    if not service.may_edit_step(dossier, line.owner_org_id):
        return _finish(dossier, line)
    form = StepForm()
    form.prepare(parties_of(dossier))
    form.unsafe = partner_names(dossier)
    act = lambda: service.edit_step(dossier, step_id, form.words(), version=form.version_read())  # noqa: E731 - save() calls it
    if save(form, act, theirs=step_values):
        saved(_("De stap is bijgewerkt."))
        return redirect(_plan(dossier), code=303)
    fill(form, *step_values(line))
    item = get_item(dossier.id, line.plan_item_id)
    saw(dossier, [item, line])
    return entry_page(dossier, form, _entry(_("Stap"), item.text))


def _finish(dossier: DossierScope, line: Row) -> ResponseReturnValue:
    """That it is done, for whoever may say that and nothing else of the step."""
    if not service.may_finish_step(dossier, line):
        raise Forbidden(_("Deze stap is van %(org)s. Vraag hen of de casusregisseur.", org=line.organisation))
    form = FinishStepForm()
    act = lambda: service.finish_step(dossier, line.id, version=form.version_read())  # noqa: E731 - save() calls it
    if save(form, act, theirs=lambda current: ({}, current.version)):
        saved(_("Klaar. Mooi."))
        return redirect(_plan(dossier), code=303)
    line = get_step(dossier.id, line.id)
    fill(form, {}, line.version)
    saw(dossier, [line])
    shown = step_view(dossier, line, today())
    entry = Entry(
        title=_("Is deze stap klaar?"),
        intro=_("U zegt dat uw organisatie dit heeft gedaan. Verder verandert er niets aan de stap."),
        readers=who_reads(Category.PLAN),
        button=_("Klaar"),
        before=(
            (shown.who, shown.text),
            (_("Wanneer is het klaar?"), shown.when),
            (_("Hoe staat het ermee?"), shown.status),
        ),
    )
    return entry_page(dossier, form, entry)


def _entry(title: str, goal: str) -> Entry:
    return Entry(
        title=title,
        intro=_("Bij: %(goal)s", goal=goal),
        readers=who_reads(Category.PLAN),
        button=_("Opslaan"),
        hints={
            "who_kind": {
                "resident": _("vraag eerst: wat kunt en wilt u zelf doen?"),
                "network": _("en wie uit uw omgeving kan helpen?"),
                "professional": _("pas als het niet anders kan; bied eerst een eigen plan aan"),
            }
        },
    )


def _plan(dossier: DossierScope) -> str:
    return url_for("plan.items", dossier_id=dossier.id)
