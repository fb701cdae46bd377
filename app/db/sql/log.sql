-- The log, and mails: written by these functions alone, in the name of whoever holds the session and at the clock's own moment.

-- Writes what a request showed and did: one access line per sight, and under it one processing line per person. Who, of which
-- organisation, in which function and session, when, and which lines belong together is the database's to say, not the asker's.
-- A line is about a household with which the asker has or had to do; somebody else's overview is not written in.
create or replace function sec.write_trail(
  operation_in text, network_in text, rule_in text, purpose bigint,
  actions text[], outcomes text[], dossiers bigint[], kinds text[], objects text[], reasons text[],
  person_places bigint[], persons bigint[], person_dossiers bigint[], person_kinds text[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  traces uuid[] := array(select gen_random_uuid() from generate_series(1, cardinality(actions)));
begin
  if who.function <> 'privacy_officer' and exists (
       select from public.dossier d
        where d.id = any(dossiers || person_dossiers) and d.lead_org_id <> who.organisation_id
          and not exists (select from public.involvement i where i.dossier_id = d.id and i.account_id = who.account_id)) then
    raise exception 'not a household of theirs' using errcode = 'insufficient_privilege';
  end if;
  insert into public.access_log (trace_id, action, operation, outcome, account_id, account_name, organisation_id, function,
                                 session_id, network, dossier_id, object_ids, categories, purpose_id, rule, reason, person_count)
  select traces[l.place], l.action, operation_in, l.outcome, who.account_id, a.name, who.organisation_id, who.function,
         who.session_id, network_in, l.dossier, l.object_ids::bigint[], l.categories::text[], purpose, rule_in, l.reason,
         (select count(*) from unnest(person_places) p where p = l.place)
    from unnest(actions, outcomes, dossiers, kinds, objects, reasons) with ordinality
           as l(action, outcome, dossier, categories, object_ids, reason, place)
    join public.account a on a.id = who.account_id;
  insert into public.processing_log (trace_id, operation, person_id, dossier_id, categories, purpose_id)
  select traces[p.place], operation_in, p.person, p.dossier, p.categories::text[], purpose
    from unnest(person_places, persons, person_dossiers, person_kinds) as p(place, person, dossier, categories)
   where p.place between 1 and cardinality(traces);
end $$;

-- A log line for what happens before there is a principal: a sign-in that failed, a link that was used.
create or replace function sec.log_anonymous(operation_in text, outcome_in text, account bigint, network_in text, proof bytea)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.must_be_ours(
    array['log_anonymous', operation_in, outcome_in, coalesce(account::text, ''), network_in], proof);
  if operation_in not in ('session.sign_in', 'session.prove', 'account.use_link', 'account.request_reset')
     or outcome_in not in ('ok', 'denied') or length(network_in) > 60 then
    raise exception 'no such line' using errcode = 'insufficient_privilege';
  end if;
  insert into public.access_log (trace_id, action, operation, outcome, account_id, network)
  values (gen_random_uuid(), 'sign_in', operation_in, outcome_in, account, network_in);
end $$;

-- A mail about an account, by an administrator at work: an invitation, or the word that its address changed. Mails with a link
-- for a new password are written by sec.request_reset; there are no others.
create or replace function sec.write_mail(recipient_in text, subject_in text, body_in text, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (sec.ctx()).function <> 'administrator' then
    raise exception 'only an administrator writes to people' using errcode = 'insufficient_privilege';
  end if;
  perform sec.must_be_ours(array['write_mail', recipient_in, subject_in, body_in], proof);
  insert into public.outgoing_mail (recipient, subject, body) values (recipient_in, subject_in, body_in);
end $$;
