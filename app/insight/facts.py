"""How interventions are counted: the SQL from rows of households to header facts, and from facts to cells of the published cuts.

A household is in one neighbourhood, has one team and one phase, so those are added up. It can have several strands, kinds of
organisation and months, so of those each cut that can be asked is counted by itself: distinct households, and distinct persons as bits
(a person lives in one household). Only what began counts, in the month in which it began; withdrawn interventions do not.

Each cut is one grouping by household and one by the place of the household, with the strands beside each other as columns; what a
household has one of (neighbourhood, team, phase) is a small number, a *place*, until the very end.

What began stands in the order of its household: by the day on which it began, and then by its number. What came before it, how long
before, and who else was at work are counted as cuts of what began itself, so that no number of theirs is apart from the others.
"""

from string import Template
from typing import Final

from app.access.vocabulary import STRANDS
from app.insight.closings import CLOSING, closing_cells

#: The cuts of what came before: whether anything did, which strand, which strand at which turn, how long before, and who else was there.
STEPS: Final = ("step", "after", "turn", "gap", "along")
#: How a value is read from a row of ``seen`` where it is not a column; what has none is not counted in that cut.
_VALUES: Final = {
    "": "''",
    "step": "case s.turn when 'first' then 'first' else 'next' end",
    "after": "nullif(split_part(s.turn, '.', 1), 'first')",
    "turn": "nullif(s.turn, 'first')",
    "gap": "nullif(s.gap, '')",
    "along": "nullif(s.along, '')",
}
#: Who else was at work when something began after something else, in the order of a table; how long before, from short to long.
ALONGS: Final = ("own", "handed", "together", "apart")
GAPS: Final = ("week", "month", "quarter", "half", "longer")
#: Whether the own role and what it adds was written down.
WORTHS: Final = ("written", "missing")
#: An intervention that hangs under no goal with a life domain.
NO_DOMAIN: Final = "none"

#: Which households: by number, or a stretch of numbers.
THESE: Final = "= any(%(ids)s)"
STRETCH: Final = "between %(first)s and %(last)s"

#: Header facts straight from the tables of the dossier: home(dossier_id, area, team, phase) and fact(dossier_id, month, org_id, kind,
#: strand, domain, persons, number, turn, gap, along, worth). An intervention about nobody in particular is about everybody who is written
#: down there. ``linked``: organisations that share a goal, an appointment or a question in a household; ``beside``: whether whoever begins
#: shares one with each other organisation that is at work there at that moment.
SOURCE: Final = Template("""
with bits as (
  select p.dossier_id, p.id,
         1::bigint << least(row_number() over (partition by p.dossier_id order by p.id) - 1, 62)::int as bit
    from public.person p where p.dossier_id $which),
everybody as (select b.dossier_id, bit_or(b.bit) as persons from bits b group by b.dossier_id),
home as (
  select d.id as dossier_id, coalesce(a.code, '') as area, d.lead_org_id as team, coalesce(p.phase, '') as phase
    from public.dossier d
    left join public.household_area a on a.dossier_id = d.id
    left join public.dossier_process p on p.dossier_id = d.id
   where d.id $which and d.merged_into_id is null),
begun as (
  select i.id, i.dossier_id, i.started_on, i.ended_on, date_trunc('month', i.started_on)::date as month, i.owner_org_id as org_id, o.kind,
         i.strand, i.person_ids, row_number() over course as nth, lag(i.strand) over course as strand_before,
         lag(i.owner_org_id) over course as org_before, i.started_on - lag(i.started_on) over course as days,
         min(i.owner_org_id) filter (where i.ended_on is null) over before as lowest,
         max(i.owner_org_id) filter (where i.ended_on is null) over before as highest
    from public.intervention i join public.organisation o on o.id = i.owner_org_id
   where i.dossier_id $which and i.status <> 'withdrawn' and i.started_on is not null
  window course as (partition by i.dossier_id order by i.started_on, i.id),
         before as (course rows between unbounded preceding and 1 preceding)),
hung as (
  select b.id, b.dossier_id, b.org_id, y.plan_item_id, y.own_role <> '' as worth
    from begun b join public.intervention_body y on y.intervention_id = b.id and y.dossier_id = b.dossier_id),
shared as (
  select g.dossier_id, array_agg(distinct g.org_id) as orgs
    from hung g where g.plan_item_id is not null group by g.dossier_id, g.plan_item_id having min(g.org_id) <> max(g.org_id)),
pairs as (
  select s.dossier_id, one, other
    from shared s cross join unnest(s.orgs) as one cross join unnest(s.orgs) as other where one <> other
   union
  select t.dossier_id, a.organisation_id, b.organisation_id
    from public.appointment t
    join public.appointment_attendee x on x.appointment_id = t.id and x.dossier_id = t.dossier_id and x.withdrawn_at is null
    join public.appointment_attendee y on y.appointment_id = t.id and y.dossier_id = t.dossier_id and y.withdrawn_at is null
    join public.account a on a.id = x.account_id join public.account b on b.id = y.account_id
   where t.dossier_id $which and t.status <> 'cancelled' and a.organisation_id <> b.organisation_id
   union
  select q.dossier_id, w.one, w.other
    from public.question_thread q join public.account a on a.id = q.author_id
    join public.account b on b.id = any(q.party_ids) and b.organisation_id <> a.organisation_id
   cross join lateral (values (a.organisation_id, b.organisation_id), (b.organisation_id, a.organisation_id)) as w(one, other)
   where q.dossier_id $which),
linked as (select p.dossier_id, p.one, array_agg(p.other) as others from pairs p group by p.dossier_id, p.one),
beside as (
  select b.id, bool_and(o.org_id = any(l.others)) as linked
    from linked l join begun b on b.dossier_id = l.dossier_id and b.org_id = l.one
    join begun o on o.dossier_id = b.dossier_id and o.org_id <> b.org_id
     and (o.started_on, o.id) < (b.started_on, b.id) and (o.ended_on is null or o.ended_on >= b.started_on)
   group by b.id),
still as (
  select distinct b.id
    from begun o join begun b on b.dossier_id = o.dossier_id and b.org_id <> o.org_id
     and (o.started_on, o.id) < (b.started_on, b.id) and o.ended_on >= b.started_on
   where o.ended_on is not null),
about as (
  select i.id, bit_or(b.bit) as persons
    from (select id, dossier_id, person_ids from begun where person_ids <> '{}') i
   cross join unnest(i.person_ids) as one(id) join bits b on b.id = one.id and b.dossier_id = i.dossier_id
   group by i.id),
fact as (
  select i.dossier_id, i.month, i.org_id, i.kind, i.strand, coalesce(g.domain, 'none') as domain,
         coalesce(about.persons, e.persons, 1) as persons, 1 as number,
         case when i.nth = 1 then 'first' else i.strand_before || '.' || least(i.nth, 4) end as turn,
         case when i.nth = 1 then '' when i.days <= 7 then 'week' when i.days <= 30 then 'month' when i.days <= 91 then 'quarter'
              when i.days <= 182 then 'half' else 'longer' end as gap,
         case when i.nth = 1 then ''
              when beside.linked then 'together'
              when i.lowest <> i.org_id or i.highest <> i.org_id or still.id is not null then 'apart'
              when i.org_before = i.org_id then 'own' else 'handed' end as along,
         case when b.worth then 'written' else 'missing' end as worth
    from begun i join home h on h.dossier_id = i.dossier_id
    left join about on about.id = i.id
    left join beside on beside.id = i.id
    left join still on still.id = i.id
    left join everybody e on e.dossier_id = i.dossier_id
    left join hung b on b.id = i.id
    left join public.plan_item g on g.id = b.plan_item_id and g.dossier_id = i.dossier_id)
""")

#: The combinations of what a household has one of, with a number each.
_WHERES: Final = """
select row_number() over ()::integer as place, d.area, d.team, d.phase
  from (select distinct h.area, h.team, h.phase from {home} h where {homes}) d
"""
#: Facts with their place and periods, and with number and persons once more in the columns of their strand.
_SEEN: Final = """
select f.dossier_id, w.place, f.month, date_trunc('quarter', f.month::timestamp)::date as quarter,
       date_trunc('year', f.month::timestamp)::date as year, f.kind, f.org_id as organisation, f.domain, f.turn, f.gap, f.along,
       f.worth, f.number, f.persons{columns}
  from {fact} f join {home} h on h.dossier_id = f.dossier_id
  join {wheres} w on w.area = h.area and w.team = h.team and w.phase = h.phase
 where {facts}
"""
_COUNTED: Final = """
select '{span}' as span, x.starts, '{cut}' as cut, x.value::text as value, x.place, sum(x.number::integer) as number,
       count(*)::bigint as homes, sum(bit_count(x.persons::bit(64))::integer) as persons{outer}
  from (select s.dossier_id, s.place, s.{span} as starts, {value} as value, sum(s.number) as number, bit_or(s.persons) as persons{inner}
          from {seen} s where {value} is not null group by 1, 2, 3, 4) x
 group by x.starts, x.value, x.place
"""
#: Counted cuts as cells: strands under each other, a value with its name, and the whole also by team and phase.
_CELLS: Final = """
select x.span, x.starts, v.value, s.strand, w.area, sum(s.number)::bigint as number, sum(s.homes)::bigint as homes,
       sum(s.persons)::bigint as persons
  from {counted} x join {wheres} w on w.place = x.place
 cross join lateral (values (case x.cut when '' then '' else x.cut || ':' || x.value end),
                            (case when x.cut = '' and x.span <> 'month' then 'team:' || w.team end),
                            (case when x.cut = '' and x.span <> 'month' then 'phase:' || w.phase end)) as v(value)
 cross join lateral (values ('', x.number, x.homes, x.persons){strands}) as s(strand, number, homes, persons)
 where v.value is not null and s.homes > 0
 group by 1, 2, 3, 4, 5
"""
#: What is grouped: by month the whole only.
GROUPINGS: Final = (
    ("month", ""),
    *((span, cut) for span in ("quarter", "year") for cut in ("", "kind", "organisation", "domain", "worth", *STEPS)),
)


def source(which: str) -> str:
    """The CTEs ``home``, ``fact`` and ``closing`` of these households (``THESE``, ``STRETCH``), to be followed by a select."""
    return f"{SOURCE.substitute(which=which)}, {CLOSING.substitute(which=which)}"


def wheres(home: str, homes: str = "true") -> str:
    """A select of the combinations in ``home``, of the rows ``h`` for which ``homes`` holds: (place, area, team, phase)."""
    return _WHERES.format(home=home, homes=homes)


def seen(fact: str, home: str, wheres: str, facts: str = "true") -> str:
    """A select of these facts (rows ``f`` for which ``facts`` holds), ready to be grouped."""
    columns = (
        f", case f.strand when '{strand}' then f.{name} end as {name}_{strand}"
        for strand in STRANDS
        for name in ("number", "persons")
    )
    return _SEEN.format(fact=fact, home=home, wheres=wheres, facts=facts, columns="".join(columns))


def value_of(cut: str) -> str:
    """The value in this cut of a row ``s`` of ``seen``; null where it is not counted there."""
    return _VALUES.get(cut, f"s.{cut}")


def counted(span: str, cut: str, seen: str) -> str:
    """A select of one of ``GROUPINGS``: per period, value and place what there is of all and of each strand."""
    inner = (f", sum(s.number_{name}) as number_{name}, bit_or(s.persons_{name}) as persons_{name}" for name in STRANDS)
    outer = (
        f", sum(x.number_{name}::integer) as number_{name}, count(x.number_{name})::bigint as homes_{name},"
        f" sum(bit_count(x.persons_{name}::bit(64))::integer) as persons_{name}"
        for name in STRANDS
    )
    return _COUNTED.format(
        span=span, cut=cut, value=value_of(cut), seen=seen, inner="".join(inner), outer="".join(outer)
    )


def as_cells(counted: str, wheres: str) -> str:
    """A select of cells from what was counted: (span, starts, value, strand, area, number, homes, persons)."""
    strands = (f", ('{name}', x.number_{name}, x.homes_{name}, x.persons_{name})" for name in STRANDS)
    return _CELLS.format(counted=counted, wheres=wheres, strands="".join(strands))


def cells(fact: str, home: str, closing: str, which: str | None = None) -> str:
    """A select of the cells of these facts, of all households or of ``which``; for few households, or when memory does not matter."""
    facts, homes, closed = (f"{row}.dossier_id {which}" if which else "true" for row in ("f", "h", "c"))
    groupings = " union all ".join(counted(span, cut, "seen") for span, cut in GROUPINGS)
    return (
        f"with wheres as materialized ({wheres(home, homes)}), seen as materialized ({seen(fact, home, 'wheres', facts)}),"  # noqa: S608
        f" counted as ({groupings}), begun_cells as ({as_cells('counted', 'wheres')})"
        f" select * from begun_cells union all ({closing_cells(closing, closed)})"
    )
