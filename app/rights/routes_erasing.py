"""Which records go, of somebody who asked for it and got a yes."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from app.access.scope import DossierScope
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.rights import erasing as service
from app.rights import presenters_requests as present
from app.rights.forms import EraseForm
from app.rights.own_records import saw_own
from app.rights.request_page import request_url, show_request
from app.rights.requests import get_request
from app.rights.routes import check_leads, desk
from app.web.forms import saved
from app.web.guard import Policy
from app.web.i18n import day, ngettext


@desk.route(
    "/dossiers/<int:dossier_id>/requests/<int:rights_request_id>/erase",
    methods=["GET", "POST"],
    policy=Policy("rights_request.erase", subject="dossier", fresh=True),
)
def erase(dossier: DossierScope, rights_request_id: int) -> ResponseReturnValue:
    """Records about whoever asked, to tick; two people agree before they are destroyed."""
    check_leads(dossier)
    line = get_request(dossier.id, rights_request_id)
    service.check_erases(line)
    form, records = EraseForm(), service.list_erasable(dossier, line)
    form.records.choices = [(record.key, record.label) for record in records if not record.marked]
    if save(form, lambda: service.mark(dossier, line, form.records.data or [])):
        number = len(form.records.data or [])
        saved(
            ngettext(
                "%(num)d gegeven komt op de volgende lijst van wat weg mag.",
                "%(num)d gegevens komen op de volgende lijst van wat weg mag.",
                number,
            )
        )
        return redirect(request_url(dossier, line), code=303)
    saw_own(dossier, records)
    page = render_template(
        "rights/erase.html",
        household=household_of(dossier),
        form=form,
        view=show_request(dossier, line),
        marked=[(record.said, day(record.at)) for record in records if record.marked],
        readers=present.readers(dossier),
    )
    return page, form.answer_code()
