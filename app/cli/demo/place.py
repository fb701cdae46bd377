"""Waterstad itself: invented neighbourhoods, streets and postcodes, and test citizen service numbers.

No area has a code that starts with 9999. The postcodes lie in 1995-1999, not known to be
given to any place; the BSNs in the test range 9999xxxxx: valid by the eleven-test, given to nobody.
"""

from __future__ import annotations

from functools import cache

from app.cli.demo.shapes import DemoNeighbourhood
from app.kernel.bsn import passes_eleven_test

TOWN = "Waterstad"
TOWN_CODE = "GM9999"
CODE_YEAR = 2026

NEIGHBOURHOODS: tuple[DemoNeighbourhood, ...] = (
    DemoNeighbourhood("BU99990101", "Waterwijk", "WK999901", "Oost", "wijkteam-oost"),
    DemoNeighbourhood("BU99990102", "De Terp", "WK999901", "Oost", "wijkteam-oost"),
    DemoNeighbourhood("BU99990103", "Oostvaart", "WK999901", "Oost", "wijkteam-oost"),
    DemoNeighbourhood("BU99990201", "Molenhoek", "WK999902", "West", "wijkteam-west"),
    DemoNeighbourhood("BU99990202", "Singelrand", "WK999902", "West", "wijkteam-west"),
)
BY_NAME: dict[str, DemoNeighbourhood] = {place.name: place for place in NEIGHBOURHOODS}

# Out of a hundred households so many live here; Singelrand is too small to show numbers of.
SHARES: dict[str, int] = {"Waterwijk": 27, "De Terp": 23, "Oostvaart": 31, "Molenhoek": 17, "Singelrand": 2}

# How a neighbourhood leans: weight of care, enforcement and activation. De Terp leans on enforcement.
LEANS: dict[str, tuple[int, int, int]] = {
    "Waterwijk": (60, 15, 25),
    "De Terp": (30, 52, 18),
    "Oostvaart": (44, 20, 36),
    "Molenhoek": (30, 18, 52),
    "Singelrand": (45, 25, 30),
}

_STREETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Waterwijk": ("1995", ("Dirkstraat", "Sluiswachterspad", "Waterlelielaan", "Roeiersstraat", "Peilschaalweg",
                           "Kikkerbeetstraat", "Veerpontlaan")),
    "De Terp": ("1996", ("Terpkade", "Akkerstraat", "Hooibergstraat", "Dorpeldreef", "Schapendijkje", "Kleiputweg")),
    "Oostvaart": ("1997", ("Oostvaartkade", "Schippersgang", "Lichterlaan", "Zeilmakersstraat", "Boeglijnpad",
                           "Ankersmidweg", "Kompasroos")),
    "Molenhoek": ("1998", ("Molenhoekweg", "Wiekenlaan", "Maalsteenstraat", "Korenmaat", "Zakkendragerspad")),
    "Singelrand": ("1999", ("Singelrand", "Bolwerkpad")),
}  # fmt: skip
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"


def streets(neighbourhood: str) -> tuple[str, ...]:
    """The invented streets of a neighbourhood."""
    return _STREETS[neighbourhood][1]


def postcode(neighbourhood: str, street: str, number: int) -> str:
    """The postcode of a door: every street has its own letters, one pair per side and stretch of forty numbers."""
    digits, names = _STREETS[neighbourhood]
    first = _LETTERS[names.index(street) * 2 % len(_LETTERS) + number % 2]
    return f"{digits}{first}{_LETTERS[number // 40 % 15]}"


@cache
def test_bsns() -> tuple[str, ...]:
    """All numbers of the test range 9999xxxxx that pass the eleven-test, in a mixed but fixed order."""
    valid = [number for number in (f"9999{tail:05d}" for tail in range(100_000)) if passes_eleven_test(number)]
    step = 2_503  # prime and no divisor of the count, so that every number comes once
    return tuple(valid[place * step % len(valid)] for place in range(len(valid)))


def bsn_for(number: int, person: int, households: int) -> str | None:
    """A unique BSN for this person of this household (numbered from 1), or None when the test range has no room for
    it.
    """
    room = len(test_bsns())
    per_household = min(room // households, 4)
    if per_household:
        return test_bsns()[(number - 1) * per_household + person] if person < per_household else None
    every = -(-households // room)
    return test_bsns()[(number - 1) // every] if person == 0 and (number - 1) % every == 0 else None
