"""Who would read a new record: asked before saving, of the same policy that decides afterwards."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from app.access.policy import Record, Relation, Who, may
from app.access.scope import DossierScope
from app.access.vocabulary import LEAD_ROW, MEMBER_ROW, Category, RelationState, Right
from app.accounts.models import Account, Organisation
from app.db.clock import now
from app.db.session import db
from app.dossiers.models import Involvement


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Somebody who is involved now, and in which row of the matrix that puts them."""

    account_id: int
    name: str
    function: str
    row: str
    organisation_id: int
    organisation: str
    is_lead: bool
    persons: frozenset[int] | None


def list_involved(dossier_id: int) -> tuple[PartyLine, ...]:
    """Everybody with a running relation to the household, as far as the asker may know: the lead first."""
    moment = now()
    rows = db.session.execute(
        select(
            Account.id,
            Account.name,
            Account.function,
            Involvement.is_lead,
            Involvement.person_ids,
            Organisation.id.label("organisation_id"),
            Organisation.name.label("organisation"),
        )
        .join(Account, Account.id == Involvement.account_id)
        .join(Organisation, Organisation.id == Involvement.organisation_id)
        .where(Involvement.dossier_id == dossier_id, Involvement.withdrawn_at.is_(None))
        .where(Involvement.valid_from <= moment)
        .where(or_(Involvement.valid_until.is_(None), Involvement.valid_until > moment))
        .order_by(Involvement.is_lead.desc(), Organisation.name, Account.name, Involvement.id)
    )
    return tuple(
        PartyLine(
            account_id=r.id,
            name=r.name,
            function=r.function,
            row=_row(r.function, is_lead=r.is_lead),
            organisation_id=r.organisation_id,
            organisation=r.organisation,
            is_lead=r.is_lead,
            persons=None if r.person_ids is None else frozenset(r.person_ids),
        )
        for r in rows
    )


def _row(function: str, *, is_lead: bool) -> str:
    if function == "generalist":
        return LEAD_ROW if is_lead else MEMBER_ROW
    return function


def reads(
    party: PartyLine,
    scope: DossierScope,
    category: Category,
    *,
    conditions: frozenset[str] = frozenset(),
    disclosed: bool = False,
) -> bool:
    """Whether ``party`` would read a record of ``category`` that the actor makes here now."""
    record = Record(
        category=category,
        owner_organisation_id=scope.actor.organisation_id,
        author_id=scope.actor.account_id,
        conditions=conditions,
        disclosed=disclosed,
    )
    return reads_record(party, record)


def reads_record(party: PartyLine, record: Record) -> bool:
    """Whether ``party`` reads a record with these facts."""
    who = Who(party.account_id, party.organisation_id)
    return may(who, Relation(party.row, RelationState.ACTIVE, party.persons), record, Right.READ)
