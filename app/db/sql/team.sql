-- Numbers about a team's own work: sums and suppressed counts only, never a household.

-- What each open household weighs for the team that leads it: kept beside the process, so that adding up a team does not
-- walk through its households. Filled anew whenever the lock is put in place.
create table if not exists sec.carried (dossier_id bigint primary key, lead_org_id bigint not null, weight integer not null);
create index if not exists ix_carried_lead_org_id on sec.carried (lead_org_id) include (weight);
truncate sec.carried;
insert into sec.carried
select d.id, d.lead_org_id, p.weight from public.dossier d join public.dossier_process p on p.dossier_id = d.id
 where not d.closed and d.merged_into_id is null;

create or replace function sec.carry(dossier bigint) returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
begin
  insert into sec.carried as c
  select d.id, d.lead_org_id, p.weight from public.dossier d join public.dossier_process p on p.dossier_id = d.id
   where d.id = dossier and not d.closed and d.merged_into_id is null
      on conflict (dossier_id) do update set lead_org_id = excluded.lead_org_id, weight = excluded.weight;
  if not found then
    delete from sec.carried c where c.dossier_id = dossier;
  end if;
end $$;

-- The weight follows: whoever's process changes, closes, is merged or gets another team.
create or replace function sec.carry_process() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    perform sec.carry(new.dossier_id);
  end if;
  if tg_op <> 'INSERT' then
    perform sec.carry(old.dossier_id);
  end if;
  return null;
end $$;

create or replace function sec.carry_dossier() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.carry(new.id);
  return null;
end $$;

create or replace trigger carry after insert or delete or update of weight, dossier_id on public.dossier_process
  for each row execute function sec.carry_process();
create or replace trigger carry after update of closed, merged_into_id, lead_org_id on public.dossier
  for each row execute function sec.carry_dossier();

-- What the principal's organisation carries together, in weight points, and the bandwidth that it chose.
create or replace function sec.team_load()
returns table (points bigint, households bigint, bandwidth_min bigint, bandwidth_max bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
begin
  if who.function not in ('generalist', 'coordinator', 'process_lead') then
    return;
  end if;
  return query
    select coalesce(c.points, 0)::bigint, c.households, o.bandwidth_min::bigint, o.bandwidth_max::bigint
      from public.organisation o,
           (select sum(c.weight) as points, count(*) as households from sec.carried c
             where c.lead_org_id = who.organisation_id) c
     where o.id = who.organisation_id;
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
