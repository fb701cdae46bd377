"""What looking over the log is held to: who, how far at once, and how many lines."""

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from hmac import new as hmac

OFFICERS = frozenset({"privacy_officer"})
#: People whose own file it is, or who stand around it: their sights are no work that can be explained.
NOT_AT_WORK = ("resident", "co_resident", "young_person", "network_person", "privacy_officer")
#: The longest period that is shown at once, in days, so that a page never costs more as the log grows.
LONGEST = 31
#: The period that is shown when nobody chose one, in days.
USUAL = 7
#: Lines on a page, and sights in a sample (``security.md`` 3.3: twenty a month).
PAGE, SAMPLE = 50, 20
#: No installation has a log from before this day.
EARLIEST = dt.date(2020, 1, 1)
#: Characters of an answer: one line.
ANSWER = 300


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in Amsterdam, both included."""

    first: dt.date
    last: dt.date


def period_of(first: dt.date | None, last: dt.date | None, today: dt.date) -> tuple[Period, bool]:
    """The period that was asked for, and whether it was made shorter: the last ``LONGEST`` days of it, never backwards."""
    last = max(min(last or today, today), EARLIEST)
    first = first or last - dt.timedelta(days=USUAL - 1)
    shortest = last - dt.timedelta(days=LONGEST - 1)
    kept = max(min(first, last), shortest)
    return Period(kept, last), kept != first


def points(key: bytes, month: dt.date, lowest: int, highest: int) -> list[int]:
    """Where in a month's lines the sample looks: the same for everybody who asks, and known to nobody beforehand.

    ``lowest`` and ``highest`` are the ids of the month. Drawn from a keyed hash, so nobody can draw again until it suits.
    """
    wide = highest - lowest + 1
    drawn = (hmac(key, f"sample {month:%Y-%m} {turn}".encode(), sha256).digest() for turn in range(SAMPLE))
    return sorted({lowest + int.from_bytes(each[:8], "big") % wide for each in drawn})
