"""How long data are kept: a table of data (``retention.csv``), per law, with what begins the term and where that stands.

A household's dossier holds records under several laws, so a term is looked up per record (domain.md 1.4).
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PATH = Path(__file__).with_name("retention.csv")
#: The law of what is kept under every law alike.
ALWAYS = "*"


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the table. ``certain``: no means that the municipality has to look it up before it relies on it."""

    law: str
    record_nl: str
    record_en: str
    duration_nl: str
    duration_en: str
    trigger_nl: str
    trigger_en: str
    source: str
    certain: bool


@cache
def load_terms() -> tuple[Term, ...]:
    """The whole table, in its own order. Raises TypeError for a line with other columns."""
    with _PATH.open(encoding="utf-8", newline="") as file:
        return tuple(Term(**{**line, "certain": line["certain"] == "yes"}) for line in csv.DictReader(file))  # type: ignore[arg-type]


def terms_for(laws: Iterable[str]) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms of these laws and those that always hold; and the laws of which the table has no term."""
    wanted = set(laws)
    found = tuple(term for term in load_terms() if term.law in wanted or term.law == ALWAYS)
    return found, tuple(sorted(wanted - {term.law for term in found}))
