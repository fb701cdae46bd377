"""Administration of who may lead: the functions besides the generalist, each from its day."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.forms import LeadFunctionForm, PressForm
from app.accounts.routes.desk import desk
from app.accounts.rules import ADMINISTRATION
from app.accounts.services import leading as service
from app.accounts.words import function_name
from app.db.clock import today
from app.kernel.errors import RuleBroken
from app.web.forms import saved
from app.web.guard import Policy, actor
from app.web.i18n import day, sentence

BASE = "/administration/lead"


@desk.route(BASE, methods=["GET", "POST"], policy=Policy("lead_function.name", functions=ADMINISTRATION, fresh=True))
def leading() -> ResponseReturnValue:
    """Which functions may lead, and letting another one."""
    form = LeadFunctionForm()
    named = {row.function for row in service.list_named()}
    form.function.choices = [(code, function_name(code)) for code in service.list_possible() if code not in named]
    if not form.is_submitted():
        form.since.data = today()
        return _page(form)
    if form.validate():
        try:
            service.name_function(actor(), form.function.data or "", form.since.data or today())
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("Vastgelegd. Wie deze functie heeft, kan vanaf die dag de regie krijgen."))
            return redirect(url_for("accounts.leading"), code=303)
    return _page(form)


def _page(form: LeadFunctionForm) -> ResponseReturnValue:
    rows = [(row.function, function_name(row.function), day(row.since)) for row in service.list_named()]
    page = render_template(
        "accounts/leading.html",
        form=form,
        rows=rows,
        usual=function_name(service.USUAL),
        end_url=url_for("accounts.end_leading"),
        press=PressForm(formdata=None),
    )
    return page, form.answer_code()


@desk.route(f"{BASE}/end", methods=["POST"], policy=Policy("lead_function.drop", functions=ADMINISTRATION, fresh=True))
def end_leading() -> ResponseReturnValue:
    """A function may lead no more."""
    try:
        service.drop_function(actor(), request.form.get("function", ""))
    except RuleBroken as error:
        flash(sentence(error), "error")
    else:
        saved(_("Deze functie kan geen regie meer krijgen. Aanwijzen kan hier opnieuw."))
    return redirect(url_for("accounts.leading"), code=303)
