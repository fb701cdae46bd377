"""Phrases of SQL that policies are made of. Each ``select`` in them stands alone, so the database asks it once per statement."""

from collections.abc import Collection, Iterable

from app.access.matrix import load_matrix
from app.access.vocabulary import CONDITIONS, Category, ConditionKind


def words(names: Iterable[str]) -> str:
    """A list of words as an array, in a fixed order."""
    return "'{" + ",".join(sorted(names)) + "}'"


def standing(rows: Iterable[str], *, writing: bool = False, column: str = "dossier_id") -> str:
    """The dossier that a ``column`` names is one in which the principal stands in one of these rows of the matrix."""
    names = words(rows)
    if names == "'{}'":
        return "false"
    return f"{column} = any((select sec.standing({names}{', true' if writing else ''}))::bigint[])"


def rows_with(
    category: str, codes: Iterable[str], *, values: frozenset[str] = frozenset(), about: bool = False
) -> frozenset[str]:
    """Rows of the matrix with one of these terms in a category, narrowed to exactly these values, and to persons if ``about``."""
    return frozenset(
        row
        for (row, cat), grants in load_matrix().items()
        for grant in grants
        if cat == category and grant.term.value in set(codes)
        if _values(grant.conditions) == values and bool(grant.conditions - values) is about
    )


def narrowed_to(category: str, codes: Iterable[str], *, about: bool = False) -> list[frozenset[str]]:
    """The sets of values to which these terms are narrowed in a category, for ``rows_with``; the empty one is not among them."""
    found = {
        _values(grant.conditions)
        for (_, cat), grants in load_matrix().items()
        for grant in grants
        if cat == category and grant.term.value in set(codes)
        if bool(grant.conditions - _values(grant.conditions)) is about
    }
    return sorted(found - {frozenset()}, key=sorted)


def _values(conditions: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in conditions if CONDITIONS[name] is not ConditionKind.PERSON)


def unless(kept_back: str) -> str:
    """The row is in a dossier of the principal's and ``kept_back`` does not hold, both looked up in the same step.

    What is kept back is known of the principal's own dossiers, in the focus of that moment. `and` would look one side up now and
    the other later, when a statement has moved the focus or ended a relation and taken that back; `&` always looks at both.
    """
    return f"(({MY_DOSSIERS})::int & (not ({kept_back}))::int) <> 0"


def open_log() -> str:
    """The log of a dossier is open to whoever reads or writes category *log* there."""
    return standing(rows_with(Category.LOG, "RW"))


def item_reads(kinds: Collection[str] = (), *, ours: Collection[str] = ()) -> str:
    """The record that a row names by kind (one of ``kinds``, or any) is read by its own policy; of ``ours`` only the own organisation's."""
    known = f"item_kind = any({words(kinds)}) and " if kinds else ""
    return f"{known}sec.reads_item(item_kind, item_id, dossier_id{f', {words(ours)}' if ours else ''})"


LEAD = standing(["case_lead"])
MY_DOSSIERS = "dossier_id = any((select sec.mine())::bigint[])"
GATE = "dossier_id = any((select sec.gate())::bigint[])"
AUTHOR = "author_id = (select sec.account_id())"
MINE = "account_id = (select sec.account_id())"
ADMIN = "(select sec.has_function('administrator'))"
SIGNED_IN = "(select sec.account_id()) is not null"
OURS = "owner_org_id = (select sec.org_id())"
