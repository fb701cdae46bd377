"""The regiekaart of a resident on paper: a marked PDF, and a line in the log that it was made."""

from flask import Response

from app.access.scope import DossierScope
from app.audit import trail
from app.db.session import db
from app.dossiers.at_home import at_home
from app.plan.routes.paper import chosen, note_print
from app.web.guard import Policy
from app.web.paper import as_download, typeset
from app.workspace.paper import card_sheet, resident_card
from app.workspace.routes.desk import desk


@desk.route("/dossiers/<int:dossier_id>/card.pdf", policy=Policy("dossier.print", subject="dossier"))
def card_pdf(dossier: DossierScope) -> Response:
    """Who does what and whom to call, for one person of the household."""
    person, language = chosen(dossier)
    card = resident_card(dossier, at_home(dossier, person.person_id))
    for category, persons in card.shown():
        trail.saw(db.session(), dossier_id=dossier.id, persons=persons or [person.person_id], categories=[category])
    note_print(dossier, person, [])
    return as_download(typeset(card_sheet(dossier, person.name, card, language=language)), f"card-{dossier.case_no}")
