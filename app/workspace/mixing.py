"""The team's mix: widens the period until most cells can be shown, and says so."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.access.vocabulary import STRANDS
from app.web.charts import Part, add_months, mix_parts
from app.web.i18n import day
from app.web.i18n import gettext as _
from app.web.i18n import month as month_name
from app.workspace.queries import mix as read

#: Periods in months (whole quarters), from the one that was asked for to the widest that is tried.
PERIODS = (3, 6, 12, 24)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One neighbourhood: its counts ("–" where held back) and, when all are known, its bar."""

    name: str
    cells: list[str]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of the whole team."""

    name: str
    cells: list[str]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class TeamMix:
    """The page: period, sentence, neighbourhoods and months."""

    months: int
    asked: int
    period: str
    sentence: str
    areas: list[AreaLine]
    by_month: list[MonthLine]
    held_back: int


def _grid(rows: Sequence[Any], key: str) -> dict[Any, dict[str, int | None]]:
    grid: dict[Any, dict[str, int | None]] = {}
    for row in rows:
        grid.setdefault(getattr(row, key), {})[row.strand] = row.number
    return grid


def _cells(counts: dict[str, int | None]) -> list[str]:
    """A count, or a dash where it is held back; a strand without a row has no interventions at all (or is held back too)."""
    return ["–" if counts.get(strand) is None else str(counts[strand]) for strand in STRANDS]


def _parts(counts: dict[str, int | None]) -> list[Part]:
    known = {strand: counts.get(strand) for strand in STRANDS}
    return mix_parts({strand: number or 0 for strand, number in known.items()}) if None not in known.values() else []


def team_mix(asked: int, today: dt.date) -> TeamMix:
    """The mix of the last whole quarters: ``asked`` months, or more when most cells would be empty otherwise."""
    months, rows = asked, read.list_mix(asked)
    for wider in PERIODS:
        if wider <= months or not _mostly_empty(rows):
            continue
        months, rows = wider, read.list_mix(wider)
    ends = add_months(today, -((today.month - 1) % 3))
    areas = [AreaLine(name, _cells(counts), _parts(counts)) for name, counts in _grid(rows, "area").items()]
    by_month = _grid(read.list_months(months), "month")
    return TeamMix(
        months=months,
        asked=asked,
        period=_(
            "%(first)s tot en met %(last)s",
            first=day(add_months(ends, -months)),
            last=day(ends - dt.timedelta(days=1)),
        ),
        sentence=_sentence(rows),
        areas=areas,
        by_month=[
            MonthLine(month_name(month), _cells(counts), _parts(counts))
            for month, counts in by_month.items()
            if any(number is not None for number in counts.values())
        ],
        held_back=sum(1 for row in rows if row.number is None),
    )


def _mostly_empty(rows: Sequence[Any]) -> bool:
    held_back = sum(1 for row in rows if row.number is None)
    return not rows or held_back * 2 > len(rows)


def _sentence(rows: Sequence[Any]) -> str:
    """What stands out, in words: the neighbourhood in which enforcement takes the largest share."""
    shares = []
    for area, counts in _grid(rows, "area").items():
        known = [number for strand in STRANDS if (number := counts.get(strand)) is not None]
        if len(known) == len(STRANDS) and any(known):
            shares.append(((counts["enforcement"] or 0) / sum(known), area))
    if not shares:
        return _("Er is nog te weinig om te tellen.")
    share, area = max(shares)
    return _(
        "%(area)s leunt het meest op handhaving: %(share)d procent van de inzet.", area=area, share=round(share * 100)
    )
