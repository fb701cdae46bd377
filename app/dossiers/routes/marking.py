"""The mark that makes a file the lead's alone: a colleague, or a worker's relative, lives there."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.desk import desk
from app.dossiers.forms.saving import save
from app.dossiers.forms.team import MarkForm
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.readers import PartView, grouped
from app.dossiers.queries.readers import list_involved
from app.dossiers.services import marking as service
from app.dossiers.services.checks import only_lead
from app.web.forms import saved
from app.web.guard import Policy


@desk.route(
    "/dossiers/<int:dossier_id>/mark", methods=["GET", "POST"], policy=Policy("dossier.mark", subject="dossier")
)
def mark(dossier: DossierScope) -> ResponseReturnValue:
    """Sets or takes the mark, with a reason for the log."""
    only_lead(dossier)
    form, now = MarkForm(), service.is_marked(dossier.id)
    form.offer(marked=now)
    if save(form, lambda: service.mark_own(dossier, marked=form.is_on(), reason=form.reason.data or "")):
        saved(
            _("Vastgelegd. De privacyfunctionaris hoort van elke inzage.")
            if form.is_on()
            else _("De markering is weg.")
        )
        return redirect(url_for("dossiers.team", dossier_id=dossier.id), code=303)
    page = render_template(
        "dossiers/mark.html",
        household=household_of(dossier),
        form=form,
        readers=[PartView("", grouped(party for party in list_involved(dossier.id) if party.is_lead), "")],
    )
    return page, form.answer_code()
