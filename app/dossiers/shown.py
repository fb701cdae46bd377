"""What a page showed of records, for the log."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db


class AboutPersons(Protocol):
    """A line about somebody."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def person_ids(self) -> Sequence[int]:
        """Whom it is about."""


def saw_records(dossier: DossierScope, category: Category, lines: Iterable[AboutPersons]) -> None:
    """Tells the log which records of one category were shown, about whom."""
    shown = list(lines)
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons={person for line in shown for person in line.person_ids},
        categories=[category] if shown else [],
        objects=[line.id for line in shown],
    )
