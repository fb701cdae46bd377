"""What meetings read. Row-level security decides what comes back: of a household that the asker does not see, nothing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.access.scope import DossierScope
from app.db.driver import Row
from app.db.question import Question
from app.kernel.errors import NotFound
from app.meetings.rules import FIRST_LOOK_BACK

Rows = list[Row]

_MEETINGS = Question(
    """
    select m.id, m.starts_at, m.minutes_each, a.name as author, m.called_off_at,
           (select count(*) from meeting_household h where h.meeting_id = m.id and h.taken_off_at is null) as households,
           (select count(*) from meeting_household h where h.meeting_id = m.id and h.discussed_at is not null) as discussed
      from meeting m join account a on a.id = m.created_by
     where m.organisation_id = :organisation order by m.starts_at desc, m.id desc limit 50
    """
)
_MEETING = Question(
    "select id, starts_at, minutes_each, called_off_at, version from meeting where id = :meeting and organisation_id = :organisation"
)
_OFFERED = Question(
    """
    select d.id, d.case_no, t.title, mine.purpose_id,
           (select count(*) from activity a where a.dossier_id = d.id
               and a.created_at > coalesce((select max(h.discussed_at) from meeting_household h where h.dossier_id = d.id),
                                           cast(:now as timestamptz) - interval '30 days')) as changes
      from dossier d left join household_title t on t.dossier_id = d.id
      join lateral (
        select coalesce((select max(n.id) from purpose p join purpose n on n.organisation_id = p.organisation_id
                            and n.code = p.code and n.valid_until is null where p.id = i.purpose_id), i.purpose_id) as purpose_id
          from involvement i
         where i.dossier_id = d.id and i.account_id = :account and i.organisation_id = :organisation and i.withdrawn_at is null
           and i.valid_from <= :now and (i.valid_until is null or i.valid_until > :now)
         order by i.is_lead desc, i.id desc limit 1) mine on true
     where d.lead_org_id = :organisation and not d.closed
     order by t.title nulls last, d.case_no limit 200
    """
)
#: The households of a meeting, or the one that ``only`` names; each with the moment since which it is news.
_AGENDA = Question(
    f"""
    select h.id, h.dossier_id, h.discussed_at, h.absent_ids, h.invited_ids, h.version, h.person_ids,
           m.starts_at, m.minutes_each, m.id as meeting_id, d.case_no, d.closed, t.title,
           (select count(*) from meeting_line l where l.meeting_household_id = h.id and l.dossier_id = h.dossier_id) as lines,
           coalesce((select max(e.discussed_at) from meeting_household e where e.dossier_id = h.dossier_id and e.id < h.id),
                    m.starts_at - interval '{FIRST_LOOK_BACK} days') as since
      from meeting_household h
      join meeting m on m.id = h.meeting_id
      join dossier d on d.id = h.dossier_id
      left join household_title t on t.dossier_id = h.dossier_id
     where (h.meeting_id = :meeting or h.id = :only) and h.taken_off_at is null
     order by h.id
    """  # noqa: S608 - a number of ours
)
_WINS = Question(
    """
    select w.id, w.dossier_id, w.line, w.happened_on, w.person_ids from win w
     where w.dossier_id = any(:dossiers) and w.created_at > :since order by w.happened_on desc, w.id desc limit 100
    """
)
_DUE = Question(
    """
    select l.dossier_id, l.text, l.owner_name, l.due_on, l.person_ids from meeting_line l
     where l.dossier_id = any(:dossiers) and l.done_on is null and l.due_on <= :until
    union all
    select s.dossier_id, s.text, s.who, s.due_on, s.person_ids from plan_step s
     where s.dossier_id = any(:dossiers) and s.status = 'open' and s.due_on <= :until
     order by due_on, text limit 200
    """
)
_QUESTIONS = Question(
    """
    select q.id, q.dossier_id, q.line, q.due_on, q.person_ids from question_thread q
     where q.dossier_id = any(:dossiers) and q.status = 'open' order by q.due_on, q.id limit 100
    """
)
_DECISIONS = Question(
    """
    select p.id, p.dossier_id, p.kind, p.text, p.review_on, p.valid_until, p.person_ids from plan_item p
     where p.dossier_id = any(:dossiers) and p.status = 'open' and (p.review_on <= :until or p.valid_until <= :until)
     order by least(p.review_on, p.valid_until), p.id limit 100
    """
)
_CHANGES = Question(
    """
    select a.dossier_id, count(*) as number from activity a join unnest(cast(:dossiers as bigint[]), cast(:since as timestamptz[]))
      as each(dossier, since) on each.dossier = a.dossier_id and a.created_at > each.since group by a.dossier_id
    """
)
_LINES = Question(
    """
    select l.id, l.text, l.owner_kind, l.owner_name, l.account_id, l.due_on, l.done_on, l.person_ids, l.version, l.owner_org_id,
           l.plan_item_id, l.created_at, l.meeting_household_id, p.text as goal,
           p.person_ids as goal_persons, a.name as author, o.name as organisation
      from meeting_line l
      join account a on a.id = l.author_id
      join organisation o on o.id = l.owner_org_id
      left join plan_item p on p.id = l.plan_item_id
     where l.dossier_id = :dossier and (cast(:agenda as bigint) is null or l.meeting_household_id = :agenda)
       and (cast(:line as bigint) is null or l.id = :line)
     order by l.done_on is not null, l.due_on, l.id limit 300
    """
)
_LEVEL = Question("select professionals, contacts, version from burden_level where organisation_id = :organisation")
#: The pairs behind those days that the asker reads whole: which two organisations, and what each plans.
_PAIRS = Question(
    """
    with plans as (
      select v.owner_org_id as org, d.day, d.day as until, 'visit' as kind from appointment v
       cross join lateral (select (v.starts_at at time zone 'Europe/Amsterdam')::date as day) d
       where v.dossier_id = :dossier and v.status = 'planned' and v.place_kind = 'home' and not v.sealed
         and d.day between :today and cast(:today as date) + 28
      union all
      select i.owner_org_id, coalesce(i.started_on, i.planned_start, :today),
             coalesce(i.ended_on, i.planned_end, cast(:today as date) + 28),
             case when i.strand <> 'enforcement' then 'help' when i.product_group in ('eviction', 'cutoff') then 'threat' end
        from intervention i
       where i.dossier_id = :dossier and i.status in ('planned', 'active') and not i.sealed)
    select distinct one.kind, least(one.day, case when one.kind = 'visit' then other.day else one.day end) as on_day,
           o.name as one, o.contact_name as one_contact, o.contact_phone as one_phone,
           p.name as other, p.contact_name as other_contact, p.contact_phone as other_phone
      from plans one join plans other on one.org <> other.org
      join organisation o on o.id = one.org join organisation p on p.id = other.org
     where (:leads or :organisation in (one.org, other.org))
       and ((one.kind = 'visit' and other.kind = 'visit' and one.org < other.org and abs(one.day - other.day) <= 14)
        or (one.kind = 'threat' and other.kind = 'help' and one.day between other.day - 14 and other.until + 14
            and one.day between cast(:today as date) - 14 and cast(:today as date) + 28))
     order by on_day, o.name
    """
)
_TO_TELL = Question(
    """
    select distinct a.id, a.language from meeting_line l join account a on a.id = l.account_id
     where l.dossier_id = :dossier and l.meeting_household_id = :agenda and l.done_on is null and a.id = any(:absent)
     order by a.id
    """
)
_LANGUAGES = Question("select a.id, a.language from account a where a.id = any(:accounts) order by a.id")


_MY_TURNS = Question(
    """
    select u.dossier_id, u.begins_at, u.minutes, u.team, d.case_no, t.title
      from sec.my_turns() u join dossier d on d.id = u.dossier_id left join household_title t on t.dossier_id = u.dossier_id
     order by u.begins_at, u.dossier_id
    """
)
_MY_LINES = Question(
    """
    select l.id, l.dossier_id, l.text, l.due_on, l.done_on, l.person_ids, l.owner_name from meeting_line l
     where l.dossier_id = any(:dossiers) and l.account_id = :account and l.done_on is null order by l.due_on, l.id limit 200
    """
)


@dataclass(frozen=True, slots=True)
class Topics:
    """What a meeting has to talk about, over its households: each row names its dossier."""

    wins: Rows
    due: Rows
    questions: Rows
    decisions: Rows


def list_meetings(organisation_id: int) -> Rows:
    """Meetings of the own organisation, the latest first, with how many of the households that the asker sees are on each."""
    return _MEETINGS.rows(organisation=organisation_id)


def get_meeting(organisation_id: int, meeting_id: int) -> Row:
    """One meeting of the own organisation. Raises NotFound."""
    row = _MEETING.row(meeting=meeting_id, organisation=organisation_id)
    if row is None:
        raise NotFound
    return row


def list_my_turns() -> Rows:
    """Turns of households to which another team invited the asker: household, when, how long and which team; nothing of the agenda."""
    return _MY_TURNS.rows()


def list_my_lines(dossiers: Sequence[int], account_id: int) -> Rows:
    """What the asker is still to do in these households."""
    return _MY_LINES.rows(dossiers=list(dossiers), account=account_id)


def list_offered(organisation_id: int, account_id: int, now: dt.datetime) -> Rows:
    """Open households that the own team leads and the asker works with, with the number of changes since the last meeting."""
    return _OFFERED.rows(organisation=organisation_id, account=account_id, now=now)


def list_agenda(meeting_id: int) -> Rows:
    """The households of a meeting that the asker sees, in the order of the agenda."""
    return _AGENDA.rows(meeting=meeting_id, only=None)


def get_turn(dossier_id: int, agenda_id: int) -> Row:
    """One household's turn in a meeting. Raises NotFound."""
    row = next((row for row in _AGENDA.rows(meeting=None, only=agenda_id) if row.dossier_id == dossier_id), None)
    if row is None:
        raise NotFound
    return row


def list_topics(agenda: Sequence[Row], until: dt.date) -> Topics:
    """Wins since the last meeting, steps that are due by ``until``, open questions, and goals and agreements to look at again."""
    if not agenda:
        return Topics([], [], [], [])
    dossiers = [row.dossier_id for row in agenda]
    since = {row.dossier_id: row.since for row in agenda}
    wins = _WINS.rows(dossiers=dossiers, since=min(since.values()))
    return Topics(
        wins=[row for row in wins if _is_news(row, since)],
        due=_DUE.rows(dossiers=dossiers, until=until),
        questions=_QUESTIONS.rows(dossiers=dossiers),
        decisions=_DECISIONS.rows(dossiers=dossiers, until=until),
    )


def _is_news(row: Row, since: dict[int, dt.datetime]) -> bool:
    return bool(row.happened_on >= since[row.dossier_id].date())


def count_changes(agenda: Sequence[Row]) -> dict[int, int]:
    """By dossier, how many lines the feed has since the last meeting."""
    rows = _CHANGES.rows(dossiers=[row.dossier_id for row in agenda], since=[row.since for row in agenda])
    return {row.dossier_id: row.number for row in rows}


def list_lines(dossier_id: int, *, agenda_id: int | None = None) -> Rows:
    """Decisions and steps of a household that the asker reads, open ones first; of one meeting when ``agenda_id`` says so."""
    return _LINES.rows(dossier=dossier_id, agenda=agenda_id, line=None)


def get_line(dossier_id: int, line_id: int) -> Row:
    """One decision or step. Raises NotFound."""
    row = _LINES.row(dossier=dossier_id, agenda=None, line=line_id)
    if row is None:
        raise NotFound
    return row


def find_level(organisation_id: int) -> Row | None:
    """The levels of a team, or None while it did not choose any."""
    return _LEVEL.row(organisation=organisation_id)


def list_pairs(scope: DossierScope, today: dt.date) -> Rows:
    """Which two organisations' plans meet, of those that the asker reads anyway: the own organisation's, of the lead any two."""
    here = {"dossier": scope.id, "organisation": scope.actor.organisation_id, "leads": scope.is_lead}
    return _PAIRS.rows(**here, today=today)


def list_to_tell(dossier_id: int, agenda_id: int, absent: Sequence[int]) -> Rows:
    """Who was not there and has something to do: account and language."""
    return _TO_TELL.rows(dossier=dossier_id, agenda=agenda_id, absent=list(absent))


def list_languages(accounts: Iterable[int]) -> Rows:
    """In which language each of these people reads."""
    return _LANGUAGES.rows(accounts=sorted(accounts))
