"""Addresses of what people do together: what becomes of an offer, and meetings of the network."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.kernel.errors import Forbidden
from app.network import presenters_together as present
from app.network import queries as read
from app.network.forms import MeetingForm, StepForm
from app.network.meetings import add_meeting, edit_meeting
from app.network.offering import add_step
from app.network.paper import meeting_sheet
from app.network.queries_meetings import MeetingLine, get_meeting, list_meetings
from app.network.routes import desk
from app.network.services import may_note_offer
from app.web.forms import saved
from app.web.guard import Policy
from app.web.i18n import LANGUAGES, current_language
from app.web.paper import as_download, typeset

MEETINGS = "/dossiers/<int:dossier_id>/network/meetings"


@desk.route(
    "/dossiers/<int:dossier_id>/network/offers/<int:offer_id>",
    methods=["GET", "POST"],
    policy=Policy("offer.step", subject="dossier"),
)
def offer(dossier: DossierScope, offer_id: int) -> ResponseReturnValue:
    """What became of an offer, and the next step. Stopping asks nothing."""
    line = read.get_offer(dossier.id, offer_id)
    form = StepForm(data={"on_day": today()})
    form.prepare()
    if save(form, lambda: add_step(dossier, line.id, form.given())):
        saved(_("Opgeschreven. Het heeft nergens gevolgen voor."))
        return redirect(url_for("network.offer", dossier_id=dossier.id, offer_id=line.id), code=303)
    steps = read.list_steps(dossier.id, line.id)
    persons = {*line.person_ids, *(person for step in steps for person in step.person_ids)}
    trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[Category.OFFERS], objects=[line.id])
    if line.first_name and line.network_person_id:
        named = read.get_network_person(dossier.id, line.network_person_id).person_ids
        trail.saw(db.session(), dossier_id=dossier.id, persons=named, categories=[Category.NETWORK])
    return render_template(
        "network/offer.html",
        household=household_of(dossier),
        form=form if may_note_offer(dossier) else None,
        offer=present.offer_page(line, steps),
        people_url=url_for("network.people", dossier_id=dossier.id),
    ), form.answer_code()


@desk.route(MEETINGS, methods=["GET", "POST"], policy=Policy("network_meeting.list", subject="dossier"))
def meetings(dossier: DossierScope) -> ResponseReturnValue:
    """The household's own meetings, and a form to plan one."""
    _check_reads(dossier)
    form = MeetingForm()
    form.prepare(new=True, held=False)
    if save(form, lambda: add_meeting(dossier, form.words())):
        saved(_("Het overleg staat erbij. Het is van het huishouden."))
        return redirect(url_for("network.meetings", dossier_id=dossier.id), code=303)
    lines = list_meetings(dossier.id)
    _saw(dossier, lines)
    return render_template(
        "network/meetings.html",
        household=household_of(dossier),
        form=form if not dossier.closed and dossier.may_write(Category.NETWORK) else None,
        meetings=[present.meeting_view(dossier, line) for line in lines],
        people_url=url_for("network.people", dossier_id=dossier.id),
        own_url=url_for("network.meetings", dossier_id=dossier.id),
    ), form.answer_code()


@desk.route(
    f"{MEETINGS}/<int:network_meeting_id>",
    methods=["GET", "POST"],
    policy=Policy("network_meeting.edit", subject="dossier"),
)
def meeting(dossier: DossierScope, network_meeting_id: int) -> ResponseReturnValue:
    """One meeting: planned, held, and called about four weeks later."""
    line = get_meeting(dossier.id, network_meeting_id)
    if dossier.closed or not dossier.may_write(Category.NETWORK):
        raise Forbidden(_("De casusregisseur schrijft op wat het huishouden hierover wil vastleggen. Geef het door."))
    form = MeetingForm()
    form.prepare(new=False, held=line.held_on is not None)
    if save(form, lambda: edit_meeting(dossier, line.id, form.words(), version=form.version_read()), theirs=_theirs):
        saved(_("Het overleg is bijgewerkt."))
        return redirect(url_for("network.meetings", dossier_id=dossier.id), code=303)
    if not form.is_submitted():
        form.show(line)
    _saw(dossier, (line,))
    return render_template(
        "network/meeting.html",
        household=household_of(dossier),
        form=form,
        meeting=present.meeting_view(dossier, line),
        back_url=url_for("network.meetings", dossier_id=dossier.id),
    ), form.answer_code()


@desk.route(f"{MEETINGS}/<int:network_meeting_id>/plan.pdf", policy=Policy("network_meeting.print", subject="dossier"))
def meeting_pdf(dossier: DossierScope, network_meeting_id: int) -> Response:
    """What they agreed among themselves, for one of them, as a tagged, marked PDF; that it was made stands in the log."""
    _check_reads(dossier)
    line, asked = get_meeting(dossier.id, network_meeting_id), request.args.get("language", "")
    language = asked if asked in LANGUAGES else current_language()
    sheet, person = meeting_sheet(dossier, line, request.args.get("person", ""), language=language)
    _saw(dossier, (line,))
    whom = {*line.person_ids, person.person_id}
    trail.did(db.session(), "print", dossier_id=dossier.id, category=Category.NETWORK, persons=whom, objects=[line.id])
    return as_download(typeset(sheet), f"own-plan-{dossier.case_no}")


def _check_reads(dossier: DossierScope) -> None:
    if not (dossier.may(Right.READ, Category.NETWORK, own=False) or dossier.may_write(Category.NETWORK)):
        raise Forbidden(_("Dit overleg is van het huishouden. Vraag het aan hen of aan de casusregisseur."))


def _theirs(current: MeetingLine) -> tuple[dict[str, object], int]:
    names = ("kind", "coordinator", "planned_on", "information", "held_on", "plan", "called_on", "call_words")
    return {name: getattr(current, name) for name in names}, current.version


def _saw(dossier: DossierScope, lines: tuple[MeetingLine, ...]) -> None:
    if lines:
        persons = {person for line in lines for person in line.person_ids}
        objects = [line.id for line in lines]
        trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[Category.NETWORK], objects=objects)
