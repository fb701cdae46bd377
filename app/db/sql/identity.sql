-- Signing in, sessions and links: the application's role cannot read these tables, it asks these functions.

-- Whether the application itself asks (app/db/door.py): the proof is a keyed hash of what is asked, under a key that its role
-- cannot read. Without it, a smuggled statement could let anybody in as anybody.
create or replace function sec.must_be_ours(words text[], proof bytea) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  key bytea := decode((select value from sec.setting where name = 'door'), 'hex');
begin
  if key is null or proof is null or length(key) < 32
     or sha256(key || sha256(key || convert_to(array_to_string(words, E'\x1f', ''), 'UTF8'))) <> proof then
    raise exception 'not asked by the application' using errcode = 'insufficient_privilege';
  end if;
end $$;

create or replace function sec.credentials(key text, proof bytea) returns table (account_id bigint, password_hash text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.must_be_ours(array['credentials', key], proof);
  return query
    select a.id, a.password_hash from public.account a join public.organisation o on o.id = a.organisation_id
     where a.email_key = key and a.active and o.active;
end $$;

create or replace function sec.rehash(account bigint, old_hash text, new_hash text, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.must_be_ours(array['rehash', account::text, new_hash], proof);
  update public.account a set password_hash = new_hash where a.id = rehash.account and a.password_hash = old_hash;
end $$;

-- Counts a try under each subject and says whether it may be evaluated: 0, or the place of the first subject that is full. A
-- subject is full when so many tries were counted in the last five minutes (kept per half minute); a refused try is not counted
-- under it, so that hammering keeps nobody out for longer. Locks in the given order; runs in a small transaction of its own.
create or replace function sec.take_try(subjects text[], allowed bigint[], proof bytea) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  moment timestamptz;
  so_far bigint;
begin
  perform sec.must_be_ours(array['take_try'] || subjects || allowed::text[], proof);
  for place in 1..cardinality(subjects) loop
    perform pg_advisory_xact_lock(hashtextextended(subjects[place], 7419));
    moment := clock_timestamp();
    select coalesce(sum(t.tries), 0) into so_far from public.sign_in_attempt t
     where t.subject = subjects[place] and t.window_start > moment - interval '330 seconds';
    if so_far >= allowed[place] then return place; end if;
    insert into public.sign_in_attempt as t (subject, window_start, tries)
    values (subjects[place], to_timestamp(floor(extract(epoch from moment) / 30) * 30), 1)
    on conflict (subject, window_start) do update set tries = t.tries + 1;
  end loop;
  delete from public.sign_in_attempt where ctid = any(array(
    select old.ctid from public.sign_in_attempt old where old.window_start < moment - interval '10 minutes'
     limit 200 for update skip locked));
  return 0;
end $$;

-- A try that succeeded does not count: only wrong ones are limited.
create or replace function sec.give_back_try(subjects text[], proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare one text;
begin
  perform sec.must_be_ours(array['give_back_try'] || subjects, proof);
  foreach one in array subjects loop
    perform pg_advisory_xact_lock(hashtextextended(one, 7419));
    update public.sign_in_attempt t set tries = t.tries - 1
     where t.subject = one and t.tries > 0 and t.window_start = (
       select max(u.window_start) from public.sign_in_attempt u where u.subject = one and u.tries > 0);
  end loop;
end $$;

create or replace function sec.start_session(account bigint, hash bytea, device_in text, lasts interval, proof bytea) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare made bigint;
begin
  perform sec.must_be_ours(array['start_session', account::text, encode(hash, 'hex')], proof);
  insert into public.account_session (token_hash, account_id, started_at, last_seen_at, expires_at, proved_at, device)
  select hash, a.id, transaction_timestamp(), transaction_timestamp(), transaction_timestamp() + lasts,
         transaction_timestamp(), device_in
    from public.account a join public.organisation o on o.id = a.organisation_id
   where a.id = account and a.active and o.active
  returning id into made;
  return made;
end $$;

create or replace function sec.end_session(hash bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update public.account_session set ended_at = transaction_timestamp() where token_hash = hash and ended_at is null $$;

-- The principal's own open sessions: when, on what, and which one this is.
create or replace function sec.my_sessions()
returns table (id bigint, started_at timestamptz, last_seen_at timestamptz, device text, is_this boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  return query select s.id, s.started_at, s.last_seen_at, s.device, s.id = who.session_id from public.account_session s
    where s.account_id = who.account_id and s.ended_at is null and s.expires_at > transaction_timestamp() and not s.for_api
    order by s.last_seen_at desc, s.id;
end $$;

create or replace function sec.end_my_session(session bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  update public.account_session s set ended_at = transaction_timestamp()
   where s.id = session and s.account_id = who.account_id and s.ended_at is null;
end $$;

create or replace function sec.end_my_other_sessions() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  update public.account_session s set ended_at = transaction_timestamp()
   where s.account_id = who.account_id and s.id <> who.session_id and s.ended_at is null and not s.for_api;
end $$;

-- A token with which a program of the principal asks what the principal may count, until a day: never one that is made by another
-- token, never longer than a year, and one at a time. It is a session that does not idle and never counts as a fresh proof.
create or replace function sec.make_api_token(hash bytea, until timestamptz, proof bytea) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  made bigint;
begin
  perform sec.must_be_ours(array['make_api_token', encode(hash, 'hex')], proof);
  if cardinality(sec.counts_strands()) = 0 or until <= transaction_timestamp() or until > transaction_timestamp() + interval '368 days'
     or exists (select from public.account_session s where s.id = who.session_id and s.for_api) then
    raise exception 'no token for this' using errcode = 'insufficient_privilege';
  end if;
  update public.account_session s set ended_at = transaction_timestamp()
   where s.account_id = who.account_id and s.for_api and s.ended_at is null;
  insert into public.account_session (token_hash, account_id, started_at, last_seen_at, expires_at, proved_at, for_api)
  values (hash, who.account_id, transaction_timestamp(), transaction_timestamp(), until, to_timestamp(0), true) returning id into made;
  return made;
end $$;

-- The principal's own running token: never the token itself.
create or replace function sec.my_api_token()
returns table (id bigint, started_at timestamptz, last_seen_at timestamptz, expires_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  return query select s.id, s.started_at, s.last_seen_at, s.expires_at from public.account_session s
    where s.account_id = who.account_id and s.for_api and s.ended_at is null and s.expires_at > transaction_timestamp();
end $$;

-- Whether the principal proved who they are within the last five minutes (sensitive acts ask for that).
create or replace function sec.proved_recently() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  return exists (select from public.account_session s where s.id = who.session_id
    and s.proved_at > transaction_timestamp() - coalesce(
          (select value::interval from sec.setting where name = 'proof_lasts'), interval '5 minutes'));
end $$;

-- A fresh proof gives the session a new token; the old one is dead from here on, also in this transaction.
create or replace function sec.renew_session(new_hash bytea, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['renew_session', encode(new_hash, 'hex')], proof);
  update public.account_session s set token_hash = new_hash, proved_at = transaction_timestamp() where s.id = who.session_id;
end $$;

-- The stored hash of the principal's own password, for that fresh proof.
create or replace function sec.my_password_hash() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  return (select a.password_hash from public.account a where a.id = who.account_id);
end $$;

-- An invitation, by an administrator. Older ones end.
create or replace function sec.invite(account bigint, hash bytea, lasts interval, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (sec.ctx()).function <> 'administrator' then
    raise exception 'only an administrator invites' using errcode = 'insufficient_privilege';
  end if;
  perform sec.must_be_ours(array['invite', account::text, encode(hash, 'hex')], proof);
  update public.one_time_link l set used_at = transaction_timestamp(), withdrawn = true
   where l.account_id = account and l.kind = 'invite' and l.used_at is null;
  insert into public.one_time_link (token_hash, account_id, kind, expires_at, sent_at)
  values (hash, account, 'invite', transaction_timestamp() + lasts, transaction_timestamp());
end $$;

-- How the newest invitation of an account stands, for an administrator: when it was sent, until when it holds, when it was used
-- and whether that was because somebody took it back. No row when there was none.
create or replace function sec.invitation(account bigint)
returns table (sent_at timestamptz, expires_at timestamptz, used_at timestamptz, withdrawn boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('administrator') then return; end if;
  return query select l.sent_at, l.expires_at, l.used_at, l.withdrawn from public.one_time_link l
    where l.account_id = account and l.kind = 'invite' order by l.id desc limit 1;
end $$;

-- Takes an open invitation back: its link is dead from here on. Whether there was one.
create or replace function sec.withdraw_invitation(account bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('administrator') then
    raise exception 'only an administrator takes an invitation back' using errcode = 'insufficient_privilege';
  end if;
  update public.one_time_link l set used_at = transaction_timestamp(), withdrawn = true
   where l.account_id = account and l.kind = 'invite' and l.used_at is null and l.expires_at > transaction_timestamp();
  return found;
end $$;

-- A link to choose a new password and the mail that carries it, when somebody has this address; says nothing either way.
create or replace function sec.request_reset(
  key text, hash bytea, lasts interval, subjects text[], bodies text[], proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  whose bigint;
  address text;
  place bigint;
begin
  perform sec.must_be_ours(array['request_reset', key, encode(hash, 'hex')], proof);
  select a.id, a.email, case a.language when 'en' then 2 else 1 end into whose, address, place
    from public.account a join public.organisation o on o.id = a.organisation_id
   where a.email_key = key and a.active and o.active;
  update public.one_time_link l set used_at = transaction_timestamp()
   where l.account_id = whose and l.kind = 'reset' and l.used_at is null;
  insert into public.one_time_link (token_hash, account_id, kind, expires_at)
  select hash, whose, 'reset', transaction_timestamp() + lasts where whose is not null;
  insert into public.outgoing_mail (recipient, subject, body)
  select address, subjects[place], bodies[place] where whose is not null;
end $$;

-- Whether a link still works, without using it (the page behind a link is a GET; mail scanners open those).
create or replace function sec.link_works(hash bytea) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.kind from public.one_time_link l join public.account a on a.id = l.account_id and a.active
   where l.token_hash = hash and l.used_at is null and l.expires_at > transaction_timestamp() $$;

-- Uses a link: sets the password and ends every session of the account. Returns the account, or null when the link is spent.
create or replace function sec.use_link(hash bytea, new_hash text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare whose bigint;
begin
  update public.one_time_link l set used_at = transaction_timestamp()
    from public.account a
   where l.token_hash = hash and l.used_at is null and l.expires_at > transaction_timestamp()
     and a.id = l.account_id and a.active
  returning l.account_id into whose;
  if whose is null then return null; end if;
  update public.account a set password_hash = new_hash where a.id = whose;
  update public.account_session s set ended_at = transaction_timestamp() where s.account_id = whose and s.ended_at is null;
  return whose;
end $$;

-- The sessions of an account that is switched off or changes function end at once; links to an address that is no longer
-- the account's end too.
create or replace function sec.end_sessions_of_changed_account() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if old.active and not new.active or old.function <> new.function or old.organisation_id <> new.organisation_id
     or old.email_key <> new.email_key then
    update public.account_session set ended_at = transaction_timestamp() where account_id = new.id and ended_at is null;
  end if;
  if old.active and not new.active or old.email_key <> new.email_key then
    update public.one_time_link set used_at = transaction_timestamp(), withdrawn = true
     where account_id = new.id and used_at is null;
  end if;
  return null;
end $$;

create or replace function sec.end_sessions_of_closed_organisation() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if old.active and not new.active then
    update public.account_session s set ended_at = transaction_timestamp() from public.account a
     where a.organisation_id = new.id and s.account_id = a.id and s.ended_at is null;
  end if;
  return null;
end $$;

-- Organisations of carers, mentors and peers. A function and not a question in a policy, which would be prepared in every statement.
create or replace function sec.network_organisations() returns bigint[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return array(select o.id from public.organisation o where o.kind = 'network');
end $$;

-- Accounts of residents who are involved with a household of the principal's, and of carers, mentors and peers, where the principal
-- reads the whole network.
create or replace function sec.residents_around() returns setof bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query
    select i.account_id from public.involvement i join public.account a on a.id = i.account_id
     where a.function in ('resident', 'co_resident', 'young_person') and i.dossier_id = any(sec.mine())
        or a.function = 'network_person' and i.dossier_id = any(sec.standing(array(
             select m.row_name from sec.matrix m where m.category = 'network' and m.code in ('R', 'W')
                and m.value_conditions = '{}' and m.person_conditions = '{}')));
end $$;

-- What somebody may change of an account: an administrator everything, but never the own function, organisation or access;
-- everybody else only their own language and ways of looking. The owner's own functions and commands are not asked.
create or replace function sec.guard_account() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'schakel_app' then return new; end if;
  if (new.function, new.organisation_id, new.active) is distinct from (old.function, old.organisation_id, old.active)
     and new.id = sec.account_id() then
    raise exception 'nobody changes the own function' using errcode = 'insufficient_privilege';
  end if;
  if (new.function, new.organisation_id, new.active, new.name, new.email, new.email_key, new.phone)
     is distinct from (old.function, old.organisation_id, old.active, old.name, old.email, old.email_key, old.phone)
     and not sec.has_function('administrator') then
    raise exception 'only an administrator changes this' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Functions besides the generalist that may lead, with their day; for the administrator's screen.
create or replace function sec.named_lead_functions() returns table (function text, since date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('administrator') then return; end if;
  return query select l.function, l.since from sec.lead_function l where l.function <> 'generalist' order by 1;
end $$;

-- The municipality lets a function lead from a day on: never one that stands for enforcement, or that has no households.
create or replace function sec.name_lead_function(which text, from_day date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('administrator') or from_day < sec.today() or which in (
       'generalist', 'case_lead', 'team_member', 'generalist_no_relation', 'volunteer', 'network_person', 'resident',
       'co_resident', 'young_person', 'coordinator', 'process_lead', 'analyst', 'privacy_officer', 'administrator',
       'community_worker')
     or not exists (select from sec.matrix m where m.row_name = which)
     or exists (select from sec.matrix m where m.row_name = which and m.category = 'enforcement' and m.code in ('O', 'W')) then
    raise exception 'this function cannot lead' using errcode = 'insufficient_privilege';
  end if;
  insert into sec.lead_function as l (function, since) values (which, from_day)
  on conflict (function) do update set since = excluded.since where l.since > sec.today();
end $$;

-- Takes that back. Refused (SK001) while somebody in this function leads a household: nobody would be able to hand it over.
create or replace function sec.drop_lead_function(which text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('administrator') or which = 'generalist' then
    raise exception 'only an administrator decides who may lead' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from public.involvement i join public.account a on a.id = i.account_id
                join public.dossier d on d.id = i.dossier_id and d.merged_into_id is null
              where i.is_lead and i.withdrawn_at is null and i.valid_until is null and a.function = which) then
    raise exception 'somebody leads' using errcode = 'SK001';
  end if;
  delete from sec.lead_function l where l.function = which;
end $$;

-- The people of the demo town, for the sign-in page; empty outside demo mode.
create or replace function sec.demo_people()
returns table (name text, function text, organisation_name text, organisation_kind text, email text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.name, a.function, o.name, o.kind, a.email from public.account a
    join public.organisation o on o.id = a.organisation_id
   where exists (select from sec.setting s where s.name = 'demo_mode' and s.value = 'on')
     and a.active and a.email = any(string_to_array((select value from sec.setting where name = 'demo_people'), ','))
   order by array_position(string_to_array((select value from sec.setting where name = 'demo_people'), ','), a.email) $$;

-- The mail outbox of the demo town, where nobody has a mailbox; empty outside demo mode.
create or replace function sec.demo_outbox()
returns table (recipient text, subject text, body text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.recipient, m.subject, m.body, m.created_at from public.outgoing_mail m
   where exists (select from sec.setting s where s.name = 'demo_mode' and s.value = 'on')
   order by m.id desc limit 50 $$;

-- Which lock this database carries, for the check at start-up (app/db/lockcheck.py).
create or replace function sec.lock_version() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select value from sec.setting where name = 'lock' $$;
