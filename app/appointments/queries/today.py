"""My own appointments of one day, over all households at once, for *Vandaag*."""

import datetime as dt
from dataclasses import dataclass

from app.access.vocabulary import Category
from app.db.phrases import rows_with, standing
from app.db.question import Question
from app.kernel.clock import amsterdam_day
from app.kernel.postcode import door

_NETWORK_ROWS = rows_with(Category.NETWORK, "WR") | rows_with(Category.NETWORK, "WR", about=True)
_NETWORK_IS_OPEN = standing(_NETWORK_ROWS, column="ap.dossier_id")
_MAY_ANSWER = standing(rows_with(Category.NETWORK, "W"), writing=True, column="ap.dossier_id")

#: One statement, whatever the number of appointments. What a function may not see comes back empty: the lock decides. Where
#: the network is open and nothing was recorded, the second person counts as not asked yet.
_ON = Question(
    f"""
    select ap.id, ap.dossier_id, d.case_no, t.title, ap.starts_at, ap.ends_at, ap.place_kind, ap.place, ap.status,
           ap.person_ids, ha.street, ha.number, ha.addition, np.first_name, np.relation,
           case when {_NETWORK_IS_OPEN} then coalesce(sp.state, 'not_asked') end as state,
           coalesce(sp.version, 0) as second_version, {_MAY_ANSWER} as may_answer,
           case when np.id is null then 0 else
             (select count(*) from second_person s join appointment b on b.id = s.appointment_id
               where s.dossier_id = ap.dossier_id and s.network_person_id = np.id and s.state = 'came'
                 and b.starts_at < ap.starts_at) end as times_came
      from appointment_attendee at
      join appointment ap on ap.id = at.appointment_id
      join dossier d on d.id = ap.dossier_id
      left join household_title t on t.dossier_id = ap.dossier_id
      left join household_address ha on ha.dossier_id = ap.dossier_id
      left join second_person sp on sp.appointment_id = ap.id
      left join network_person np on np.id = sp.network_person_id
     where at.account_id = (select sec.account_id()) and at.withdrawn_at is null
       and ap.status <> 'cancelled' and ap.starts_at >= :since and ap.starts_at < :until
     order by ap.starts_at, ap.id
    """  # noqa: S608 - made of the matrix, not of anything that was typed
)


@dataclass(frozen=True, slots=True)
class TodayAppointment:
    """One of my appointments. Empty texts are what I may not see, or what there is not.

    ``second_state`` is None when the network of this household is closed to me; ``times_came`` counts earlier times of
    the same second person; ``may_answer`` is whether I may write down how asking went. ``person_ids`` are whom the
    appointment concerns, for the log.
    """

    id: int
    dossier_id: int
    case_no: str
    title: str
    address: str
    place_kind: str
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    status: str
    second_state: str | None
    first_name: str
    relation: str
    times_came: int
    second_version: int
    may_answer: bool
    person_ids: tuple[int, ...]


def list_for_account_on(day: dt.date) -> tuple[TodayAppointment, ...]:
    """The asker's own appointments of ``day`` (a day in Amsterdam), early ones first; cancelled ones are left out."""
    since, until = amsterdam_day(day)
    rows = _ON.rows(since=since, until=until)
    return tuple(
        TodayAppointment(
            id=row.id,
            dossier_id=row.dossier_id,
            case_no=row.case_no,
            title=row.title or "",
            address=f"{row.street} {door(row.number, row.addition)}".strip() if row.street else "",
            place_kind=row.place_kind,
            place=row.place,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            status=row.status,
            second_state=row.state,
            first_name=row.first_name or "",
            relation=row.relation or "",
            times_came=row.times_came,
            second_version=row.second_version,
            may_answer=row.may_answer,
            person_ids=tuple(row.person_ids),
        )
        for row in rows
    )
