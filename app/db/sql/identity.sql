-- Signing in, sessions and links: the application's role cannot read these tables, it asks these functions.

create or replace function sec.credentials(key text) returns table (account_id bigint, password_hash text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.password_hash from public.account a join public.organisation o on o.id = a.organisation_id
   where a.email_key = key and a.active and o.active $$;

create or replace function sec.rehash(account bigint, old_hash text, new_hash text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update public.account a set password_hash = new_hash where a.id = rehash.account and a.password_hash = old_hash $$;

-- Counts a try and says whether it may be evaluated: at most `allowed` per subject in five minutes. Own small transaction.
create or replace function sec.count_try(subject_in text, allowed bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened timestamptz := to_timestamp(floor(extract(epoch from clock_timestamp()) / 300) * 300);
  so_far bigint;
begin
  delete from public.sign_in_attempt where window_start < opened - interval '1 day' and subject = subject_in;
  insert into public.sign_in_attempt as t (subject, window_start, tries) values (subject_in, opened, 1)
  on conflict (subject, window_start) do update set tries = t.tries + 1 returning tries into so_far;
  return so_far <= allowed;
end $$;

create or replace function sec.start_session(account bigint, hash bytea, device_in text, lasts interval) returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.account_session (token_hash, account_id, started_at, last_seen_at, expires_at, device)
  select hash, a.id, transaction_timestamp(), transaction_timestamp(), transaction_timestamp() + lasts, device_in
    from public.account a join public.organisation o on o.id = a.organisation_id
   where a.id = account and a.active and o.active
  returning id $$;

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
    where s.account_id = who.account_id and s.ended_at is null and s.expires_at > transaction_timestamp()
    order by s.last_seen_at desc, s.id;
end $$;

create or replace function sec.end_my_session(session bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who sec.principal := sec.ctx();
begin
  update public.account_session s set ended_at = transaction_timestamp()
   where s.id = session and s.account_id = who.account_id and s.ended_at is null;
end $$;

-- A link for an account, by an administrator (invitation) or by whoever knows the address (reset). Older ones of the kind end.
create or replace function sec.new_link(account bigint, kind_in text, hash bytea, lasts interval) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if kind_in = 'invite' and (sec.ctx()).function <> 'administrator' then
    raise exception 'only an administrator invites' using errcode = 'insufficient_privilege';
  end if;
  update public.one_time_link l set used_at = transaction_timestamp()
   where l.account_id = account and l.kind = kind_in and l.used_at is null;
  insert into public.one_time_link (token_hash, account_id, kind, expires_at)
  values (hash, account, kind_in, transaction_timestamp() + lasts);
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

-- Somebody without an account to be found gets the same answer; the mail is written only when there is one.
create or replace function sec.account_for_reset(key text) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id from public.account a join public.organisation o on o.id = a.organisation_id
   where a.email_key = key and a.active and o.active $$;

-- The sessions of an account that is switched off or changes function end at once.
create or replace function sec.end_sessions_of_changed_account() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if old.active and not new.active or old.function <> new.function or old.organisation_id <> new.organisation_id then
    update public.account_session set ended_at = transaction_timestamp() where account_id = new.id and ended_at is null;
  end if;
  return null;
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

-- A log line for what happens before there is a principal: a sign-in that failed, a link that was used.
create or replace function sec.log_anonymous(operation_in text, outcome_in text, account bigint, network_in text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.access_log (trace_id, action, operation, outcome, account_id, network)
  values (gen_random_uuid(), 'sign_in', operation_in, outcome_in, account, network_in) $$;
