"""Stepping back: who carries what, a stance of today, letting go, the lines that cross, and themes."""

from collections.abc import Iterable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.services.checks import only_lead
from app.interventions.services import own_header
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.plan.queries import list_items
from app.stepback import presenters as present
from app.stepback import queries as read
from app.stepback import services as service
from app.stepback.forms import StabilityForm, StanceForm, StepForm, ThemeForm
from app.stepback.rules import STANCE_WEIGHTS, STEP_WEIGHT, asks_about
from app.web.forms import saved
from app.web.guard import Desk, Policy
from app.web.i18n import by_language, day

desk = Desk("stepback", __name__)
_HERE = "/dossiers/<int:dossier_id>"
#: Periods in months (whole quarters) of the lines of a team.
PERIODS = (6, 12, 24)
TEAM = frozenset({"generalist", "coordinator", "process_lead"})
#: They work with a neighbourhood and with no household: themes are all they see of stepping back.
NEIGHBOURHOOD = frozenset({"community_worker"})


@desk.route(f"{_HERE}/carrying", policy=Policy("carrying.show", subject="dossier"))
def carrying(dossier: DossierScope) -> str:
    """Who carries what, per goal and as a whole, how it is counted, and each intervention with its stances."""
    _reads(dossier, Category.PLAN)
    goals = [item for item in list_items(dossier.id) if item.kind == "goal"]
    carried = read.get_carried(dossier.id)
    _saw(dossier, Category.PLAN, [*goals, *carried.steps])
    for row in carried.interventions:
        _saw(dossier, Category(row.strand), [row])
    return render_template(
        "stepback/carrying.html",
        household=household_of(dossier),
        loads=present.load_views(carried, goals) if carried.items else [],
        stances=present.stance_views(dossier, carried.interventions),
        weights=[(present.stance_name(code), weight) for code, weight in STANCE_WEIGHTS.items()],
        step_weight=STEP_WEIGHT,
        letting_go_url=url_for("stepback.letting_go", dossier_id=dossier.id),
        lines_url=url_for("stepback.lines", dossier_id=dossier.id) if _may_see_lines(dossier) else "",
    )


@desk.route(
    f"{_HERE}/interventions/<int:intervention_id>/stance",
    methods=["GET", "POST"],
    policy=Policy("stance.review", subject="dossier"),
)
def stance(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """How one stands in an intervention today; after three times the same it asks a question that only this worker sees."""
    own_header(dossier, intervention_id)
    row = read.find_intervention(dossier.id, intervention_id, dossier.actor.account_id)
    if row is None:
        raise NotFound
    form, back_url = StanceForm(), url_for("stepback.carrying", dossier_id=dossier.id)
    form.prepare()
    if save(form, lambda: service.review_stance(dossier, intervention_id, form.stance.data or "")):
        saved(_("Vastgelegd. Zo ziet u later hoe uw houding veranderde."))
        return redirect(back_url, code=303)
    if not form.is_submitted():
        form.stance.data = row.stance
    _saw(dossier, Category(row.strand), [row])
    page = render_template(
        "stepback/stance.html",
        household=household_of(dossier),
        form=form,
        name=by_language(row.name_nl, row.name_en),
        strand=row.strand,
        asks=asks_about(row.own or []),
        back_url=back_url,
    )
    return page, form.answer_code()


@desk.route(f"{_HERE}/letting-go", methods=["GET", "POST"], policy=Policy("stability.check", subject="dossier"))
def letting_go(dossier: DossierScope) -> ResponseReturnValue:
    """How firmly the network stands, when professionals withdraw, low flame and starting again."""
    _reads(dossier, Category.PLAN)
    form, may_check = StabilityForm(), service.may_check(dossier)
    if save(form, lambda: service.check_network(dossier, form.check())):
        saved(_("Vastgelegd."))
        return redirect(url_for("stepback.letting_go", dossier_id=dossier.id), code=303)
    checks, flame = read.list_checks(dossier.id), read.find_low_flame(dossier.id)
    _saw(dossier, Category.PLAN, checks)
    page = render_template(
        "stepback/letting_go.html",
        household=household_of(dossier),
        form=form if may_check else None,
        checks=[present.check_view(row) for row in checks],
        low_flame=day(flame.since) if flame else "",
        agreed=flame is not None and flame.agreed,
        doors=_doors(dossier),
        back_url=url_for("stepback.carrying", dossier_id=dossier.id),
        themes_url=url_for("stepback.themes", dossier_id=dossier.id) if dossier.is_lead else "",
    )
    return page, form.answer_code()


@desk.route(f"{_HERE}/lines", policy=Policy("lines.show", subject="dossier"))
def lines(dossier: DossierScope) -> str:
    """Network people who came against professionals who were involved, over a year and a half, beside the residents' own score."""
    if not _may_see_lines(dossier):
        raise Forbidden(_("Dit hoort niet bij uw taak in dit dossier. Bel de casusregisseur."))
    quarters = read.list_quarters(dossier.id, today())
    for category in (Category.NETWORK, Category.PLAN, Category.DOMAINS):
        trail.saw(db.session(), dossier_id=dossier.id, persons=(), categories=[category], objects=[dossier.id])
    return render_template(
        "stepback/lines.html",
        household=household_of(dossier),
        lines=present.lines_view(quarters),
        back_url=url_for("stepback.carrying", dossier_id=dossier.id),
    )


@desk.route("/team/lines", policy=Policy("team.lines", functions=TEAM))
def team_lines() -> str:
    """The same over all households of the team, in whole quarters, and themes that at least three households let out."""
    asked = request.args.get("months", "")
    months = int(asked) if asked.isdigit() and int(asked) in PERIODS else PERIODS[1]
    return render_template(
        "stepback/team.html",
        lines=present.lines_view(read.list_team_quarters(months)),
        themes=present.theme_names(read.list_themes()),
        months=months,
        periods=PERIODS,
    )


@desk.route("/themes", policy=Policy("theme.list", functions=NEIGHBOURHOOD))
def neighbourhood_themes() -> str:
    """Themes that at least three households of a neighbourhood let out, for whoever works with that neighbourhood."""
    return render_template("stepback/neighbourhood.html", themes=present.theme_names(read.list_themes()))


@desk.route(f"{_HERE}/themes", methods=["GET", "POST"], policy=Policy("theme.lift", subject="dossier"))
def themes(dossier: DossierScope) -> ResponseReturnValue:
    """From one worry to a theme of the neighbourhood: only the theme leaves, with a yes, and not before three households."""
    only_lead(dossier)
    form, persons = ThemeForm(), offered_persons(dossier)
    form.prepare(persons)
    if save(form, lambda: service.lift_theme(dossier, form.theme.data or "", form.who(), form.said_yes_on.data)):
        saved(_("Alleen het thema telt mee. Het wordt pas zichtbaar als drie huishoudens het delen."))
        return redirect(url_for("stepback.themes", dossier_id=dossier.id), code=303)
    lifted = read.list_lifted(dossier.id)
    _saw(dossier, Category.PLAN, lifted)
    page = render_template(
        "stepback/themes.html",
        household=household_of(dossier),
        form=None if dossier.closed else form,
        themes=[present.theme_view(dossier, row) for row in lifted],
        step_form=StepForm(formdata=None),
        back_url=url_for("stepback.letting_go", dossier_id=dossier.id),
    )
    return page, form.answer_code()


@desk.route(
    f"{_HERE}/themes/<int:lifted_theme_id>/withdraw",
    methods=["POST"],
    policy=Policy("theme.withdraw", subject="dossier"),
)
def withdraw_theme(dossier: DossierScope, lifted_theme_id: int) -> ResponseReturnValue:
    """The resident would rather not after all."""
    form = StepForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open de pagina opnieuw en kies nog eens."))
    service.withdraw_theme(dossier, lifted_theme_id, version=form.version_read())
    saved(_("Ingetrokken. Dit huishouden telt niet meer mee."))
    return redirect(url_for("stepback.themes", dossier_id=dossier.id), code=303)


def _doors(dossier: DossierScope) -> dict[str, str]:
    """Where the lead agrees on a low flame, writes down how it burns, and moves the phase; nobody else has them."""
    if not dossier.is_lead or dossier.closed:
        return {}
    pages = {"start": "plan.low_flame", "burns": "plan.flame_contact", "phase": "dossiers.phase"}
    return {name: url_for(endpoint, dossier_id=dossier.id) for name, endpoint in pages.items()}


def _may_see_lines(dossier: DossierScope) -> bool:
    return all(dossier.may(Right.READ, category) for category in (Category.PLAN, Category.NETWORK))


def _reads(dossier: DossierScope, category: Category) -> None:
    if not dossier.may(Right.READ, category):
        raise Forbidden(_("Dit hoort niet bij uw taak in dit dossier. Bel de casusregisseur."))


def _saw(dossier: DossierScope, category: Category, rows: Iterable[Any]) -> None:
    shown = list(rows)
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons={person for row in shown for person in row.person_ids or ()},
        categories=[category] if shown else [],
        objects=[row.id for row in shown],
    )
