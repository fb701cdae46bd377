"""Addresses of interventions: recording one, its page, one line about how it goes."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.presenters.busy import busy_of
from app.interventions import filling, pages
from app.interventions.forms import RecordForm, UpdateForm
from app.interventions.saving import submit
from app.interventions.services import add_update, check_may_record, own_header, record
from app.web.forms import saved
from app.web.guard import Desk, Policy

desk = Desk("interventions", __name__)

HERE = "/dossiers/<int:dossier_id>/interventions"
ONE = f"{HERE}/<int:intervention_id>"


def to_page(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """On to the page of the intervention."""
    return redirect(url_for("interventions.show", dossier_id=dossier.id, intervention_id=intervention_id), code=303)


@desk.route(f"{HERE}/new", methods=["GET", "POST"], policy=Policy("intervention.create", subject="dossier"))
def create(dossier: DossierScope) -> ResponseReturnValue:
    """One screen to record an intervention; the same form comes back with the pause before an enforcement step."""
    check_may_record(dossier)
    chosen = {name: request.args[name] for name in ("strand", "product_id") if request.args.get(name)}
    made = filling.recording(dossier, RecordForm(data=chosen))
    numbers: list[int] = []
    status = submit(made.form, lambda: numbers.append(record(dossier, made.form.draft())), made.is_ready)
    if status is None:
        saved(_("De inzet is vastgelegd."))
        return to_page(dossier, numbers[0])
    return render_template("interventions/new.html", made=made, form=made.form, busy=busy_of(dossier)), status


@desk.route(ONE, policy=Policy("intervention.show", subject="dossier"))
def show(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """Header, body or what is not shown, history and what may be done."""
    page = pages.intervention_page(dossier, intervention_id)
    return render_template("interventions/show.html", page=page, form=UpdateForm())


@desk.route(f"{ONE}/update", methods=["GET", "POST"], policy=Policy("intervention.update", subject="dossier"))
def update(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """One line about how it goes, by the organisation that does it."""
    header, form = own_header(dossier, intervention_id), UpdateForm()
    pages.note_sight(dossier, header, names=False)
    place = filling.place_of(dossier)
    status = submit(form, lambda: add_update(dossier, header.id, form.line.data or ""))
    if status is None:
        saved(_("De regel staat erbij."))
        return to_page(dossier, header.id)
    return render_template("interventions/update.html", form=form, header=header, place=place), status
