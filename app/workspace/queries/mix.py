"""A team's mix in suppressed counts; the database gives no number that stands for fewer than ten households."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from app.db.session import db

_MIX = text("select * from sec.team_mix(:since)")
_MONTHS = text("select * from sec.team_months(:since)")


def list_mix(since: dt.date) -> Sequence[Row[Any]]:
    """Per neighbourhood and strand how many interventions began since a day; None where too few households stand behind it."""
    return db.session.execute(_MIX, {"since": since}).all()


def list_months(since: dt.date) -> Sequence[Row[Any]]:
    """Per month and strand, for the whole team; None where too few households stand behind it."""
    return db.session.execute(_MONTHS, {"since": since}).all()
