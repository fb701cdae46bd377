"""Laws of small wins: what tells a win from a step and a quick fix, and when to ask what went well. Pure."""

import datetime as dt
from collections.abc import Collection

LONGEST_LINE = 200
LONGEST_SIGN = 300
#: After so many days without a win the page asks what did go well (issue of the network, section 4).
SILENT_DAYS = 60
#: Nothing older is added as news of now.
OLDEST_DAYS = 2 * 366

ALL = frozenset({"done", "small", "deep", "frictional", "ambition", "valued"})
#: What makes more of it than a problem that went away: somebody acts differently, or a barrier fell.
LASTING = frozenset({"deep", "frictional"})


def kind_of(criteria: Collection[str]) -> str:
    """``win`` when all six hold, ``fix`` when it is done and nothing lasting changed, else ``step``; ``unweighed`` without answers."""
    held = frozenset(criteria)
    if not held:
        return "unweighed"
    if held >= ALL:
        return "win"
    return "fix" if "done" in held and not held & LASTING else "step"


def is_silent(last: dt.date | None, today: dt.date) -> bool:
    """Whether nothing went well, as far as written down, for sixty days or ever."""
    return last is None or (today - last).days >= SILENT_DAYS


def day_is_possible(day: dt.date, today: dt.date, kept: dt.date | None = None) -> bool:
    """Whether something can have gone well on ``day``: not tomorrow, not years ago; a day that stood there may stay."""
    return day == kept or 0 <= (today - day).days <= OLDEST_DAYS
