"""*Wie leest dit?*: beside every form that writes into a dossier, before saving: who will see which part of it, by name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask import g

from app.access.scope import DossierScope
from app.access.vocabulary import LEAD_ROW, MEMBER_ROW, STRANDS, Category, Right
from app.accounts.words import function_name
from app.db.phrases import rows_with
from app.dossiers.queries.readers import PartyLine, Writing, list_involved, strongest
from app.web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class ReaderView:
    """An organisation, and who of it would see what of the record."""

    name: str
    what: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of what a form writes: its name (empty when the form is one part), who sees it, and who sees nothing of it."""

    heading: str
    rows: list[ReaderView]
    shut: str


#: What somebody gets who does not read the whole record. A pair that is not here shows nothing on any screen.
MASKED: dict[tuple[Category, Right], Callable[[], str]] = {
    (Category.IDENTITY, Right.HEADER): lambda: _("ziet dat er iemand bij hoort, niet wie"),
    (Category.ADDRESS, Right.HEADER): lambda: _("ziet alleen de buurt"),
    (Category.HOUSEHOLD, Right.HEADER): lambda: _("ziet alleen hoeveel volwassenen en kinderen er zijn"),
    (Category.DOMAINS, Right.HEADER): lambda: _("ziet welke gebieden zijn besproken, niet wat er staat"),
    (Category.NETWORK, Right.HEADER): lambda: _("ziet alleen voornaam en relatie"),
    (Category.PLAN, Right.PROCESS): lambda: _("ziet fase en data, niet wat er staat"),
    **{(strand, Right.HEADER): lambda: _("ziet soort, wie, wanneer en de stand, niet waarom") for strand in STRANDS},
    **{(strand, Right.PROCESS): lambda: _("ziet dat er iets verandert, niet wat") for strand in STRANDS},
    (Category.CARE, Right.EXISTS): lambda: _("ziet alleen dat er hulp loopt"),
    (Category.ENFORCEMENT, Right.EXISTS): lambda: _("ziet alleen dat er handhaving loopt"),
    (Category.ACTIVATION, Right.EXISTS): lambda: _("ziet alleen dat er activering loopt"),
}

#: What a part is called when a form writes several.
HEADINGS: dict[Category, Callable[[], str]] = {
    Category.IDENTITY: lambda: _("Wie het is"),
    Category.ADDRESS: lambda: _("Adres"),
    Category.HOUSEHOLD: lambda: _("Wie er wonen"),
    Category.CARE: lambda: _("Zorg"),
    Category.ENFORCEMENT: lambda: _("Handhaving"),
    Category.ACTIVATION: lambda: _("Activering"),
    Category.NETWORK: lambda: _("Wie er meekomt"),
    Category.PLAN: lambda: _("Afspraak of doel"),
}


def who_reads(*written: str | Writing, scope: DossierScope | None = None) -> list[PartView]:
    """Per part of what a form writes: who sees what of it once it is saved. ``written`` names categories or describes parts.

    ``scope`` is the dossier of the request when it is not given.
    """
    here: DossierScope = scope or g.scope
    parties = [*list_involved(here.id), *_coordination(here)]
    parts = [part if isinstance(part, Writing) else Writing(Category(part)) for part in written]
    return [_part(here, part, parties, named=len(parts) > 1) for part in parts]


def writing(category: str, *conditions: str | None, process: bool = False) -> Writing:
    """A part of a form, as a template describes it: ``conditions`` that hold for it (those that are None do not)."""
    return Writing(Category(category), conditions=frozenset(filter(None, conditions)), process=process)


def who_reads_involvement(*, of_network: bool = False) -> list[PartView]:
    """Of a relation: everybody who is involved sees that somebody joined or left; why, only the leading team and that person.

    ``of_network``: of a carer, mentor or peer, which only who reads the whole network sees.
    """
    parties = list_involved(g.scope.id)
    if of_network:
        parties = tuple(party for party in parties if party.row in rows_with(Category.NETWORK, "RW"))
    team = [party for party in parties if party.row in {LEAD_ROW, MEMBER_ROW}]
    return [
        PartView(_("Dat iemand betrokken is, en tot wanneer"), grouped(parties), ""),
        PartView(_("Waarom"), grouped(team), ""),
    ]


def _coordination(scope: DossierScope) -> list[PartyLine]:
    """The leading team's own coordination, which has no relation of its own."""
    return [PartyLine.coordinating(scope.lead_org_id)]


def _part(scope: DossierScope, part: Writing, parties: Sequence[PartyLine], *, named: bool) -> PartView:
    """Who reads the whole part first, then who sees less of it, then who sees nothing."""
    whole: dict[str, list[str]] = {}
    less: dict[tuple[str, str], list[str]] = {}
    blind: dict[str, list[str]] = {}
    lead = next((party.organisation for party in parties if party.is_lead), "")
    for party in parties:
        organisation, right = party.organisation or lead, strongest(party, scope, part)
        masked = MASKED[part.category, right]() if right and (part.category, right) in MASKED else ""
        if right is Right.READ:
            whole.setdefault(organisation, []).append(_who(party))
        elif masked:
            less.setdefault((organisation, masked), []).append(_who(party))
        elif party.account_id:
            blind.setdefault(organisation, []).append(_who(party))
    seeing = whole.keys() | {organisation for organisation, _masked in less}
    return PartView(
        heading=part.heading or (HEADINGS[part.category]() if named else ""),
        rows=[ReaderView(name, _listed(people)) for name, people in whole.items()]
        + [ReaderView(name, f"{_listed(people)}: {masked}", muted=True) for (name, masked), people in less.items()],
        shut="; ".join(_listed(people) if name in seeing else name for name, people in blind.items()),
    )


def _who(party: PartyLine) -> str:
    function = _("casusregisseur") if party.is_lead else function_name(party.function)
    named = f"{party.name}, {function}" if party.name else function
    return named if party.persons is None else _("%(who)s (alleen over een deel van het gezin)", who=named)


def _listed(people: Iterable[str]) -> str:
    """*Karin de Boer, woonconsulent; Piet Smit, huismeester*."""
    return "; ".join(dict.fromkeys(people))


def grouped(parties: Iterable[PartyLine]) -> list[ReaderView]:
    """Parties by organisation, in the order in which they come."""
    names: dict[str, list[str]] = {}
    for party in parties:
        names.setdefault(party.organisation, []).append(_who(party))
    return [ReaderView(organisation, _listed(people)) for organisation, people in names.items()]
