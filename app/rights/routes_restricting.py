"""What is not used while a request runs, and what is weighed about an objection."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.rights import presenters_requests as present
from app.rights import restricting as service
from app.rights import weighing
from app.rights.forms import LiftForm, RestrictForm, WeighForm
from app.rights.own_records import saw_own
from app.rights.request_page import request_url, show_request
from app.rights.requests import RequestLine, get_request
from app.rights.routes import check_leads, desk
from app.web.forms import saved
from app.web.guard import Policy
from app.web.i18n import by_language, ngettext

_ONE = "/dossiers/<int:dossier_id>/requests/<int:rights_request_id>"


@desk.route(f"{_ONE}/restrict", methods=["GET", "POST"], policy=Policy("rights_request.restrict", subject="dossier"))
def restrict(dossier: DossierScope, rights_request_id: int) -> ResponseReturnValue:
    """Records about whoever asked, to tick: they are kept, and nobody else reads or changes them."""
    check_leads(dossier)
    line = get_request(dossier.id, rights_request_id)
    service.check_restricts(line)
    form, records = RestrictForm(), service.list_restrictable(dossier, line)
    form.records.choices = [(record.key, record.label) for record in records if not record.marked]
    if save(form, lambda: service.restrict(dossier, line, form.records.data or [])):
        saved(_("Dit wordt bewaard en niet meer gebruikt, tot u het vrijgeeft."))
        return redirect(request_url(dossier, line), code=303)
    saw_own(dossier, records)
    page = render_template(
        "rights/restrict.html",
        household=household_of(dossier),
        form=form,
        view=show_request(dossier, line),
        readers=present.readers(dossier),
    )
    return page, form.answer_code()


@desk.route(f"{_ONE}/lift", methods=["GET", "POST"], policy=Policy("rights_request.lift", subject="dossier"))
def lift(dossier: DossierScope, rights_request_id: int) -> ResponseReturnValue:
    """What is not used because of this request, to let it be used again with a reason."""
    check_leads(dossier)
    line = get_request(dossier.id, rights_request_id)
    form, records = LiftForm(), service.list_restrictable(dossier, line)
    running = service.list_restricted(dossier, line, records)
    form.records.choices = [(str(each.id), each.record.label) for each in running]
    ids = [int(key) for key in form.records.data or [] if key.isdecimal()]
    if save(form, lambda: service.lift(dossier, line, ids, because=form.because.data or "")):
        saved(
            ngettext(
                "%(num)d gegeven mag weer gebruikt worden.", "%(num)d gegevens mogen weer gebruikt worden.", len(ids)
            )
        )
        return redirect(request_url(dossier, line), code=303)
    saw_own(dossier, [each.record for each in running])
    page = render_template(
        "rights/lift.html",
        household=household_of(dossier),
        form=form,
        view=show_request(dossier, line),
        readers=present.readers(dossier),
    )
    return page, form.answer_code()


@desk.route(f"{_ONE}/weigh", methods=["GET", "POST"], policy=Policy("rights_request.weigh", subject="dossier"))
def weigh(dossier: DossierScope, rights_request_id: int) -> ResponseReturnValue:
    """Both sides of an objection, before it is decided."""
    check_leads(dossier)
    line = get_request(dossier.id, rights_request_id)
    weighing.check_weighs(dossier, line.kind, decided=line.decision is not None)
    form = WeighForm()
    form.purpose.choices = [("0", _("Iets anders: schrijf het hieronder op"))] + [
        (str(each.id), f"{each.organisation}: {by_language(each.text_nl, each.text_en)}")
        for each in weighing.list_purposes(dossier.id)
    ]
    if save(form, lambda: _weigh(dossier, line, form)):
        saved(_("De afweging staat erbij. Nu kunt u besluiten."))
        return redirect(request_url(dossier, line), code=303)
    page = render_template(
        "rights/weigh.html",
        household=household_of(dossier),
        form=form,
        view=show_request(dossier, line),
        readers=present.readers(dossier),
    )
    return page, form.answer_code()


def _weigh(dossier: DossierScope, line: RequestLine, form: WeighForm) -> int:
    said = {name: form[name].data or "" for name in ("processing", "household_interest", "task_interest", "stops")}
    purpose = int(form.purpose.data) or None
    return weighing.weigh(dossier, line.id, line.person_ids, purpose_id=purpose, said=said)
