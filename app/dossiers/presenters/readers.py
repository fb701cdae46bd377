"""*Wie leest dit?*: beside every form that writes into a dossier, before saving."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.words import function_name
from app.dossiers.queries.readers import PartyLine, list_involved, reads


@dataclass(frozen=True, slots=True)
class ReaderView:
    """An organisation, and who of it would read the record."""

    name: str
    what: str
    muted: bool = False


def readers_of(scope: DossierScope, category: Category, *, condition: str | None = None) -> list[ReaderView]:
    """Who would read a record of ``category`` that the actor makes here now, per organisation."""
    conditions = frozenset(filter(None, [condition]))
    return grouped([p for p in list_involved(scope.id) if reads(p, scope, category, conditions=conditions)])


def grouped(parties: list[PartyLine]) -> list[ReaderView]:
    """Parties by organisation, in the order in which they come."""
    names: dict[str, list[str]] = {}
    for party in parties:
        function = _("casusregisseur") if party.is_lead else function_name(party.function)
        names.setdefault(party.organisation, []).append(f"{party.name}, {function}")
    return [ReaderView(organisation, "; ".join(dict.fromkeys(people))) for organisation, people in names.items()]
