"""Whom a form offers to choose from: their names are shown, so the log learns them here."""

from collections.abc import Callable, Iterable

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.ages import DECIDES, age_of
from app.dossiers.queries.persons import PersonLine, list_persons
from app.web.i18n import by_language


def offered_persons(
    scope: DossierScope, *, only: Callable[[PersonLine], bool] = lambda _person: True
) -> tuple[PersonLine, ...]:
    """The persons of the household for a list of choices, noted as shown by name: all of them, or ``only`` these."""
    persons = tuple(filter(only, list_persons(scope.id)))
    shown = [person.person_id for person in persons]
    trail.saw(db.session(), dossier_id=scope.id, persons=shown, categories=[Category.IDENTITY])
    return persons


def age_hints(persons: Iterable[PersonLine]) -> dict[str, str]:
    """What to know of somebody under age before they are chosen, by the key of the choice: who decides about their data."""
    day, hints = today(), {}
    for person in persons:
        words = DECIDES.get(age_of(person.adult_on, day))
        if words is not None:
            hints[str(person.person_id)] = by_language(*words)
    return hints
