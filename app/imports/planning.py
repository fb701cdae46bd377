"""From a stored batch to its settled plan: read, recognise, plan and settle; the same each time, and kept as long as it holds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from app.imports.keeping import Kept, unpack
from app.imports.parsing.fingerprint import digest
from app.imports.parsing.model import ImportContext
from app.imports.plan import plan_import
from app.imports.products import ProductFinder
from app.imports.queries import (
    Batch,
    find_elsewhere,
    find_homes,
    find_plan,
    get_content,
    list_known_lines,
    list_organisations,
    list_products,
)
from app.imports.reading import read_file
from app.imports.recognition import recognise
from app.imports.recognition.fields import Field
from app.imports.recognition.mapping import Mapping as Columns
from app.imports.settling import Facts, KnownHome, Settled, settle_households, settle_lines
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
    #: Tells whether what it was made from is still the same.
    stamp: str = ""


def secret_of(organisation_id: int) -> bytes:
    """The key of an organisation's fingerprints and answers: cannot be guessed back into a line."""
    return blind_index(f"import lines of organisation {organisation_id}")


def columns_of(batch: Batch, table: Table) -> Columns:
    """The recognised columns, with what somebody chose otherwise."""
    chosen = batch.mapping.get("columns", {})
    found = recognise(table.rows, today=today())
    return found.override({int(at): Field(name) if name else None for at, name in chosen.items()})


def read_table(batch: Batch, sheet: str | None = None) -> Table:
    """The rows of a batch, of the sheet that was chosen (or of ``sheet``): as they were kept, else from the file.

    Raises NotFound when the content is gone, and FileRefused when it cannot be read.
    """
    wanted = str(batch.mapping.get("sheet", "")) if sheet is None else sheet
    kept = unpack(find_plan(batch.id), batch.id)
    if kept and kept.sheet == wanted:
        return kept.table
    return read_file(get_content(batch.id), sheet=wanted or None)


def read_plan(actor: Actor, batch: Batch, *, told: Callable[[int, int], None] | None = None) -> Reading:
    """The settled plan of a batch: as it was kept when it still holds, else made anew.

    Looks for households that are known and notes that in the log. Raises NotFound when the content is gone, and FileRefused
    when it cannot be read.
    """
    return find_kept(actor, batch) or make_plan(actor, batch, told=told)[0]


def find_kept(actor: Actor, batch: Batch) -> Reading | None:
    """The plan that was kept, when everything that it was made from is still the same; what changed in the own dossiers is asked."""
    kept = unpack(find_plan(batch.id), batch.id)
    if kept is None or kept.settled is None or kept.columns is None or kept.homes is None:
        return None
    basis = _basis(actor, batch)
    if kept.stamp != basis.stamp or _look_for(kept.settled.found) != kept.homes:
        return None
    return Reading(kept.table, kept.columns, basis.choices, kept.settled, basis.facts)


def make_plan(
    actor: Actor, batch: Batch, *, told: Callable[[int, int], None] | None = None
) -> tuple[Reading, dict[int, KnownHome]]:
    """The plan made anew, with the households that are known already."""
    basis, table = _basis(actor, batch), read_table(batch)
    columns = columns_of(batch, table)
    planned = plan_import(
        table.rows, columns, basis.choices, context=basis.context, told=told or (lambda _done, _total: None)
    )
    settled = settle_lines(planned, columns, basis.choices, basis.facts)
    homes = _look_for(settled.plan.households)
    unknown = [home for home in settled.plan.households if home.number not in homes]
    elsewhere, too_much = _elsewhere(unknown)
    settled = replace(settled, found=settled.plan.households)
    settled = settle_households(settled, columns, basis.choices, homes=homes, elsewhere=elsewhere)
    return Reading(table, columns, basis.choices, settled, basis.facts, too_much, basis.stamp), homes


def _look_for(households: Sequence[Household]) -> dict[int, KnownHome]:
    """The own dossiers about households of the list, by their number: a search, and so in the log."""
    homes = find_homes(households) if households else {}
    trail.did(db.session(), "search", objects=[home.dossier_id for home in homes.values()], reason="import")
    return homes


def _elsewhere(households: Sequence[Household]) -> tuple[dict[int, str], bool]:
    """Where they are known, and whether that was too much to ask."""
    try:
        return find_elsewhere(households), False
    except TooMuchAsked:
        return {}, True


def kept_of(batch: Batch, reading: Reading, homes: Mapping[int, KnownHome]) -> Kept:
    """A plan as it is kept: with the stamp of what it was made from. One that could not ask everything is not; only the rows are."""
    sheet = str(batch.mapping.get("sheet", ""))
    if reading.too_much:
        return Kept(sheet, reading.table)
    return Kept(sheet, reading.table, reading.stamp, reading.columns, reading.settled, dict(homes))


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a plan is made from besides the file, and the stamp that tells whether it is still the same."""

    choices: Chosen
    context: ImportContext
    facts: Facts
    stamp: str


def _basis(actor: Actor, batch: Batch) -> _Basis:
    secret, organisations, products = secret_of(actor.organisation_id), list_organisations(), list_products()
    prints, identities = list_known_lines(actor.organisation_id)
    context = ImportContext(today(), organisations, actor.organisation_id, secret, prints, identities)
    facts = Facts(ProductFinder.of(products), organisations, actor.organisation_id, own_strands(), writers_by_kind())
    parts = [str(batch.mapping), str(sorted(batch.choices.items())), str(context.today)]
    parts += [str(organisations), str(products), *sorted(prints)]
    return _Basis(Chosen(batch.choices, secret), context, facts, digest(secret, parts))


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
