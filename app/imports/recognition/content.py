"""How much the cells of a column look like each field: the share of the filled cells that fit, between 0 and 1."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median

from app.imports.recognition import lexicon
from app.imports.recognition.fields import Field
from app.kernel.bsn import digits_of, passes_eleven_test
from app.kernel.dates import DateKind, looks_like_date, parse_date
from app.kernel.errors import RuleBroken
from app.kernel.names import PREFIXES, fold, words_of
from app.kernel.postcode import normalise_postcode, parse_address

_PHONE = re.compile(r"(?:\+31|0031|0)[ -]?\(?0?\)?[1-9][0-9 -]{7,11}")
_NUMBER = re.compile(r"[0-9]{1,5} ?[A-Za-z]?")
_ADULT_YEARS = 14
_SERIAL_DIGITS = 5
_NAME_WORDS = range(2, 7)
_SMALL = 3
_MANY = 8


def content_scores(values: Sequence[str], *, today: date) -> dict[Field, float]:
    """Score the filled cells of one column for every field that can be told from its content."""
    filled = [value.strip() for value in values if value.strip() and value.strip() != "-"]
    if not filled:
        return {}
    scores = {field: sum(map(test, filled)) / len(filled) for field, test in _TESTS.items()}
    if len(filled) >= _MANY and len(set(filled)) * _MANY <= len(filled):
        scores[Field.NAME] = 0.0  # one place or team over and over is written like a name
    scores.update(_date_scores(filled, today))
    scores[Field.REMARKS] = prose(filled)
    return scores


def _date_scores(filled: Sequence[str], today: date) -> dict[Field, float]:
    """Tell dates of birth from dates of help by the years: the middle one lies long ago or not."""
    share = sum(_is_date(value) for value in filled) / len(filled)
    years = [year for year in (_year(value, today) for value in filled) if year]
    if not years:
        return {}
    old = sum(year <= today.year - _ADULT_YEARS for year in years) / len(years)
    born = old if median(years) <= today.year - _ADULT_YEARS else old / 2
    return {Field.BIRTH: share * born, Field.START: share * (1 - born), Field.END: share * (1 - born) * 0.9}


def _is_date(value: str) -> bool:
    """Tell whether a cell is a date, also an impossible one, or the bare number that Excel keeps for a date."""
    return looks_like_date(value) or (
        len(value) == _SERIAL_DIGITS and value.isdigit() and int(value) in range(5_000, 60_000)
    )


def _year(value: str, today: date) -> int | None:
    """The year of a cell, when it is a date that can exist."""
    try:
        return parse_date(value, kind=DateKind.START, today=today).value.year if _is_date(value) else None
    except RuleBroken:
        try:
            return parse_date(value, kind=DateKind.BIRTH, today=today).value.year
        except RuleBroken:
            return None


def _is_bsn(value: str) -> bool:
    """Nine digits that pass the test, or (lists hold wrong ones) nine digits at all; a telephone number is neither."""
    digits = digits_of(value)
    return passes_eleven_test(digits) or (len(digits) == len("123456789") and digits.isdigit() and digits == value)


def is_name(value: str) -> bool:
    """A surname, a comma and a given name; or two to six words that start with a capital, prefixes apart."""
    words = value.replace(",", " ").split()
    if len(words) not in _NAME_WORDS or any(sign.isdigit() for sign in value):
        return False
    if any(word in lexicon.ORGANISATION_WORDS for word in words_of(value)) or _is_street(value):
        return False
    return all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    """A word of a name: a capital (or the sign of a lost one) first, or a prefix."""
    return word[0].isupper() or word[0] == "?" or word.lower() in PREFIXES or word[:2].lower() in {"'t", "’t"}


def _is_single(value: str) -> bool:
    """One name: a word with a capital, or two with a dash or a space."""
    return 1 <= len(value.split()) < _SMALL and value[0].isupper() and not any(sign.isdigit() for sign in value)


def _is_given(value: str) -> bool:
    """A known given name, or initials."""
    return bool(words_of(value)) and words_of(value)[0] in lexicon.GIVEN_NAMES and _is_single(value)


def _has_stem(value: str, stems: tuple[str, ...]) -> bool:
    """Tell whether a word starts with or contains one of the stems."""
    folded = fold(value)
    return any(stem in folded for stem in stems)


def _is_strand(value: str) -> bool:
    return lexicon.signs_as_dash(fold(value)) in lexicon.STRAND_WORDS


def _is_status(value: str) -> bool:
    return lexicon.signs_as_dash(fold(value)) in lexicon.STATUS_WORDS


def _is_second(value: str) -> bool:
    """What people write about who comes along: a relation, nobody, asked, unsafe."""
    words = words_of(value)
    telling = {
        "niemand",
        "nee",
        "onveilig",
        "gevraagd",
        "mee",
        "meegekomen",
        "nobody",
        "unsafe",
        "asked",
        "coming",
        "liever",
    }
    return bool(words) and (words[0] in lexicon.RELATION_WORDS or not telling.isdisjoint(words))


def _is_organisation(value: str) -> bool:
    words = words_of(value)
    return bool(words) and value[0].isupper() and any(word in lexicon.ORGANISATION_WORDS for word in words)


def _is_street(value: str) -> bool:
    """Tell whether a text ends as the name of a street does."""
    return fold(value).rstrip(" .").endswith(lexicon.STREET_ENDS)


def _is_address(value: str) -> bool:
    address = parse_address(value)
    return (
        (address.house is not None or _is_street(value))
        and any(sign.isalpha() for sign in address.street)
        and not looks_like_date(value)
    )


def single_names(values: Sequence[str]) -> float:
    """The share of the filled cells that are one name."""
    filled = [value.strip() for value in values if value.strip()]
    return sum(map(_is_single, filled)) / len(filled) if filled else 0.0


def prose(values: Sequence[str]) -> float:
    """Free text: sentences of some length; a little for anything."""
    filled = [value for value in values if value.strip()]
    if not filled:
        return 0.0
    return 0.15 + 0.5 * sum(len(value.split()) >= _SMALL for value in filled) / len(filled)


_TESTS: dict[Field, Callable[[str], bool]] = {
    Field.BSN: _is_bsn,
    Field.POSTCODE: lambda value: normalise_postcode(value) is not None,
    Field.PHONE: lambda value: _PHONE.fullmatch(value) is not None,
    Field.NUMBER: lambda value: _NUMBER.fullmatch(value) is not None and not _is_date(value),
    Field.NAME: is_name,
    Field.GIVEN: _is_given,
    Field.PREFIX: lambda value: all(word.lower() in PREFIXES for word in value.split()),
    Field.ADDRESS: _is_address,
    Field.STRAND: _is_strand,
    Field.STATUS: _is_status,
    Field.SECOND: _is_second,
    Field.ORGANISATION: _is_organisation,
    Field.PRODUCT: lambda value: _has_stem(value, lexicon.PRODUCT_STEMS),
}
#: Fields that content alone may decide; the others also need a telling header.
CERTAIN_BY_CONTENT = (frozenset(_TESTS) - {Field.NUMBER}) | {Field.BIRTH, Field.START}
