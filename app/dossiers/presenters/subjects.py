"""Whom a form offers to choose from: their names are shown, so the log learns them here."""

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries.persons import PersonLine, list_persons


def offered_persons(scope: DossierScope) -> tuple[PersonLine, ...]:
    """The persons of the household for a list of choices, noted as shown by name."""
    persons = list_persons(scope.id)
    shown = [person.person_id for person in persons]
    trail.saw(db.session(), dossier_id=scope.id, persons=shown, categories=[Category.IDENTITY])
    return persons
