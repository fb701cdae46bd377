"""Postcodes and addresses as they are written in the Netherlands.

Four digits that do not start with 0 and two letters; SA, SD and SS are never given out. Stored without a space, shown
with one.
A house number is 1-99999 with at most one letter and an addition of four signs (BAG: huisnummer, huisletter,
huisnummertoevoeging).
"""

import re
from dataclasses import dataclass

from app.kernel.errors import RuleBroken, marked

DIGITS = 4
FORBIDDEN_PAIRS = frozenset({"SA", "SD", "SS"})
_POSTCODE = re.compile(r"([0-9]{4})[ \u00a0-]?([A-Za-z]{2})")
_POSTCODE_INSIDE = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{3}) ?([A-Za-z]{2})(?![0-9A-Za-z])")
_NUMBER = re.compile(r"([0-9]{1,5})(?![0-9]) ?(?:([A-Za-z])(?![A-Za-z]))?[-/ ]{0,3}([0-9A-Za-z]{0,5})")
_FLOOR = re.compile(r"[0-9]{1,2}(?:hg|hoog|e|v|etage|hs)", re.IGNORECASE)
_YEARS = re.compile(r"(?:1[5-9]|20)[0-9]{2}|(?:[0-9]{2}|[0-9]{4})[-/][0-9]{2}(?:[0-9]{2})?")
_YEAR_NAMES = ("plein", "straat", "laan", "weg", "park", "hof", "kade", "singel", "dreef", "mei", "november")


def normalise_postcode(text: str) -> str | None:
    """Give `7479AB` when the text has the form of a postcode, whether or not it can exist; otherwise None."""
    match = _POSTCODE.fullmatch(text.strip())
    return match[1] + match[2].upper() if match else None


def parse_postcode(text: str, *, field: str = "postcode") -> str:
    """Read a postcode as `7479AB`; raises `RuleBroken` when it has another form or cannot exist."""
    code = normalise_postcode(text)
    if code is None:
        raise RuleBroken(field, marked("Vul een postcode in van vier cijfers en twee letters, zoals 1234 AB."))
    if code[0] == "0":
        text = marked("Postcode %(code)s bestaat niet: een postcode begint niet met een 0. Kijk hem na.")
        raise RuleBroken(field, text, code=show_postcode(code))
    if code[DIGITS:] in FORBIDDEN_PAIRS:
        text = marked("Postcode %(code)s bestaat niet: de letters %(letters)s worden niet gebruikt. Kijk hem na.")
        raise RuleBroken(field, text, code=show_postcode(code), letters=code[DIGITS:])
    return code


def show_postcode(code: str) -> str:
    """Show `7479AB` as `7479 AB`."""
    return f"{code[:DIGITS]} {code[DIGITS:]}"


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house number, its letter (lower case) and its addition (lower case); "" where there is none."""

    number: int
    letter: str = ""
    addition: str = ""

    @property
    def suffix(self) -> str:
        """Everything after the number, as one key: two ways of writing the same door give the same suffix."""
        return self.letter + self.addition

    def __str__(self) -> str:
        """Write it as on an envelope: `39a`, `142 2hg`, `20-3`."""
        return f"{self.number}{self.letter}{_glued(self.addition)}"


def door(number: int | None, suffix: str) -> str:
    """A house number with what belongs to it, as on an envelope: `39a`, `142 2hg`, `20-3`; "" without a number."""
    letter = suffix[:1] if suffix[:1].isalpha() and not suffix[1:2].isalpha() else ""
    return f"{number or ''}{letter}{_glued(suffix[len(letter) :].strip())}".strip()


def _glued(addition: str) -> str:
    return f"-{addition}" if addition.isdigit() else f" {addition}" if addition else ""


@dataclass(frozen=True, slots=True)
class Address:
    """A street, and the door in it; `postcode` and `place` only when they stood in the same text."""

    street: str
    house: HouseNumber | None
    postcode: str = ""
    place: str = ""


def parse_house_number(text: str, *, field: str = "house_number") -> HouseNumber:
    """Split `142 2hg`, `20-3`, `225 bis`, `39a`, `12 A 2` into number, letter and addition; raises `RuleBroken`."""
    match = _match_number(text)
    if not match or int(match[1]) == 0:
        raise RuleBroken(field, marked("Vul een huisnummer in, bijvoorbeeld 12, 12a of 12-3."))
    letter, addition = (match[2] or "").lower(), match[3].lower()
    if not letter and len(addition) == 1 and addition.isalpha():
        letter, addition = addition, ""
    return HouseNumber(int(match[1]), letter, addition)


def _match_number(text: str) -> re.Match[str] | None:
    """Match a house number with what belongs to it; `2 hoog` counts as one addition."""
    words = text.replace(",", " ").split()
    if words[1:2] and words[-1].lower() in {"hoog", "etage"}:
        words[-2:] = [words[-2] + words[-1]]
    return _NUMBER.fullmatch(" ".join(words))


def parse_address(text: str) -> Address:
    """Split one line with street and number; a street with a year in its name (`Plein 1945 22 2hg`) is understood.

    Without a house number `house` is None and the whole text is the street. Never raises.
    """
    rest, code, place = _without_postcode(" ".join(text.split()))
    words = rest.rstrip(" ,").split(" ")
    at = _number_at(words)
    if at is None:
        return Address(" ".join(words), None, code, place)
    house = parse_house_number(" ".join(words[at:]))
    return Address(" ".join(words[:at]).rstrip(" ,"), house, code, place)


def _without_postcode(text: str) -> tuple[str, str, str]:
    """Take `1234 AB Place` off the end of an address line when there is one that can exist."""
    match = _POSTCODE_INSIDE.search(text, 1) if text else None
    if not match or match[2].upper() in FORBIDDEN_PAIRS or not any(sign.isdigit() for sign in text[: match.start()]):
        return text, "", ""
    return text[: match.start()].rstrip(" ,"), match[1] + match[2].upper(), text[match.end() :].strip(" ,")


def _number_at(words: list[str]) -> int | None:
    """Find the word where the house number starts: the first one that can, unless it is a year that belongs to the
    street.
    """
    for at in range(1, len(words)):
        match = _match_number(" ".join(words[at:])) if words[at][:1].isdigit() else None
        if match and int(match[1]) > 0 and not _is_year_of_street(words, at):
            return at
    return None


def _is_year_of_street(words: list[str], at: int) -> bool:
    """Tell whether the number at this place is a year in the name of the street, as in `Plein 1945` or `Plein 40-45
    3`.
    """
    if not _YEARS.fullmatch(words[at]):
        return False
    if at + 1 < len(words):
        return words[at + 1][:1].isdigit() and not _FLOOR.fullmatch(words[at + 1])
    return words[at - 1].lower() in _YEAR_NAMES
