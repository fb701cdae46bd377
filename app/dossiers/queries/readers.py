"""Who would read a new record: asked before saving, of the same policy that decides afterwards."""

from dataclasses import dataclass
from typing import Self

from app.access.policy import Record, Relation, Who, may, row_for
from app.access.scope import DossierScope
from app.access.vocabulary import Category, Override, RelationState, Right
from app.db.clock import now
from app.db.question import Question

_INVOLVED = Question(
    """
    select a.id, a.name, a.function, i.is_lead, i.person_ids, o.id as organisation_id, o.name as organisation,
           array(select sec.lead_functions()) as lead_functions,
           exists (select from household_address h where h.dossier_id = i.dossier_id and h.protected) as protected
      from involvement i
      join account a on a.id = i.account_id
      join organisation o on o.id = i.organisation_id
     where i.dossier_id = :dossier and i.withdrawn_at is null and i.valid_from <= :now
       and (i.valid_until is null or i.valid_until > :now)
     order by i.is_lead desc, o.name, a.name, i.id
    """
)


@dataclass(frozen=True, slots=True)
class Writing:
    """One part of what a form writes. ``conditions`` are the words of the vocabulary that hold for it (its life domain, product
    group …); ``own``: only the organisation that writes it reads it; ``process``: the row with phase and dates; ``also``: categories
    that somebody has to read wholly as well.
    """

    category: Category
    heading: str = ""
    conditions: frozenset[str] = frozenset()
    own: bool = False
    process: bool = False
    also: frozenset[Category] = frozenset()


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Somebody who is involved now, and in which row of the matrix that puts them."""

    account_id: int
    name: str
    function: str
    row: str | None
    organisation_id: int
    organisation: str
    is_lead: bool
    persons: frozenset[int] | None
    address_protected: bool = False

    @classmethod
    def coordinating(cls, organisation_id: int) -> Self:
        """Whoever coordinates for the organisation that leads: without a relation, and so without a name."""
        return cls(0, "", "coordinator", "coordinator", organisation_id, "", is_lead=False, persons=None)


def list_involved(dossier_id: int) -> tuple[PartyLine, ...]:
    """Everybody with a running relation to the household, as far as the asker may know: the lead first."""
    return tuple(
        PartyLine(
            account_id=r.id,
            name=r.name,
            function=r.function,
            row=row_for(
                r.function, state=RelationState.ACTIVE, is_lead=r.is_lead, lead_functions=frozenset(r.lead_functions)
            ),
            organisation_id=r.organisation_id,
            organisation=r.organisation,
            is_lead=r.is_lead,
            persons=None if r.person_ids is None else frozenset(r.person_ids),
            address_protected=r.protected,
        )
        for r in _INVOLVED.rows(dossier=dossier_id, now=now())
    )


#: From seeing all of a record to knowing that there is one.
_BY_STRENGTH = (Right.READ, Right.HEADER, Right.PROCESS, Right.EXISTS)


def strongest(party: PartyLine, scope: DossierScope, part: Writing) -> Right | None:
    """The most that ``party`` would see of such a part, that the actor writes here now; None: nothing."""
    if part.own and party.organisation_id != scope.actor.organisation_id:
        return None
    if not all(reads(party, scope, category) for category in part.also):
        return None
    record = _record(scope, part, party)
    relation = Relation(party.row, RelationState.ACTIVE, party.persons)
    who = Who(party.account_id, party.organisation_id)
    return next((right for right in _BY_STRENGTH if may(who, relation, record, right)), None)


def _record(scope: DossierScope, part: Writing, party: PartyLine) -> Record:
    protected = part.category is Category.ADDRESS and party.address_protected
    return Record(
        category=part.category,
        owner_organisation_id=scope.actor.organisation_id,
        author_id=scope.actor.account_id,
        conditions=part.conditions,
        process=part.process,
        circumstances=frozenset({Override.PROTECTED_ADDRESS} if protected else ()),
    )


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
