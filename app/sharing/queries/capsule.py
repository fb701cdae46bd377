"""What stands on the hand-over sheet besides the plan and the network: words of leads before, and the next date."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from app.db.clock import now
from app.db.session import db


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """What one lead told the next."""

    id: int
    works: str
    avoid: str
    promises: str
    author: str
    successor: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next appointment."""

    id: int
    starts_at: dt.datetime
    about: str
    persons: tuple[int, ...]


_HANDOVERS = text(
    """
    select h.id, h.works, h.avoid, h.promises, a.name as author, s.name as successor, h.created_at as at
      from handover h join account a on a.id = h.author_id join account s on s.id = h.successor_id
     where h.dossier_id = :dossier order by h.created_at desc, h.id desc limit 5
    """
)
_NEXT = text(
    """
    select id, starts_at, about, person_ids as persons from appointment
     where dossier_id = :dossier and status = 'planned' and ends_at >= :now order by starts_at, id limit 1
    """
)


def list_handovers(dossier_id: int) -> tuple[HandoverLine, ...]:
    """What leads told the next one, the newest first; for the team that leads."""
    return tuple(HandoverLine(**row) for row in db.session.execute(_HANDOVERS, {"dossier": dossier_id}).mappings())


def find_next_date(dossier_id: int) -> NextDate | None:
    """The next planned appointment, or None."""
    row = db.session.execute(_NEXT, {"dossier": dossier_id, "now": now()}).mappings().one_or_none()
    return None if row is None else NextDate(**{**row, "persons": tuple(row["persons"])})
