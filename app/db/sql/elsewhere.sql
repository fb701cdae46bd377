-- Whether a household is known elsewhere: the one question about households that are not the asker's own, and so a narrow one.

-- Dossiers that look like a question: of a person by name and birth date, or of a door. Written without rights of its own, so that it
-- becomes part of the query of the definer function that asks.
create or replace function sec.look_alike(key text, born date, postcode text, number bigint) returns table (dossier_id bigint)
language sql stable as $$
  select pd.dossier_id from public.person_detail pd
   where pd.name_key = look_alike.key and look_alike.born is not null and pd.birth_date = look_alike.born and not pd.sealed
  union
  select ha.dossier_id from public.household_address ha
   where ha.postcode = look_alike.postcode and ha.number = look_alike.number and look_alike.postcode <> '' $$;

-- Where households that look like these are known: the leading team and its contact point, nothing else. Protected, sensitive and
-- closed households answer as if they were not there. Only for generalists, only through the application (app/db/door.py), each
-- time with a reason and in the log as a search. The same question counts once an hour; whoever asks more different ones than
-- somebody at work needs, about persons or doors typed by hand (60) or from a list of their own (600), is told so (`too_much`).
-- `questions` is JSON: [{n, key, born, postcode, number}].
create or replace function sec.known_elsewhere(questions text, why text, way text, proof bytea)
returns table (n bigint, organisation_id bigint, organisation_name text, contact_name text, contact_phone text, too_much boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := transaction_timestamp();
  allowed bigint := case way when 'list' then 600 else 60 end;
  number_asked bigint;
begin
  perform sec.must_be_ours(array['known_elsewhere', who.account_id::text, way, questions], proof);
  if who.function <> 'generalist' then
    return;
  end if;
  if btrim(why) = '' then
    raise exception 'asking elsewhere needs a reason' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('elsewhere:' || who.account_id, 7419));
  delete from public.elsewhere_question q where q.account_id = who.account_id and q.asked_at <= moment - interval '1 hour';
  select count(*) into number_asked from (
    select q.question from public.elsewhere_question q where q.account_id = who.account_id and q.way = known_elsewhere.way
    union select sha256(convert_to((q - 'n')::text, 'UTF8')) from jsonb_array_elements(questions::jsonb) q) every;
  insert into public.access_log (trace_id, action, operation, outcome, account_id, account_name, organisation_id, function,
                                 session_id, categories, rule, reason)
  select gen_random_uuid(), 'search', 'search.elsewhere', case when number_asked > allowed then 'denied' else 'ok' end,
         who.account_id, a.name, who.organisation_id, who.function, who.session_id, '{identity}',
         jsonb_array_length(questions::jsonb) || ' asked', why
    from public.account a where a.id = who.account_id;
  if number_asked > allowed then
    return query select null::bigint, null::bigint, null::text, null::text, null::text, true;
    return;
  end if;
  insert into public.elsewhere_question (account_id, way, question, asked_at)
  select who.account_id, known_elsewhere.way, sha256(convert_to((q - 'n')::text, 'UTF8')), moment
    from jsonb_array_elements(questions::jsonb) q on conflict do nothing;
  return query
    select distinct q.n, o.id, o.name, o.contact_name, o.contact_phone, false
      from jsonb_to_recordset(questions::jsonb) as q(n bigint, key text, born date, postcode text, number bigint)
     cross join lateral sec.look_alike(q.key, q.born, q.postcode, q.number) found
      join public.dossier d on d.id = found.dossier_id
      join public.organisation o on o.id = d.lead_org_id and o.active and o.kind = 'area_team'
      left join public.household_address a on a.dossier_id = d.id
     where not d.closed and not d.staff_or_relative and d.merged_into_id is null and not coalesce(a.protected, false)
       and d.id <> all(sec.mine());
end $$;
