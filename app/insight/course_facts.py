"""How the course of households is counted: the SQL from rows of households to facts of the measures, and from facts to their cells.

What happens counts in the month in which it happened. How things stand counts at the end of each quarter that is over, three years
back at most; *over* is up to the note ``stock_until``, so that the same facts come out until the upkeep moves it. An exact day is one in
the Netherlands. Everything is about the household as such, so all who are written down there stand behind it.
"""

from string import Template
from typing import Final

from app.dossiers.phases import CLOCKS, QUIET_DAYS, WORKING, Phase
from app.insight.courses import BACK_WITHIN, WITHIN

#: The note of the upkeep up to which quarters are over.
HORIZON: Final = "stock_until"
_DAY: Final = "({} at time zone 'Europe/Amsterdam')::date"
#: Accounts that are not professionals at work in a household; the same as in ``sec.team_lines``.
_NOT_AT_WORK: Final = (
    "('resident','co_resident','young_person','network_person','volunteer','coordinator','process_lead')"
)

_STEPS: Final = """
home as (
  select d.id as dossier_id, coalesce(a.code, '') as area, d.lead_org_id as team, coalesce(p.weight, 0) as weight,
         greatest((select count(*) from public.person m where m.dossier_id = d.id), 1)::int as persons
    from public.dossier d
    left join public.household_area a on a.dossier_id = d.id
    left join public.dossier_process p on p.dossier_id = d.id
   where d.id $which and d.merged_into_id is null),
changed as (
  select c.dossier_id, c.id, c.created_at, c.to_phase, $changed_on as day from public.phase_change c where c.dossier_id $which),
step as (
  select c.dossier_id, c.to_phase, c.day, lag(c.to_phase) over course as from_phase, lag(c.day) over course as was_on,
         lead(c.to_phase) over course as next_phase, lead(c.day) over course as next_on,
         max(c.day) filter (where c.to_phase in ('intake', 'reopened'))
             over (course rows between unbounded preceding and 1 preceding) as reported_on
    from changed c window course as (partition by c.dossier_id order by c.created_at, c.id)),
quarter as (
  select q::date as begins, (q + interval '3 months')::date as ends
    from insight.state s
   cross join generate_series(s.value::timestamp - interval '36 months', s.value::timestamp - interval '3 months', interval '3 months') q
   where s.name = 'stock_until'),
stock as (
  select s.dossier_id, q.begins, q.ends, s.to_phase
    from step s join quarter q on s.day < q.ends and (s.next_on is null or s.next_on >= q.ends)
   where s.to_phase <> 'closed'),
worked as (
  select i.dossier_id, q.begins, count(distinct i.account_id) as number
    from public.involvement i join public.account a on a.id = i.account_id and a.function not in $not_at_work
    join quarter q on $involved_on < q.ends and coalesce($until_on, 'infinity') >= q.begins
                  and coalesce($withdrawn_on, 'infinity') >= q.begins
   where i.dossier_id $which group by 1, 2),
visit as (
  select v.dossier_id, $visit_on as day, coalesce(s.state, 'not_asked') as state, s.network_person_id, v.status
    from public.appointment v
    left join public.second_person s on s.appointment_id = v.id and s.dossier_id = v.dossier_id
   where v.dossier_id $which and v.status <> 'cancelled'),
came as (
  select v.dossier_id, date_trunc('quarter', v.day::timestamp)::date as begins, count(distinct v.network_person_id) as number
    from visit v where v.state = 'came' group by 1, 2),
alive as (
  select distinct y.dossier_id, q.begins from public.activity y join quarter q on $active_on >= q.ends - $quiet and $active_on < q.ends
   where y.dossier_id $which)"""

#: What happened: (dossier_id, day, measure, coarse, fine, number, amount).
_HAPPENED: Final = """
  select s.dossier_id, s.day, 'in', '', '', 1, 0 from step s where s.to_phase in ('intake', 'reopened')
  union all
  select s.dossier_id, s.day, 'gone', '', '', 1, 0 from step s where s.to_phase = 'closed'
  union all
  select s.dossier_id, s.day, 'left', s.to_phase,
         case when s.next_phase in ('reopened', 'in_progress') and s.next_on - s.day <= $back then 'back' else 'stayed' end, 1, 0
    from step s where s.to_phase in ('low_flame', 'closed')
  union all
  select s.dossier_id, s.day, 'stay', s.from_phase, '', 1, s.day - s.was_on from step s where s.from_phase <> 'closed'
  union all
  select s.dossier_id, s.day, 'clock', s.from_phase,
         case when s.day - case s.from_phase when 'plan' then s.was_on else s.reported_on end
                   <= case s.from_phase when 'plan' then $plan else $exploration end then 'met' else 'late' end, 1, 0
    from step s where s.from_phase = 'plan' or s.from_phase = 'exploration' and s.reported_on is not null
  union all
  select v.dossier_id, v.day, 'second', case when v.state in ('not_asked', 'unsafe') then 'not' else 'asked' end,
         case when v.state in ('not_asked', 'unsafe') then '' when v.state = 'came' then 'came' else 'alone' end, 1, 0
    from visit v where v.status = 'held'
  union all
  select i.dossier_id, i.started_on, 'stance', b.stance, '', 1, 0
    from public.intervention i join public.intervention_body b on b.intervention_id = i.id and b.dossier_id = i.dossier_id
   where i.dossier_id $which and i.status <> 'withdrawn' and i.started_on is not null
  union all
  select n.dossier_id, n.day, 'need', n.domain, '', 1, 0 from (
    select w.dossier_id, w.since as day, w.domain from public.domain_state w where w.dossier_id $which and w.state = 'recorded'
    union
    select g.dossier_id, $set_on, g.domain from public.plan_item g where g.dossier_id $which and g.kind = 'goal' and g.domain <> '') n"""

#: How it stood at the end of a quarter: the same columns, with the first day of the quarter. Put together by grouping: how many rows
#: there are of each is hard to guess for the planner, and a nested loop over ten thousand households never ends.
_STOOD: Final = """
  select k.dossier_id, k.begins, v.measure, v.coarse, '', 1, v.amount
    from (select u.dossier_id, u.begins, max(u.phase) as phase, max(u.worked) as worked, max(u.came) as came, bool_or(u.alive) as alive
            from (select s.dossier_id, s.begins, s.to_phase as phase, 0 as worked, 0 as came, false as alive from stock s
                  union all select w.dossier_id, w.begins, null, w.number, 0, false from worked w
                  union all select c.dossier_id, c.begins, null, 0, c.number, false from came c
                  union all select y.dossier_id, y.begins, null, 0, 0, true from alive y) u
           group by 1, 2 having max(u.phase) is not null) k
   cross join lateral (values
     ('professional', '', k.worked), ('network', '', k.came), ('load', '', 0),
     ('quiet', case when k.phase not in $working then null when k.alive then 'busy' else 'quiet' end, 0)
   ) as v(measure, coarse, amount)
   where v.coarse is not null"""

#: Each fact with what its household is now, which stands among the facts as a line without a measure.
_FACTS: Final = """,
seen(dossier_id, day, measure, coarse, fine, number, amount, team, weight, persons) as (
  select f.*, null::bigint, null::bigint, null::int from ({happened} union all {stood}) f
  union all select h.dossier_id, null, '', '', '', 0, 0, h.team, h.weight, h.persons from home h),
whose as (
  select s.dossier_id, s.day, s.measure, s.coarse, s.fine, s.number, s.amount, max(s.team) over here as team,
         max(s.weight) over here as weight, max(s.persons) over here as persons
    from seen s window here as (partition by s.dossier_id)),
course as (
  select w.dossier_id, date_trunc('month', w.day::timestamp)::date as month, w.measure,
         case when w.measure in ('load', 'in', 'gone') then w.team::text else w.coarse end as coarse,
         case w.measure when 'stay' then w.team::text else w.fine end as fine, sum(w.number)::int as number,
         sum(case w.measure when 'load' then w.weight else w.amount end)::int as amount, w.persons
    from whose w where w.measure <> '' and w.persons is not null group by 1, 2, 3, 4, 5, w.persons)"""
_SOURCE: Final = Template("with " + _STEPS + _FACTS.format(happened=_HAPPENED, stood=_STOOD))

#: Cells of facts. What households have in a period is put in the order of its codes, so that the first line of a measure, of a value and
#: of a part of it is seen without grouping by household for each of those: the code before it is smaller than the first one of those
#: (``whole``, ``part``). The rest is adding up.
_CELLS: Final = """
with code as (
  select d.*, rank() over (order by d.measure) as whole, rank() over (order by d.measure, d.coarse) as part,
         row_number() over (order by d.measure, d.coarse, d.fine) as code
    from (select distinct c.measure, c.coarse, c.fine from {course} c where {facts}) d),
marked as (
  select s.span, s.starts, h.area, k.whole, k.part, k.code, c.number, c.amount, c.persons, coalesce(lag(k.code) over here, 0) as before
  from {course} c join code k on k.measure = c.measure and k.coarse = c.coarse and k.fine = c.fine
    join {home} h on h.dossier_id = c.dossier_id
   cross join lateral (values (3, date_trunc('quarter', c.month::timestamp)::date),
                              (12, date_trunc('year', c.month::timestamp)::date)) as s(span, starts)
   where {facts}
  window here as (partition by c.dossier_id, s.span, s.starts order by k.code)),
summed as (
  select m.span, m.starts, m.area, m.code, sum(m.number) as number, sum(m.amount) as amount,
         count(*) filter (where m.before < m.whole) as wholes, sum(m.persons) filter (where m.before < m.whole) as whole_persons,
         count(*) filter (where m.before < m.part) as parts, sum(m.persons) filter (where m.before < m.part) as part_persons,
         count(*) filter (where m.before < m.code) as codes, sum(m.persons) filter (where m.before < m.code) as code_persons
    from marked m group by 1, 2, 3, 4)
select case s.span when 3 then 'quarter' else 'year' end as span, s.starts, v.value, s.area, sum(s.number)::bigint as number,
       sum(s.amount)::bigint as amount, sum(v.homes)::bigint as homes, sum(v.persons)::bigint as persons
  from summed s join code k on k.code = s.code
 cross join lateral (values
   (case when k.measure <> all({within}) then k.measure || ':' end, s.wholes, s.whole_persons),
   (case when k.coarse <> '' then k.measure || ':' || k.coarse end, s.parts, s.part_persons),
   (case when k.fine <> '' then k.measure || ':' || k.coarse || '/' || k.fine end, s.codes, s.code_persons)) as v(value, homes, persons)
 where v.value is not null
 group by 1, 2, 3, 4
"""
COLUMNS: Final = "dossier_id, month, measure, coarse, fine, number, amount, persons"
CELL: Final = "span, starts, value, area, number, amount, homes, persons"


def course_source(which: str) -> str:
    """The CTEs ``home`` and ``course`` (``COLUMNS``) of these households, to be followed by a select."""
    return _SOURCE.substitute(
        which=which,
        changed_on=_DAY.format("c.created_at"),
        involved_on=_DAY.format("i.valid_from"),
        until_on=_DAY.format("i.valid_until"),
        withdrawn_on=_DAY.format("i.withdrawn_at"),
        visit_on=_DAY.format("v.starts_at"),
        active_on=_DAY.format("y.created_at"),
        set_on=_DAY.format("g.created_at"),
        not_at_work=_NOT_AT_WORK,
        working="(" + ", ".join(f"'{phase}'" for phase in sorted(WORKING)) + ")",
        quiet=QUIET_DAYS,
        back=BACK_WITHIN,
        plan=CLOCKS[Phase.PLAN].days,
        exploration=CLOCKS[Phase.EXPLORATION].days,
    )


def course_cells(course: str, home: str, which: str | None = None) -> str:
    """A select of the cells (``CELL``) of these facts, of all households or of ``which``."""
    within = "array[" + ", ".join(f"'{name}'" for name in WITHIN) + "]"
    return _CELLS.format(course=course, home=home, facts=f"c.dossier_id {which}" if which else "true", within=within)
