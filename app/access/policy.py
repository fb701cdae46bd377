"""The sign on the door: may this actor do this to such a record? Pure functions on plain values.

Reader 1 of the matrix. Reader 2 is row-level security (``app/db/policies.py``); ``tests/access`` compares both with a third.
Everything that is not granted is refused; overrides only narrow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.access.matrix import Grant, Matrix, OverrideRule, load_matrix, load_overrides
from app.access.vocabulary import (
    HOUSEHOLD_ROWS,
    LEAD_ROW,
    MEMBER_ROW,
    ORGANISATION_WIDE,
    OWNED,
    PERSON_OVERRIDES,
    RELATION_ROWS,
    STRANGER_ROW,
    WITHOUT_HOUSEHOLDS,
    Category,
    ConditionKind,
    Override,
    RelationState,
    Right,
    Term,
)

#: What each term gives on a record to which it applies.
GIVES: dict[Term, frozenset[Right]] = {
    Term.WRITE: frozenset({Right.EXISTS, Right.PROCESS, Right.HEADER, Right.READ, Right.WRITE}),
    Term.READ: frozenset({Right.EXISTS, Right.PROCESS, Right.HEADER, Right.READ}),
    Term.OWN: frozenset({Right.EXISTS, Right.PROCESS, Right.HEADER, Right.READ, Right.WRITE}),
    Term.SUMMARY: frozenset({Right.EXISTS, Right.PROCESS, Right.HEADER}),
    Term.EXISTENCE: frozenset({Right.EXISTS}),
    Term.DISCLOSED: frozenset({Right.EXISTS, Right.PROCESS, Right.HEADER, Right.READ}),
    Term.COUNT: frozenset({Right.COUNT}),
    Term.PROCESS: frozenset({Right.PROCESS}),
    Term.BSN: frozenset({Right.BSN}),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """How the actor stands to the household: its row of the matrix, the state, and the persons it covers (None = all)."""

    row: str | None
    state: RelationState
    persons: frozenset[int] | None = None
    purpose_allows_bsn: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The facts about a record that the policy needs; an empty ``persons`` means the household as such.

    ``conditions`` are the words of the vocabulary that hold for it (its life domain, product group, network role, ``open``).
    ``children`` and ``authority`` are the household's minors and holders of authority. ``process`` marks a row that holds
    phase and dates only. ``circumstances`` are the overrides that hold for the row itself (sealed, protected address, staff or
    relative); ``marked`` names, per override about persons, who is meant.
    """

    category: Category
    owner_organisation_id: int
    author_id: int
    persons: frozenset[int] = frozenset()
    conditions: frozenset[str] = frozenset()
    children: frozenset[int] = frozenset()
    authority: frozenset[int] = frozenset()
    disclosed: bool = False
    process: bool = False
    circumstances: frozenset[Override] = frozenset()
    marked: Mapping[Override, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Who:
    """The part of the actor that decisions rest on."""

    account_id: int
    organisation_id: int
    bsn_allowed: bool = False
    person_id: int | None = None


def row_for(function: str, *, state: RelationState, is_lead: bool, lead_functions: frozenset[str]) -> str | None:
    """Which row of the matrix applies (legend of the matrix). None = nothing at all.

    The lead flag counts only for functions that may be lead, so that it never turns an enforcement function into one that
    reads care. A closed case leaves the lead a right to read; nobody else. For organisation-wide functions the relation is
    that their organisation leads the household. The names of rows that follow from a relation are nobody's function.
    """
    running = state in {RelationState.ACTIVE, RelationState.CLOSED}
    if function in WITHOUT_HOUSEHOLDS or function in RELATION_ROWS:
        return None
    if function in ORGANISATION_WIDE:
        return function if state is RelationState.ACTIVE else None
    if not running:
        return STRANGER_ROW if function == "generalist" else None
    row = function
    if is_lead and function in lead_functions:
        row = LEAD_ROW
    elif function == "generalist":
        row = MEMBER_ROW
    return None if state is RelationState.CLOSED and row != LEAD_ROW else row


def may(who: Who, relation: Relation, record: Record, right: Right) -> bool:
    """The decision. Any grant that applies gives the right; every override that binds takes it away again."""
    return decide(who, relation, record, right, matrix=load_matrix(), overrides=load_overrides())


def decide(
    who: Who,
    relation: Relation,
    record: Record,
    right: Right,
    *,
    matrix: Matrix,
    overrides: tuple[OverrideRule, ...],
) -> bool:
    """``may`` with the tables passed in, so that tests can plant faults in them."""
    row = relation.row
    if row is None or (row == STRANGER_ROW and right is not Right.EXISTS):
        return False
    if not _within(relation, record) or _closed_to(relation, record, right):
        return False
    grants = matrix.get((row, record.category), ())
    granted = any(_grants(grant, who, relation, record, right) for grant in grants)
    return granted and not any(_narrows(rule, who, row, record, right) for rule in overrides)


def _within(relation: Relation, record: Record) -> bool:
    """A relation with some persons covers rows about those persons only, and rows about the household as such."""
    return relation.persons is None or record.persons <= relation.persons


def _closed_to(relation: Relation, record: Record, right: Right) -> bool:
    """The process row is the lead's to write. A closed case is read only, but for that row: the lead may reopen it."""
    if right is not Right.WRITE:
        return False
    return relation.row != LEAD_ROW if record.process else relation.state is RelationState.CLOSED


def _grants(grant: Grant, who: Who, relation: Relation, record: Record, right: Right) -> bool:
    if right not in GIVES[grant.term] or not _conditions_hold(grant, who, record):
        return False
    own = record.owner_organisation_id == who.organisation_id
    match grant.term:
        case Term.OWN:
            return own
        case Term.DISCLOSED:
            return record.disclosed
        case Term.BSN:
            return who.bsn_allowed and relation.purpose_allows_bsn
        case Term.WRITE if right is Right.WRITE and record.category in OWNED:
            return own
        case _:
            return True


def _conditions_hold(grant: Grant, who: Who, record: Record) -> bool:
    for kind, names in grant.by_kind().items():
        holds = _about(names, who, record) if kind is ConditionKind.PERSON else bool(names & record.conditions)
        if not holds:
            return False
    return True


def _about(names: frozenset[str], who: Who, record: Record) -> bool:
    """Whether the record is about the persons that ``self|child|authority`` name, and about nobody else."""
    allowed: frozenset[int] = frozenset()
    if "self" in names and who.person_id is not None:
        allowed |= {who.person_id}
    if "child" in names:
        allowed |= record.children
    if "authority" in names:
        allowed |= record.authority
    return record.persons <= allowed


def _narrows(rule: OverrideRule, who: Who, row: str, record: Record, right: Right) -> bool:
    if not rule.concerns(row, record.category) or (rule.readonly and right is not Right.WRITE):
        return False
    spares_self = "self" in rule.spares and row in HOUSEHOLD_ROWS and who.person_id is not None
    oneself = frozenset({who.person_id}) if spares_self and who.person_id is not None else frozenset[int]()
    if rule.override in PERSON_OVERRIDES:
        return bool((record.marked.get(rule.override, frozenset()) & record.persons) - oneself)
    if rule.override not in record.circumstances:
        return False
    if "author" in rule.spares and record.author_id == who.account_id:
        return False
    return not (spares_self and record.persons <= oneself)
