"""Writes of what lies on the table: interests, the shared goal with its signatures, and the money in one row."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.domains import DOMAINS
from app.dossiers.services.activity import note_activity
from app.dossiers.services.rows import columns
from app.dossiers.services.taking import take
from app.kernel.clock import in_amsterdam
from app.kernel.errors import Forbidden, RuleBroken, StaleVersion
from app.kernel.text import clean_line
from app.plan.models import GoalSignature, PlanFunding, PlanInterest, PlanItem
from app.plan.parties import Party, may_speak_for, parties_of, signing_parties
from app.plan.queries.items import get_item
from app.plan.queries.table import get_funding
from app.plan.services.common import LONGEST_NAME, check_may_plan, check_past, put, tell, words
from app.plan.words import PERIODS, SOURCES

#: The most that one line can hold, in euros.
MOST = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class InterestWords:
    """What one party wants, why, and what it cannot accept; the life domains that it is about."""

    party: str
    own_goal: str
    interest: str
    cannot_accept: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """Who signs for which party, on which day; or takes it back (``agrees`` False), and why."""

    party: str
    signed_by: str
    signed_on: dt.date | None
    agrees: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FundingWords:
    """What one source pays: euros, per what period, between which days, and who decides about it."""

    source: str
    what_for: str
    amount: Decimal | None
    period: str
    from_on: dt.date | None
    until_on: dt.date | None
    decided_by: str


def add_interest(scope: DossierScope, interest: InterestWords) -> int:
    """Writes down the interest of one party, instead of the one before; returns its id. Raises Forbidden and RuleBroken."""
    party = _chosen(scope, may_speak_for(scope, parties_of(scope)), interest.party)
    if set(interest.domains) - set(DOMAINS):
        raise RuleBroken("domains", _("Kies iets uit de lijst."))
    row = PlanInterest(
        **columns(scope),
        party_org_id=party.organisation_id,
        own_goal=words("own_goal", interest.own_goal, needed=True),
        interest=words("interest", interest.interest, needed=True),
        cannot_accept=words("cannot_accept", interest.cannot_accept),
        domains=sorted(set(interest.domains)),
    )
    return put(scope, row, "plan_interest.added")


def share_goal(scope: DossierScope, item_id: int, *, version: int) -> None:
    """Makes a goal the one that everybody signs; the one before is an ordinary goal again. Raises Forbidden, RuleBroken, StaleVersion."""
    check_may_plan(scope)
    current = get_item(scope.id, item_id)
    if current.kind != "goal" or current.status != "open":
        raise RuleBroken("", _("Alleen een doel dat loopt, kan het gezamenlijke doel zijn."))
    rows = db.session.execute(
        select(PlanItem)
        .where(PlanItem.dossier_id == scope.id, (PlanItem.id == item_id) | PlanItem.shared_goal)
        .order_by(PlanItem.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalars()
    for row in rows:
        if row.id == item_id and row.version != version:
            raise StaleVersion(get_item(scope.id, item_id))
        row.shared_goal = row.id == item_id
    db.session.flush()
    note_activity(scope, Category.PLAN, "plan_item.changed", object_id=item_id, persons=current.person_ids)
    trail.did(
        db.session(),
        "update",
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=current.person_ids,
        objects=[item_id],
    )


def sign_goal(scope: DossierScope, item_id: int, signature: SignatureWords) -> int:
    """Signs the words of the shared goal for a party, or takes that back; returns the id. Raises NotFound, Forbidden, RuleBroken."""
    item = get_item(scope.id, item_id)
    if not item.shared_goal or item.status != "open":
        raise RuleBroken("", _("Dit is niet het gezamenlijke doel. Kies eerst bij het doel: samen voor tekenen."))
    party = _chosen(scope, signing_parties(scope), signature.party)
    signed_on = check_past("signed_on", signature.signed_on)
    if signed_on < in_amsterdam(item.at).date():
        raise RuleBroken("signed_on", _("Toen stond dit doel er nog niet. Kies een dag daarna."))
    if not signature.agrees and not signature.reason:
        raise RuleBroken("reason", _("Schrijf in een zin waarom dit doel niet meer past."))
    who = party.name if party.person_id else clean_line(signature.signed_by)
    row = GoalSignature(
        **columns(scope, item.person_ids),
        plan_item_id=item_id,
        party_org_id=party.organisation_id,
        person_id=party.person_id,
        signed_by=words("signed_by", who, longest=LONGEST_NAME, needed=True),
        signed_on=signed_on,
        words=item.text,
        agrees=signature.agrees,
        reason="" if signature.agrees else words("reason", signature.reason),
    )
    return put(scope, row, "plan_goal.signed" if signature.agrees else "plan_goal.taken_back")


def _chosen(scope: DossierScope, offered: tuple[Party, ...], key: str) -> Party:
    """The party that was chosen, of those that the actor may speak for."""
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not offered:
        raise Forbidden(_("U leest dit plan, u schrijft er niet in. Geef aan de casusregisseur door wat erbij moet."))
    found = next((party for party in offered if party.key == key), None)
    if found is None:
        raise RuleBroken("party", _("Kies voor wie dit is."))
    return found


def may_fund(scope: DossierScope) -> bool:
    """Whether the actor writes the money of the plan: who writes money and reads the plan."""
    reads = scope.may(Right.READ, Category.PLAN, own=False)
    return not scope.closed and reads and scope.may(Right.WRITE, Category.FINANCES, own=False)


def add_funding(scope: DossierScope, funding: FundingWords) -> int:
    """Adds what one source pays; returns its id. Raises Forbidden and RuleBroken."""
    _check_may_fund(scope)
    row = PlanFunding(**columns(scope), **_funding_columns(funding))
    return put(scope, row, "plan_funding.added", category=Category.FINANCES)


def edit_funding(scope: DossierScope, funding_id: int, funding: FundingWords, *, version: int) -> None:
    """Changes what one source pays. Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the line as it is now."""
    _check_may_fund(scope)
    get_funding(scope.id, funding_id)
    row = take(PlanFunding, funding_id, version, lambda: get_funding(scope.id, funding_id))
    for name, value in _funding_columns(funding).items():
        setattr(row, name, value)
    tell(scope, row, "plan_funding.changed", category=Category.FINANCES)


def _check_may_fund(scope: DossierScope) -> None:
    if not may_fund(scope):
        raise Forbidden(_("De casusregisseur houdt het geld bij het plan bij. Geef door wat er veranderd is."))


def _funding_columns(funding: FundingWords) -> dict[str, object]:
    if funding.source not in SOURCES:
        raise RuleBroken("source", _("Kies iets uit de lijst."))
    if funding.period not in PERIODS:
        raise RuleBroken("period", _("Kies iets uit de lijst."))
    if funding.amount is None or not 0 < funding.amount <= MOST:
        raise RuleBroken("amount", _("Schrijf een bedrag boven nul, bijvoorbeeld 1250,50."))
    if funding.from_on is None:
        raise RuleBroken("from_on", _("Vul een dag in, bijvoorbeeld 24-11-2026."))
    if funding.until_on is not None and funding.until_on < funding.from_on:
        raise RuleBroken("until_on", _("Deze dag ligt voor de eerste dag. Kies een latere dag."))
    if not all(_is_near(day) for day in (funding.from_on, funding.until_on) if day):
        raise RuleBroken("from_on", _("Deze dag ligt te ver weg. Kies een dag binnen tien jaar."))
    return {
        "source": funding.source,
        "what_for": words("what_for", funding.what_for, needed=True),
        "amount": funding.amount,
        "period": funding.period,
        "from_on": funding.from_on,
        "until_on": funding.until_on,
        "decided_by": words("decided_by", clean_line(funding.decided_by), longest=LONGEST_NAME, needed=True),
    }


def _is_near(day: dt.date) -> bool:
    return abs((day - today()).days) < 3660
