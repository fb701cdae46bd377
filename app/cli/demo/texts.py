"""What is usually written with a product in Waterstad: who does it, where in a story it comes, how long it lasts and
the words.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.interventions.catalogue import catalogue

_PATH = Path(__file__).with_name("texts.csv")


@dataclass(frozen=True, slots=True)
class ProductText:
    """The words of one product. `position` (0-100) is where in a story it usually comes; {wie} and {net} are filled
    in.
    """

    product: str
    strand: str
    is_step: bool
    function: str
    position: int
    days: int
    why: tuple[str, ...]
    alternatives: str
    role: str
    superfluous: str
    network: str
    result: str
    update: str


@cache
def product_texts() -> dict[str, ProductText]:
    """The texts by product code."""
    with _PATH.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    found = {}
    for row in rows:
        product = catalogue()[row["product"]]
        found[product.code] = ProductText(
            product.code, product.strand, product.is_step, row["function"], int(row["position"]), int(row["days"]),
            tuple(row["why"].split("|")), row["alternatives"], row["role"], row["superfluous"], row["network"],
            row["result"], row["update"],
        )  # fmt: skip
    return found
