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
