"""Who works with a household: the list with its history, adding, ending, leaving, and handing over the lead."""

from datetime import timedelta
from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.words import kind_name
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.desk import desk
from app.dossiers.forms.saving import save
from app.dossiers.forms.team import EndForm, HandoverForm, InviteForm, WhomForm
from app.dossiers.household_words import PARTNER_DAYS
from app.dossiers.presenters.household import dossier_url, household_of
from app.dossiers.presenters.subjects import age_hints, offered_persons
from app.dossiers.presenters.team import colleague_words, is_told, member_view, purpose_words
from app.dossiers.queries import list_persons
from app.dossiers.queries.team import (
    Choice,
    TeamLine,
    list_candidates,
    list_organisations,
    list_purposes,
    list_successors,
    list_team,
)
from app.dossiers.services import team as service
from app.dossiers.services.checks import only_lead
from app.dossiers.services.whom import change_persons
from app.kernel.errors import RuleBroken
from app.web.forms import saved
from app.web.guard import Policy, found
from app.web.links import url_if

_BASE = "/dossiers/<int:dossier_id>"


@desk.route(f"{_BASE}/team", policy=Policy("team.list", subject="dossier"))
def team(dossier: DossierScope) -> ResponseReturnValue:
    """Who is involved now and who was before, with purpose, persons and period."""
    persons = list_persons(dossier.id)
    names = {person.person_id: person.name for person in persons}
    lines = [
        line for line in list_team(dossier.id) if line.runs or dossier.is_organisation_wide or is_told(dossier, line)
    ]
    shown = {key for line in lines for key in line.person_ids or () if key in names}
    trail.saw(db.session(), dossier_id=dossier.id, persons=shown, categories=[Category.PLAN, Category.IDENTITY])
    leads = dossier.is_lead
    return render_template(
        "dossiers/team.html",
        household=household_of(dossier),
        now=[member_view(dossier, line, names) for line in lines if line.runs],
        before=[member_view(dossier, line, names) for line in lines if not line.runs],
        add_url=url_for("dossiers.invite", dossier_id=dossier.id) if leads and not dossier.closed else "",
        handover_url=url_for("dossiers.handover", dossier_id=dossier.id) if leads else "",
        shared_url=url_if("sharing.shared", dossier_id=dossier.id) if dossier.is_team else "",
        consents_url=url_if("sharing.consents", dossier_id=dossier.id)
        if dossier.is_team or dossier.may_write(Category.PLAN)
        else "",
        capsule_url=url_if("sharing.capsule", dossier_id=dossier.id) if dossier.is_team else "",
        mark_url=url_for("dossiers.mark", dossier_id=dossier.id) if leads else "",
        leave_url=""
        if leads or dossier.is_organisation_wide
        else url_for("dossiers.leave_team", dossier_id=dossier.id),
    )


@desk.route(f"{_BASE}/team/add", methods=["GET", "POST"], policy=Policy("team.add", subject="dossier"))
def invite(dossier: DossierScope) -> ResponseReturnValue:
    """Adds a colleague or a partner: first the organisation, then who of it and for what."""
    only_lead(dossier)
    organisation = _organisation()
    if organisation is None:
        return _organisation_page(dossier)
    form = InviteForm()
    if not form.is_submitted() and organisation.key != dossier.actor.organisation_id:
        form.until.data = today() + timedelta(days=PARTNER_DAYS)
    _offer(dossier, form, organisation)
    if not form.is_submitted():
        return _invite_page(dossier, form, organisation)
    if not form.validate():
        return _invite_page(dossier, form, organisation), 400
    try:
        service.involve(dossier, form.values(organisation.key))
    except RuleBroken as error:
        form.refuse(error)
        return _invite_page(dossier, form, organisation), 400
    saved(_("Toegevoegd. Deze persoon ziet het huishouden vanaf nu in de eigen lijst."))
    next_url = url_if("sharing.shared", dossier_id=dossier.id) if form.wants_items() else ""
    return redirect(next_url or url_for("dossiers.team", dossier_id=dossier.id), 303)


def _organisation_page(dossier: DossierScope) -> str:
    return render_template(
        "dossiers/team_organisation.html",
        household=household_of(dossier),
        organisations=[(o.key, o.name, kind_name(o.extra)) for o in list_organisations()],
        own=dossier.actor.organisation_id,
    )


def _organisation() -> Choice | None:
    """The organisation in the address, None when there is none yet. Raises NotFound for one that is not on the list."""
    asked = request.args.get("organisation", "")
    if not asked:
        return None
    return found(next((choice for choice in list_organisations() if str(choice.key) == asked), None))


def _offer(dossier: DossierScope, form: InviteForm, organisation: Choice) -> None:
    """The choices; somebody who was asked to join by an answer to a knock is chosen beforehand."""
    running = frozenset(line.account_id for line in list_team(dossier.id) if line.is_lasting)
    form.offer(
        accounts=[(str(c.key), colleague_words(c)) for c in list_candidates(organisation.key, without=running)],
        purposes=[(str(c.key), purpose_words(c)) for c in list_purposes(organisation.key)],
        persons=[(str(person.person_id), person.name) for person in list_persons(dossier.id)],
        own=organisation.key == dossier.actor.organisation_id,
    )
    asked = request.args.get("account", "")
    if not form.is_submitted() and any(key == asked for key, _name in form.account.choices):
        form.account.data = asked


def _invite_page(dossier: DossierScope, form: InviteForm, organisation: Choice) -> str:
    persons = [person.person_id for person in list_persons(dossier.id)]
    trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[Category.IDENTITY])
    return render_template(
        "dossiers/team_add.html",
        form=form,
        household=household_of(dossier),
        ages=age_hints(list_persons(dossier.id)),
        organisation=organisation.name,
        own=organisation.key == dossier.actor.organisation_id,
    )


@desk.route(
    f"{_BASE}/team/<int:involvement_id>/end", methods=["GET", "POST"], policy=Policy("team.end", subject="dossier")
)
def end_involvement(dossier: DossierScope, involvement_id: int) -> ResponseReturnValue:
    """Ends somebody's relation to the household."""
    only_lead(dossier)
    line = found(_running(dossier, involvement_id))
    form = EndForm()
    if not form.is_submitted():
        return _end_page(dossier, form, line)
    if not form.validate():
        return _end_page(dossier, form, line), 400
    try:
        service.end_involvement(dossier, involvement_id, reason=form.reason.data or "")
    except RuleBroken as error:
        form.refuse(error)
        return _end_page(dossier, form, line), 400
    saved(_("%(name)s ziet dit huishouden niet meer.", name=line.name))
    return redirect(url_for("dossiers.team", dossier_id=dossier.id), 303)


@desk.route(
    f"{_BASE}/team/<int:involvement_id>/persons",
    methods=["GET", "POST"],
    policy=Policy("team.persons", subject="dossier"),
)
def change_whom(dossier: DossierScope, involvement_id: int) -> ResponseReturnValue:
    """For which persons of the household somebody is involved: one relation stops and another one follows it, now."""
    only_lead(dossier)
    line = found(_running(dossier, involvement_id))
    found((line.is_lasting and not line.is_lead) or None)
    form = WhomForm()
    form.offer([(str(person.person_id), person.name) for person in offered_persons(dossier)], line.person_ids)
    change = partial(change_persons, dossier, involvement_id)
    if save(form, lambda: change(form.chosen(), reason=form.reason.data or "")):
        saved(_("Gewijzigd. %(name)s ziet vanaf nu alleen wat over deze mensen gaat.", name=line.name))
        return redirect(url_for("dossiers.team", dossier_id=dossier.id), 303)
    page = render_template(
        "dossiers/team_persons.html",
        form=form,
        household=household_of(dossier),
        who=line.name,
        ages=age_hints(offered_persons(dossier)),
    )
    return page, form.answer_code()


def _running(dossier: DossierScope, involvement_id: int) -> TeamLine | None:
    lines = list_team(dossier.id)
    return next((line for line in lines if line.involvement_id == involvement_id and line.runs), None)


def _end_page(dossier: DossierScope, form: EndForm, line: TeamLine | None) -> str:
    return render_template(
        "dossiers/team_end.html", form=form, household=household_of(dossier), who=line.name if line else ""
    )


@desk.route(f"{_BASE}/team/leave", methods=["GET", "POST"], policy=Policy("team.leave", subject="dossier"))
def leave_team(dossier: DossierScope) -> ResponseReturnValue:
    """Ends one's own relation to the household."""
    form = EndForm()
    if not form.is_submitted():
        return _end_page(dossier, form, None)
    if not form.validate():
        return _end_page(dossier, form, None), 400
    try:
        service.leave_team(dossier, reason=form.reason.data or "")
    except RuleBroken as error:
        form.refuse(error)
        return _end_page(dossier, form, None), 400
    saved(_("U bent niet meer betrokken bij dit huishouden."))
    return redirect("/", 303)


@desk.route(f"{_BASE}/handover", methods=["GET", "POST"], policy=Policy("lead.transfer", subject="dossier"))
def handover(dossier: DossierScope) -> ResponseReturnValue:
    """The lead passes to a colleague; the one who hands over reads and finishes for thirty days."""
    only_lead(dossier)
    me = dossier.actor
    colleagues = list_successors(me.organisation_id, account_id=me.account_id)
    form = HandoverForm(colleagues=[(str(c.key), colleague_words(c)) for c in colleagues])
    hand_over = partial(service.hand_over, reason=form.reason.data or "", capsule=form.capsule())
    if not save(form, lambda: hand_over(dossier, int(form.successor.data))):
        return render_template("dossiers/handover.html", form=form, household=household_of(dossier)), form.answer_code()
    saved(_("De regie is overgedragen. U leest nog dertig dagen mee en maakt af wat u begon."))
    return redirect(dossier_url(dossier.id), 303)
