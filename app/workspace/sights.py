"""What the pages of one household show, row by row, for the log: each person with the categories that were shown of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries.homes import list_homes
from app.workspace.queries.dossier import Rows

#: What was shown, row by row: the category, and whom the row is about (nobody in particular: the household as such).
Shown = list[tuple[str, Iterable[int]]]


def about(category: Category, rows: Iterable[Any]) -> Shown:
    """Rows of one category, as the log wants to know them."""
    return [(category.value, row.person_ids or ()) for row in rows]


def _head_shown(head: Any) -> Shown:
    """What the head of the page shows of the household as such, and of the question of some in it."""
    values = {
        Category.IDENTITY: head.title,
        Category.ADDRESS: head.street or head.area,
        Category.HOUSEHOLD: head.adults,
        Category.PLAN: head.phase,
    }
    shown: Shown = [(category.value, ()) for category, value in values.items() if value is not None]
    shown += [(Category.DOMAINS.value, head.asked_about or ())] if head.words else []
    return shown + [(Category.NOTES.value, win["person_ids"]) for win in head.wins or ()]


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that dossier page and regiekaart share, as they were read."""

    interventions: Rows
    plan: Rows
    appointments: Rows
    network: Rows
    notes: Rows
    documents: Rows
    domains: Rows
    questions: Rows

    def _statements(self) -> Shown:
        """What residents say to these records is of the notes, about whom the record is."""
        with_words = [row for row in (*self.interventions, *self.plan, *self.notes, *self.documents) if row.said]
        entries = [(Category.NOTES.value, row.entry_persons or ()) for row in self.domains if row.said]
        return [*about(Category.NOTES, with_words), *entries]

    def shown(self, *, offers: bool = True) -> Shown:
        """What they show, of every category that a row is of. The regiekaart names the network without what it ``offers``."""
        asked = [row for row in self.appointments if row.state]
        return [
            *((row.strand, row.person_ids or ()) for row in self.interventions),
            *about(Category.PLAN, [*self.plan, *self.appointments]),
            *about(Category.NETWORK, [*self.network, *asked]),
            *((Category.OFFERS.value, row.offer_persons) for row in self.network if offers and row.offers),
            *about(Category.NOTES, [*self.notes, *self.questions]),
            *about(Category.DOCUMENTS, self.documents),
            *self._statements(),
            *about(Category.DOMAINS, [row for row in self.domains if row.stated]),
            *((row.category, row.entry_persons or ()) for row in self.domains if row.category),
        ]


def note_sights(scope: DossierScope, head: Any, persons: Iterable[Any], shown: Shown) -> None:
    """Tells the log what a page shows of whom; what is about the household as such is about everybody in it."""
    everybody = {person.id: getattr(person, "relation", None) for person in persons}
    related = [person for person, relation in everybody.items() if relation is not None]
    each = [*_head_shown(head), *shown]
    each += [(Category.IDENTITY.value, everybody)] if everybody else []
    each += [(Category.HOUSEHOLD.value, related)] if related else []
    for category, those in each:
        trail.saw(
            db.session(),
            dossier_id=scope.id,
            persons=list(those) or everybody,
            categories=[category],
            objects=[scope.id],
        )


def note_lists(shown: Iterable[tuple[str, int]]) -> None:
    """Tells the log of lists over several households: (category, dossier); whoever lives there is meant."""
    told: dict[str, set[int]] = {}
    for category, dossier in shown:
        told.setdefault(str(category), set()).add(dossier)
    homes = list_homes(sorted(set().union(*told.values()))) if told else {}
    for category, dossiers in told.items():
        there = {person: dossier for person, dossier in homes.items() if dossier in dossiers}
        trail.saw_list(db.session(), homes=there, categories=[category], objects=dossiers)
