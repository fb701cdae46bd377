"""A new dossier, the place where a household lives, and its process."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.desk import desk
from app.dossiers.forms.household import OTHER_AREA, AddressForm, NewDossierForm, PhaseForm
from app.dossiers.forms.parts import pairs, show_conflict
from app.dossiers.phases import PHASES, TRANSITIONS, Phase
from app.dossiers.presenters.household import AlikeView, alike_view, dossier_url, household_of
from app.dossiers.presenters.process import process_view
from app.dossiers.presenters.team import purpose_words
from app.dossiers.queries import list_persons
from app.dossiers.queries.elsewhere import TooMuchAsked
from app.dossiers.queries.household import find_address, find_area, find_process, list_neighbourhoods, list_phase_steps
from app.dossiers.queries.team import bsn_purposes, list_purposes
from app.dossiers.services import address as address_service
from app.dossiers.services import creation
from app.dossiers.services import process as process_service
from app.dossiers.services.checks import may_write, only_lead
from app.kernel.errors import RuleBroken, StaleVersion
from app.web.forms import saved
from app.web.guard import Policy, actor, found
from app.web.i18n import sentence
from app.web.links import url_if

_GENERALIST = frozenset({"generalist"})


@desk.route("/dossiers/new", methods=["GET", "POST"], policy=Policy("dossier.create", functions=_GENERALIST))
def new() -> ResponseReturnValue:
    """Makes a dossier, after a warning when the household seems to be known already."""
    form = NewDossierForm()
    if "more" in request.form:
        form.add_row()
        return _new_page(form)
    form.drop_empty_rows()
    _offer(form)
    if not form.is_submitted():
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 400
    try:
        alike = creation.find_alike(form.values())
        if alike.mark and form.confirmed.data != alike.mark:
            return _new_page(form, alike_view(alike))
        scope = creation.create_dossier(actor(), form.values())
    except RuleBroken as error:
        if isinstance(error, TooMuchAsked):
            form.complain("", sentence(error))  # refusing would roll back the line of the log that says so
        else:
            form.refuse(error)
        return _new_page(form), 400
    saved(_("Het dossier is gemaakt. U heeft de regie."))
    return redirect(dossier_url(scope.id), 303)


def _offer(form: NewDossierForm) -> None:
    organisation = actor().organisation_id
    form.offer(
        purposes=[(str(choice.key), purpose_words(choice)) for choice in list_purposes(organisation)],
        areas=[(area.code, area.name) for area in list_neighbourhoods()],
        bsn=bool(bsn_purposes(organisation)),
    )


def _new_page(form: NewDossierForm, alike: AlikeView | None = None) -> str:
    _offer(form)
    return render_template("dossiers/new.html", form=form, alike=alike)


@desk.route(
    "/dossiers/<int:dossier_id>/address",
    methods=["GET", "POST"],
    policy=Policy("address.update", subject="dossier"),
)
def address(dossier: DossierScope) -> ResponseReturnValue:
    """A new address or neighbourhood, or an address that is to be kept out of sight."""
    may_write(dossier, Category.ADDRESS)
    form = AddressForm(data=_current_place(dossier))
    form.offer_areas([(area.code, area.name) for area in list_neighbourhoods()])
    if not form.is_submitted():
        return _address_page(dossier, form)
    if not form.validate():
        return _address_page(dossier, form), 400
    try:
        address_service.change_place(dossier, form.place(), version=form.version_read())
    except StaleVersion as error:
        current = _current_place(dossier)
        show_conflict(form, error, current, int(current["version"]))
        return _address_page(dossier, form), 409
    except RuleBroken as error:
        form.refuse(error)
        return _address_page(dossier, form), 400
    saved(_("Het adres is opgeslagen."))
    return redirect(dossier_url(dossier.id), 303)


def _current_place(dossier: DossierScope) -> dict[str, Any]:
    here, area = find_address(dossier.id), find_area(dossier.id)
    known = {line.code for line in list_neighbourhoods()}
    place: dict[str, Any] = {"version": here.version if here else 0, "area": OTHER_AREA}
    if here:
        place |= {
            "street": here.street,
            "number": str(here.number or ""),
            "addition": here.addition,
            "postcode": here.postcode,
            "town": here.town,
            "protected": here.protected,
        }
    if area:
        place["area"] = area.code if area.code in known else OTHER_AREA
        if area.code not in known:
            place |= {"area_code": area.code, "area_name": area.name}
    return place


def _address_page(dossier: DossierScope, form: AddressForm) -> str:
    persons = [person.person_id for person in list_persons(dossier.id)]
    trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[Category.ADDRESS])
    return render_template("dossiers/address.html", form=form, household=household_of(dossier))


@desk.route(
    "/dossiers/<int:dossier_id>/phase",
    methods=["GET", "POST"],
    policy=Policy("process.update", subject="dossier"),
)
def phase(dossier: DossierScope) -> ResponseReturnValue:
    """The next step, the weight and the day to look back; closing and reopening are steps too."""
    only_lead(dossier)
    now = found(find_process(dossier.id))
    current = {"phase": now.phase, "weight": str(now.weight), "review_on": now.review_on, "version": now.version}
    steps = pairs(PHASES, only={now.phase, *TRANSITIONS.get(now.phase, frozenset())})
    form = PhaseForm(data=current, phases=sorted(steps, key=lambda step: step[0] != now.phase))
    if not form.is_submitted():
        return _phase_page(dossier, form)
    if not form.validate():
        return _phase_page(dossier, form), 400
    try:
        process_service.change_process(dossier, form.values(), version=form.version_read())
    except StaleVersion as error:
        show_conflict(form, error, current, now.version)
        return _phase_page(dossier, form), 409
    except RuleBroken as error:
        form.refuse(error)
        return _phase_page(dossier, form), 400
    saved(_("De fase en de planning zijn opgeslagen."))
    return redirect(dossier_url(dossier.id), 303)


def _flame_url(dossier: DossierScope, phase_now: str) -> str:
    """Where a low flame is agreed on, while the case can go there."""
    can_go = Phase.LOW_FLAME in TRANSITIONS.get(phase_now, frozenset())
    return url_if("plan.low_flame", dossier_id=dossier.id) if can_go else ""


def _phase_page(dossier: DossierScope, form: PhaseForm) -> str:
    steps = list_phase_steps(dossier.id)
    about = {person for step in steps for person in step.person_ids}
    trail.saw(db.session(), dossier_id=dossier.id, persons=about, categories=[Category.PLAN])
    now = found(find_process(dossier.id))
    return render_template(
        "dossiers/phase.html",
        form=form,
        household=household_of(dossier),
        process=process_view(now, steps),
        flame_url=_flame_url(dossier, now.phase),
        handover_url=url_for("dossiers.handover", dossier_id=dossier.id),
        merge_url=url_for("dossiers.merge", dossier_id=dossier.id),
    )
