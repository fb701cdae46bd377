"""The course of a case: an own plan offered first, who directs, scaling up and down, and the low flame."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.db.clock import today
from app.dossiers.forms.saving import save
from app.dossiers.presenters.readers import who_reads
from app.dossiers.services.checks import only_lead
from app.dossiers.unsafe import partner_names
from app.kernel.errors import NotFound
from app.plan.forms.course import (
    ContactForm,
    DirectionForm,
    DownForm,
    FlameForm,
    OwnPlanForm,
    UpForm,
    contact_values,
    down_values,
)
from app.plan.presenters import course as present
from app.plan.queries.course import (
    get_escalation,
    list_directions,
    list_escalations,
    list_low_flames,
    list_own_plans,
)
from app.plan.routes.desk import desk
from app.plan.routes.entry import Entry, entry_page, fill, saw
from app.plan.services import course as service
from app.plan.services import flames
from app.plan.services.common import check_may_plan
from app.plan.sharing import TEAM_ONLY
from app.plan.words import LADDER
from app.web.forms import saved
from app.web.guard import Policy

_BASE = "/dossiers/<int:dossier_id>/plan"


@desk.route(f"{_BASE}/own", methods=["GET", "POST"], policy=Policy("own_plan.answer", subject="dossier"))
def own_plan(dossier: DossierScope) -> ResponseReturnValue:
    """A family-group plan, a personal plan or a client supporter was offered, and what the household answered."""
    check_may_plan(dossier)
    form = OwnPlanForm(data={"said_on": today()}) if request.method == "GET" else OwnPlanForm()
    form.prepare()
    act = lambda: service.offer_own_plan(  # noqa: E731 - save() calls it
        dossier, str(form.kind.data), str(form.answer.data), said_on=form.said_on.data, remark=form.remark.data or ""
    )
    if save(form, act):
        saved(_("Het antwoord is opgeschreven."))
        return redirect(_plan(dossier), code=303)
    lines = list_own_plans(dossier.id)
    saw(dossier, lines)
    entry = Entry(
        title=_("Eerst een eigen plan"),
        intro=_(
            "Het huishouden mag eerst zelf een plan maken, met familie en vrienden (Jeugdwet 4.1.2) of alleen (Wmo 2.3.2). "
            "Een onafhankelijke cliëntondersteuner helpt gratis mee. Een nee is ook goed, en mag later een ja worden."
        ),
        readers=who_reads(Category.PLAN),
        button=_("Opslaan"),
        before=present.own_plan_lines(lines),
    )
    return entry_page(dossier, form, entry)


@desk.route(f"{_BASE}/direction", methods=["GET", "POST"], policy=Policy("plan_direction.change", subject="dossier"))
def direction(dossier: DossierScope) -> ResponseReturnValue:
    """Who directs the plan: a resident, somebody of the network, or the professional."""
    only_lead(dossier)
    form = DirectionForm(data={"from_on": today()}) if request.method == "GET" else DirectionForm()
    form.prepare()
    form.unsafe = partner_names(dossier)
    act = lambda: service.change_direction(  # noqa: E731 - save() calls it
        dossier,
        str(form.director_kind.data),
        form.director.data or "",
        from_on=form.from_on.data,
        remark=form.remark.data or "",
    )
    if save(form, act):
        saved(_("Opgeschreven wie de regie over het plan heeft."))
        return redirect(_plan(dossier), code=303)
    lines = list_directions(dossier.id)
    saw(dossier, lines)
    entry = Entry(
        title=_("Wie heeft de regie over het plan?"),
        intro=_(
            "Heeft het huishouden of iemand uit hun netwerk de regie, dan ondersteunt de casusregisseur. "
            "Wie wat mag lezen, verandert daar niet door."
        ),
        readers=who_reads(Category.PLAN),
        button=_("Opslaan"),
        before=present.direction_lines(lines),
    )
    return entry_page(dossier, form, entry)


@desk.route(f"{_BASE}/escalation", methods=["GET", "POST"], policy=Policy("escalation.up", subject="dossier"))
def scale_up(dossier: DossierScope) -> ResponseReturnValue:
    """The ladder: what happened on it, and one step up."""
    only_lead(dossier)
    form = UpForm(data={"step": _next_step(dossier)}) if request.method == "GET" else UpForm()
    form.prepare()
    if save(form, lambda: service.scale_up(dossier, form.words())):
        saved(_("Opgeschaald. Zet in uw agenda wanneer er antwoord moet zijn."))
        return redirect(_plan(dossier), code=303)
    lines = list_escalations(dossier.id)
    saw(dossier, lines)
    entry = Entry(
        title=_("Opschalen"),
        intro=_(
            "Vraag hulp als het vastloopt of als partners afspraken niet nakomen. Gaat het weer goed, schaal dan af."
        ),
        readers=who_reads(TEAM_ONLY),
        button=_("Opschalen"),
        closing=_(
            "Alleen het team met de regie. Ook het huishouden ziet dit hier niet: vertel het hun zelf, als dat veilig is."
        ),
        before=present.escalation_lines(lines),
    )
    return entry_page(dossier, form, entry)


@desk.route(
    f"{_BASE}/escalation/<int:escalation_id>",
    methods=["GET", "POST"],
    policy=Policy("escalation.down", subject="dossier"),
)
def scale_down(dossier: DossierScope, escalation_id: int) -> ResponseReturnValue:
    """Back down, with what it brought."""
    only_lead(dossier)
    line, form = get_escalation(dossier.id, escalation_id), DownForm()
    form.prepare(line.step)
    act = lambda: service.scale_down(dossier, escalation_id, form.words(), version=form.version_read())  # noqa: E731 - save() calls it
    if save(form, act, theirs=down_values):
        saved(
            _("Afgeschaald naar een lagere trede. Zet in uw agenda wanneer er antwoord moet zijn.")
            if form.words().step
            else _("Afgeschaald. De regie ligt weer bij het team en het huishouden.")
        )
        return redirect(_plan(dossier), code=303)
    fill(form, {"outcome": line.outcome, "down_on": line.down_on or today()}, line.version)
    saw(dossier, [line])
    entry = Entry(
        title=_("Afschalen"),
        intro=present.escalation_words(line),
        readers=who_reads(TEAM_ONLY),
        button=_("Afschalen"),
        closing=_("Alleen het team met de regie."),
    )
    return entry_page(dossier, form, entry)


@desk.route(f"{_BASE}/low-flame", methods=["GET", "POST"], policy=Policy("low_flame.start", subject="dossier"))
def low_flame(dossier: DossierScope) -> ResponseReturnValue:
    """A low flame: who keeps in touch, how often, and what makes it start again."""
    only_lead(dossier)
    lines = list_low_flames(dossier.id)
    if request.method == "GET" and lines and lines[0].ended_on is None:
        return redirect(url_for("plan.flame_contact", dossier_id=dossier.id), code=303)
    form = FlameForm()
    if save(form, lambda: flames.start_low_flame(dossier, form.words())):
        saved(_("De waakvlam brandt. Op Vandaag ziet u wanneer er contact moet zijn."))
        return redirect(_plan(dossier), code=303)
    saw(dossier, lines)
    entry = Entry(
        title=_("Waakvlam afspreken"),
        intro=_(
            "De hulp stopt, het contact niet. Spreek af wie het contact houdt, en waaraan iedereen merkt dat er weer hulp nodig is."
        ),
        readers=who_reads(Category.PLAN),
        button=_("Waakvlam starten"),
        before=present.flame_lines(lines),
    )
    return entry_page(dossier, form, entry)


@desk.route(
    f"{_BASE}/low-flame/contact", methods=["GET", "POST"], policy=Policy("low_flame.contact", subject="dossier")
)
def flame_contact(dossier: DossierScope) -> ResponseReturnValue:
    """A low flame that burns: there was contact, help starts again, or it can go out."""
    only_lead(dossier)
    lines = list_low_flames(dossier.id)
    if request.method == "GET" and (not lines or lines[0].ended_on is not None):
        return redirect(url_for("plan.low_flame", dossier_id=dossier.id), code=303)
    if not lines:
        raise NotFound
    form = ContactForm()
    form.prepare()
    if save(form, _flame_act(dossier, form), theirs=contact_values):
        saved(_("Opgeschreven."))
        return redirect(_plan(dossier), code=303)
    fill(form, {"remark": ""}, lines[0].version)
    saw(dossier, lines)
    entry = Entry(
        title=_("Waakvlam"),
        intro=present.flame_words(lines[0]),
        readers=who_reads(Category.PLAN),
        button=_("Opslaan"),
        hints={
            "act": {
                "contact": _("de volgende keer volgt uit het ritme"),
                "restart": _("de fase gaat terug naar: in uitvoering"),
                "end": _("sluit daarna het dossier af, of laat het staan"),
            }
        },
        before=present.flame_lines(lines),
    )
    return entry_page(dossier, form, entry)


def _next_step(dossier: DossierScope) -> str:
    """One rung above where the case stands; the highest above itself."""
    running = next((line.step for line in list_escalations(dossier.id) if line.down_on is None), 0)
    return str(min(running + 1, max(LADDER)))


def _flame_act(dossier: DossierScope, form: ContactForm) -> Callable[[], object]:
    def act() -> None:
        remark, version = form.remark.data or "", form.version_read()
        if form.act.data == "contact":
            flames.note_contact(dossier, remark, version=version)
        else:
            flames.end_low_flame(dossier, remark, restart=form.act.data == "restart", version=version)

    return act


def _plan(dossier: DossierScope) -> str:
    return url_for("plan.items", dossier_id=dossier.id)
