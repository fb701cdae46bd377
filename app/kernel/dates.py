"""Dates as people in the Netherlands write them: day first, month names, two-digit years, and Excel's numbers."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.errors import RuleBroken, marked
from app.kernel.names import fold


class DateKind(StrEnum):
    """What the date is of; it decides the century of a two-digit year and what is possible."""

    BIRTH = "birth"
    START = "start"


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date, and whether its century was a guess (`assumed`) or its day was not given (`approximate`)."""

    value: date
    assumed: bool = False
    approximate: bool = False


OLDEST = 115
"""Nobody is older, in years; also what makes a two-digit year of birth certain."""
EARLIEST_START = 1950
YEARS_AHEAD = 20
_CENTURY = 100
_MONTHS_NL = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTHS_MORE = {"maa": 3, "mar": 3, "may": 5, "oct": 10, "juni": 6, "juli": 7}
_NUMERIC = re.compile(r"([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}('?[0-9]{2}|[0-9]{4})")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_NAMED = re.compile(
    r"(?:([0-9]{1,2})(?:e|ste|de|th|st|nd|rd)?[-. ]{0,2})?([a-z]{3,9})\.?[-, ]{0,2}('?[0-9]{2}|[0-9]{4})"
)
_TIME = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?Z?$")
_WEEKDAY = re.compile(r"^(?:ma|di|wo|do|vr|za|zo)[a-z]{0,7}[., ] ?(?=[0-9])")
_SERIAL = re.compile(r"[1-9][0-9]{3,4}(?:\.0{1,6})?")
_PACKED = re.compile(r"[0-9]{8}")
_UNREAD = marked("‘%(day)s’ kunnen wij niet lezen als datum. Schrijf bijvoorbeeld 17-12-1997.")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_654, 73_051)  # 1910 up to and including 2099
_DAYS_PER_YEAR = 365.25


def parse_date(value: object, *, kind: DateKind, today: date, field: str = "date") -> ParsedDate:
    """Read a date from a cell: text in any of the usual styles, a date, a datetime or an Excel serial number.

    Raises `RuleBroken` with the reason in Dutch: unreadable, impossible (`31-02-2026 bestaat niet`), in the future
    for a birth, too long ago.
    """
    if isinstance(value, datetime):
        found = ParsedDate(value.date())
    elif isinstance(value, date):
        found = ParsedDate(value)
    else:
        found = _from_text(" ".join(str(value).split()), kind, today, field)
    _check_possible(found.value, kind, today, field)
    return found


def looks_like_date(text: str) -> bool:
    """Tell whether a text has the form of a date, also when that date does not exist."""
    plain = _plain(text)
    if _NUMERIC.fullmatch(plain) or _ISO.fullmatch(plain):
        return True
    named = _NAMED.fullmatch(plain)
    return named is not None and _month(named[2]) is not None


def _plain(text: str) -> str:
    """Lower case, without weekday and time."""
    return _WEEKDAY.sub("", _TIME.sub("", " ".join(text.split())).lower().strip())


def _from_text(text: str, kind: DateKind, today: date, field: str) -> ParsedDate:
    """Read a written date."""
    plain = _plain(text)
    if _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIALS:
        return ParsedDate(_EPOCH + timedelta(days=int(float(plain))))
    day, month, year = _parts(plain, text, field)
    full, assumed = _full_year(year, kind, today)
    try:
        return ParsedDate(date(full, month, 1 if day is None else day), assumed=assumed, approximate=day is None)
    except ValueError:
        raise RuleBroken(field, marked("%(day)s bestaat niet. Kijk de datum na."), day=text) from None


def _parts(plain: str, text: str, field: str) -> tuple[int | None, int, str]:
    """Split a written date into day (None when not given), month and year as written; raises `RuleBroken` when it is
    none.
    """
    if match := _ISO.fullmatch(plain):
        return int(match[3]), int(match[2]), match[1]
    if match := _NUMERIC.fullmatch(plain):
        return int(match[1]), int(match[2]), match[3]
    if match := _NAMED.fullmatch(fold(plain)):
        month = _month(match[2])
        if month:
            return int(match[1]) if match[1] else None, month, match[3]
    if _PACKED.fullmatch(plain):
        return _packed(plain)
    raise RuleBroken(field, _UNREAD, day=text)


def _packed(digits: str) -> tuple[int, int, str]:
    """Read eight digits: year first when that gives a year of this or the last century, otherwise day first."""
    if digits[:2] in {"19", "20"} and 1 <= int(digits[4:6]) <= len(_MONTHS_NL):
        return int(digits[6:]), int(digits[4:6]), digits[:4]
    return int(digits[:2]), int(digits[2:4]), digits[4:]


def _month(word: str) -> int | None:
    """The number of a month by its Dutch or English name or its first three letters."""
    word = fold(word)
    if word[:3] in _MONTHS_NL:
        return _MONTHS_NL.index(word[:3]) + 1
    return _MONTHS_MORE.get(word[:3])


def _full_year(written: str, kind: DateKind, today: date) -> tuple[int, bool]:
    """Complete a two-digit year, and tell whether the other century was possible too.

    A birth is the latest one that is not in the future; a start is the year within twenty years from now, otherwise
    in the last century.
    """
    digits = written.lstrip("'")
    if len(digits) > len("97"):
        return int(digits), False
    year = today.year - today.year % _CENTURY + int(digits)
    if kind is DateKind.START:
        return (year if year <= today.year + YEARS_AHEAD else year - _CENTURY), False
    latest = year if year <= today.year else year - _CENTURY
    return latest, today.year - (latest - _CENTURY) <= OLDEST - 10


def _check_possible(found: date, kind: DateKind, today: date, field: str) -> None:
    """Refuse a birth in the future or too long ago, and a start that cannot be one; raises `RuleBroken`."""
    shown = found.strftime("%d-%m-%Y")
    if kind is DateKind.BIRTH and found > today:
        text = marked("%(day)s ligt in de toekomst; dat kan geen geboortedatum zijn. Kijk de datum na.")
        raise RuleBroken(field, text, day=shown)
    if kind is DateKind.BIRTH and (today - found).days > OLDEST * _DAYS_PER_YEAR:
        text = marked("%(day)s is meer dan %(years)d jaar geleden; dat kan geen geboortedatum zijn. Kijk de datum na.")
        raise RuleBroken(field, text, day=shown, years=OLDEST)
    if kind is DateKind.START and not EARLIEST_START <= found.year <= today.year + YEARS_AHEAD:
        text = marked("%(day)s ligt te ver weg om een begin- of einddatum te zijn. Kijk het jaartal na.")
        raise RuleBroken(field, text, day=shown)
