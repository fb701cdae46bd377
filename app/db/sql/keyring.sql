-- The keyring: who is asking, as which row of the matrix in which dossiers, and what that opens. Ids only, never content.
-- It is made when something first asks for it in a transaction and kept until the transaction ends, or until something
-- changes that it was made of. Policies call its functions as `dossier_id = any((select sec.standing(...))::bigint[])`: once
-- per statement, never per row. Every function is a definer function with a pinned search path.

-- ---------------------------------------------------------------------------------------------------------------------
-- Who is asking
-- ---------------------------------------------------------------------------------------------------------------------

do $$ begin
  create type sec.principal as (
    session_id bigint, account_id bigint, organisation_id bigint, function text, person_id bigint, bsn_allowed boolean);
exception when duplicate_object then null; end $$;

-- The principal behind the session token of this transaction; all nulls when there is none.
create or replace function sec.find_principal() returns sec.principal language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  token text := nullif(current_setting('schakel.token', true), '');
  found_principal sec.principal;
  moment timestamptz := transaction_timestamp();
begin
  if token is not null then
    select s.id, a.id, a.organisation_id, a.function, a.person_id, o.bsn_allowed into found_principal
      from public.account_session s
      join public.account a on a.id = s.account_id and a.active
      join public.organisation o on o.id = a.organisation_id and o.active
     where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.ended_at is null
       and s.expires_at > moment
       and (s.for_api or s.last_seen_at > moment - coalesce(
             (select value::interval from sec.setting where name = 'session_idle'), interval '15 minutes'));
  end if;
  return found_principal;
end $$;

do $$ begin
  create type sec.role as (dossier_id bigint, row_name text, person_ids bigint[], closed boolean, purpose_id bigint);
exception when duplicate_object then null; end $$;

-- One line per connection. It holds for the transaction that began at `stamp`, the token and the focus that it was made for, and
-- for a minute at most: whoever keeps a transaction open is asked again. stamp null: something changed since. `row_name` is the
-- principal's row where it does not lead (`others`). opened: the transaction that `who` was found for, which may be before the
-- rest was asked; null: to be found anew.
drop table if exists sec.keyring cascade;
create unlogged table sec.keyring (
  pid integer primary key, stamp timestamptz, opened timestamptz, made_at timestamptz not null, token_hash bytea not null, focus bigint,
  who sec.principal not null, roles sec.role[] not null, row_name text,
  leads bigint[] not null, leads_open bigint[] not null, others bigint[] not null,
  shut bigint[], shut_writing bigint[]
) with (fillfactor = 20);
revoke all on sec.keyring from public;

-- Begins a transaction for the owner of a token: keeps it for this transaction and says who it is. No row: nobody.
-- A sight of the session is written at most once a minute. `moment` is what the clock of policies says now.
create or replace function sec.open(token text)
returns table (account_id bigint, name text, function text, organisation_id bigint, organisation_name text,
               organisation_kind text, bsn_allowed boolean, language text, session_id bigint, person_id bigint,
               moment timestamptz, shortcuts boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal;
begin
  perform set_config('schakel.token', token, true), set_config('schakel.focus', '', true);
  who := sec.find_principal();
  if who.account_id is null then
    update sec.keyring k set stamp = null, opened = null where k.pid = pg_backend_pid();
    return;
  end if;
  insert into sec.keyring as k (pid, opened, made_at, token_hash, who, roles, leads, leads_open, others)
  values (pg_backend_pid(), transaction_timestamp(), clock_timestamp(), sha256(convert_to(token, 'UTF8')), who, '{}', '{}', '{}', '{}')
      on conflict (pid) do update set
         stamp = null, opened = excluded.opened, made_at = excluded.made_at, token_hash = excluded.token_hash, who = excluded.who;
  update public.account_session s set last_seen_at = transaction_timestamp()
   where s.id = (select a.id from public.account_session a where a.id = who.session_id
                    and a.last_seen_at < transaction_timestamp() - interval '1 minute' for update skip locked);
  return query
    select a.id, a.name, a.function, o.id, o.name, o.kind, o.bsn_allowed, a.language, who.session_id, a.person_id, sec.now(),
           a.shortcuts
      from public.account a join public.organisation o on o.id = a.organisation_id where a.id = who.account_id;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Which row of the matrix applies, per dossier
-- ---------------------------------------------------------------------------------------------------------------------

-- One line per dossier to which this principal stands in a running relation (or which its organisation leads, for
-- coordinators). Several running relations of one account to one household count as one: the lead's row if one of them
-- leads, the persons of all of them, the purpose of the lead's or else the newest. A closed case is the lead's alone.
-- Written without rights of its own, so that it becomes part of the query of the definer function that asks.
create or replace function sec.roles_for(who sec.principal, focus bigint, moment timestamptz)
returns table (dossier_id bigint, row_name text, person_ids bigint[], closed boolean, purpose_id bigint)
language sql stable rows 40 as $$
  select d.id, who.function, null::bigint[], d.closed, null::bigint from public.dossier d
   where who.function in ('coordinator', 'process_lead') and d.lead_org_id = who.organisation_id
     and d.merged_into_id is null and not d.staff_or_relative and not d.closed and (focus is null or d.id = focus)
  union all
  select r.dossier_id, r.row_name,
         case when not r.staff_or_relative or r.row_name = 'case_lead' then r.person_ids
              when r.person_ids is null or who.person_id = any(r.person_ids) then array[who.person_id]
              else '{}' end,
         r.closed, r.purpose_id
    from (select i.dossier_id, d.closed, d.staff_or_relative,
                 case when bool_or(i.is_lead) and exists (
                        select from sec.lead_function l where l.function = who.function and l.since <= (moment at time zone 'Europe/Amsterdam')::date)
                        then 'case_lead'
                      when who.function = 'generalist' then 'team_member'
                      else who.function end as row_name,
                 case when not bool_or(i.person_ids is null)
                        then array(select distinct unnest(string_to_array(string_agg(
                               nullif(array_to_string(i.person_ids, ','), ''), ','), ','))::bigint) end as person_ids,
                 coalesce(max(i.purpose_id) filter (where i.is_lead), max(i.purpose_id)) as purpose_id
            from public.involvement i join public.dossier d on d.id = i.dossier_id and d.merged_into_id is null
           where i.account_id = who.account_id and i.organisation_id = who.organisation_id
             and (focus is null or i.dossier_id = focus)
             and i.withdrawn_at is null and i.valid_from <= moment
             and (i.valid_until is null or i.valid_until > moment)
             and who.function not in ('coordinator', 'process_lead', 'analyst', 'privacy_officer', 'administrator',
                                      'community_worker', 'case_lead', 'team_member', 'generalist_no_relation')
           group by i.dossier_id, d.id) r
   where (not r.closed or r.row_name = 'case_lead')
     and (not r.staff_or_relative or r.row_name = 'case_lead'
          or (r.row_name in ('resident', 'co_resident', 'young_person') and who.person_id is not null))
$$;

-- `schakel.focus` narrows to one dossier and can only narrow.
create or replace function sec.focus() returns bigint language sql stable as $$
  select nullif(pg_catalog.current_setting('schakel.focus', true), '')::bigint $$;

-- Makes the keyring. Raises when nobody is asking: no context is never "nobody's rows".
create or replace function sec.make_keys() returns sec.keyring language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  made sec.keyring;
  moment timestamptz := sec.now();
begin
  made.token_hash := sha256(convert_to(coalesce(current_setting('schakel.token', true), ''), 'UTF8'));
  -- Found a moment ago when the transaction began: it is not asked twice, and holds no longer for that.
  select k.who, k.made_at into made.who, made.made_at from sec.keyring k
   where k.pid = pg_backend_pid() and k.opened = transaction_timestamp() and k.token_hash = made.token_hash
     and k.made_at > clock_timestamp() - interval '1 minute';
  if made.made_at is null then
    made.who := sec.find_principal();
    made.made_at := clock_timestamp();
  end if;
  if (made.who).account_id is null then
    raise exception 'no principal' using errcode = 'insufficient_privilege';
  end if;
  made.pid := pg_backend_pid();
  made.stamp := transaction_timestamp();
  made.opened := made.stamp;
  made.focus := sec.focus();
  select coalesce(array_agg(row(r.dossier_id, r.row_name, r.person_ids, r.closed, r.purpose_id)::sec.role), '{}'),
         max(r.row_name) filter (where r.row_name <> 'case_lead'),
         coalesce(array_agg(r.dossier_id) filter (where r.row_name = 'case_lead'), '{}'),
         coalesce(array_agg(r.dossier_id) filter (where r.row_name = 'case_lead' and not r.closed), '{}'),
         coalesce(array_agg(r.dossier_id) filter (where r.row_name <> 'case_lead'), '{}')
    into made.roles, made.row_name, made.leads, made.leads_open, made.others
    from sec.roles_for(made.who, made.focus, moment) r;
  insert into sec.keyring as k select made.*
      on conflict (pid) do update set
         stamp = excluded.stamp, opened = excluded.opened, made_at = excluded.made_at, token_hash = excluded.token_hash,
         focus = excluded.focus, who = excluded.who, roles = excluded.roles, row_name = excluded.row_name, leads = excluded.leads, leads_open = excluded.leads_open,
         others = excluded.others, shut = null, shut_writing = null;
  return made;
end $$;

-- The keyring of this transaction, made when it is not there.
create or replace function sec.keys() returns sec.keyring language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  found_keys sec.keyring;
begin
  select * into found_keys from sec.keyring k where k.pid = pg_backend_pid() and k.stamp = transaction_timestamp()
                                     and k.made_at > clock_timestamp() - interval '1 minute';
  if found_keys.pid is not null and found_keys.focus is not distinct from sec.focus()
     and found_keys.token_hash = sha256(convert_to(coalesce(current_setting('schakel.token', true), ''), 'UTF8')) then
    return found_keys;
  end if;
  return sec.make_keys();
end $$;

-- Who is asking. Raises when nobody is.
create or replace function sec.ctx() returns sec.principal language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return (sec.keys()).who;
end $$;

create or replace function sec.account_id() returns bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return ((sec.keys()).who).account_id;
end $$;

create or replace function sec.org_id() returns bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return ((sec.keys()).who).organisation_id;
end $$;

create or replace function sec.has_function(variadic names text[]) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return (sec.ctx()).function = any(names);
end $$;

-- What the keyring was made of changed: relations, dossiers, accounts and organisations. Triggers call it.
create or replace function sec.forget_keys() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update sec.keyring set stamp = null, opened = null where pid = pg_backend_pid() and (stamp is not null or opened is not null);
  return null;
end $$;

-- Persons changed: whose rows stay shut has to be asked again, the rest holds.
create or replace function sec.forget_shut() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update sec.keyring set shut = null, shut_writing = null
   where pid = pg_backend_pid() and (shut is not null or shut_writing is not null);
  return null;
end $$;

-- Every relation of whoever asks. person_ids null = all persons.
create or replace function sec.roles()
returns table (dossier_id bigint, row_name text, person_ids bigint[], closed boolean, purpose_id bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp rows 40 as $$
declare
  mine sec.keyring := sec.keys();
begin
  return query select r.* from unnest(mine.roles) r;
end $$;

-- All dossiers to which the principal stands in a running relation.
create or replace function sec.mine() returns bigint[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  mine sec.keyring := sec.keys();
begin
  return mine.leads || mine.others;
end $$;

-- What an index may look for: the dossier in focus, else the principal's own. It only narrows; every policy asks after it
-- whether the row is open, so the dossier in focus need not be looked up here.
create or replace function sec.gate() returns bigint[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  focus bigint := sec.focus();
begin
  return case when focus is null then sec.mine() else array[focus] end;
end $$;

-- Dossiers in which the principal stands in one of these rows of the matrix. A closed case is not written.
create or replace function sec.standing(names text[], writing boolean default false) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine sec.keyring := sec.keys();
  led bigint[] := case when writing then mine.leads_open else mine.leads end;
begin
  return case when 'case_lead' = any(names) then led else '{}' end
      || case when mine.row_name = any(names) then mine.others else '{}' end;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What is open on a condition
-- ---------------------------------------------------------------------------------------------------------------------

-- The persons that the person conditions of those terms name.
create or replace function sec.persons(cat text, codes text[]) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query
    select p.id from sec.roles() r
      join sec.matrix m on m.row_name = r.row_name and m.category = cat and m.code = any(codes)
                       and m.person_conditions <> '{}'
      join public.person p on p.dossier_id = r.dossier_id
     where ('self' = any(m.person_conditions) and p.id = who.person_id)
        or ('child' = any(m.person_conditions) and p.adult_on > (moment at time zone 'Europe/Amsterdam')::date)
        or ('authority' = any(m.person_conditions) and p.holds_authority);
end $$;

-- Items of one kind that are disclosed to the principal, in dossiers where it stands in one of these rows.
create or replace function sec.disclosed(kind text, names text[]) returns bigint[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  dossiers bigint[] := sec.standing(names);
  who sec.principal;
  moment timestamptz;
begin
  if dossiers = '{}' then
    return dossiers;
  end if;
  who := sec.ctx();
  moment := sec.now();
  return array(
    select d.item_id from public.disclosure d
     where d.dossier_id = any(dossiers) and d.item_kind = kind and d.to_org_id = who.organisation_id
       and (d.to_account_id is null or d.to_account_id = who.account_id)
       and d.withdrawn_at is null and d.valid_from <= moment and (d.valid_until is null or d.valid_until > moment));
end $$;

-- Dossiers in which the principal may use the BSN: its row says so, its organisation may, and the purpose of the relation does,
-- as it was when the relation began and as it reads now.
create or replace function sec.bsn_dossiers(writing boolean default false) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
begin
  if not who.bsn_allowed then
    return;
  end if;
  return query
    select r.dossier_id from sec.roles() r
      join sec.matrix m on m.row_name = r.row_name and m.category = 'identity' and m.code = 'bsn'
      join public.purpose p on p.id = r.purpose_id and p.bsn_allowed
     where (not writing or not r.closed)
       and not exists (select from public.purpose n where n.organisation_id = p.organisation_id and n.code = p.code
                          and n.id > p.id and n.valid_until is null and not n.bsn_allowed);
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What narrows it again
-- ---------------------------------------------------------------------------------------------------------------------

-- Whether an override about persons holds for this person and narrows this row of the matrix.
create or replace function sec.narrows(o sec.override_rule, who sec.principal, row_name text, p public.person, moment timestamptz)
returns boolean language sql stable as $$
  select (o.binds is null or row_name = any(o.binds)) and row_name <> all(o.spares)
     and case o.override when 'partner_unsafe' then p.partner_unsafe
                         when 'minor' then coalesce(p.adult_on > (moment at time zone 'Europe/Amsterdam')::date, false)
                         when 'deceased' then p.deceased_on is not null else false end
     and not ('self' = any(o.spares) and row_name in ('resident', 'co_resident', 'young_person')
              and coalesce(p.id = who.person_id, false)) $$;

-- Persons in the principal's dossiers whose rows stay shut in every category: outside a relation that covers some persons
-- only, or under an override about persons that holds for all categories (deceased).
create or replace function sec.find_shut(mine sec.keyring, writing boolean) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  moment timestamptz := sec.now();
begin
  return array(
    select p.id from unnest(mine.roles) r join public.person p on p.dossier_id = r.dossier_id
     where (r.person_ids is not null and p.id <> all(r.person_ids))
        or ((p.partner_unsafe or p.deceased_on is not null or p.adult_on > (moment at time zone 'Europe/Amsterdam')::date) and exists (
              select from sec.override_rule o where o.categories is null and (not o.readonly or writing)
                 and sec.narrows(o, mine.who, r.row_name, p, moment))));
end $$;

-- The same for one category: the overrides about persons that name it (unsafe partner, minor).
create or replace function sec.shut_in(cat text, mine sec.keyring, writing boolean) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  moment timestamptz := sec.now();
begin
  if not exists (select from sec.override_rule o where cat = any(o.categories) and o.override in ('partner_unsafe', 'minor')
                    and (o.binds is null or o.binds && array['case_lead', mine.row_name])) then
    return '{}';
  end if;
  return array(
    select p.id from unnest(mine.roles) r
      join public.person p on p.dossier_id = r.dossier_id
                          and (p.partner_unsafe or p.deceased_on is not null or p.adult_on > (moment at time zone 'Europe/Amsterdam')::date)
     where exists (select from sec.override_rule o where cat = any(o.categories) and (not o.readonly or writing)
                      and sec.narrows(o, mine.who, r.row_name, p, moment)));
end $$;

-- Persons whose rows stay shut: in every category, and in this one when it is named.
create or replace function sec.shut(writing boolean default false, cat text default null) returns bigint[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine sec.keyring := sec.keys();
  found_shut bigint[] := case when writing then mine.shut_writing else mine.shut end;
begin
  if found_shut is null then
    found_shut := sec.find_shut(mine, writing);
    update sec.keyring k set shut = case when writing then k.shut else found_shut end,
                             shut_writing = case when writing then found_shut else k.shut_writing end
     where k.pid = pg_backend_pid();
  end if;
  return case when cat is null then found_shut else found_shut || sec.shut_in(cat, mine, writing) end;
end $$;

-- Whether a sealed row of this hand is open to the principal. Asked per row: few are sealed, and a list of the dossiers in which
-- they open would be one more question to prepare for every table of every statement.
create or replace function sec.opens_sealed(dossier bigint, author bigint) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return author = sec.account_id() or exists (
    select from sec.roles() r where r.dossier_id = dossier
       and not exists (select from sec.override_rule o where o.override = 'sealed' and r.row_name <> all(o.spares)));
end $$;

-- Dossiers whose protected address stays masked, unless the row is about the principal alone (see `is_somebody_here`).
create or replace function sec.address_masked() returns setof bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  bound bigint[] := array(select r.dossier_id from sec.roles() r where exists (
    select from sec.override_rule o where o.override = 'protected_address' and r.row_name <> all(o.spares)));
begin
  return query select a.dossier_id from public.household_address a where a.dossier_id = any(bound) and a.protected;
end $$;

create or replace function sec.lives_in_household() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return (sec.ctx()).function in ('resident', 'co_resident', 'young_person');
end $$;

-- The person of the household that the principal is: residents only. Empty for everybody else.
create or replace function sec.oneself() returns setof bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select c.person_id from sec.ctx() c
   where c.function in ('resident', 'co_resident', 'young_person') and c.person_id is not null $$;
