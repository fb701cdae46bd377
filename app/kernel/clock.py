"""Time: stored in UTC, shown and counted in Amsterdam.

Everything that needs "now" takes a `Clock`, so that a test can decide what time it is.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """Give the moment, aware and in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Give the moment, aware and in UTC."""
        return now_utc()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still at `moment` (aware); for tests and for the demo town."""

    moment: datetime

    def now(self) -> datetime:
        """Give the moment it was set to, in UTC."""
        return as_utc(self.moment)


def now_utc() -> datetime:
    """Give this moment, aware and in UTC."""
    return datetime.now(UTC)


def as_utc(moment: datetime) -> datetime:
    """Turn an aware moment into UTC; raises ValueError for one without a zone, because guessing it goes wrong twice a
    year.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)


def in_amsterdam(moment: datetime) -> datetime:
    """Give the wall clock time in Amsterdam of an aware moment."""
    return as_utc(moment).astimezone(AMSTERDAM)


def from_amsterdam(wall: datetime) -> datetime:
    """Turn a naive wall clock time in Amsterdam (what somebody typed) into UTC.

    In the hour that occurs twice in October the first one is meant; raises ValueError for a time that is skipped in
    March.
    """
    moment = wall.replace(tzinfo=AMSTERDAM, fold=0).astimezone(UTC)
    if moment.astimezone(AMSTERDAM).replace(tzinfo=None) != wall.replace(tzinfo=None, fold=0):
        raise ValueError("a time that does not exist on this day")
    return moment


def today_in_amsterdam(clock: Clock | None = None) -> date:
    """Give the date that it is in Amsterdam now."""
    return in_amsterdam((clock or SystemClock()).now()).date()


def amsterdam_day(day: date) -> tuple[datetime, datetime]:
    """Give the first moment of a day in Amsterdam and of the next one, in UTC (a day of 23, 24 or 25 hours)."""
    start = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)
    following = date.fromordinal(day.toordinal() + 1)
    end = datetime(following.year, following.month, following.day, tzinfo=AMSTERDAM)
    return start.astimezone(UTC), end.astimezone(UTC)
