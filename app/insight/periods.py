"""Periods that can be asked: a calendar year, quarter or month. Pure."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.insight.suppression import Path


class Span(StrEnum):
    """How long a period is, from long to short."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


_MONTHS: Final = {Span.YEAR: 12, Span.QUARTER: 3, Span.MONTH: 1}
_TYPED: Final = re.compile(r"(\d{4})(?:-(?:[qQkK]([1-4])|(0[1-9]|1[0-2])))?")
_FIRST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar period; ``starts`` is its first day. Written as 2025, 2025-Q3 and 2025-07."""

    span: Span
    starts: dt.date

    @property
    def ends(self) -> dt.date:
        """The first day after it."""
        return self._moved(1)

    @property
    def before(self) -> "Period":
        """The period of the same length just before it."""
        return Period(self.span, self._moved(-1))

    @property
    def year_before(self) -> "Period":
        """The same period a year earlier."""
        return Period(self.span, self.starts.replace(year=self.starts.year - 1))

    @property
    def coarser(self) -> "Period | None":
        """The quarter of a month, the year of a quarter; a year has none."""
        return Period.from_path(self.path[:-1]) if self.span is not Span.YEAR else None

    @property
    def parts(self) -> tuple["Period", ...]:
        """The four quarters of a year, the three months of a quarter; a month has none."""
        if self.span is Span.MONTH:
            return ()
        finer = Span.QUARTER if self.span is Span.YEAR else Span.MONTH
        made = [Period(finer, self.starts)]
        while made[-1].ends < self.ends:
            made.append(Period(finer, made[-1].ends))
        return tuple(made)

    @property
    def path(self) -> Path:
        """Where it stands between the year and the month, for the lattice."""
        year, quarter = f"{self.starts.year:04d}", (self.starts.month + 2) // 3
        full = (year, f"{year}-Q{quarter}", f"{year}-{self.starts.month:02d}")
        return full[: list(Span).index(self.span) + 1]

    def __str__(self) -> str:
        """As it stands in an address."""
        return self.path[-1]

    def _moved(self, times: int) -> dt.date:
        months = self.starts.year * 12 + self.starts.month - 1 + _MONTHS[self.span] * times
        return dt.date(months // 12, months % 12 + 1, 1)

    @classmethod
    def from_path(cls, path: Path) -> "Period":
        """The period of the last step of a path. Raises ValueError when it is none."""
        return cls.read(path[-1])

    @classmethod
    def read(cls, typed: str) -> "Period":
        """What somebody typed or what stands in an address. Raises ValueError when it is no period."""
        found = _TYPED.fullmatch(typed.strip())
        if found is None or int(found[1]) < _FIRST_YEAR:
            raise ValueError(typed)
        year, quarter, month = int(found[1]), found[2], found[3]
        if month:
            return cls(Span.MONTH, dt.date(year, int(month), 1))
        if quarter:
            return cls(Span.QUARTER, dt.date(year, int(quarter) * 3 - 2, 1))
        return cls(Span.YEAR, dt.date(year, 1, 1))


def last_whole(span: Span, today: dt.date) -> Period:
    """The last period of this length that is over."""
    months = _MONTHS[span]
    first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    return Period(span, first).before
