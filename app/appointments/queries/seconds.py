"""The second person of one appointment, what happened the previous times, and how the team keeps its habit."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import text

from app.db.session import db

#: How many earlier appointments the question repeats.
BEFORE = 3

_SECOND = text(
    """
    select s.id, s.state, s.network_person_id, s.remark, s.version, s.changed_at, s.owner_org_id, s.no_reason, s.no_words,
           s.may_hear, s.own_yes_on, s.difference, s.difference_to, s.difference_words, n.first_name, n.relation, a.name as by_name
      from second_person s
      left join network_person n on n.id = s.network_person_id
      left join account a on a.id = s.author_id
     where s.appointment_id = :appointment
    """
)

#: The appointments before one moment, newest first, each with every state that was recorded and who was named.
_BEFORE = text(
    """
    select a.id, a.starts_at, a.person_ids, s.state, n.first_name, n.relation, s.no_reason, s.difference,
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

_REMINDERS = text(
    "select to_whom, yes_on, withdrawn_at is not null as withdrawn from appointment_reminder"
    " where appointment_id = :appointment order by withdrawn_at nulls first, to_whom, id desc"
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
    no_reason: str = ""
    no_words: str = ""
    may_hear: tuple[str, ...] = ()
    own_yes_on: dt.date | None = None
    difference: str = ""
    difference_to: tuple[str, ...] = ()
    difference_words: str = ""

    @property
    def says_something(self) -> bool:
        """Whether it is more than *not asked yet*, which stands there too when nothing was recorded, or nothing for the asker."""
        return replace(self, id=None, by_name="", changed_at=None, version=0) != Second()


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
    no_reason: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What somebody wants to do for the neighbourhood, and when it was written down."""

    text: str
    created_at: dt.datetime
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder by mail: to the resident or to whoever comes along, and whether it was taken back. Never the address."""

    to_whom: str
    yes_on: dt.date
    withdrawn: bool


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
        no_reason=row.no_reason or "",
        no_words=row.no_words,
        may_hear=tuple(row.may_hear),
        own_yes_on=row.own_yes_on,
        difference=row.difference or "",
        difference_to=tuple(row.difference_to),
        difference_words=row.difference_words,
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
            no_reason=row.no_reason or "",
            difference=row.difference or "",
        )
        for row in db.session.execute(_BEFORE, values).all()
    )


def list_offers(appointment_id: int) -> tuple[OfferLine, ...]:
    """What was offered at this appointment; nothing for whoever may not see offers."""
    rows = db.session.execute(_OFFERS, {"appointment": appointment_id}).all()
    return tuple(OfferLine(row.text, row.created_at, tuple(row.person_ids)) for row in rows)


def list_reminders(appointment_id: int) -> tuple[ReminderLine, ...]:
    """The reminders of an appointment, those that stand first."""
    return tuple(ReminderLine(*row) for row in db.session.execute(_REMINDERS, {"appointment": appointment_id}))


def find_habit(week: dt.date) -> Habit | None:
    """How often the asker's own organisation asked in the week of that day; None when too little stands behind it."""
    row = db.session.execute(_HABIT, {"week": week}).one_or_none()
    return Habit(row.asked, row.total) if row else None
