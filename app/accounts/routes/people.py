"""Administration of accounts: list, add, change, invite again."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.forms import AccountForm, PressForm
from app.accounts.kinds import FUNCTIONS, functions_of
from app.accounts.presenters import account_line, invitation_view, paging
from app.accounts.queries import AccountRow, OrganisationRow
from app.accounts.routes.desk import desk
from app.accounts.routes.organisations import page_number
from app.accounts.rules import ADMINISTRATION
from app.accounts.services import accounts as service
from app.accounts.services.accounts import AccountInput
from app.accounts.services.links import invite
from app.accounts.services.links import withdraw_invitation as take_back
from app.accounts.words import function_name
from app.db.clock import now
from app.kernel.errors import RuleBroken, StaleVersion
from app.web.forms import saved
from app.web.guard import Policy, actor
from app.web.links import url_if

BASE = "/administration/accounts"


@desk.route(BASE, policy=Policy("account.list", functions=ADMINISTRATION))
def people() -> str:
    """All accounts, to search; of one organisation when the address names it."""
    typed = request.args.get("q", "").strip()[:120].replace("\0", "")
    asked = request.args.get("organisation", "")
    organisation = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    page = page_number()
    total = queries.count_accounts(typed, organisation)
    return render_template(
        "accounts/people.html",
        lines=[account_line(row) for row in queries.list_accounts(typed, organisation, page)],
        paging=paging("accounts.people", page, total, q=typed or None, organisation=organisation),
        typed=typed,
        organisation=organisation,
        organisations=queries.list_choices(),
        requests_url=url_if("network.account_requests"),
    )


def _given(form: AccountForm, organisation_id: int) -> AccountInput:
    return AccountInput(
        organisation_id=organisation_id,
        function=form.function.data or "",
        name=form.name.data,
        email=form.email.data,
        phone=form.phone.data or "",
        active=form.active.data,
    )


@desk.route(
    "/administration/organisations/<int:organisation_id>/accounts/new",
    methods=["GET", "POST"],
    policy=Policy("account.create", functions=ADMINISTRATION, fresh=True),
)
def add_account(organisation_id: int) -> ResponseReturnValue:
    """A new account; the invitation goes by mail."""
    organisation = queries.get_organisation(organisation_id)
    form = AccountForm()
    form.function.choices = [(row.code, function_name(row.code)) for row in functions_of(organisation.kind)]
    if request.method == "GET":
        return _new(form, organisation, 200)
    form.active.data = True
    if form.validate_on_submit():
        try:
            service.add_account(actor(), _given(form, organisation_id))
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("Het account is toegevoegd. De uitnodiging is verstuurd naar %(mail)s.", mail=form.email.data))
            return redirect(url_for("accounts.edit_organisation", organisation_id=organisation_id), code=303)
    return _new(form, organisation, 400)


def _new(form: AccountForm, organisation: OrganisationRow, code: int) -> ResponseReturnValue:
    back = url_for("accounts.edit_organisation", organisation_id=organisation.id)
    return render_template("accounts/account_new.html", form=form, organisation=organisation.name, back=back), code


@desk.route(
    f"{BASE}/<int:account_id>",
    methods=["GET", "POST"],
    policy=Policy("account.update", functions=ADMINISTRATION, fresh=True),
)
def edit_account(account_id: int) -> ResponseReturnValue:
    """An account: name, address, organisation, function, and whether it may sign in."""
    row = queries.get_account(account_id)
    form = _edit_form()
    if request.method == "GET":
        form.process(obj=row)
        return _page(form, row, 200)
    code = 400
    if form.validate_on_submit():
        try:
            service.change_account(actor(), account_id, form.version_read(), _given(form, _chosen(form)))
        except StaleVersion as error:
            newer = queries.get_account(account_id)
            form.conflict(error, {name: getattr(newer, name) for name in ("name", "email", "phone")}, newer.version)
            code = 409
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("Het account is gewijzigd."))
            return redirect(url_for("accounts.people"), code=303)
    return _page(form, row, code)


def _edit_form() -> AccountForm:
    form = AccountForm()
    form.organisation_id.choices = [(str(number), name) for number, name in queries.list_choices()]
    form.function.choices = [(code, function_name(code)) for code, row in FUNCTIONS.items() if row.kinds]
    return form


def _chosen(form: AccountForm) -> int:
    """The organisation that was chosen. Raises RuleBroken for one that is not in the list."""
    typed = form.organisation_id.data or ""
    if typed not in {key for key, _name in form.organisation_id.choices}:
        raise RuleBroken("organisation_id", _("Kies een organisatie uit de lijst."))
    return int(typed)


def _page(form: AccountForm, row: AccountRow, code: int) -> ResponseReturnValue:
    page = render_template(
        "accounts/account.html",
        form=form,
        account=account_line(row),
        is_self=row.id == actor().account_id,
        invitation=invitation_view(queries.find_invitation(row.id), now()),
        invite_url=url_for("accounts.send_invitation", account_id=row.id),
        withdraw_url=url_for("accounts.withdraw_invitation", account_id=row.id),
        press=PressForm(formdata=None),
    )
    return page, code


@desk.route(
    f"{BASE}/<int:account_id>/invitation",
    methods=["POST"],
    policy=Policy("account.invite", functions=ADMINISTRATION, fresh=True),
)
def send_invitation(account_id: int) -> ResponseReturnValue:
    """Mails a new invitation; an earlier one stops working."""
    queries.get_account(account_id)
    address = invite(actor(), account_id)
    saved(_("Er is een uitnodiging verstuurd naar %(mail)s.", mail=address))
    return redirect(url_for("accounts.edit_account", account_id=account_id), code=303)


@desk.route(
    f"{BASE}/<int:account_id>/invitation/withdraw",
    methods=["POST"],
    policy=Policy("account.withdraw_invitation", functions=ADMINISTRATION, fresh=True, repeatable=True),
)
def withdraw_invitation(account_id: int) -> ResponseReturnValue:
    """Takes an open invitation back; twice is the same as once."""
    queries.get_account(account_id)
    if take_back(actor(), account_id):
        saved(_("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect(url_for("accounts.edit_account", account_id=account_id), code=303)
