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
  -- Nor is somebody of another household named in a line about one of theirs.
  if exists (
       select from unnest(persons, person_dossiers) as l(person, dossier) join public.person p on p.id = l.person
        where l.dossier is not null and p.dossier_id <> l.dossier)
     or (who.function <> 'privacy_officer' and exists (
       select from unnest(persons, person_dossiers) as l(person, dossier)
         join public.person p on p.id = l.person join public.dossier d on d.id = p.dossier_id
        where l.dossier is null and d.lead_org_id <> who.organisation_id
          and not exists (select from public.involvement i where i.dossier_id = d.id and i.account_id = who.account_id))) then
    raise exception 'not a person of that household' using errcode = 'insufficient_privilege';
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
  if exists (select from public.dossier d where d.id = any(dossiers) and d.staff_or_relative) then
    perform sec.tell_of_marked(dossiers, traces);
  end if;
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

-- Partitions of the two logs, a month each, for this month and the coming year; also run by the sealer. A line outside them falls
-- into the default partition; when its month gets a partition after all, the line moves there.
create or replace function sec.ensure_log_partitions() returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  parent text;
  first_day date;
  months date[];
begin
  foreach parent in array array['access_log', 'processing_log'] loop
    if to_regclass('public.' || parent || '_other') is null then
      execute format('create table public.%I partition of public.%I default', parent || '_other', parent);
    end if;
    execute format('select array_agg(distinct date_trunc(''month'', l.at)::date) from public.%I l', parent || '_other') into months;
    for first_day in
      select date_trunc('month', current_date)::date + make_interval(months => ahead) from generate_series(0, 12) ahead
      union select unnest(months)
    loop
      continue when to_regclass('public.' || parent || to_char(first_day, '_YYYY_MM')) is not null;
      if first_day = any(months) then
        execute format('create temp table moved on commit drop as select * from public.%I where at >= %L and at < %L',
                       parent || '_other', first_day, (first_day + interval '1 month')::date);
        execute format('delete from public.%I where at >= %L and at < %L',
                       parent || '_other', first_day, (first_day + interval '1 month')::date);
      end if;
      execute format('create table public.%I partition of public.%I for values from (%L) to (%L)',
                     parent || to_char(first_day, '_YYYY_MM'), parent, first_day, (first_day + interval '1 month')::date);
      if first_day = any(months) then
        execute format('insert into public.%I overriding system value select * from pg_temp.moved', parent);
        drop table pg_temp.moved;
      end if;
    end loop;
  end loop;
end $$;
select sec.ensure_log_partitions();

-- Where this cluster's transactions lie in the log's own count. A database that was restored into another cluster begins to count
-- anew; new lines would then seem to lie among sealed ones. So what is written from here on counts on above all that is there.
-- Run after a restore, by every upgrade and before every seal; it changes something only when the count fell behind. Gives the
-- distance between the two.
create or replace function sec.rebase_log() returns bigint language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  distance bigint := coalesce((select value::bigint from sec.setting where name = 'log_distance'), 0);
  sealed bigint := coalesce((select max(s.to_tx) from public.log_seal s), -9000000000000000000);
  highest bigint;
  log text;
begin
  select greatest(sealed, (select max(l.tx) + 1 from public.access_log l where l.tx >= sealed),
                  (select max(l.tx) + 1 from public.processing_log l where l.tx >= sealed)) into highest;
  if highest <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + distance then
    return distance;
  end if;
  distance := highest - pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  delete from sec.setting where name = 'log_distance';
  insert into sec.setting values ('log_distance', distance);
  foreach log in array array['access_log', 'processing_log'] loop
    execute format('alter table public.%I alter column tx set default pg_current_xact_id()::text::bigint + %s', log, distance);
  end loop;
  return distance;
end $$;
select sec.rebase_log();

-- Somebody is forgotten: their lines keep the mark that was sealed and lose the number, and the key that led from one to the other
-- is destroyed. Every seal still holds. For whoever destroys what is kept about them, as the owner; the application may not ask it.
create or replace function sec.forget_person(person bigint) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7421);  -- not while lines are being sealed
  perform sec.mark_persons(array[person]);
  update public.processing_log l set person_mark = k.mark, person_id = null
    from public.person_key k where k.person_id = person and l.person_id = person;
  delete from public.person_key k where k.person_id = person;
end $$;

-- Gives the persons who have none yet a key and a mark.
create or replace function sec.mark_persons(persons bigint[]) returns void language sql
set search_path = pg_catalog, pg_temp as $$
  insert into public.person_key (person_id, secret, mark)
  select p.id, s.secret, sha256(s.secret || int8send(p.id))
    from (select distinct unnest(persons) as id) p
   cross join lateral (select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as secret
                         where p.id is not null) s
   where not exists (select from public.person_key k where k.person_id = p.id)
$$;
