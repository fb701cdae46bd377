"""The closed vocabulary of the access matrix: rows, categories, terms, rights, relation states and overrides.

Source: ``docs/access-matrix.md`` (generated) and the legend in ``matrix.csv``. A word that is not here does not exist for
the policy: unknown means no.
"""

from enum import IntEnum, StrEnum


class Category(StrEnum):
    """What a record is about; the columns of the matrix."""

    IDENTITY = "identity"
    ADDRESS = "address"
    HOUSEHOLD = "household"
    DOMAINS = "domains"
    CARE = "care"
    ENFORCEMENT = "enforcement"
    ACTIVATION = "activation"
    FINANCES = "finances"
    HEALTH = "health"
    CRIMINAL = "criminal"
    NETWORK = "network"
    PLAN = "plan"
    NOTES = "notes"
    DOCUMENTS = "documents"
    OFFERS = "offers"
    LOG = "log"


STRANDS = (Category.CARE, Category.ENFORCEMENT, Category.ACTIVATION)

#: Categories whose records are changed only by the organisation that owns them, whoever else may write the category.
OWNED = frozenset({*STRANDS, Category.NOTES, Category.DOCUMENTS})


class Term(StrEnum):
    """What a cell of the matrix is made of."""

    WRITE = "W"
    READ = "R"
    OWN = "O"
    SUMMARY = "S"
    EXISTENCE = "E"
    DISCLOSED = "C"
    COUNT = "A"
    PROCESS = "L"
    BSN = "bsn"


class Right(StrEnum):
    """What somebody may do with a record; each is asked for by name."""

    EXISTS = "exists"  # that there is something, and whom to ask; no number
    PROCESS = "process"  # phase, dates, who, category; no content
    HEADER = "header"  # the header row: who, what kind, period, status
    READ = "read"  # the body
    WRITE = "write"
    BSN = "bsn"
    COUNT = "count"  # through insight, suppressed below 10; never rows


class RelationState(StrEnum):
    """How an account stands to a household at this moment."""

    NONE = "none"
    ACTIVE = "active"
    FUTURE = "future"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  # the relation runs, the case is closed


class Override(StrEnum):
    """Circumstances that narrow a cell, in the order in which they are asked. They never widen."""

    SEALED = "sealed"
    PARTNER_UNSAFE = "partner_unsafe"
    PROTECTED_ADDRESS = "protected_address"
    STAFF_OR_RELATIVE = "staff_or_relative"
    MINOR = "minor"
    DECEASED = "deceased"
    RESTRICTED = "restricted"


#: Overrides that hold for a person, and so for every row about that person; the others hold for a row.
PERSON_OVERRIDES = frozenset({Override.PARTNER_UNSAFE, Override.MINOR, Override.DECEASED})


class ConditionKind(IntEnum):
    """Kinds of conditions behind a term. Within a kind one must hold; every kind that is named must hold."""

    DOMAIN = 1
    PRODUCT_GROUP = 2
    NETWORK_ROLE = 3
    PERSON = 4
    OPENNESS = 5
    REQUEST = 6


CONDITIONS: dict[str, ConditionKind] = {
    "housing": ConditionKind.DOMAIN,
    "money": ConditionKind.DOMAIN,
    "work": ConditionKind.DOMAIN,
    "school": ConditionKind.DOMAIN,
    "eviction": ConditionKind.PRODUCT_GROUP,
    "cutoff": ConditionKind.PRODUCT_GROUP,
    "rent": ConditionKind.PRODUCT_GROUP,
    "guardian": ConditionKind.NETWORK_ROLE,
    "helper": ConditionKind.NETWORK_ROLE,
    "self": ConditionKind.PERSON,
    "child": ConditionKind.PERSON,
    "authority": ConditionKind.PERSON,
    "open": ConditionKind.OPENNESS,
    "request": ConditionKind.REQUEST,
}

#: Rows of the matrix that are not functions of an account but follow from a generalist's relation.
LEAD_ROW = "case_lead"
MEMBER_ROW = "team_member"
STRANGER_ROW = "generalist_no_relation"
RELATION_ROWS = frozenset({LEAD_ROW, MEMBER_ROW, STRANGER_ROW})

#: Functions that see what their row gives of households led from their own organisation, without a relation of their own.
ORGANISATION_WIDE = frozenset({"coordinator", "process_lead"})

#: Functions that have no relation to households at all.
WITHOUT_HOUSEHOLDS = frozenset({"analyst", "privacy_officer", "administrator", "community_worker"})

#: Rows of people who live in, or stand around, the household; their account may be tied to a person.
HOUSEHOLD_ROWS = frozenset({"resident", "co_resident", "young_person"})

#: Whoever helps at a household without working there.
HELPERS = frozenset({"volunteer", "network_person"})

#: Who does not count as a professional in a household.
NO_PROFESSIONALS = HOUSEHOLD_ROWS | HELPERS
