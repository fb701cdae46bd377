"""Laws of meetings: how time is divided, what is due, and above which level there is much for one household. Pure."""

import datetime as dt

LONGEST_LINE = 300
LONGEST_NAME = 80
#: So many households fit in one meeting.
MOST_HOUSEHOLDS = 30
SHORTEST, LONGEST = 2, 60
USUAL_MINUTES = 10
#: A first meeting looks back so many days.
FIRST_LOOK_BACK = 30
#: What is due within so many days after the meeting stands on its agenda.
DUE_WITHIN = 14
#: No step is agreed for a day further ahead than this.
FURTHEST_DAYS = 366
#: A meeting is planned for no day further ahead than this.
FURTHEST_MEETING = 183
MOST_LEVEL = 20


def day_is_possible(
    day: dt.date | None, today: dt.date, kept: dt.date | None = None, *, furthest: int = FURTHEST_DAYS
) -> bool:
    """Whether something can be agreed for ``day``; a day that stood there already may stay."""
    return day is not None and (day == kept or 0 <= (day - today).days <= furthest)


def planned_starts(begins: dt.datetime, minutes_each: int, number: int) -> list[dt.datetime]:
    """When each household's turn begins, one after the other."""
    return [begins + dt.timedelta(minutes=minutes_each * turn) for turn in range(number)]
