"""The request that a page is about, as each of its pages shows it; and the way back to it."""

from flask import url_for

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.queries.persons import list_persons
from app.rights import presenters_requests as present
from app.rights.requests import RequestLine


def request_url(dossier: DossierScope, line: RequestLine) -> str:
    """The page of one request."""
    return url_for("rights.one_request", dossier_id=dossier.id, rights_request_id=line.id)


def show_request(dossier: DossierScope, line: RequestLine) -> present.RequestView:
    """A request with the name of whoever asked; noted in the log as shown."""
    names = {each.person_id: each.name for each in list_persons(dossier.id) if each.person_id == line.person_id}
    trail.saw(
        db.session(), dossier_id=dossier.id, persons=line.person_ids, categories=[Category.IDENTITY, Category.PLAN]
    )
    return present.request_view(dossier, line, names, today())
