"""Administration of organisations: list, add, change, their purposes."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts import queries
from app.accounts.forms import OrganisationForm, PressForm
from app.accounts.kinds import KINDS, may_use_bsn
from app.accounts.presenters import account_line, ended_purpose_lines, organisation_line, paging, purpose_lines
from app.accounts.routes.desk import desk
from app.accounts.rules import ADMINISTRATION
from app.accounts.services import organisations as service
from app.accounts.services.organisations import OrganisationInput
from app.accounts.words import kind_name
from app.kernel.errors import RuleBroken, StaleVersion
from app.web.forms import saved
from app.web.guard import Policy, actor

BASE = "/administration/organisations"


def page_number() -> int:
    """The page that the address names, 1 when it names none."""
    typed = request.args.get("page", "")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 6 else 1


@desk.route(BASE, policy=Policy("organisation.list", functions=ADMINISTRATION))
def organisations() -> str:
    """All organisations, to search and to add to."""
    typed = request.args.get("q", "").strip()[:120].replace("\0", "")
    page = page_number()
    lines = [organisation_line(row) for row in queries.list_organisations(typed, page)]
    where = paging("accounts.organisations", page, queries.count_organisations(typed), q=typed or None)
    return render_template("accounts/organisations.html", lines=lines, paging=where, typed=typed)


def _form() -> OrganisationForm:
    form = OrganisationForm()
    form.kind.choices = [(code, kind_name(code)) for code in KINDS]
    return form


def _given(form: OrganisationForm) -> OrganisationInput:
    return OrganisationInput(
        name=" ".join(form.name.data.split()),
        kind=form.kind.data or "",
        contact_name=form.contact_name.data,
        contact_phone=form.contact_phone.data,
        contact_email=form.contact_email.data or "",
        bsn_allowed=form.bsn_allowed.data,
        sensitive=form.sensitive.data,
        active=form.active.data,
        bandwidth_min=form.bandwidth_min.data,
        bandwidth_max=form.bandwidth_max.data,
    )


@desk.route(
    f"{BASE}/new",
    methods=["GET", "POST"],
    policy=Policy("organisation.create", functions=ADMINISTRATION, fresh=True),
)
def add_organisation() -> ResponseReturnValue:
    """A new organisation, with the usual purposes of its kind."""
    form = _form()
    if request.method == "GET":
        form.bsn_allowed.data = True
        return render_template("accounts/organisation.html", form=form, organisation=None)
    form.active.data = True
    if form.validate_on_submit():
        try:
            added = service.add_organisation(actor(), _given(form))
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("De organisatie is toegevoegd. Ze doet mee als de acht stappen van de inrichting klaar zijn."))
            return redirect(url_for("accounts.edit_organisation", organisation_id=added), code=303)
    return render_template("accounts/organisation.html", form=form, organisation=None), 400


@desk.route(
    f"{BASE}/<int:organisation_id>",
    methods=["GET", "POST"],
    policy=Policy("organisation.update", functions=ADMINISTRATION, fresh=True),
)
def edit_organisation(organisation_id: int) -> ResponseReturnValue:
    """An organisation: contact point, use of the BSN, bandwidth, purposes and people."""
    row = queries.get_organisation(organisation_id)
    form = _form()
    if request.method == "GET":
        form.process(obj=row)
        return _page(form, organisation_id, 200)
    code = 400
    if form.validate_on_submit():
        try:
            service.change_organisation(actor(), organisation_id, form.version_read(), _given(form))
        except StaleVersion as error:
            now = queries.get_organisation(organisation_id)
            form.conflict(error, {name: getattr(now, name) for name in _SHOWN}, now.version)
            code = 409
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("De organisatie is gewijzigd."))
            return redirect(url_for("accounts.organisations"), code=303)
    return _page(form, organisation_id, code)


_SHOWN = ("name", "contact_name", "contact_phone", "contact_email", "bandwidth_min", "bandwidth_max")


def _page(form: OrganisationForm, organisation_id: int, code: int) -> ResponseReturnValue:
    row = queries.get_organisation(organisation_id)
    page = render_template(
        "accounts/organisation.html",
        form=form,
        organisation=organisation_line(row),
        may_use_bsn=may_use_bsn(row.kind),
        purposes=purpose_lines(organisation_id),
        ended_purposes=ended_purpose_lines(organisation_id),
        purposes_url=url_for("accounts.complete_purposes", organisation_id=organisation_id),
        people=[account_line(account) for account in queries.list_accounts("", organisation_id)],
        people_total=queries.count_accounts("", organisation_id),
        setup_url=url_for("setup.steps", organisation_id=organisation_id),
        people_url=url_for("accounts.people", organisation=organisation_id),
        add_url=url_for("accounts.add_account", organisation_id=organisation_id),
        press=PressForm(formdata=None),
    )
    return page, code


@desk.route(
    f"{BASE}/<int:organisation_id>/purposes",
    methods=["POST"],
    policy=Policy("organisation.purposes", functions=ADMINISTRATION, fresh=True),
)
def complete_purposes(organisation_id: int) -> ResponseReturnValue:
    """Adds the usual purposes that are missing."""
    added = service.complete_purposes(actor(), organisation_id)
    saved(
        ngettext("%(num)d doel is toegevoegd.", "%(num)d doelen zijn toegevoegd.", added)
        if added
        else _("Alle gebruikelijke doelen staan er al.")
    )
    return redirect(url_for("accounts.edit_organisation", organisation_id=organisation_id), code=303)
