"""Bounds of questions, and the three things that somebody outside can tick. Pure."""

import datetime as dt

LONGEST_LINE = 160
LONGEST_TEXT = 2000
#: So many people one question asks at most.
MOST_ASKED = 20
#: A question looks so many days ahead when nobody says otherwise, and at most.
USUAL_DAYS, FURTHEST_DAYS = 7, 183
#: What somebody outside writes back, and what they are asked.
LONGEST_FROM_OUTSIDE = 300
#: How long a link to somebody outside works (also in ``app/db/sql/questions.sql``, which decides).
LINK_DAYS = 8

#: What somebody outside can tick.
SEEN, DONE, WORRY = "seen", "done", "worry"


def may_be_due(day: dt.date, today: dt.date, kept: dt.date | None = None) -> bool:
    """Whether a question may be due on that day; a day that stood there already may stay."""
    return day == kept or 0 <= (day - today).days <= FURTHEST_DAYS
