"""What is asked for research, as the principal may read it; and the groups of which a file is made."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from app.db.session import db
from app.insight import queries as read
from app.insight.periods import Span
from app.insight.rules import LEAST_ORGANISATIONS
from app.insight.suppression import LEAST
from app.kernel.errors import NotFound
from app.research.models import ResearchExport

#: The cuts of a file, one at a time and never together; neither neighbourhoods nor single organisations or teams.
CUTS: Final = ("", "kind:", "domain:", "phase:")
LEVELS: Final = ("town", "district")


@dataclass(frozen=True, slots=True)
class Group:
    """A group of at least ten households and ten persons. All numbers are whole tens, rounded down."""

    level: str
    place: str
    value: str
    strand: str
    number: int
    homes: int
    persons: int


def get_export(export_id: int, *, anew: bool = False) -> ResearchExport:
    """One request; ``anew``: as it stands now, also when it was read before. Raises NotFound when there is none, or none that the
    principal may read.
    """
    one = select(ResearchExport).where(ResearchExport.id == export_id).execution_options(populate_existing=anew)
    found = db.session.execute(one).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def list_exports() -> list[ResearchExport]:
    """Every request that the principal may read, the newest first."""
    return list(db.session.execute(select(ResearchExport).order_by(ResearchExport.id.desc())).scalars())


def list_groups(year: int) -> list[Group]:
    """What is told of a year, group by group, once more held to ten households and persons, and to organisations enough in a kind."""
    return [
        Group(row.level, row.place, row.value, row.strand, row.number // LEAST * LEAST, row.homes, row.persons)
        for value in CUTS
        for row in read.list_told(Span.YEAR, [dt.date(year, 1, 1)], LEVELS, place=None, value=value)
        if is_enough((row.number, row.homes, row.persons)) and (value != "kind:" or row.orgs >= LEAST_ORGANISATIONS)
    ]


def is_enough(numbers: Iterable[int | None]) -> bool:
    """Whether every number of a group is there and ten at least."""
    return all(number is not None and number >= LEAST for number in numbers)
