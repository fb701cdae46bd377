-- Numbers about a team's own work: sums and suppressed counts only, never a household.

-- What each open household weighs for the team that leads it: kept beside the process, so that adding up a team does not
-- walk through its households. Filled anew whenever the lock is put in place (carried.sql).
create table if not exists sec.carried (dossier_id bigint primary key, lead_org_id bigint not null, weight integer not null);
create index if not exists ix_carried_lead_org_id on sec.carried (lead_org_id) include (weight);

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

-- The last whole quarters, as a number of months: nobody asks for a day more or less, so that two answers differ by a quarter at
-- least. Raises for any other number.
create or replace function sec.team_months_asked(months bigint) returns date language plpgsql stable
set search_path = pg_catalog, pg_temp as $$
begin
  if months is null or months not in (3, 6, 12, 24) then
    raise exception 'whole quarters only: 3, 6, 12 or 24 months' using errcode = 'insufficient_privilege';
  end if;
  return date_trunc('quarter', sec.now())::date;
end $$;

-- How many interventions of each strand began per neighbourhood in the last whole quarters, in households led by the principal's
-- own organisation. Only for functions with term A on a strand. A cell is given when at least ten households stand behind it, and
-- behind what it has more than the same cell of the last shorter period that is given, so that subtracting tells nothing; else
-- null. A strand's sum is known from the months: when one cell alone would be held back, or cells with fewer than ten
-- households together, the smallest other one is held back with them.
create or replace function sec.team_mix(months bigint)
returns table (area text, strand text, number bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  until date := sec.team_months_asked(months);
begin
  return query
    with began as (
      select a.name as place, i.strand as kind, i.dossier_id,
             case when i.started_on >= until - interval '3 months' then 3 when i.started_on >= until - interval '6 months' then 6
                  when i.started_on >= until - interval '12 months' then 12 else 24 end as age
        from public.dossier d
        join public.household_area a on a.dossier_id = d.id
        join public.intervention i on i.dossier_id = d.id and i.status <> 'withdrawn' and i.started_on < until
                                  and i.started_on >= until - interval '24 months'
       where d.lead_org_id = who.organisation_id and d.merged_into_id is null
         and exists (select from sec.matrix m where m.row_name = who.function and m.category = i.strand and m.code = 'A')),
    cells as (
      select b.place, b.kind,
             count(*) filter (where b.age <= months) as number, count(distinct b.dossier_id) filter (where b.age <= months) as homes,
             count(distinct b.dossier_id) filter (where b.age <= 3) as h3, count(distinct b.dossier_id) filter (where b.age <= 6) as h6,
             count(distinct b.dossier_id) filter (where b.age <= 12) as h12, count(distinct b.dossier_id) as h24,
             count(distinct b.dossier_id) filter (where b.age = 6) as d6,
             count(distinct b.dossier_id) filter (where b.age in (6, 12)) as d3to12,
             count(distinct b.dossier_id) filter (where b.age = 12) as d12,
             count(distinct b.dossier_id) filter (where b.age > 3) as d3to24,
             count(distinct b.dossier_id) filter (where b.age > 6) as d6to24,
             count(distinct b.dossier_id) filter (where b.age = 24) as d24
        from began b group by b.place, b.kind),
    s3 as (select c.*, c.h3 >= 10 as g3 from cells c),
    s6 as (select s.*, s.h6 >= 10 and (not s.g3 or s.d6 not between 1 and 9) as g6 from s3 s),
    s12 as (
      select s.*, s.h12 >= 10 and case when s.g6 then s.d12 not between 1 and 9
                                       when s.g3 then s.d3to12 not between 1 and 9 else true end as g12 from s6 s),
    s24 as (
      select s.*, s.h24 >= 10 and case when s.g12 then s.d24 not between 1 and 9 when s.g6 then s.d6to24 not between 1 and 9
                                       when s.g3 then s.d3to24 not between 1 and 9 else true end as g24 from s12 s),
    given as (
      select s.place, s.kind, s.number, s.homes,
             case months when 3 then s.g3 when 6 then s.g6 when 12 then s.g12 else s.g24 end as given from s24 s),
    held as (
      select g.*, count(*) filter (where not g.given and g.homes > 0) over of_kind as hidden,
             sum(g.homes) filter (where not g.given) over of_kind as behind,
             row_number() over (partition by g.kind, g.given order by g.homes, g.place) as rank
        from given g window of_kind as (partition by g.kind)),
    every as (select distinct h.place from held h where h.homes > 0)
    select e.place, k.kind,
           case when h.given and not (h.rank = 1 and h.hidden > 0 and (h.hidden = 1 or h.behind < 10)) then h.number end
      from every e cross join (values ('care'), ('enforcement'), ('activation')) k(kind)
      left join held h on h.place = e.place and h.kind = k.kind
     order by e.place, k.kind;
end $$;

-- The same per month, for the whole team. A strand's three months of one quarter are given together or not at all: the quarter may
-- be known as the sum of the neighbourhoods.
create or replace function sec.team_months(months bigint)
returns table (month date, strand text, number bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  until date := sec.team_months_asked(months);
begin
  return query
    with counted as (
      select date_trunc('month', i.started_on)::date as first_day, i.strand as kind, count(*) as number,
             count(distinct i.dossier_id) as homes
        from public.dossier d
        join public.intervention i on i.dossier_id = d.id and i.status <> 'withdrawn' and i.started_on < until
                                  and i.started_on >= until - make_interval(months => months::int)
       where d.lead_org_id = who.organisation_id and d.merged_into_id is null
         and exists (select from sec.matrix m where m.row_name = who.function and m.category = i.strand and m.code = 'A')
       group by 1, 2)
    select c.first_day, c.kind,
           case when min(c.homes) over (partition by c.kind, date_trunc('quarter', c.first_day)) >= 10 then c.number end
      from counted c order by c.first_day, c.kind;
end $$;
