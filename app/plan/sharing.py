"""With whom an agreement can be shared, and who reads it anyway: per organisation that is involved now, from the matrix."""

from dataclasses import dataclass

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.dossiers.queries.readers import PartyLine, Writing, list_involved, reads

#: The money of the plan: read by who reads money and the plan (``app.db.scope``, plan_funding).
MONEY = Writing(Category.FINANCES, also=frozenset({Category.PLAN}))
#: What stays with the team that leads (``app.db.scope``, escalation).
TEAM_ONLY = Writing(Category.PLAN, own=True, also=frozenset({Category.PLAN}))


@dataclass(frozen=True, slots=True)
class Sharing:
    """Involved organisations by what sharing would do: those that read the plan anyway, may be told, or never read it."""

    anyway: tuple[PartyLine, ...]
    possible: tuple[PartyLine, ...]
    never: tuple[PartyLine, ...]

    def organisations(self) -> dict[int, str]:
        """The organisations with somebody who reads an item only when it is shared: id → name."""
        return {party.organisation_id: party.organisation for party in self.possible}


def sharing_of(scope: DossierScope) -> Sharing:
    """Who is involved, sorted by what sharing an item of the plan would do for them."""
    anyway, possible, never = [], [], []
    for party in list_involved(scope.id):
        if reads(party, scope, Category.PLAN):
            anyway.append(party)
        elif reads(party, scope, Category.PLAN, disclosed=True):
            possible.append(party)
        else:
            never.append(party)
    return Sharing(tuple(anyway), tuple(possible), tuple(never))
