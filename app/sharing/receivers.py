"""To whom one item can be disclosed: who is involved now, does not read it already, and would once it is disclosed."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.policy import Record
from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.words import function_name
from app.dossiers.queries.readers import PartyLine, list_involved, reads_record
from app.sharing.queries import DisclosureLine, Item


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organisation, or one account of it (``account_id``), as a choice: ``org:3`` or ``acc:7``."""

    key: str
    label: str
    organisation_id: int
    account_id: int | None = None


def may_share(scope: DossierScope, item: Item) -> bool:
    """Whether the actor may disclose this item: the lead of an open case, and what another organisation wrote is theirs to share.

    A partner may let the team that leads read a document of their own.
    """
    own = item.organisation_id == scope.actor.organisation_id
    if scope.closed:
        return False
    if scope.is_lead:
        return own or item.category == Category.PLAN
    return own and item.kind == "document" and not scope.is_team and scope.may_write(Category.DOCUMENTS)


def may_withdraw(scope: DossierScope, line: DisclosureLine) -> bool:
    """Whether the actor takes it back: the lead of an open case, and a partner what they shared of their own with the lead."""
    own = line.kind == "document" and line.created_by == scope.actor.account_id
    return not scope.closed and (scope.is_lead or own)


def readers(scope: DossierScope, item: Item) -> tuple[PartyLine, ...]:
    """Who is involved and reads the item by their function, disclosed or not."""
    return tuple(party for party in list_involved(scope.id) if _reads(scope, item, party, disclosed=False))


def list_receivers(scope: DossierScope, item: Item) -> tuple[Receiver, ...]:
    """One by one first, because less is enough more often than not; then organisations as a whole."""
    would = [
        party
        for party in list_involved(scope.id)
        if _reads(scope, item, party, disclosed=True) and not _reads(scope, item, party, disclosed=False)
        if scope.is_lead or party.organisation_id == scope.lead_org_id
    ]
    people = {
        party.account_id: Receiver(
            f"acc:{party.account_id}",
            _(
                "alleen %(name)s, %(function)s, %(organisation)s",
                name=party.name,
                function=function_name(party.function),
                organisation=party.organisation,
            ),
            party.organisation_id,
            party.account_id,
        )
        for party in would
    }
    whole = {
        party.organisation_id: Receiver(
            f"org:{party.organisation_id}",
            _("iedereen van %(organisation)s die hier betrokken is", organisation=party.organisation),
            party.organisation_id,
        )
        for party in would
    }
    return (*people.values(), *whole.values())


def _reads(scope: DossierScope, item: Item, party: PartyLine, *, disclosed: bool) -> bool:
    record = Record(
        category=Category(item.category),
        owner_organisation_id=item.organisation_id,
        author_id=scope.actor.account_id,
        persons=item.persons,
        conditions=item.conditions,
        disclosed=disclosed,
    )
    return reads_record(party, record)
