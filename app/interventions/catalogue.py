"""The catalogue of products and services, ordered by strand and by the kind of organisation that offers them.

It is data (`catalogue.csv`): a municipality adds lines, never code. `is_step` marks the enforcement steps that ask
for the enforcement pause.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.accounts.kinds import Kind

STRANDS: dict[str, tuple[str, str]] = {
    "care": ("zorg", "care"),
    "enforcement": ("handhaving", "enforcement"),
    "activation": ("activering", "activation"),
}
GROUPS: frozenset[str] = frozenset({"", "eviction", "cutoff", "rent"})
_PATH = Path(__file__).with_name("catalogue.csv")


@dataclass(frozen=True, slots=True)
class Product:
    """One product or service. `group` is what the access matrix narrows to (`eviction`, `cutoff`, `rent`), or empty."""

    code: str
    strand: str
    group: str
    name_nl: str
    name_en: str
    org_kinds: tuple[Kind, ...]
    is_step: bool


class CatalogueError(ValueError):
    """The catalogue has a line that cannot be right; the message names the line."""


def parse(lines: Iterable[str]) -> tuple[Product, ...]:
    """Read a catalogue. Raises `CatalogueError` on a double code, an unknown strand, group or kind, or a step outside
    enforcement.
    """
    found: dict[str, Product] = {}
    for number, row in enumerate(csv.DictReader(lines), start=2):
        product = _product(number, row)
        if product.code in found:
            raise CatalogueError(f"line {number}: {product.code} occurs twice")
        found[product.code] = product
    return tuple(found.values())


def _product(number: int, row: dict[str, str]) -> Product:
    try:
        kinds = tuple(Kind(kind) for kind in row["org_kinds"].split("|"))
    except ValueError as error:
        raise CatalogueError(f"line {number}: {error}") from error
    strand, group, step = row["strand"], row["group"], row["is_step"]
    if strand not in STRANDS or group not in GROUPS or step not in ("0", "1"):
        raise CatalogueError(f"line {number}: unknown strand, group or step")
    if step == "1" and strand != "enforcement":
        raise CatalogueError(f"line {number}: only enforcement has steps")
    if not (row["code"] and row["name_nl"] and row["name_en"]):
        raise CatalogueError(f"line {number}: a code or name is missing")
    return Product(row["code"], strand, group, row["name_nl"], row["name_en"], kinds, step == "1")


@cache
def catalogue() -> dict[str, Product]:
    """The products that come with the application, by code, in the order of the file."""
    with _PATH.open(encoding="utf-8", newline="") as lines:
        return {product.code: product for product in parse(lines)}


def offered_by(kind: str, strand: str | None = None) -> tuple[Product, ...]:
    """What this kind of organisation offers, in one strand or in all."""
    return tuple(
        product for product in catalogue().values() if kind in product.org_kinds and strand in (None, product.strand)
    )
