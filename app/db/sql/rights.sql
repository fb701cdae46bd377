-- Who looked at one person's data, for the overview that this person asks for: by day, organisation and function, never by name.
-- For whoever leads the household in which this person is. A sight of a list names no household in the log, so the lead could not
-- read who had it; here the line is told, and its reason is not: that may be about somebody else. What was logged of this person
-- in a household that was taken in by another one, comes along.
create or replace function sec.overview_log(person bigint)
returns table (day date, first_at timestamptz, last_at timestamptz, times bigint, organisation text, function text, action text,
               categories text[], purpose_id bigint, rule text, reason text, listed boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.person p where p.id = person and p.dossier_id = any(sec.standing('{case_lead}'))) then
    return;
  end if;
  return query
  select (p.at at time zone 'Europe/Amsterdam')::date, min(p.at), max(p.at), count(*), coalesce(o.name, ''), coalesce(l.function, ''),
         coalesce(l.action, 'read'), p.categories, p.purpose_id, coalesce(l.rule, ''),
         case when l.dossier_id is null then '' else l.reason end, l.dossier_id is null
    from public.processing_log p
    -- The act was written just before its lines, in the same transaction: an index on the moment finds it.
    left join lateral (
      (select a.organisation_id, a.function, a.action, a.rule, a.reason, a.dossier_id from public.access_log a
        where a.dossier_id = p.dossier_id and a.at > p.at - interval '10 seconds' and a.at <= p.at and a.trace_id = p.trace_id)
      union all
      (select a.organisation_id, a.function, a.action, a.rule, a.reason, a.dossier_id from public.access_log a
        where a.dossier_id is null and a.at > p.at - interval '10 seconds' and a.at <= p.at and a.trace_id = p.trace_id)
      limit 1) l on true
    left join public.organisation o on o.id = l.organisation_id
   where p.person_id = person
   group by 1, 5, 6, 7, 8, 9, 10, 11, 12
   order by 1 desc, 2 desc, 5, 6, 7, 8;
end $$;
