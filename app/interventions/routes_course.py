"""Addresses for how an intervention goes on: its next step, its text, its strand, and lines that others filed."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.interventions import acts, filling, pages, services
from app.interventions.forms import ConfirmForm, CorrectionForm, DetailsForm, DisownForm, StepForm, WordsEditForm
from app.interventions.routes import ONE, desk, to_page
from app.interventions.saving import submit
from app.web.forms import saved
from app.web.guard import Policy

BOTH = ["GET", "POST"]


@desk.route(f"{ONE}/step/<string:to>", methods=BOTH, policy=Policy("intervention.step", subject="dossier"))
def step(dossier: DossierScope, intervention_id: int, to: str) -> ResponseReturnValue:
    """The next step: begun, done, stopped or withdrawn, with what belongs to it."""
    header, form = services.own_header(dossier, intervention_id), StepForm()
    pages.note_sight(dossier, header, names=False)
    page = acts.step_page(dossier, header, to, sent=form.is_submitted())
    acts.fill_step(form, header, to)
    status = submit(form, lambda: services.advance(dossier, header.id, form.step(to)))
    if status is None:
        saved(page.saved)
        return to_page(dossier, header.id)
    return render_template("interventions/step.html", form=form, page=page, header=header), status


@desk.route(f"{ONE}/change", methods=BOTH, policy=Policy("intervention.change", subject="dossier"))
def change(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """The words and the planned period, while it is planned or runs."""
    header, form = services.own_header(dossier, intervention_id), WordsEditForm()
    body = acts.fill_words(dossier, header, form)
    pages.note_sight(dossier, header, names=False, body=body)
    place = filling.place_of(dossier)
    status = submit(form, lambda: services.edit(dossier, header.id, form.edit()))
    if status is None:
        saved(_("De inzet is aangepast."))
        return to_page(dossier, header.id)
    return render_template("interventions/change.html", form=form, header=header, place=place), status


@desk.route(f"{ONE}/strand", methods=BOTH, policy=Policy("intervention.correct", subject="dossier"))
def correct(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """A wrong strand put right: a recorded change of purpose."""
    header = services.own_header(dossier, intervention_id)
    pages.note_sight(dossier, header, names=False)
    made = acts.correcting(dossier, header, CorrectionForm())
    form = made.form
    status = submit(form, lambda: services.correct_strand(dossier, header.id, made.wanted()), made.is_ready)
    if status is None:
        saved(_("De inzet staat nu bij de goede soort."))
        return to_page(dossier, header.id)
    return render_template("interventions/correct.html", form=form, made=made), status


@desk.route(f"{ONE}/details", methods=BOTH, policy=Policy("intervention.correct_details", subject="dossier"))
def correct_details(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """A wrong product, or the wrong persons, put right."""
    header, form = services.own_header(dossier, intervention_id), DetailsForm()
    place = acts.fill_details(dossier, header, form)
    pages.note_sight(dossier, header, names=False)
    status = submit(form, lambda: services.correct_details(dossier, header.id, form.details()))
    if status is None:
        saved(_("Rechtgezet. Wat er stond, blijft te lezen bij wat er gebeurde."))
        return to_page(dossier, header.id)
    return render_template("interventions/details.html", form=form, header=header, place=place), status


@desk.route(f"{ONE}/confirm", methods=BOTH, policy=Policy("intervention.confirm", subject="dossier"))
def confirm(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """A line that another organisation filed, taken over as one's own."""
    header = services.own_header(dossier, intervention_id)
    names = pages.names_of(dossier, header)
    pages.note_sight(dossier, header, names=bool(names))
    made = acts.confirming(dossier, header, names, ConfirmForm())
    form = made.form
    status = submit(form, lambda: services.confirm(dossier, header.id, form.answer()), made.is_ready)
    if status is None:
        saved(_("De inzet is bevestigd en is nu van uw organisatie."))
        return to_page(dossier, header.id)
    return render_template("interventions/confirm.html", made=made, form=form), status


@desk.route(f"{ONE}/disown", methods=BOTH, policy=Policy("intervention.disown", subject="dossier"))
def disown(dossier: DossierScope, intervention_id: int) -> ResponseReturnValue:
    """A line that another organisation filed and that is not one's own."""
    header, form = services.own_header(dossier, intervention_id), DisownForm()
    pages.note_sight(dossier, header, names=False)
    place = acts.fill_disown(dossier, header, form)
    status = submit(
        form,
        lambda: services.disown(dossier, header.id, reason=form.text.data or "", version=form.version_read()),
    )
    if status is None:
        saved(_("De regel is teruggetrokken. De casusregisseur ziet dat."))
        return to_page(dossier, header.id)
    return render_template("interventions/disown.html", form=form, header=header, place=place), status
