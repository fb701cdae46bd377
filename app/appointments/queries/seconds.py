"""The second person of one appointment, what happened the previous times, and how the team keeps its habit."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from app.db.session import db

#: How many earlier appointments the question repeats.
BEFORE = 3

_SECOND = text(
    """
    select s.id, s.state, s.network_person_id, s.remark, s.version, s.changed_at, s.owner_org_id,
           n.first_name, n.relation, a.name as by_name
      from second_person s
      left join network_person n on n.id = s.network_person_id
      left join account a on a.id = s.author_id
     where s.appointment_id = :appointment
    """
)

#: The appointments before one moment, newest first, each with every state that was recorded and who was named.
_BEFORE = text(
    """
    select a.id, a.starts_at, a.person_ids, s.state, n.first_name, n.relation,
           array(select c.state from second_person_change c where c.second_person_id = s.id order by c.id) as steps,
           array(select m.first_name from second_person_change c join network_person m on m.id = c.network_person_id
                  where c.second_person_id = s.id order by c.id) as named
      from appointment a
      left join second_person s on s.appointment_id = a.id
      left join network_person n on n.id = s.network_person_id
     where a.dossier_id = :dossier and a.status <> 'cancelled' and a.starts_at < least(:before, sec.now()) and a.id <> :except
     order by a.starts_at desc, a.id desc limit :number
    """
)

_OFFERS = text("select text, created_at, person_ids from offer where appointment_id = :appointment order by id")
_HABIT = text("select asked, total from sec.team_habit(:week)")


@dataclass(frozen=True, slots=True)
class Second:
    """Where asking stands at one appointment. ``version`` 0: nothing was recorded yet."""

    id: int | None = None
    state: str = "not_asked"
    network_person_id: int | None = None
    first_name: str = ""
    relation: str = ""
    remark: str = ""
    by_name: str = ""
    changed_at: dt.datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """What happened at an earlier appointment: every state in order, who was named, who came."""

    starts_at: dt.datetime
    state: str
    first_name: str
    relation: str
    steps: tuple[str, ...]
    named: tuple[str, ...]
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What somebody wants to do for the neighbourhood, and when it was written down."""

    text: str
    created_at: dt.datetime
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """How often the team asked this week, of how many appointments."""

    asked: int
    total: int


def get_second(appointment_id: int) -> Second:
    """Where it stands; *not asked yet* when nothing was recorded, or when what was recorded is not for the asker."""
    row = db.session.execute(_SECOND, {"appointment": appointment_id}).one_or_none()
    if row is None:
        return Second()
    return Second(
        id=row.id,
        state=row.state,
        network_person_id=row.network_person_id,
        first_name=row.first_name or "",
        relation=row.relation or "",
        remark=row.remark,
        by_name=row.by_name or "",
        changed_at=row.changed_at,
        version=row.version,
    )


def list_before(dossier_id: int, moment: dt.datetime, *, leave_out: int = 0) -> tuple[Before, ...]:
    """The last appointments before ``moment`` that began, newest first; cancelled ones are left out."""
    values = {"dossier": dossier_id, "before": moment, "except": leave_out, "number": BEFORE}
    return tuple(
        Before(
            starts_at=row.starts_at,
            state=row.state or "not_asked",
            first_name=row.first_name or "",
            relation=row.relation or "",
            steps=tuple(row.steps),
            named=tuple(dict.fromkeys(row.named)),
            person_ids=tuple(row.person_ids),
        )
        for row in db.session.execute(_BEFORE, values).all()
    )


def list_offers(appointment_id: int) -> tuple[OfferLine, ...]:
    """What was offered at this appointment; nothing for whoever may not see offers."""
    rows = db.session.execute(_OFFERS, {"appointment": appointment_id}).all()
    return tuple(OfferLine(row.text, row.created_at, tuple(row.person_ids)) for row in rows)


def find_habit(week: dt.date) -> Habit | None:
    """How often the asker's own organisation asked in the week of that day; None when too little stands behind it."""
    row = db.session.execute(_HABIT, {"week": week}).one_or_none()
    return Habit(row.asked, row.total) if row else None
