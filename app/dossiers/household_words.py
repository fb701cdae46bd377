"""Fixed lists about a household in the words of the field: places in it, reasons to leave it, contact, weight, terms.

Each list is code → (Dutch, English). Weights are points of a team's bandwidth: light 1, middle 3, heavy 8.
"""

from __future__ import annotations

from enum import StrEnum

Words = dict[str, tuple[str, str]]

RELATIONS: Words = {
    "main": ("hoofdbewoner", "main resident"),
    "partner": ("partner", "partner"),
    "child": ("kind", "child"),
    "adult_child": ("volwassen kind", "grown-up child"),
    "stepchild": ("stiefkind of bonuskind", "stepchild"),
    "foster_child": ("pleegkind", "foster child"),
    "parent": ("ouder", "parent"),
    "grandparent": ("opa of oma", "grandparent"),
    "grandchild": ("kleinkind", "grandchild"),
    "sibling": ("broer of zus", "brother or sister"),
    "other_family": ("inwonend familielid", "relative who lives in"),
    "housemate": ("huisgenoot", "housemate"),
    "other": ("anders", "other"),
}


class Left(StrEnum):
    """Why somebody no longer lives in the household."""

    MOVED = "moved"
    DIVORCED = "divorced"
    DECEASED = "deceased"
    DOUBLE = "double"


LEFT_BECAUSE: Words = {
    Left.MOVED: ("verhuisd", "moved out"),
    Left.DIVORCED: ("uit elkaar gegaan", "separated"),
    Left.DECEASED: ("overleden", "died"),
    Left.DOUBLE: ("stond dubbel in het dossier", "was in the dossier twice"),
}

CONTACT: Words = {
    "visit": ("langskomen", "a visit"),
    "phone": ("bellen", "a phone call"),
    "letter": ("een brief", "a letter"),
    "app": ("een appje", "a text message"),
}

WEIGHTS: dict[int, tuple[str, str]] = {1: ("licht", "light"), 3: ("midden", "middle"), 8: ("zwaar", "heavy")}
FIRST_WEIGHT = 3

#: How long a relation of a partner runs unless another day is chosen, in days (half a year).
PARTNER_DAYS = 183

AREA_CODE = r"^BU[0-9]{4}[0-9A-Z]{4}$"
ADULT_AGE = 18


def words_for(table: Words, value: str) -> tuple[str, str]:
    """Both words for a code; a value that was written as a Dutch word counts as its code, any other stands for itself."""
    if value in table:
        return table[value]
    return next((pair for pair in table.values() if pair[0] == value), (value, value))
