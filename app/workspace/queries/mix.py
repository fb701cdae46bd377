"""A team's mix in suppressed counts; the database gives no number that stands for fewer than ten households."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from app.db.session import db

_MIX = text("select * from sec.team_mix(:months)")
_MONTHS = text("select * from sec.team_months(:months)")


def list_mix(months: int) -> Sequence[Row[Any]]:
    """Per neighbourhood and strand how many interventions began in the last whole quarters: 3, 6, 12 or 24 months.

    None where too few households stand behind it, or where it would let a smaller number be worked out.
    """
    return db.session.execute(_MIX, {"months": months}).all()


def list_months(months: int) -> Sequence[Row[Any]]:
    """Per month and strand, for the whole team; None where too few households stand behind it."""
    return db.session.execute(_MONTHS, {"months": months}).all()
