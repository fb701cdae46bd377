"""Addresses around one appointment: who comes along, the invitation on paper, the calendar file."""

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.appointments import filling, pages
from app.appointments.ics import calendar_file
from app.appointments.invitation import asks_along, letter, letter_sheet, printed
from app.appointments.presenters import place_of, slot, url_of
from app.appointments.queries import get_visit
from app.appointments.reminding import calendar_for
from app.appointments.routes import ONE, desk, to_page
from app.appointments.saving import submit
from app.appointments.services import record_second
from app.appointments.words import place, when
from app.audit import trail
from app.db.clock import now
from app.db.session import db
from app.dossiers.at_home import check_paper
from app.kernel.errors import Forbidden
from app.kernel.text import heading
from app.web.forms import saved
from app.web.guard import Policy
from app.web.links import url_if
from app.web.paper import as_download, typeset


@desk.route(f"{ONE}/second", methods=["GET", "POST"], policy=Policy("appointment.second", subject="dossier"))
def second(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """Who comes along? Before the appointment, and afterwards: who came."""
    pages.check_asks(dossier)
    visit = get_visit(dossier.id, appointment_id)
    stands = pages.second_now(dossier, visit)
    at = {
        "place": place_of(dossier),
        "when": heading(f"{when(visit)}, {place(visit)}"),
        "visit_url": url_of("show", dossier, visit),
    }
    if not dossier.may_write(Category.NETWORK):
        pages.check_only_looks(request.method)
        shown = slot(stands, ask_url="")
        return render_template(
            "appointments/asked.html", beside=pages.asking(dossier, visit.starts_at, visit), slot=shown, **at
        )
    form = filling.second_form(dossier, visit, stands, wish=request.args.get("state", ""))
    status = submit(form, lambda: record_second(dossier, visit.id, form.answer(), version=form.version_read()))
    if status is None:
        saved(_("Genoteerd. Dank u wel voor het vragen."))
        from_today = url_if("workspace.today") if "from_today" in request.form else ""
        return redirect(from_today, 303) if from_today else to_page(dossier, visit.id)
    beside = pages.asking(dossier, visit.starts_at, visit)
    links = {"print_url": url_of("invitation", dossier, visit), "ics_url": url_of("ics", dossier, visit)}
    return render_template("appointments/second.html", form=form, beside=beside, **at, **links), status


@desk.route(f"{ONE}/invitation", policy=Policy("appointment.invitation", subject="dossier"))
def invitation(dossier: DossierScope, appointment_id: int) -> str:
    """The letter on the screen, ready for paper."""
    visit = get_visit(dossier.id, appointment_id)
    pages.check_used(visit)
    if not pages.may_print(dossier):
        raise Forbidden(_("Wie de afspraak maakt, maakt ook de uitnodiging."))
    usual = asks_along(visit)
    bring = {"yes": True, "no": False}.get(request.args.get("bring", ""), usual)
    language = request.args.get("letter", "nl")
    other = "en" if language != "en" else "nl"
    chosen = "yes" if bring else "no"
    return render_template(
        "appointments/invitation.html",
        letter=letter(dossier, visit, bring=bring, language=language),
        bring=bring,
        pdf_url=url_of("invitation_pdf", dossier, visit, bring=chosen, letter=language),
        bring_url=url_of("invitation", dossier, visit, bring="no" if bring else "yes", letter=language),
        language_url=url_of("invitation", dossier, visit, bring=chosen, letter=other),
        back_url=url_of("show", dossier, visit),
    )


@desk.route(f"{ONE}/invitation.pdf", policy=Policy("appointment.print", subject="dossier"))
def invitation_pdf(dossier: DossierScope, appointment_id: int) -> Response:
    """The same letter on paper: a marked PDF, and a line in the log that it was made."""
    check_paper(dossier)
    visit = get_visit(dossier.id, appointment_id)
    pages.check_used(visit)
    if not pages.may_print(dossier):
        raise Forbidden(_("Wie de afspraak maakt, maakt ook de uitnodiging."))
    bring = {"yes": True, "no": False}.get(request.args.get("bring", ""), asks_along(visit))
    written = letter(dossier, visit, bring=bring, language=request.args.get("letter", "nl"))
    printed(dossier, visit)
    return as_download(typeset(letter_sheet(written, office=dossier.actor.organisation_name)), dossier.case_no)


@desk.route(f"{ONE}/calendar.ics", policy=Policy("appointment.calendar", subject="dossier"))
def ics(dossier: DossierScope, appointment_id: int) -> Response:
    """The file for one's own calendar: no names and no address of the household in it.

    ``for``: the resident or whoever comes along, whose file has no number of the dossier either.
    """
    check_paper(dossier)
    visit = get_visit(dossier.id, appointment_id)
    pages.check_used(visit)
    trail.did(
        db.session(),
        "export",
        dossier_id=dossier.id,
        category=Category.PLAN,
        persons=visit.person_ids,
        objects=[visit.id],
    )
    whom = request.args.get("for", "")
    if whom in {"resident", "second"}:
        file, name = calendar_for(visit, whom, now()), 'attachment; filename="afspraak.ics"'
    else:
        office = dossier.actor.organisation_name
        file = calendar_file(visit, case_no=dossier.case_no, office=office, stamp=now())
        name = f'attachment; filename="{dossier.case_no}.ics"'
    return Response(file, mimetype="text/calendar", headers={"Content-Disposition": name})
