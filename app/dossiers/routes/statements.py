"""What somebody says to a record that is about them, written down by the lead."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.desk import desk
from app.dossiers.forms.notes import StatementForm
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries.statements import get_item
from app.dossiers.services import statements as service
from app.web.forms import saved
from app.web.guard import Policy

#: Kind → the page on which such a record stands, and the argument that names it there.
_PAGES: dict[str, tuple[str, str]] = {
    "note": ("dossiers.notes", ""),
    "document": ("documents.documents", ""),
    "domain_entry": ("dossiers.domain", "code"),
    "plan_item": ("plan.items", ""),
    "intervention": ("interventions.show", "intervention_id"),
}


@desk.route(
    "/dossiers/<int:dossier_id>/statements/<string:kind>/<int:item_id>",
    methods=["GET", "POST"],
    policy=Policy("statement.create", subject="dossier"),
)
def add_statement(dossier: DossierScope, kind: str, item_id: int) -> ResponseReturnValue:
    """Somebody's own words beside one record; says who reads them: whoever reads the record."""
    service.check_may_write(dossier)
    item = get_item(dossier.id, kind, item_id)
    form = StatementForm()
    form.said_by.choices = [(str(person.person_id), person.name) for person in offered_persons(dossier)]
    endpoint, argument = _PAGES[kind]
    where: dict[str, Any] = {argument: item.domain or item_id} if argument else {}
    back = url_for(endpoint, dossier_id=dossier.id, **where)
    if save(form, lambda: _add(dossier, kind, item_id, form)):
        saved(_("De zienswijze staat erbij."))
        return redirect(back, code=303)
    page = render_template(
        "dossiers/statement_form.html", household=household_of(dossier), form=form, item=item, back_url=back
    )
    return page, form.answer_code()


def _add(dossier: DossierScope, kind: str, item_id: int, form: StatementForm) -> int:
    return service.add_statement(dossier, kind, item_id, said_by=int(form.said_by.data or 0), text=form.text.data or "")
