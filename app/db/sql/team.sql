-- Numbers about a team's own work: sums and suppressed counts only, never a household.

-- What the principal's organisation carries together, in weight points, and the bandwidth that it chose.
create or replace function sec.team_load()
returns table (points bigint, households bigint, bandwidth_min bigint, bandwidth_max bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  if who.function not in ('generalist', 'coordinator', 'process_lead') then
    return;
  end if;
  return query
    select coalesce(sum(p.weight), 0)::bigint, count(*)::bigint, min(o.bandwidth_min), min(o.bandwidth_max)
      from public.organisation o
      left join public.dossier d on d.lead_org_id = o.id and not d.closed and d.merged_into_id is null
      left join public.dossier_process p on p.dossier_id = d.id
     where o.id = who.organisation_id and (d.id is null or p.id is not null);
end $$;

-- How many interventions of each strand began per neighbourhood since a day, in households led by the principal's own
-- organisation. Only for functions with term A on a strand. A cell is given when at least ten households stand behind it;
-- else null. When just one cell of a neighbourhood would be held back, the next smallest is held back with it.
create or replace function sec.team_mix(since date)
returns table (area text, strand text, number bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  return query
    with counted as (
      select a.name as area, i.strand, count(*) as number, count(distinct i.dossier_id) as households
        from public.dossier d
        join public.household_area a on a.dossier_id = d.id
        join public.intervention i on i.dossier_id = d.id and i.status <> 'withdrawn' and i.started_on >= since
                                  and i.started_on <= sec.now()::date
       where d.lead_org_id = who.organisation_id and d.merged_into_id is null
         and exists (select from sec.matrix m where m.row_name = who.function and m.category = i.strand and m.code = 'A')
       group by a.name, i.strand),
    every as (
      select n.area, s.strand, coalesce(c.number, 0) as number, coalesce(c.households, 0) as households
        from (select distinct c.area from counted c) n
       cross join (values ('care'), ('enforcement'), ('activation')) s(strand)
        left join counted c on c.area = n.area and c.strand = s.strand),
    held as (
      select e.*, e.households between 1 and 9 as small,
             count(*) filter (where e.households between 1 and 9) over (partition by e.area) as small_ones,
             row_number() over (partition by e.area, e.households between 1 and 9 order by e.households, e.strand) as place
        from every e)
    select h.area, h.strand,
           case when h.small or (h.small_ones = 1 and h.place = 1) then null else h.number end
      from held h order by h.area, h.strand;
end $$;

-- The same per month, for the whole team.
create or replace function sec.team_months(since date)
returns table (month date, strand text, number bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  return query
    select date_trunc('month', i.started_on)::date, i.strand,
           case when count(distinct i.dossier_id) >= 10 then count(*) end
      from public.dossier d
      join public.intervention i on i.dossier_id = d.id and i.status <> 'withdrawn' and i.started_on >= since
                                and i.started_on <= sec.now()::date
     where d.lead_org_id = who.organisation_id and d.merged_into_id is null
       and exists (select from sec.matrix m where m.row_name = who.function and m.category = i.strand and m.code = 'A')
     group by 1, 2 order by 1, 2;
end $$;
