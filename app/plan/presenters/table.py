"""The table on pages and on paper: interests side by side, who signed, and the money in one row."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.db.driver import Row
from app.dossiers.domains import DOMAINS
from app.plan import rules
from app.plan.parties import Party
from app.plan.queries.items import ItemLine
from app.plan.rules import Paid
from app.plan.words import PERIODS, SOURCES
from app.web.i18n import by_language, current_language, day


@dataclass(frozen=True, slots=True)
class InterestView:
    """What one party said; empty texts when it said nothing yet."""

    party: str
    own_goal: str
    interest: str
    cannot_accept: str
    domains: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class InterestMap:
    """The columns, one per party, and what two or more of them share."""

    columns: tuple[InterestView, ...]
    overlaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PartyState:
    """Whether a party signed: ``state`` is signed / again / taken_back / open; ``text`` says it in words."""

    party: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class SharedGoal:
    """The goal that everybody signs, and who did."""

    text: str
    is_shared: bool
    url: str
    parties: tuple[PartyState, ...]
    signed: int
    asks: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What one source pays."""

    source: str
    what_for: str
    amount: str
    period: str
    a_year: str
    when: str
    decided_by: str
    over: bool
    url: str


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Every source, and one pot of what runs today."""

    lines: tuple[MoneyLine, ...]
    pooled: tuple[tuple[str, str], ...]
    deciders: str


def domain_words(codes: Iterable[str]) -> tuple[str, ...]:
    """The names of life domains in the reader's language."""
    return tuple(by_language(DOMAINS[code].name_nl, DOMAINS[code].name_en) for code in codes if code in DOMAINS)


def euros(amount: Decimal) -> str:
    """*€ 1.250,50* in Dutch, *€ 1,250.50* in English; exact to the cent."""
    text = f"{amount:,.2f}"
    return f"€ {text}" if current_language() == "en" else "€ " + text.translate(str.maketrans(",.", ".,"))


def interest_map(parties: Sequence[Party], lines: Sequence[Row]) -> InterestMap:
    """A column for each party that said something, and for those at the table that did not yet; what they share above it."""
    said = {line.party_org_id: line for line in lines}
    names = {party.organisation_id: party.name for party in parties}
    names |= {line.party_org_id: line.party for line in lines if line.party_org_id not in names}
    columns = tuple(_interest(name, said.get(key)) for key, name in names.items())
    shared = rules.overlaps((names[line.party_org_id], line.domains) for line in lines)
    return InterestMap(
        columns, tuple((domain_words([code])[0], ", ".join(who)) for code, who in shared.items() if code in DOMAINS)
    )


def _interest(name: str, line: Row | None) -> InterestView:
    if line is None:
        return InterestView(name, "", "", "", (), "")
    return InterestView(
        party=name,
        own_goal=line.own_goal,
        interest=line.interest,
        cannot_accept=line.cannot_accept,
        domains=domain_words(line.domains),
        written=_(
            "opgeschreven door %(who)s, %(org)s, %(day)s",
            who=line.author,
            org=line.organisation,
            day=day(line.created_at),
        ),
    )


def shared_goal(scope: DossierScope, item: ItemLine, lines: Sequence[Row], parties: Sequence[Party]) -> SharedGoal:
    """Which party signed the words as they are now. For the household one person is enough; who signed is said by name."""
    states = tuple(_state(party, item, lines) for party in parties)
    signed = sum(state.state == "signed" for state in states)
    return SharedGoal(
        text=item.text,
        is_shared=item.shared_goal,
        url=url_for("plan.sign", dossier_id=scope.id, item_id=item.id),
        parties=states,
        signed=signed,
        asks=_asks(item, signed),
    )


def _asks(item: ItemLine, signed: int) -> str:
    if signed or not item.shared_goal:
        return ""
    return _(
        "Nog niemand tekende dit doel. Bespreek het aan tafel: past het niet, maak het dan kleiner of schrijf een ander doel."
    )


def _state(party: Party, item: ItemLine, lines: Sequence[Row]) -> PartyState:
    """The newest line of each signer counts; a signature under other words asks again."""
    theirs = [line for line in lines if line.party_org_id == party.organisation_id]
    newest = {line.person_id: line for line in reversed(theirs)}
    valid = [line for line in newest.values() if line.agrees and line.words == item.text]
    if valid:
        signed = ", ".join(_("%(who)s op %(day)s", who=line.signed_by, day=day(line.signed_on)) for line in valid)
        return PartyState(party.name, "signed", _("getekend: %(who)s", who=signed))
    if back := next((line for line in newest.values() if not line.agrees), None):
        text = _(
            "past niet meer, zegt %(who)s op %(day)s: %(why)s",
            who=back.signed_by,
            day=day(back.signed_on),
            why=back.reason,
        )
        return PartyState(party.name, "taken_back", text)
    if newest:
        return PartyState(party.name, "again", _("tekende andere woorden; vraag het opnieuw"))
    return PartyState(party.name, "open", _("nog niet getekend"))


def money_view(scope: DossierScope, lines: Sequence[Row], today: dt.date, *, writes: bool) -> MoneyView:
    """The money in one row; the pot counts what runs today, over a whole year, to the cent."""
    paid = [Paid(line.amount, line.period, line.from_on, line.until_on) for line in lines]
    pot = rules.pool(paid, today)
    rows = tuple(_money(scope, line, each, today, writes=writes) for line, each in zip(lines, paid, strict=True))
    pooled = [(_("Samen in één pot, per jaar"), euros(pot.a_year))] if lines else []
    if pot.once:
        pooled.append((_("En één keer"), euros(pot.once)))
    running = [line for line in lines if line.until_on is None or line.until_on >= today]
    return MoneyView(rows, tuple(pooled), ", ".join(dict.fromkeys(line.decided_by for line in running)))


def _money(scope: DossierScope, line: Row, paid: Paid, today: dt.date, *, writes: bool) -> MoneyLine:
    a_year = rules.yearly(paid)
    until = _("%(start)s tot en met %(end)s", start=day(line.from_on), end=day(line.until_on)) if line.until_on else ""
    return MoneyLine(
        source=by_language(*SOURCES[line.source]),
        what_for=line.what_for,
        amount=euros(line.amount),
        period=by_language(*PERIODS[line.period]),
        a_year=euros(a_year) if a_year is not None else "–",
        when=until or _("vanaf %(start)s", start=day(line.from_on)),
        decided_by=line.decided_by,
        over=line.until_on is not None and line.until_on < today,
        url=url_for("plan.funding", dossier_id=scope.id, funding_id=line.id) if writes else "",
    )
