"""Addresses of the catalogue for its administrator: the list, a product of one's own, on and off."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.vocabulary import STRANDS
from app.accounts.kinds import KINDS
from app.accounts.rules import ADMINISTRATION
from app.accounts.words import kind_name
from app.interventions import services, words
from app.interventions.forms import ProductForm, SwitchForm
from app.interventions.queries import list_catalogue
from app.interventions.routes import desk
from app.interventions.saving import submit
from app.web.forms import saved
from app.web.guard import Policy, actor

BASE = "/administration/products"


@desk.route(BASE, methods=["GET", "POST"], policy=Policy("product.list", functions=ADMINISTRATION))
def products() -> ResponseReturnValue:
    """The whole catalogue, and the form that adds to it."""
    form = ProductForm()
    form.strand.choices = [(strand.value, words.strand_name(strand).capitalize()) for strand in STRANDS]
    form.org_kinds.choices = [(code, kind_name(code)) for code in KINDS]
    status = submit(form, lambda: services.add_product(actor(), form.product()))
    if status is None:
        saved(_("Toegevoegd. Wie dit werk doet, kan het meteen kiezen."))
        return redirect(url_for("interventions.products"), code=303)
    kinds = {code: kind_name(code) for code in KINDS}
    page = render_template(
        "interventions/products.html", form=form, rows=list_catalogue(), kinds=kinds, switch=SwitchForm()
    )
    return page, status


@desk.route(
    f"{BASE}/<int:product_id>/<any(on, off):state>",
    methods=["POST"],
    policy=Policy("product.switch", functions=ADMINISTRATION),
)
def switch(product_id: int, state: str) -> ResponseReturnValue:
    """Switches a product on or off."""
    services.switch_product(actor(), product_id, active=state == "on")
    saved(
        _("Dit is weer te kiezen.")
        if state == "on"
        else _("Dit is niet meer te kiezen. Wat er al mee vastligt, blijft.")
    )
    return redirect(url_for("interventions.products"), code=303)
