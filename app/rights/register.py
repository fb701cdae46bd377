"""The register of processing (GDPR art. 30): per organisation its purposes with law, task, categories, terms and earlier versions.

No persons in it. Which categories go with a purpose is read from the access matrix, so that the register says what the lock does.
"""

from dataclasses import dataclass

from app.access.actor import Actor
from app.access.matrix import load_matrix
from app.access.vocabulary import HOUSEHOLD_ROWS, LEAD_ROW, MEMBER_ROW, STRANDS, Category, Term
from app.accounts.kinds import FUNCTIONS, functions_of
from app.accounts.purposes import PURPOSES
from app.accounts.queries import OrganisationRow, PurposeRow, get_organisation, list_all_purposes, list_choices
from app.kernel.errors import NotFound
from app.retention.queries import terms_for
from app.retention.rules import Term as Kept

#: Who reads the register of every organisation: who keeps it, and who watches over it.
READS_ALL = frozenset({"privacy_officer", "administrator"})
#: Whoever works somewhere reads that of the own organisation.
AT_WORK = frozenset(FUNCTIONS) - HOUSEHOLD_ROWS - {"network_person"}
#: Terms that give nobody a record: counts, and facts about the process.
_NO_RECORD = frozenset({Term.COUNT, Term.PROCESS, Term.BSN})


@dataclass(frozen=True, slots=True)
class Entry:
    """One purpose: its newest version and those before it, for which functions, which categories, and how long data are kept.

    ``kept`` is empty when the table of terms has none for its law.
    """

    newest: PurposeRow
    earlier: tuple[PurposeRow, ...]
    functions: tuple[str, ...]
    categories: tuple[Category, ...]
    kept: tuple[Kept, ...]

    @property
    def runs(self) -> bool:
        """Whether something new can be chosen under it."""
        return self.newest.valid_until is None


def readable(actor: Actor) -> list[tuple[int, str]]:
    """The organisations whose register the actor reads: number and name."""
    return [choice for choice in list_choices() if actor.function in READS_ALL or choice[0] == actor.organisation_id]


def get_register(actor: Actor, organisation_id: int) -> tuple[OrganisationRow, list[Entry]]:
    """One organisation and its purposes, those that run first. Raises NotFound for one that is not the actor's to read."""
    if actor.function not in AT_WORK or organisation_id not in {key for key, _name in readable(actor)}:
        raise NotFound
    organisation = get_organisation(organisation_id)
    versions: dict[str, list[PurposeRow]] = {}
    for row in list_all_purposes(organisation_id):
        versions.setdefault(row.code, []).append(row)
    terms, _unknown = terms_for(rows[-1].law for rows in versions.values())
    entries = [_entry(organisation.kind, rows, terms) for rows in versions.values()]
    return organisation, sorted(entries, key=lambda entry: (not entry.runs, entry.newest.law, entry.newest.id))


def _entry(kind: str, rows: list[PurposeRow], terms: tuple[Kept, ...]) -> Entry:
    newest, default = rows[-1], PURPOSES.get(rows[-1].code)
    functions = default.functions if default else tuple(row.code for row in functions_of(kind))
    strand = default.strand if default else ""
    kept = tuple(term for term in terms if term.law == newest.law)
    return Entry(newest, tuple(reversed(rows[:-1])), functions, _categories(functions, strand), kept)


def _categories(functions: tuple[str, ...], strand: str) -> tuple[Category, ...]:
    """What these functions can come to read or write, by the matrix; of the three strands only the purpose's own."""
    rows = {row for name in functions for row in ((LEAD_ROW, MEMBER_ROW) if name == "generalist" else (name,))}
    found = {
        category
        for (row, category), grants in load_matrix().items()
        if row in rows and any(grant.term not in _NO_RECORD for grant in grants)
    }
    other = {name for name in STRANDS if strand and name != strand}
    return tuple(category for category in Category if category in found - other)
