"""Which part of what is told has to be decided anew after a change. Pure.

A cut is decided by itself as soon as the whole is known: the parents of a cell are in its own cut and in the whole, and the cells into
which a parent falls apart are of one cut. So when nothing of the whole of a year changed, only the cuts that did are looked at again.
"""

from collections.abc import Iterable
from typing import Final

from app.insight.closings import BOOK
from app.insight.closings import CUTS as CLOSED_CUTS
from app.insight.courses import MEASURES, WITHIN
from app.insight.facts import GROUPINGS, STEPS

#: Everything of a year.
EVERYTHING: Final = "*"
_CLOSED: Final = frozenset({BOOK, *CLOSED_CUTS})
_STEPS: Final = frozenset(STEPS)
#: What began. How many organisations are behind it stands beside the whole, so their cut is not apart from it.
_BEGAN: Final = frozenset({*(cut for _span, cut in GROUPINGS), "team", "phase"})
_WHOLE: Final = frozenset({"", "kind", "organisation"})

#: To be followed by a select of (year, part); ``part`` is what stands before the colon of a value.
MARK: Final = "insert into insight.stale_year (year, part)"
#: The part of a value in SQL.
PART: Final = "split_part(value, ':', 1)"

Cuts = frozenset[str]


def widened(parts: Iterable[str]) -> Cuts | None:
    """The cuts to decide anew when these changed; None is everything."""
    changed = frozenset(parts)
    if EVERYTHING in changed:
        return None
    found = changed
    if changed & _WHOLE:
        found |= _BEGAN
    if changed & _STEPS:
        found |= _STEPS
    for inner, value in WITHIN.items():
        together = {inner, value.partition(":")[0]}
        found |= together if changed & together else frozenset()
    return found | _CLOSED if changed & _CLOSED else found


def is_began(cuts: Cuts | None) -> bool:
    """Whether anything of what began, or of what was closed, is in it."""
    return cuts is None or bool(cuts - MEASURES.keys())


def is_course(cuts: Cuts | None) -> bool:
    """Whether anything of the course of households is in it."""
    return cuts is None or bool(cuts & MEASURES.keys())


def is_in(value: str, cuts: Cuts | None) -> bool:
    """Whether a value is of one of these cuts."""
    return cuts is None or value.partition(":")[0] in cuts
