"""Disclosing one item to one organisation or one person, for a purpose and until a day; withdrawing it at once."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.models import Disclosure
from app.dossiers.queries.team import list_purposes, list_team
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.kernel.clock import amsterdam_day
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.kernel.text import check_length, clean_text
from app.plan.words import BASES
from app.sharing import rules
from app.sharing.queries import Item, find_running, list_disclosures, list_running_waivers
from app.sharing.receivers import Receiver, list_receivers, may_share, may_withdraw

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom (``org:3``, ``acc:7``), for which purpose of theirs (None: that of their relation), on what basis, why, until when.

    ``waiver_id``: the waiver of secrecy that it rests on, and ends with; None when none is needed.
    """

    receiver: str
    purpose_id: int | None
    basis: str
    reason: str
    until: dt.date | None
    waiver_id: int | None = None


def disclose(scope: DossierScope, item: Item, offer: Offer) -> int:
    """Lets one organisation or person read one item. Raises Forbidden and RuleBroken; returns the disclosure's id."""
    if not may_share(scope, item):
        raise Forbidden(_("Dit deelt de casusregisseur, en alleen wat van de eigen organisatie is."))
    receiver = next((each for each in list_receivers(scope, item) if each.key == offer.receiver), None)
    if receiver is None:
        raise RuleBroken("receiver", _("Kies met wie u dit deelt."))
    _check(scope, item, offer, receiver)
    _check_waiver(scope, item, offer, receiver)
    row = Disclosure(
        dossier_id=scope.id,
        item_kind=item.kind,
        item_id=item.id,
        to_org_id=receiver.organisation_id,
        to_account_id=receiver.account_id,
        purpose_id=_purpose(scope, receiver, offer.purpose_id) if scope.is_lead else None,
        basis=offer.basis,
        reason=check_length(clean_text(offer.reason), field="reason", longest=LONGEST_REASON, shortest=1),
        valid_from=now(),
        valid_until=amsterdam_day(offer.until or today())[1],
        waiver_id=offer.waiver_id,
        created_by=scope.actor.account_id,
    )
    db.session.add(row)
    db.session.flush()
    if item.kind != "document" or "open" in item.conditions:  # residents read the feed, and not what is withheld
        note_activity(
            scope, item.category, "item.shared", object_id=item.id, persons=item.persons, condition=_word(item)
        )
    _log(scope, "share", item, row.reason)
    return row.id


def withdraw(scope: DossierScope, disclosure_id: int) -> None:
    """Takes a disclosure back, at once. Raises Forbidden, and NotFound for one that is over."""
    line = find_running(scope.id, disclosure_id)
    if line is None or not may_withdraw(scope, line):
        only_lead(scope)
        raise NotFound
    row = db.session.execute(select(Disclosure).where(Disclosure.id == disclosure_id)).scalar_one()
    row.withdrawn_at = now()
    db.session.flush()
    if line.category:
        note_activity(scope, Category.PLAN, "item.unshared", object_id=line.item_id, persons=line.persons)
    trail.did(
        db.session(),
        "unshare",
        dossier_id=scope.id,
        category=line.category,
        persons=line.persons,
        objects=[line.item_id],
    )


def _check(scope: DossierScope, item: Item, offer: Offer, receiver: Receiver) -> None:
    if offer.basis not in BASES:
        raise RuleBroken("basis", _("Kies waarom u dit mag delen."))
    if rules.day_problem(offer.until, today()):
        raise RuleBroken("until", _("Kies een laatste dag vanaf vandaag, hooguit een jaar vooruit."))
    same = [
        line
        for line in list_disclosures(scope.id)
        if line.runs
        and (line.kind, line.item_id, line.organisation_id) == (item.kind, item.id, receiver.organisation_id)
        and line.account_id in {None, receiver.account_id}
    ]
    if same:
        raise RuleBroken("receiver", _("Dit is al met hen gedeeld. U vindt het bij wat gedeeld is."))


def _check_waiver(scope: DossierScope, item: Item, offer: Offer, receiver: Receiver) -> None:
    """What rests on a waiver goes to whom it names, is about what it names, and ends when it does (BW 7:457)."""
    if offer.waiver_id is None:
        return
    waiver = next((line for line in list_running_waivers(scope.id) if line.id == offer.waiver_id), None)
    if waiver is None or waiver.to_org_id != receiver.organisation_id:
        raise RuleBroken("waiver", _("Deze toestemming geldt niet voor hen. Kies een andere, of vraag het eerst."))
    if waiver.to_account_id not in {None, receiver.account_id}:
        raise RuleBroken("waiver", _("Deze toestemming is voor één persoon. Deel het met die persoon alleen."))
    if item.category not in waiver.categories:
        raise RuleBroken("waiver", _("Deze toestemming gaat over iets anders. Kies een andere, of vraag het eerst."))
    if amsterdam_day(offer.until or today())[1] > waiver.valid_until:
        raise RuleBroken("until", _("De toestemming loopt eerder af. Kies een eerdere dag."))


def _purpose(scope: DossierScope, receiver: Receiver, asked: int | None) -> int:
    """The purpose that was chosen, or that of the receiver's relation: one of theirs that is in force."""
    in_force = {choice.key for choice in list_purposes(receiver.organisation_id)}
    wanted = asked if asked is not None else _purpose_of_relation(scope, receiver)
    if wanted not in in_force:
        raise RuleBroken("purpose", _("Kies een doel van hun organisatie dat nu geldt."))
    return wanted


def _purpose_of_relation(scope: DossierScope, receiver: Receiver) -> int | None:
    lines = [
        line
        for line in list_team(scope.id)
        if line.runs
        and line.organisation_id == receiver.organisation_id
        and receiver.account_id in {None, line.account_id}
    ]
    return lines[0].purpose_id if lines else None


def _word(item: Item) -> str | None:
    """The value condition that the feed of changes carries, for those who may see the object."""
    return next(iter(item.conditions - {"open"}), None)


def _log(scope: DossierScope, action: str, item: Item, reason: str) -> None:
    trail.did(
        db.session(),
        action,
        dossier_id=scope.id,
        category=item.category,
        persons=item.persons,
        objects=[item.id],
        reason=reason,
    )
