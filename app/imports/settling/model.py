"""What settling knows and what it gives. Nothing here changes after it is made."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

from app.imports.grouping import Household
from app.imports.parsing.model import Organisation
from app.imports.plan import ImportPlan
from app.imports.products import KnownProduct, ProductFinder


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in a dossier that is there already; `key` is the key of the name."""

    id: int
    key: str
    born: str


@dataclass(frozen=True, slots=True)
class KnownHome:
    """An own dossier that is about the same household; only its lead adds lines to it."""

    dossier_id: int
    case_no: str
    title: str
    lead: str
    is_lead: bool
    closed: bool
    persons: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What settling knows besides the plan. `writers`: which kinds of organisation keep which strands themselves.

    `own_strands` are those in which the team's own lines get a body. `homes` and `elsewhere` are by household number.
    """

    finder: ProductFinder
    organisations: tuple[Organisation, ...]
    own_organisation_id: int
    own_strands: frozenset[str]
    writers: AnyMapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Home:
    """One household as it will be written: into a dossier that is there, or into a new one."""

    household: Household
    known: KnownHome | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The plan with everything worked in, the product of each row, and the households as they will be written."""

    plan: ImportPlan
    products: AnyMapping[int, KnownProduct] = field(default_factory=dict)
    homes: tuple[Home, ...] = ()
    #: As they were looked for among the dossiers, before any was joined or left out.
    found: tuple[Household, ...] = ()
