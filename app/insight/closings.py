"""How closed situations are counted: one row per household that is closed now, and the cells of it in a book of their own.

What stands in the place of a strand here is the first mix: with what a household began, in its first quarter of a year. So each cell
of a turning point, a way of closing or a theme is told by first mix too, or not at all.
"""

from string import Template
from typing import Final

#: The value that is the whole of this book; the others lie in it.
BOOK: Final = "closed"
#: Of each of these a household has one: what came in later that was not there at first, from where it was closed, what became of
#: its goals, and the life domain of most of its goals.
CUTS: Final = ("turned", "exit", "goals", "theme")
#: The first mixes: one strand, more than one, or nothing that began.
STARTS: Final = ("care", "enforcement", "activation", "mixed", "none")

#: To follow the CTEs of ``facts.SOURCE``: closing(dossier_id, month, area, persons, start, turned, exit, goals, theme).
CLOSING: Final = Template("""
first_day as (select b.dossier_id, min(b.started_on) + 91 as until from begun b group by b.dossier_id),
opening as (
  select b.dossier_id, array_agg(distinct b.strand) as strands
    from begun b join first_day f on f.dossier_id = b.dossier_id and b.started_on < f.until group by b.dossier_id),
turning as (
  select distinct on (b.dossier_id) b.dossier_id, b.strand
    from begun b join opening o on o.dossier_id = b.dossier_id and b.strand <> all(o.strands)
   order by b.dossier_id, b.started_on, b.id),
aims as (
  select g.dossier_id, mode() within group (order by g.domain) as theme, count(*) filter (where g.status <> 'dropped') as kept,
         count(*) filter (where g.status = 'reached') as reached
    from public.plan_item g where g.dossier_id $which and g.kind = 'goal' group by g.dossier_id),
last_step as (
  select distinct on (c.dossier_id) c.dossier_id, c.from_phase
    from public.phase_change c where c.dossier_id $which and c.to_phase = 'closed' order by c.dossier_id, c.id desc),
closing as (
  select h.dossier_id, date_trunc('month', p.phase_since)::date as month, h.area, coalesce(bit_count(e.persons::bit(64)), 1) as persons,
         case when o.strands is null then 'none' when cardinality(o.strands) > 1 then 'mixed' else o.strands[1] end as start,
         coalesce(t.strand, 'none') as turned,
         case when l.from_phase = 'low_flame' then 'low_flame' when l.from_phase in ('in_progress', 'reopened') then 'at_work'
              else 'before' end as exit,
         case when coalesce(a.kept, 0) = 0 then 'none' when a.reached = a.kept then 'all' when a.reached > 0 then 'some'
              else 'not' end as goals,
         coalesce(a.theme, 'none') as theme
    from home h join public.dossier_process p on p.dossier_id = h.dossier_id and p.phase = 'closed'
    left join everybody e on e.dossier_id = h.dossier_id
    left join opening o on o.dossier_id = h.dossier_id
    left join turning t on t.dossier_id = h.dossier_id
    left join aims a on a.dossier_id = h.dossier_id
    left join last_step l on l.dossier_id = h.dossier_id)
""")

_CELLS: Final = """
select s.span, s.starts, v.value, f.strand, c.area, count(*)::bigint as number, count(*)::bigint as homes, sum(c.persons)::bigint as persons
  from {closing} c
 cross join lateral (values ('quarter', date_trunc('quarter', c.month::timestamp)::date),
                            ('year', date_trunc('year', c.month::timestamp)::date)) as s(span, starts)
 cross join lateral (values ('closed'){values}) as v(value)
 cross join lateral (values (''), (c.start)) as f(strand)
 where {which}
 group by 1, 2, 3, 4, 5
"""


def closing_cells(closing: str, which: str = "true") -> str:
    """A select of cells (span, starts, value, strand, area, number, homes, persons) of the rows ``c`` of ``closing`` for which
    ``which`` holds; ``strand`` is the first mix.
    """
    values = "".join(f", ('{cut}:' || c.{cut})" for cut in CUTS)
    return _CELLS.format(closing=closing, values=values, which=which)
