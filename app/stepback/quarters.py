"""Quarters beside each other: network people who came, and professionals who were involved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quarter:
    """What is known of one quarter; None where nothing is told. ``score`` is the residents' own, 1 to 5."""

    begins: date
    network: int | None
    professionals: int | None
    score: float | None


def crossed_in(quarters: Sequence[Quarter]) -> date | None:
    """The first quarter from which on the network carries more people than there are professionals, up to the last one told."""
    found: date | None = None
    for each in quarters:
        if each.network is None or each.professionals is None:
            continue
        if each.network <= each.professionals:
            found = None
        elif found is None:
            found = each.begins
    return found
