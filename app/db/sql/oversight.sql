-- Looking over the log, for the privacy officer alone: numbers of cases, and patterns that ask for a question. Never content: a
-- pattern says that something of a household fits, not what stands there.

-- Numbers of households, by id or by number: what people at work call them.
create or replace function sec.cases(ids bigint[], numbers text[]) returns table (id bigint, case_no text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('privacy_officer') then return; end if;
  return query select d.id, d.case_no from public.dossier d where d.id = any(cases.ids) or d.case_no = any(cases.numbers);
end $$;

-- Patterns in the sights of a period. Each is a plain rule that app/oversight/words.py explains; none is added up to a score of
-- somebody. `day` is the day in Amsterdam, `times` how many sights, searches or relations fit. Reads that period of the log and no more.
create or replace function sec.log_signals(from_at timestamptz, until_at timestamptz)
returns table (rule text, account_id bigint, day date, dossiers bigint[], times bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('privacy_officer') or until_at > from_at + interval '32 days' then return; end if;
  return query
  with sights as materialized (
    select l.account_id, l.dossier_id, l.at, (l.at at time zone 'Europe/Amsterdam') as local
      from public.access_log l
     where l.at >= from_at and l.at < until_at and l.action = 'read' and l.outcome = 'ok' and l.dossier_id is not null
       and l.account_id is not null
       and l.function not in ('privacy_officer', 'resident', 'co_resident', 'young_person', 'network_person')),
  visits as materialized (
    select s.account_id, s.dossier_id, s.local::date as day, count(*) as times from sights s group by 1, 2, 3),
  -- Everybody of the households that were seen, by the names that a worker's own account could have.
  names as materialized (
    select pd.dossier_id, lower(concat_ws(' ', nullif(pd.prefix, ''), pd.surname)) as surname,
           lower(concat_ws(' ', pd.given_name, nullif(pd.prefix, ''), pd.surname)) as whole
      from public.person_detail pd where pd.dossier_id in (select v.dossier_id from visits v)),
  own_name as (
    select distinct v.account_id, v.day, v.dossier_id, v.times
      from visits v join public.account a on a.id = v.account_id
      join names n on n.dossier_id = v.dossier_id and right(lower(a.name), length(n.surname) + 1) = ' ' || n.surname),
  colleague as (
    select distinct v.account_id, v.day, v.dossier_id, v.times
      from visits v join public.account a on a.id = v.account_id
     where exists (select from names n join public.account c on lower(c.name) = n.whole
                    where n.dossier_id = v.dossier_id and c.organisation_id = a.organisation_id and c.id <> a.id)),
  marked as (
    select v.account_id, v.day, v.dossier_id, v.times
      from visits v join public.dossier d on d.id = v.dossier_id and d.staff_or_relative),
  -- Households of a street that the account does not lead.
  street as (
    select v.account_id, v.day, array_agg(distinct v.dossier_id) as dossiers, sum(v.times)::bigint as times
      from visits v join public.household_address h on h.dossier_id = v.dossier_id
     where not exists (select from public.involvement i where i.dossier_id = v.dossier_id and i.account_id = v.account_id and i.is_lead)
     group by v.account_id, v.day, lower(h.street) having count(distinct v.dossier_id) >= 4),
  night as (
    select s.account_id, (s.local - interval '6 hours')::date as day, array_agg(distinct s.dossier_id) as dossiers, count(*) as times
      from sights s where s.local::time >= '23:00' or s.local::time < '06:00' group by 1, 2),
  bulk as (
    select s.account_id, s.local::date as day, array_agg(distinct s.dossier_id) as dossiers, count(*) as times
      from sights s group by s.account_id, s.local::date, date_trunc('hour', s.local) having count(distinct s.dossier_id) >= 20),
  searches as (
    select l.account_id, (l.at at time zone 'Europe/Amsterdam')::date as day, count(*) as times
      from public.access_log l
     where l.at >= from_at and l.at < until_at and l.action = 'search' and l.account_id is not null
       and not exists (select from sights s where s.account_id = l.account_id and s.at between l.at and l.at + interval '10 minutes')
     group by 1, 2 having count(*) >= 5),
  -- The kind of a relation is read as it is there: a database whose relations have no kinds has no emergencies.
  emergency as (
    select i.account_id, (max(i.created_at) at time zone 'Europe/Amsterdam')::date as day,
           array_agg(distinct i.dossier_id) as dossiers, count(*) as times
      from public.involvement i
     where to_jsonb(i) ->> 'kind' = 'emergency' and i.created_at >= from_at and i.created_at < until_at
     group by 1 having count(*) >= 3)
  select 'own_name', o.account_id, o.day, array_agg(o.dossier_id order by o.dossier_id), sum(o.times)::bigint
    from own_name o group by o.account_id, o.day
  union all
  select 'colleague', c.account_id, c.day, array_agg(c.dossier_id order by c.dossier_id), sum(c.times)::bigint
    from colleague c group by c.account_id, c.day
  union all
  select 'marked', m.account_id, m.day, array_agg(m.dossier_id order by m.dossier_id), sum(m.times)::bigint
    from marked m group by m.account_id, m.day
  union all select 'street', t.account_id, t.day, t.dossiers, t.times from street t
  union all select 'night', g.account_id, g.day, g.dossiers, g.times from night g
  union all select 'bulk', b.account_id, b.day, b.dossiers, b.times from bulk b
  union all select 'search', s.account_id, s.day, '{}'::bigint[], s.times from searches s
  union all select 'emergency', e.account_id, e.day, e.dossiers, e.times from emergency e
  order by 3 desc, 1, 2;
end $$;
