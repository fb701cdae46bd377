"""Addresses of appointments: making, seeing, moving, cancelling, holding."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.appointments import filling, pages
from app.appointments.forms import CancelForm
from app.appointments.presenters import place_of, url_of
from app.appointments.queries import Visit, get_visit
from app.appointments.saving import submit
from app.appointments.services import cancel as cancel_visit
from app.appointments.services import hold, make, move
from app.appointments.services import restore as restore_visit
from app.appointments.words import when
from app.db.clock import now
from app.dossiers.presenters.busy import busy_of
from app.web.forms import saved
from app.web.guard import Desk, Policy

desk = Desk("appointments", __name__)

HERE = "/dossiers/<int:dossier_id>/appointments"
ONE = f"{HERE}/<int:appointment_id>"


def to_page(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """On to the page of the appointment."""
    return redirect(url_for("appointments.show", dossier_id=dossier.id, appointment_id=appointment_id), code=303)


def _around(dossier: DossierScope, visit: Visit) -> dict[str, Any]:
    """What stands around a form about one appointment."""
    return {"place": place_of(dossier), "when": when(visit), "back_url": url_of("show", dossier, visit)}


@desk.route(f"{HERE}/new", methods=["GET", "POST"], policy=Policy("appointment.create", subject="dossier"))
def create(dossier: DossierScope) -> ResponseReturnValue:
    """One form: when, where, who, and who comes along."""
    pages.check_works(dossier)
    form = filling.new_form(dossier)
    numbers: list[int] = []
    status = submit(form, lambda: numbers.append(make(dossier, form.new_visit())))
    if status is None:
        saved(_("De afspraak staat."))
        return to_page(dossier, numbers[0])
    beside = pages.asking(dossier, now(), persons=[int(key) for key, _name in form.persons.choices])
    return render_template(
        "appointments/new.html", form=form, place=place_of(dossier), beside=beside, busy=busy_of(dossier)
    ), status


@desk.route(ONE, policy=Policy("appointment.show", subject="dossier"))
def show(dossier: DossierScope, appointment_id: int) -> str:
    """When, where, with whom; who comes along; and what may be done."""
    page = pages.visit_page(dossier, get_visit(dossier.id, appointment_id))
    return render_template("appointments/show.html", page=page)


@desk.route(f"{ONE}/edit", methods=["GET", "POST"], policy=Policy("appointment.edit", subject="dossier"))
def edit(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """Another time or place, other people of the household or of us."""
    visit = get_visit(dossier.id, appointment_id)
    pages.check_changes(dossier, visit)
    form = filling.move_form(dossier, visit)
    persons = form.persons.data or ()
    status = submit(form, lambda: move(dossier, visit.id, form.details(), version=form.version_read(), persons=persons))
    if status is None:
        saved(_("De afspraak is gewijzigd. Geef het door aan wie erbij is."))
        return to_page(dossier, visit.id)
    pages.saw_visit(dossier, visit, named=[int(key) for key, _name in form.persons.choices])
    return render_template("appointments/edit.html", form=form, **_around(dossier, visit)), status


@desk.route(f"{ONE}/cancel", methods=["GET", "POST"], policy=Policy("appointment.cancel", subject="dossier"))
def cancel(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """Calling it off, with a reason; one click takes that back."""
    visit = get_visit(dossier.id, appointment_id)
    pages.check_changes(dossier, visit)
    form = CancelForm(data={"version": visit.version})
    status = submit(form, lambda: cancel_visit(dossier, visit.id, form.reason.data or "", version=form.version_read()))
    if status is None:
        undo = url_for("appointments.restore", dossier_id=dossier.id, appointment_id=visit.id)
        flash({"text": _("De afspraak is afgezegd."), "undo_url": undo}, "success")  # type: ignore[arg-type]
        return to_page(dossier, visit.id)
    pages.saw_visit(dossier, visit)
    return render_template("appointments/cancel.html", form=form, **_around(dossier, visit)), status


@desk.route(
    f"{ONE}/restore", methods=["POST"], policy=Policy("appointment.restore", subject="dossier", repeatable=True)
)
def restore(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """Takes calling it off back; twice is the same as once."""
    restore_visit(dossier, appointment_id)
    saved(_("De afspraak gaat weer door."))
    return to_page(dossier, appointment_id)


@desk.route(f"{ONE}/held", methods=["POST"], policy=Policy("appointment.held", subject="dossier", repeatable=True))
def held(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """Says that it was; twice is the same as once."""
    hold(dossier, appointment_id)
    saved(_("Genoteerd: het gesprek is geweest."))
    return to_page(dossier, appointment_id)
