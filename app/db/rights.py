"""Which rows of a table under a household a principal reads, adds and changes: the matrix, written as conditions of SQL."""

from collections.abc import Iterable

from app.access.matrix import load_matrix, load_overrides
from app.access.vocabulary import PERSON_OVERRIDES, Term
from app.db.phrases import AUTHOR, GATE, LEAD, MY_DOSSIERS, OURS, narrowed_to, rows_with, standing, unless, words
from app.db.scope import OPENED_BY, Level, ScopedTable


def read_condition(table: ScopedTable) -> str:
    """Which rows of a table a principal reads. The first part is what an index can use."""
    if table.level is Level.BSN:
        return "dossier_id = any(array(select sec.bsn_dossiers()))"
    ways = [_granted(table, OPENED_BY[table.level], writing=False), *_own(table, writing=False), *_disclosed(table)]
    if table.extra_read:
        ways.append(f"({MY_DOSSIERS} and {table.extra_read})")
    return f"{GATE} and ({_any(ways)})"


def write_condition(table: ScopedTable) -> str:
    """Which rows of a table a principal may add or change."""
    if table.level is Level.BSN:
        writers = standing(rows_with("identity", "W"), writing=True)
        return f"dossier_id = any(array(select sec.bsn_dossiers(true))) and {writers}"
    if table.lead_only:
        return LEAD
    ways = [_granted(table, ("W",), writing=True)]
    if table.owned:
        ways = [f"({OURS} and {ways[0]})"]
    written = _any([*ways, *_own(table, writing=True)])
    return f"({AUTHOR} and ({written}))" if table.author_only else written


def shut_condition(table: ScopedTable, *, writing: bool) -> str:
    """No row that concerns somebody whose rows stay shut, by the overrides about persons."""
    flag = "true" if writing else "false"
    named = {name for rule in load_overrides() if rule.override in PERSON_OVERRIDES for name in rule.categories or ()}
    if table.category_column is None:
        category = f", '{table.categories[0]}'" if table.categories[0] in named else ""
        return unless(f"person_ids && (select sec.shut({flag}{category}))")
    here = {
        category: unless(f"person_ids && (select sec.shut({flag}, '{category}'))")
        for category in table.categories
        if category in named
    }
    everywhere = unless(f"person_ids && (select sec.shut({flag}))")
    return " and ".join([everywhere, *(for_category(table, name, open_) for name, open_ in here.items())])


def for_category(table: ScopedTable, category: str, condition: str) -> str:
    """What rows of this category have to meet; others need not."""
    if table.category_column is None:
        return f"({condition})"
    return f"({table.category_column} <> '{category}' or {condition})"


def _of_category(table: ScopedTable, categories: Iterable[str], condition: str) -> str:
    """The condition, for rows of these categories."""
    if table.category_column is None:
        return f"({condition})"
    among = ", ".join(f"'{category}'" for category in categories)
    return f"({table.category_column} in ({among}) and {condition})"


def _any(ways: Iterable[str]) -> str:
    return " or ".join(way for way in ways if way != "false") or "false"


def _granted(table: ScopedTable, codes: Iterable[str], *, writing: bool) -> str:
    """One of ``codes`` opens the row: whole, by value, by person, or by both. The likeliest first: the rest is not asked then.

    Categories that are open to the same rows of the matrix share one question.
    """
    alike: dict[str, list[str]] = {}
    for category in table.categories:
        alike.setdefault(_opened(table, category, tuple(codes), writing=writing), []).append(category)
    ways = [_of_category(table, categories, way) for way, categories in alike.items() if way != "false"]
    return f"({' or '.join(ways)})" if ways else "false"


def _opened(table: ScopedTable, category: str, codes: tuple[str, ...], *, writing: bool) -> str:
    def among(values: frozenset[str], *, about: bool) -> str:
        where = standing(rows_with(category, codes, values=values, about=about), writing=writing)
        return f"({table.condition}) = any({words(values)}) and {where}" if values else where

    persons = f"person_ids <@ array(select sec.persons('{category}', {words(codes)}))"
    wholly = [among(frozenset(), about=False)]
    partly = [among(frozenset(), about=True)]
    if table.condition:
        wholly += [among(values, about=False) for values in narrowed_to(category, codes)]
        partly += [among(values, about=True) for values in narrowed_to(category, codes, about=True)]
    about = _any(partly)
    ways = _any([*wholly, f"({about}) and {persons}" if about != "false" else "false"])
    return f"({ways})" if " or " in ways else ways


def _own(table: ScopedTable, *, writing: bool) -> list[str]:
    if not _has_term(table, Term.OWN):
        return []
    return [f"({OURS} and {_granted(table, ('O',), writing=writing)})"]


def _disclosed(table: ScopedTable) -> list[str]:
    if table.item is None or not _has_term(table, Term.DISCLOSED):
        return []
    kind, column = table.item
    alike: dict[frozenset[str], list[str]] = {}
    for category in table.categories:
        alike.setdefault(rows_with(category, "C"), []).append(category)
    return [
        _of_category(table, categories, f"{column} = any((select sec.disclosed('{kind}', {words(rows)}))::bigint[])")
        for rows, categories in alike.items()
        if rows
    ]


def _has_term(table: ScopedTable, term: Term) -> bool:
    return any(
        cat in table.categories and grant.term is term for (_, cat), grants in load_matrix().items() for grant in grants
    )
