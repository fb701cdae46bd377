"""Addresses around whoever comes along: what they may hear and what it changed, and a reminder by mail."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.appointments import pages, reminding
from app.appointments.forms import AgreedForm, ReminderForm, agreed_now
from app.appointments.presenters import place_of, url_of
from app.appointments.queries import Second, get_visit
from app.appointments.routes import ONE, desk, to_page
from app.appointments.services import agree, may_remind, remind, take_back
from app.appointments.words import place, when
from app.db.clock import now
from app.dossiers.forms.saving import save
from app.kernel.errors import Forbidden
from app.kernel.text import heading
from app.web.forms import saved
from app.web.guard import Policy
from app.web.i18n import current_language


@desk.route(f"{ONE}/second/agreed", methods=["GET", "POST"], policy=Policy("appointment.agreed", subject="dossier"))
def agreed(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """What the second person may hear, their own yes, and afterwards whether it made a difference, and to whom."""
    pages.check_asks(dossier)
    visit = get_visit(dossier.id, appointment_id)
    pages.check_writes_network(dossier)
    second = pages.second_now(dossier, visit)
    if not second.network_person_id:
        return redirect(url_of("second", dossier, visit), 303)
    form = AgreedForm()
    form.prepare(second)
    if save(form, lambda: agree(dossier, visit, form.agreed(), version=form.version_read()), theirs=_theirs):
        saved(_("Genoteerd, in de woorden van wie het betreft."))
        return to_page(dossier, visit.id)
    if not form.is_submitted():
        form.show(second)
    return render_template(
        "appointments/agreed.html",
        form=form,
        who=second.first_name,
        place=place_of(dossier),
        when=heading(f"{when(visit)}, {place(visit)}"),
        visit_url=url_of("show", dossier, visit),
    ), form.answer_code()


def _theirs(current: Second) -> tuple[dict[str, object], int]:
    return agreed_now(current), current.version


@desk.route(f"{ONE}/reminder", methods=["GET", "POST"], policy=Policy("appointment.remind", subject="dossier"))
def reminder(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """Sets a reminder by mail: time and place, a day before. Says what the mail says."""
    visit = get_visit(dossier.id, appointment_id)
    pages.check_writes_network(dossier)
    pages.check_used(visit)
    if not may_remind(dossier, visit):
        raise Forbidden(
            _("Voor deze afspraak wordt geen mail gestuurd. Geef tijd en plek zelf door, op een veilige manier.")
        )
    form = ReminderForm()
    form.to_whom.choices = [("resident", _("de bewoner")), ("second", _("wie er meekomt"))]
    form.letter.choices = [("nl", _("Nederlands")), ("en", _("Engels"))]

    def act() -> None:
        values = {
            "to_whom": form.to_whom.data or "",
            "email": form.email.data or "",
            "language": form.letter.data or "",
        }
        remind(dossier, visit, reminding.reminder_of(visit, **values, stamp=now()))

    if save(form, act):
        saved(_("De herinnering staat klaar. Het adres wordt vergeten zodra de mail weg is."))
        return to_page(dossier, visit.id)
    shown = reminding.reminder_of(visit, to_whom="resident", email="", language=current_language(), stamp=now())
    pages.saw_visit(dossier, visit)
    return render_template(
        "appointments/reminder.html",
        form=form,
        body=shown.letter.body,
        place=place_of(dossier),
        when=heading(f"{when(visit)}, {place(visit)}"),
        visit_url=url_of("show", dossier, visit),
    ), form.answer_code()


@desk.route(
    f"{ONE}/reminder/stop",
    methods=["POST"],
    policy=Policy("appointment.stop_reminder", subject="dossier", repeatable=True),
)
def stop_reminders(dossier: DossierScope, appointment_id: int) -> ResponseReturnValue:
    """Takes the reminders back; twice is the same as once."""
    visit = get_visit(dossier.id, appointment_id)
    pages.check_writes_network(dossier)
    take_back(dossier, visit)
    saved(_("Ingetrokken. Er gaat geen mail meer, en het adres is weg."))
    return to_page(dossier, appointment_id)
