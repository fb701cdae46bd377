"""Lists of one's own households: a fixed number of statements whose cost follows the caseload, not the town."""

import datetime as dt

from app.db.driver import Row
from app.db.question import Question
from app.plan.rules import OWN_PLAN_DAYS

Rows = list[Row]

_HOUSEHOLDS = Question(
    """
    with mine as materialized (
      select distinct on (r.dossier_id) r.dossier_id, r.row_name from sec.roles() r
       order by r.dossier_id, r.row_name <> 'case_lead'),
    -- Read once each: a join would search them again for every household.
    titles as materialized (
      select dossier_id, title from household_title where dossier_id = any((select sec.mine())::bigint[])),
    areas as materialized (
      select dossier_id, name from household_area where dossier_id = any((select sec.mine())::bigint[])),
    processes as materialized (
      select dossier_id, phase, phase_since, weight, review_on, last_contact_on, last_activity_at from dossier_process
       where dossier_id = any((select sec.mine())::bigint[]))
    select d.id, d.case_no, d.closed, m.row_name, t.title, a.name as area, p.phase, p.phase_since, p.weight, p.review_on,
           p.last_contact_on, p.last_activity_at, d.created_at::date as reported_on, i.valid_until, i.emergency, lead.name as lead_name
      from mine m
      join dossier d on d.id = m.dossier_id
      left join titles t on t.dossier_id = d.id
      left join areas a on a.dossier_id = d.id
      left join processes p on p.dossier_id = d.id
      left join lateral (select max(valid_until) as valid_until,
                                coalesce(bool_or(kind = 'emergency') filter (where runs), false)
                                  and not coalesce(bool_or(kind <> 'emergency' and person_ids is null) filter (where runs), false)
                                  as emergency
                           from (select valid_until, kind, person_ids,
                                        organisation_id = (select sec.org_id()) and valid_from <= :now
                                          and coalesce(valid_until, 'infinity') > :now as runs
                                   from involvement
                                  where dossier_id = d.id and account_id = :account and withdrawn_at is null) o) i on true
      left join lateral (select acc.name from involvement li join account acc on acc.id = li.account_id
                          where li.dossier_id = d.id and li.is_lead and li.valid_until is null
                            and li.withdrawn_at is null limit 1) lead on true
     where not d.closed
     order by t.title nulls last, d.case_no
    """
)

_MIX = Question(
    """
    select dossier_id, strand, count(*) as number from intervention
     where dossier_id = any(:dossiers) and status not in ('withdrawn', 'awaiting') and started_on <= :today
       and (ended_on is null or ended_on >= :since)
     group by dossier_id, strand
    """
)

_NEXT = Question(
    """
    select distinct on (a.dossier_id) a.dossier_id, a.starts_at, s.state, n.first_name
      from appointment a
      left join second_person s on s.appointment_id = a.id
      left join network_person n on n.id = s.network_person_id
     where a.dossier_id = any(:dossiers) and a.status = 'planned' and a.ends_at >= :now
     order by a.dossier_id, a.starts_at, a.id
    """
)

_LOAD = Question("select * from sec.team_load()")

_CHANGES = Question(
    """
    select v.id, v.dossier_id, v.category, v.verb, v.created_at, d.case_no, t.title, a.name as author, o.name as organisation,
           pr.name_nl, pr.name_en
      from activity v
      join dossier d on d.id = v.dossier_id
      left join household_title t on t.dossier_id = v.dossier_id
      join account a on a.id = v.author_id
      join organisation o on o.id = v.owner_org_id
      left join intervention i on i.id = v.object_id and i.dossier_id = v.dossier_id
                              and v.category in ('care', 'enforcement', 'activation')
      left join product pr on pr.id = i.product_id
     where v.dossier_id = any((select sec.mine())::bigint[]) and v.created_at > :since and v.author_id <> :account
     order by v.created_at desc, v.id desc limit 25
    """
)

_AWAITING = Question(
    """
    select i.id, i.dossier_id, i.strand, pr.name_nl, pr.name_en, d.case_no, t.title
      from intervention i
      join product pr on pr.id = i.product_id
      join dossier d on d.id = i.dossier_id
      left join household_title t on t.dossier_id = i.dossier_id
     where i.status = 'awaiting' and i.owner_org_id = :organisation
     order by i.id limit 25
    """
)

_DATES = Question(
    f"""
    select dossier_id, 'plan_review' as kind, review_on as due, text as what from plan_item
     where dossier_id = any(:dossiers) and status = 'open' and review_on <= :until
    union all
    select dossier_id, 'agreement_ends', valid_until, text from plan_item
     where dossier_id = any(:dossiers) and status = 'open' and valid_until between :today and :until
    union all
    select i.dossier_id, 'involvement_ends', i.valid_until::date, a.name from involvement i
      join account a on a.id = i.account_id
     where i.dossier_id = any(:dossiers) and i.account_id = :account and i.withdrawn_at is null
       and i.valid_until > (select sec.now()) and i.valid_until::date between :today and :until
    union all
    select dossier_id, 'plan_step', due_on, text from plan_step
     where dossier_id = any(:dossiers) and status = 'open' and due_on <= :until
    union all
    select dossier_id, 'meeting_line', due_on, text from meeting_line
     where dossier_id = any(:dossiers) and account_id = :account and done_on is null and due_on <= :until
    union all
    select dossier_id, 'escalation', due_on, asked_of from escalation
     where dossier_id = any(:dossiers) and down_on is null and due_on <= :until
    union all
    select dossier_id, 'low_flame', next_on, carried_by from low_flame
     where dossier_id = any(:dossiers) and ended_on is null and next_on <= :until
       -- Two dossiers that became one may bring a flame along into a phase that has none.
       and exists (select from dossier_process p where p.dossier_id = low_flame.dossier_id and p.phase = 'low_flame')
    union all
    -- The day that was agreed on at the newest look at the network, until the household is on low flame.
    select s.dossier_id, 'withdraw', s.withdraw_on, ''
      from (select distinct on (dossier_id) dossier_id, withdraw_on from stability_check
             where dossier_id = any(:dossiers) order by dossier_id, id desc) s
     where s.withdraw_on <= :until
       and not exists (select from dossier_process p where p.dossier_id = s.dossier_id and p.phase = 'low_flame')
    union all
    select dossier_id, 'rights_request', due_on, kind from rights_request
     where dossier_id = any(:dossiers) and done_on is null and due_on <= :until
    union all
    select dossier_id, 'handout', sent_at::date, id::text from handout
     where dossier_id = any(:dossiers) and account_id = :account and given_on is null and sent_at is not null
       and not exists (select from handout_look l where l.handout_id = handout.id and l.handout_version = handout.version)
    union all
    select dossier_id, 'network_call', call_on, kind from network_meeting
     where dossier_id = any(:dossiers) and called_on is null and call_on <= :until
       and dossier_id = any((select sec.standing('{{case_lead}}'))::bigint[])
    union all
    -- Another team invited the reader to the turn of a household: the time, and which team (what sec.my_turns tells and no more).
    select dossier_id, 'meeting_turn', (begins_at at time zone 'Europe/Amsterdam')::date,
           to_char(begins_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') || ' ' || team
      from sec.my_turns() where (begins_at at time zone 'Europe/Amsterdam')::date between :today and :until
    union all
    -- The seven days for a plan of their own, while the enquiry runs and nothing was answered (app.plan.presenters.course).
    select p.dossier_id, 'own_plan', r.on_day + {OWN_PLAN_DAYS}, ''
      from dossier_process p join dossier d on d.id = p.dossier_id
     cross join lateral (
       select coalesce((select max(c.created_at) from phase_change c where c.dossier_id = p.dossier_id
                           and c.to_phase in ('intake', 'reopened')), d.created_at)::date as on_day) r
     where p.dossier_id = any(:dossiers) and p.phase in ('intake', 'exploration') and r.on_day + {OWN_PLAN_DAYS} <= :until
       and p.dossier_id = any((select sec.standing('{{case_lead}}'))::bigint[])
       and not exists (select from own_plan w where w.dossier_id = p.dossier_id and w.kind <> 'client_supporter'
                          and w.answer in ('received', 'declined'))
    order by 3, 1 limit 40
    """  # noqa: S608 - a number of ours
)

_SEEN = Question("select changes_seen_at from account where id = :account")


def list_households(account_id: int, now: dt.datetime) -> Rows:
    """Every open household to which the account stands in a running relation, with its process where that is open."""
    return _HOUSEHOLDS.rows(account=account_id, now=now)


def count_strands(dossiers: list[int], *, since: dt.date, today: dt.date) -> dict[int, dict[str, int]]:
    """Per dossier how many interventions of each strand ran since a day."""
    found: dict[int, dict[str, int]] = {}
    for row in _MIX.rows(dossiers=dossiers, since=since, today=today):
        found.setdefault(row.dossier_id, {})[row.strand] = row.number
    return found


def list_next_appointments(dossiers: list[int], now: dt.datetime) -> dict[int, Row]:
    """Per dossier the next planned appointment, with its second person where that is open."""
    return {row.dossier_id: row for row in _NEXT.rows(dossiers=dossiers, now=now)}


def get_team_load() -> Row | None:
    """The points that the own team carries together and its bandwidth; None for functions that it does not concern."""
    return _LOAD.row()


def list_changes(account_id: int, since: dt.datetime) -> Rows:
    """What others changed in one's households since a moment: who, what kind, where. Never what it says."""
    return _CHANGES.rows(account=account_id, since=since)


def list_awaiting(organisation_id: int) -> Rows:
    """Lines that came in by an import and wait for the confirmation of the organisation that owns them."""
    return _AWAITING.rows(organisation=organisation_id)


def list_dates(account_id: int, dossiers: list[int], *, today: dt.date, until: dt.date) -> Rows:
    """What is due: reviews, steps, what one took on in a meeting, agreements, answers to scaling up, contact on low flame, the day of
    withdrawing, meetings to which one is invited (``what``: the moment in UTC and the team), and one's own relations that end.

    Those of others are in ``app.sharing.board``.
    """
    return _DATES.rows(account=account_id, dossiers=dossiers, today=today, until=until)


def find_changes_seen(account_id: int) -> dt.datetime | None:
    """When somebody last said *alles gezien*."""
    found = _SEEN.row(account=account_id)
    return found[0] if found else None
