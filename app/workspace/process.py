"""The process card: what a coordinator or process lead sees of one household."""

from dataclasses import dataclass

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.db import clock
from app.dossiers.household_words import WEIGHTS
from app.dossiers.phases import PHASES
from app.web.i18n import by_language, day, near
from app.web.i18n import gettext as _
from app.workspace.pages import household
from app.workspace.presenters import dossier as present
from app.workspace.presenters import people, shapes
from app.workspace.queries import dossier as read
from app.workspace.sights import about, note_sights


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """What a coordinator sees of one household: phase, dates and who. No content."""

    head: shapes.Head
    facts: list[tuple[str, str]]
    steps: list[tuple[str, str]]
    lead: shapes.PartyLine | None
    parties: list[shapes.PartyLine]


def process_page(scope: DossierScope) -> ProcessPage:
    """The process card of coordinators and process leads."""
    head, persons = read.get_head(scope.id), read.list_persons(scope.id)
    parties, phases = read.list_parties(scope.id, clock.now()), read.list_phases(scope.id)
    note_sights(scope, head, persons, about(Category.PLAN, phases))
    listed = people.parties(parties)
    facts = [(_("Huishouden"), ", ".join(filter(None, (", ".join(p.stub for p in persons), household(head)))))]
    if head.area:
        facts.append((_("Buurt"), head.area))
    if head.phase:
        facts += [
            (_("Fase"), by_language(*PHASES[head.phase])),
            (_("Sinds"), day(head.phase_since)),
            (_("Gewicht"), by_language(*WEIGHTS[head.weight])),
            (_("Laatste contact"), near(head.last_contact_on)),
            (_("Terugkijken"), near(head.review_on)),
        ]
    return ProcessPage(
        head=present.head(scope, head, parties, []),
        facts=facts,
        steps=[(day(row.created_at), by_language(*PHASES[row.to_phase])) for row in phases],
        lead=next((p for p in listed if p.is_lead), None),
        parties=[p for p in listed if not p.is_lead],
    )
