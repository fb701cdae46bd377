"""From a stored batch to its settled plan: read, recognise, plan and settle, each time anew and each time the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.access.actor import Actor
from app.access.matrix import load_matrix
from app.access.vocabulary import LEAD_ROW, STRANDS, Term
from app.accounts.kinds import FUNCTIONS, Kind
from app.audit import trail
from app.db.clock import today
from app.db.crypto import blind_index
from app.db.session import db
from app.dossiers.queries.elsewhere import TooMuchAsked
from app.imports.grouping import Household
from app.imports.parsing.fingerprint import digest
from app.imports.parsing.model import ImportContext
from app.imports.plan import plan_import
from app.imports.products import ProductFinder
from app.imports.queries import (
    Batch,
    find_elsewhere,
    find_homes,
    get_content,
    list_known_lines,
    list_organisations,
    list_products,
)
from app.imports.reading import read_file
from app.imports.recognition import recognise
from app.imports.recognition.fields import Field
from app.imports.recognition.mapping import Mapping as Columns
from app.imports.settling import Facts, Settled, settle_households, settle_lines
from app.imports.table import Table


@dataclass(frozen=True, slots=True)
class Chosen(Mapping[str, str]):
    """The answers to problems, kept under a keyed hash: a key holds what somebody wrote, and that stays in the sealed file."""

    stored: Mapping[str, str]
    secret: bytes

    def mark(self, key: str) -> str:
        """The hash under which the answer to a problem (or a group of them) is kept."""
        return digest(self.secret, [key])

    def __getitem__(self, key: str) -> str:
        """The answer to one problem or group."""
        return self.stored[self.mark(key)]

    def __iter__(self) -> Iterator[str]:
        """The hashes."""
        return iter(self.stored)

    def __len__(self) -> int:
        """How many answers there are."""
        return len(self.stored)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything about a batch that is still a preview."""

    table: Table
    columns: Columns
    choices: Chosen
    settled: Settled
    facts: Facts
    #: Whether the list asked about more households than are looked up elsewhere in an hour; then none was.
    too_much: bool = False


def secret_of(organisation_id: int) -> bytes:
    """The key of an organisation's fingerprints and answers: cannot be guessed back into a line."""
    return blind_index(f"import lines of organisation {organisation_id}")


def columns_of(batch: Batch, table: Table) -> Columns:
    """The recognised columns, with what somebody chose otherwise."""
    chosen = batch.mapping.get("columns", {})
    found = recognise(table.rows, today=today())
    return found.override({int(at): Field(name) if name else None for at, name in chosen.items()})


def read_plan(actor: Actor, batch: Batch, *, search: bool = True) -> Reading:
    """The settled plan of a batch. ``search``: also look for households that are known (and note it in the log).

    Raises NotFound when the content is gone, and FileRefused when it cannot be read.
    """
    table = read_file(get_content(batch.id))
    columns = columns_of(batch, table)
    secret = secret_of(actor.organisation_id)
    choices = Chosen(batch.choices, secret)
    organisations = list_organisations()
    prints, identities = list_known_lines(actor.organisation_id)
    context = ImportContext(today(), organisations, actor.organisation_id, secret, prints, identities)
    facts = Facts(
        ProductFinder.of(list_products()), organisations, actor.organisation_id, own_strands(), writers_by_kind()
    )
    settled = settle_lines(plan_import(table.rows, columns, choices, context=context), columns, choices, facts)
    households = settled.plan.households if search else ()
    homes = find_homes(households) if households else {}
    unknown = [home for home in households if home.number not in homes]
    elsewhere, too_much = _elsewhere(unknown)
    if search:
        trail.did(db.session(), "search", objects=[home.dossier_id for home in homes.values()], reason="import")
    settled = settle_households(settled, columns, choices, homes=homes, elsewhere=elsewhere)
    return Reading(table, columns, choices, settled, facts, too_much)


def _elsewhere(households: Sequence[Household]) -> tuple[dict[int, str], bool]:
    """Where they are known, and whether that was too much to ask."""
    try:
        return find_elsewhere(households), False
    except TooMuchAsked:
        return {}, True


@cache
def own_strands() -> frozenset[str]:
    """The strands in which a lead writes lines of the own team."""
    return frozenset(strand.value for strand in STRANDS if _writes(LEAD_ROW, strand.value))


@cache
def writers_by_kind() -> dict[str, frozenset[str]]:
    """Which strands each kind of organisation keeps itself: somebody there writes them."""
    return {
        str(kind): frozenset(
            strand.value
            for strand in STRANDS
            for function in FUNCTIONS.values()
            if kind in function.kinds and any(_writes(row, strand.value) for row in function.rows)
        )
        for kind in Kind
    }


def _writes(row: str, strand: str) -> bool:
    return any(
        grant.term in {Term.WRITE, Term.OWN}
        for (name, category), grants in load_matrix().items()
        if name == row and category == strand
        for grant in grants
    )
