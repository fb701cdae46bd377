"""Reads the access matrix and the overrides from their CSV files. One parser for the policy and for the database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.access.vocabulary import CONDITIONS, Category, ConditionKind, Override, Term

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Grant:
    """One term of one cell: a code, and the conditions it is narrowed to (none = always)."""

    term: Term
    conditions: frozenset[str] = frozenset()

    def by_kind(self) -> dict[ConditionKind, frozenset[str]]:
        """The conditions grouped by kind: one of each group must hold."""
        kinds = {CONDITIONS[name] for name in self.conditions}
        return {kind: frozenset(n for n in self.conditions if CONDITIONS[n] is kind) for kind in kinds}


@dataclass(frozen=True, slots=True)
class OverrideRule:
    """One line of ``overrides.csv``. ``categories`` and ``binds`` are None when they hold for all."""

    override: Override
    categories: frozenset[Category] | None
    binds: frozenset[str] | None
    spares: frozenset[str]
    readonly: bool

    def concerns(self, row: str, category: Category) -> bool:
        """Whether this rule narrows what ``row`` may do in ``category`` (sparing by row included)."""
        bound = self.binds is None or row in self.binds
        return bound and row not in self.spares and (self.categories is None or category in self.categories)


Matrix = dict[tuple[str, Category], tuple[Grant, ...]]


def parse_cell(text: str) -> tuple[Grant, ...]:
    """``O+R:open`` → two grants. Raises ValueError on a term or condition that is not in the vocabulary."""
    if text == "-":
        return ()
    grants = []
    for part in text.split("+"):
        code, _, conditions = part.partition(":")
        names = frozenset(conditions.split("|")) if conditions else frozenset()
        unknown = names - CONDITIONS.keys()
        if unknown:
            raise ValueError(f"unknown condition {sorted(unknown)} in cell {text!r}")
        grants.append(Grant(Term(code), names))
    return tuple(grants)


@cache
def load_matrix(path: Path = HERE / "matrix.csv") -> Matrix:
    """The whole matrix: (row, category) → grants. A cell that is not in it gives nothing."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (line["row"], category): parse_cell(line[category])
            for line in csv.DictReader(file)
            for category in Category
        }


def _names(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split("|")))


@cache
def load_overrides(path: Path = HERE / "overrides.csv") -> tuple[OverrideRule, ...]:
    """The overrides in the order in which they are asked."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            OverrideRule(
                override=Override(line["override"]),
                categories=None if line["categories"] == "*" else frozenset(map(Category, _names(line["categories"]))),
                binds=None if line["binds"] == "*" else _names(line["binds"]),
                spares=_names(line["spares"]),
                readonly=line["effect"] == "readonly",
            )
            for line in csv.DictReader(file)
        )


def rows(matrix: Matrix) -> Iterator[str]:
    """The names of the matrix's rows, in the file's order."""
    return iter(dict.fromkeys(row for row, _ in matrix))
