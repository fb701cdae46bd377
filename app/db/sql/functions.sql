-- The lock's functions: who is asking, and which dossiers, persons and items that opens. Ids only, never content.
-- Every function is a definer function with a pinned search path; tests/access/test_catalogue.py holds the allow-list.
-- Policies call them as `dossier_id = any(array(select sec.whole(...)))`: once per statement, never per row.

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
       and s.last_seen_at > moment - coalesce(
             (select value::interval from sec.setting where name = 'session_idle'), interval '15 minutes');
  end if;
  return found_principal;
end $$;

-- The same, for whoever needs one. Raises when there is none: no context is never "nobody's rows".
create or replace function sec.ctx() returns sec.principal language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.find_principal();
begin
  if who.account_id is null then
    raise exception 'no principal' using errcode = 'insufficient_privilege';
  end if;
  return who;
end $$;

create or replace function sec.account_id() returns bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select (sec.ctx()).account_id $$;

create or replace function sec.org_id() returns bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select (sec.ctx()).organisation_id $$;

create or replace function sec.has_function(variadic names text[]) returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select (sec.ctx()).function = any(names) $$;

-- Begins a transaction for the owner of a token: keeps it for this transaction and says who it is. No row: nobody.
-- A sight of the session is written at most once a minute. `moment` is what the clock of policies says now.
drop function if exists sec.open(text);
create or replace function sec.open(token text)
returns table (account_id bigint, name text, function text, organisation_id bigint, organisation_name text,
               organisation_kind text, bsn_allowed boolean, language text, session_id bigint, person_id bigint,
               moment timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal;
begin
  perform set_config('schakel.token', token, true), set_config('schakel.focus', '', true);
  who := sec.find_principal();
  if who.account_id is null then
    return;
  end if;
  update public.account_session s set last_seen_at = transaction_timestamp()
   where s.id = (select a.id from public.account_session a where a.id = who.session_id
                    and a.last_seen_at < transaction_timestamp() - interval '1 minute' for update skip locked);
  return query
    select a.id, a.name, a.function, o.id, o.name, o.kind, o.bsn_allowed, a.language, who.session_id, a.person_id, sec.now()
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
                        select from sec.lead_function l where l.function = who.function and l.since <= moment::date)
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

-- The lines of `roles_for` of whoever asks. person_ids null = all persons.
create or replace function sec.roles()
returns table (dossier_id bigint, row_name text, person_ids bigint[], closed boolean, purpose_id bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query select * from sec.roles_for(who, sec.focus(), moment);
end $$;

create or replace function sec.my_dossiers() returns setof bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query select r.dossier_id from sec.roles_for(who, sec.focus(), moment) r;
end $$;

-- What an index may look for: the dossier in focus, else the principal's own. It only narrows; every policy asks after it
-- whether the row is open, so the dossier in focus need not be looked up here.
create or replace function sec.gate() returns setof bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp rows 40 as $$
declare
  focus bigint := sec.focus();
begin
  if focus is null then
    return query select d from sec.my_dossiers() d;
  else
    return next focus;
  end if;
end $$;

-- Dossiers in which the principal stands in one of these rows of the matrix.
create or replace function sec.dossiers_as(variadic names text[]) returns setof bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select dossier_id from sec.roles() where row_name = any(names) $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What the matrix opens. A table with several categories asks for all of them at once: `place` numbers them, from 1.
-- ---------------------------------------------------------------------------------------------------------------------

-- dossier * 32 + place, for dossiers whose rows of that category are open by one of these terms, without condition.
create or replace function sec.opened(cats text[], codes text[], writing boolean default false) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query
    select r.dossier_id * 32 + array_position(cats, m.category) from sec.roles_for(who, sec.focus(), moment) r
      join sec.matrix m on m.row_name = r.row_name and m.category = any(cats) and m.code = any(codes)
                       and m.value_conditions = '{}' and m.person_conditions = '{}'
     where not writing or not r.closed;
end $$;

-- `dossier:place:condition` for terms narrowed to a value (a life domain, product group, network role, open).
create or replace function sec.keyed(cats text[], codes text[], writing boolean default false) returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  if not exists (select from sec.matrix m where m.row_name in (who.function, 'case_lead', 'team_member')
                    and m.category = any(cats) and m.code = any(codes) and m.value_conditions <> '{}') then
    return;
  end if;
  return query
    select r.dossier_id || ':' || array_position(cats, m.category) || ':' || condition
      from sec.roles_for(who, sec.focus(), moment) r
      join sec.matrix m on m.row_name = r.row_name and m.category = any(cats) and m.code = any(codes)
                       and m.person_conditions = '{}'
     cross join unnest(m.value_conditions) condition
     where not writing or not r.closed;
end $$;

-- Dossiers whose rows of this category are open by one of these terms, without condition.
create or replace function sec.whole(cat text, codes text[], writing boolean default false) returns setof bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k / 32 from sec.opened(array[cat], codes, writing) k $$;

-- Dossiers whose rows of this category are open by a term that is narrowed to persons (self, child, authority), and no value.
create or replace function sec.about(cat text, codes text[], writing boolean default false) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  if not exists (select from sec.matrix m where m.row_name in (who.function, 'case_lead', 'team_member')
                    and m.category = cat and m.code = any(codes) and m.person_conditions <> '{}') then
    return;
  end if;
  return query
    select r.dossier_id from sec.roles_for(who, sec.focus(), moment) r
     where (not writing or not r.closed)
       and exists (select from sec.matrix m where m.row_name = r.row_name and m.category = cat and m.code = any(codes)
                      and m.value_conditions = '{}' and m.person_conditions <> '{}');
end $$;

-- `dossier:condition`, for terms narrowed to persons and to a value (self|open).
create or replace function sec.about_keyed(cat text, codes text[], writing boolean default false) returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  if not exists (select from sec.matrix m where m.row_name in (who.function, 'case_lead', 'team_member')
                    and m.category = cat and m.code = any(codes) and m.person_conditions <> '{}'
                    and m.value_conditions <> '{}') then
    return;
  end if;
  return query
    select r.dossier_id || ':' || condition from sec.roles_for(who, sec.focus(), moment) r
      join sec.matrix m on m.row_name = r.row_name and m.category = cat and m.code = any(codes)
                       and m.person_conditions <> '{}'
     cross join unnest(m.value_conditions) condition
     where not writing or not r.closed;
end $$;

-- The persons that the person conditions of those terms name.
create or replace function sec.persons(cat text, codes text[]) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query
    select p.id from sec.roles_for(who, sec.focus(), moment) r
      join sec.matrix m on m.row_name = r.row_name and m.category = cat and m.code = any(codes)
                       and m.person_conditions <> '{}'
      join public.person p on p.dossier_id = r.dossier_id
     where ('self' = any(m.person_conditions) and p.id = who.person_id)
        or ('child' = any(m.person_conditions) and p.adult_on > moment::date)
        or ('authority' = any(m.person_conditions) and p.holds_authority);
end $$;

-- Items of one kind that are disclosed to the principal, where its row has term C for the category: id * 32 + place.
create or replace function sec.disclosed(kind text, cats text[]) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  if not exists (select from sec.matrix m where m.row_name in (who.function, 'case_lead', 'team_member')
                    and m.category = any(cats) and m.code = 'C') then
    return;
  end if;
  return query
    select d.item_id * 32 + array_position(cats, m.category) from sec.roles_for(who, sec.focus(), moment) r
      join sec.matrix m on m.row_name = r.row_name and m.category = any(cats) and m.code = 'C'
                       and m.value_conditions = '{}' and m.person_conditions = '{}'
      join public.disclosure d on d.dossier_id = r.dossier_id
     where d.item_kind = kind and d.to_org_id = who.organisation_id
       and (d.to_account_id is null or d.to_account_id = who.account_id)
       and d.withdrawn_at is null and d.valid_from <= moment and (d.valid_until is null or d.valid_until > moment);
end $$;

-- Dossiers in which the principal may use the BSN: its row says so, its organisation may, and the purpose of the relation does.
create or replace function sec.bsn_dossiers(writing boolean default false) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 40 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  if not who.bsn_allowed then
    return;
  end if;
  return query
    select r.dossier_id from sec.roles_for(who, sec.focus(), moment) r
      join sec.matrix m on m.row_name = r.row_name and m.category = 'identity' and m.code = 'bsn'
      join public.purpose p on p.id = r.purpose_id and p.bsn_allowed
     where not writing or not r.closed;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What narrows it again
-- ---------------------------------------------------------------------------------------------------------------------

-- Whether an override about persons holds for this person and narrows this row of the matrix.
create or replace function sec.narrows(o sec.override_rule, who sec.principal, row_name text, p public.person, moment timestamptz)
returns boolean language sql stable as $$
  select (o.binds is null or row_name = any(o.binds)) and row_name <> all(o.spares)
     and case o.override when 'partner_unsafe' then p.partner_unsafe
                         when 'minor' then coalesce(p.adult_on > moment::date, false)
                         when 'deceased' then p.deceased_on is not null else false end
     and not ('self' = any(o.spares) and row_name in ('resident', 'co_resident', 'young_person')
              and coalesce(p.id = who.person_id, false)) $$;

-- Persons in the principal's dossiers whose rows stay shut in every category: outside a relation that covers some persons
-- only, or under an override about persons that holds for all categories (deceased).
create or replace function sec.shut(writing boolean default false) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 10 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query
    select p.id from sec.roles_for(who, sec.focus(), moment) r join public.person p on p.dossier_id = r.dossier_id
     where (r.person_ids is not null and p.id <> all(r.person_ids))
        or ((p.partner_unsafe or p.deceased_on is not null or p.adult_on > moment::date) and exists (
              select from sec.override_rule o where o.categories is null and (not o.readonly or writing)
                 and sec.narrows(o, who, r.row_name, p, moment)));
end $$;

-- The same for one category: the overrides about persons that name it (unsafe partner, minor).
create or replace function sec.shut_in(cat text, writing boolean default false) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan rows 10 as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  if not exists (select from sec.override_rule o where cat = any(o.categories) and o.override in ('partner_unsafe', 'minor')
                    and (o.binds is null or o.binds && array[who.function, 'case_lead', 'team_member'])) then
    return;
  end if;
  return query
    select p.id from sec.roles_for(who, sec.focus(), moment) r
      join public.person p on p.dossier_id = r.dossier_id
                          and (p.partner_unsafe or p.deceased_on is not null or p.adult_on > moment::date)
     where exists (select from sec.override_rule o where cat = any(o.categories) and (not o.readonly or writing)
                      and sec.narrows(o, who, r.row_name, p, moment));
end $$;

-- Dossiers in which sealed rows of somebody else's hand are open to the principal.
create or replace function sec.unsealed() returns setof bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select r.dossier_id from sec.roles() r
   where not exists (select from sec.override_rule o where o.override = 'sealed' and r.row_name <> all(o.spares)) $$;

-- Dossiers whose protected address stays masked, unless the row is about the principal alone (see `is_somebody_here`).
create or replace function sec.address_masked() returns setof bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select r.dossier_id from sec.roles() r join public.household_address a on a.dossier_id = r.dossier_id and a.protected
   where exists (select from sec.override_rule o where o.override = 'protected_address' and r.row_name <> all(o.spares)) $$;

create or replace function sec.lives_in_household() returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select (sec.ctx()).function in ('resident', 'co_resident', 'young_person') $$;

-- The person of the household that the principal is: residents only. Empty for everybody else.
create or replace function sec.oneself() returns setof bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select c.person_id from sec.ctx() c
   where c.function in ('resident', 'co_resident', 'young_person') and c.person_id is not null $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Existence: that there is something, and whom to ask
-- ---------------------------------------------------------------------------------------------------------------------

-- Strands in which something runs, of those that the principal may know of (term E or more). No number, no organisation.
create or replace function sec.running_strands(dossier bigint) returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query
    select distinct i.strand from sec.roles_for(who, sec.focus(), moment) r
      join sec.matrix m on m.row_name = r.row_name and m.code in ('E', 'S', 'R', 'W') and m.value_conditions = '{}'
                       and m.person_conditions = '{}'
      join public.intervention i on i.dossier_id = r.dossier_id and i.strand = m.category
                                and i.status in ('planned', 'active')
     where r.dossier_id = dossier and not i.sealed
       and not exists (select from sec.shut() s where s = any(i.person_ids))
       and not exists (select from sec.shut_in(i.strand) s where s = any(i.person_ids));
end $$;

-- Where a household that looks like this one is known: the leading team and its contact point, nothing else. Protected,
-- sensitive and closed households answer as if they were not there. Only for functions with term E (or more) on identity.
create or replace function sec.known_elsewhere(keys text[], postcode_in text, number_in bigint, born date)
returns table (organisation_id bigint, organisation_name text, contact_name text, contact_phone text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
begin
  if who.function <> 'generalist' then
    return;
  end if;
  return query
    select distinct o.id, o.name, o.contact_name, o.contact_phone
      from public.dossier d
      join public.organisation o on o.id = d.lead_org_id and o.active and o.kind = 'area_team'
      left join public.household_address a on a.dossier_id = d.id
     where not d.closed and not d.staff_or_relative and d.merged_into_id is null and not coalesce(a.protected, false)
       and d.id <> all(array(select sec.my_dossiers()))
       and d.id in (
         select pd.dossier_id from public.person_detail pd
          where pd.name_key = any(keys) and born is not null and pd.birth_date = born and not pd.sealed
         union
         select ha.dossier_id from public.household_address ha
          where ha.postcode = postcode_in and ha.number = number_in and postcode_in <> '');
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Acts that no policy can express
-- ---------------------------------------------------------------------------------------------------------------------

create sequence if not exists public.case_number;

-- A new dossier with its lead: both or neither, so that no dossier is ever without one. Returns its id.
create or replace function sec.create_dossier(purpose bigint, batch bigint default null) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  new_id bigint;
begin
  if not exists (select from sec.lead_function l where l.function = who.function and l.since <= sec.now()::date)
     or (batch is not null
         and not exists (select from public.import_batch b where b.id = batch and b.account_id = who.account_id))
     or not exists (select from public.purpose p where p.id = purpose and p.organisation_id = who.organisation_id) then
    raise exception 'may not lead' using errcode = 'insufficient_privilege';
  end if;
  insert into public.dossier (case_no, lead_org_id, created_by, import_batch_id)
  values ('W-' || to_char(sec.now(), 'YYYY') || '-' || lpad(nextval('public.case_number')::text, 5, '0'),
          who.organisation_id, who.account_id, batch)
  returning id into new_id;
  insert into public.involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)
  values (new_id, who.account_id, who.organisation_id, purpose, true, sec.now(), who.account_id);
  return new_id;
end $$;

-- The lead passes to a colleague who may be lead, in one step: never two, never none.
create or replace function sec.transfer_lead(dossier bigint, successor bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  next_one record;
  old_one public.involvement;
begin
  select i.* into old_one from public.involvement i
   where i.dossier_id = dossier and i.is_lead and i.valid_until is null and i.withdrawn_at is null for update;
  if old_one.account_id is distinct from who.account_id
     or dossier not in (select sec.dossiers_as('case_lead')) then
    raise exception 'only the lead hands over' using errcode = 'insufficient_privilege';
  end if;
  select a.id, a.organisation_id into next_one from public.account a join sec.lead_function l on l.function = a.function
                                                                  and l.since <= sec.now()::date
   where a.id = successor and a.active and a.organisation_id = old_one.organisation_id and a.id <> who.account_id;
  if next_one.id is null then
    raise exception 'may not lead' using errcode = 'insufficient_privilege';
  end if;
  update public.involvement i set valid_until = sec.now()
   where i.dossier_id = dossier and i.account_id in (who.account_id, next_one.id)
     and i.valid_until is null and i.withdrawn_at is null;
  insert into public.involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)
  values (dossier, next_one.id, next_one.organisation_id, old_one.purpose_id, true, sec.now(), who.account_id),
         (dossier, who.account_id, who.organisation_id, old_one.purpose_id, false, sec.now(), who.account_id);
end $$;

-- Closing and reopening, by the lead: the flag that makes every row under the dossier read-only.
create or replace function sec.set_closed(dossier bigint, is_closed boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if dossier not in (select sec.dossiers_as('case_lead')) then
    raise exception 'only the lead closes' using errcode = 'insufficient_privilege';
  end if;
  update public.dossier set closed = is_closed where id = set_closed.dossier;
end $$;

-- Something happened: the process row remembers when (its own policy would not let a partner write it).
create or replace function sec.touch_process() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.dossier_process set last_activity_at = greatest(last_activity_at, least(new.created_at, sec.now()))
   where dossier_id = new.dossier_id;
  return null;
end $$;

-- The head count of one household, from its members and their birth dates: its own persons, whatever a line points to.
create or replace function sec.recount(dossier bigint) returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare
  today date := sec.now()::date;
begin
  update public.household_summary s set
    adults = (select count(distinct p.id) from public.household_member m join public.person p on p.id = m.person_id
               where m.dossier_id = dossier and p.dossier_id = dossier and m.left_on is null and p.deceased_on is null
                 and coalesce(p.adult_on, today) <= today),
    children = (select count(distinct p.id) from public.household_member m join public.person p on p.id = m.person_id
               where m.dossier_id = dossier and p.dossier_id = dossier and m.left_on is null and p.deceased_on is null and p.adult_on > today)
   where s.dossier_id = dossier;
end $$;

-- The head count follows: whoever joins, leaves, moves along to another dossier, dies or turns out to be another age.
create or replace function sec.count_household() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.recount(new.dossier_id);
  if tg_op = 'UPDATE' and old.dossier_id <> new.dossier_id then
    perform sec.recount(old.dossier_id);
  end if;
  return null;
end $$;

-- Functions that may lead a case.
create or replace function sec.lead_functions() returns setof text language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select l.function from sec.lead_function l order by 1 $$;

-- The neighbourhoods in which the principal's organisation leads dossiers: the list to choose from. Names of places only.
create or replace function sec.neighbourhoods() returns table (code text, name text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
begin
  return query
    select distinct on (a.code) a.code, a.name
      from public.household_area a join public.dossier d on d.id = a.dossier_id
     where d.lead_org_id = who.organisation_id
       and not exists (select from public.household_address h where h.dossier_id = d.id and h.protected)
     order by a.code, a.code_year desc, a.id desc;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Two dossiers of one household
-- ---------------------------------------------------------------------------------------------------------------------

-- The tables under a household: those that carry the columns of app.db.base.Scoped.
create or replace function sec.scoped_tables() returns setof text language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select c.relname::text from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     and 3 = (select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                 and a.attname in ('dossier_id', 'person_ids', 'sealed'))
   order by 1 $$;

-- Foreign keys from one of those tables to another.
create or replace function sec.scoped_links() returns table (child text, child_column text, parent text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.relname::text, a.attname::text, p.relname::text from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
   where k.contype = 'f' and c.relname in (select sec.scoped_tables()) and p.relname in (select sec.scoped_tables())
   order by 1, 2 $$;

-- Whether the principal leads both, both are open and both are as sensitive. Looks past the focus on one dossier.
create or replace function sec.may_merge(into_dossier bigint, from_dossier bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  focus text := coalesce(current_setting('schakel.focus', true), '');
  led bigint[];
begin
  perform set_config('schakel.focus', '', true);
  led := array(select sec.dossiers_as('case_lead'));
  perform set_config('schakel.focus', focus, true);
  return into_dossier <> from_dossier and array[into_dossier, from_dossier] <@ led
    and exists (select from public.dossier a, public.dossier b where a.id = into_dossier and b.id = from_dossier
                   and not a.closed and not b.closed and a.staff_or_relative = b.staff_or_relative);
end $$;

-- Moves everything of one dossier into another of the same household, and keeps which rows moved. What a dossier has once
-- (title, address, process ...) the receiving one keeps; relations of other organisations keep to the persons they had.
create or replace function sec.merge_dossiers(into_dossier bigint, from_dossier bigint) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  moved jsonb := '{}';
  ids jsonb;
  name text;
  rule text;
  merge_id bigint;
begin
  perform from public.dossier d where d.id in (into_dossier, from_dossier) order by d.id for update;
  if not sec.may_merge(into_dossier, from_dossier) then
    raise exception 'only who leads both merges' using errcode = 'insufficient_privilege';
  end if;
  with narrowed as (
    update public.involvement i set person_ids = array(select p.id from public.person p where p.dossier_id = i.dossier_id
                                                        order by p.id)
      from public.dossier d
     where d.id = i.dossier_id and d.id in (into_dossier, from_dossier) and i.person_ids is null and not i.is_lead
       and i.organisation_id <> d.lead_org_id and i.withdrawn_at is null
       and (i.valid_until is null or i.valid_until > sec.now())
    returning i.id)
  select jsonb_build_object('narrowed', coalesce(jsonb_agg(n.id order by n.id), '[]')) into moved from narrowed n;
  for name in select * from sec.scoped_tables() loop
    continue when name = 'phase_change';
    rule := case
      when name in ('household_title', 'household_area', 'household_address', 'dossier_process', 'household_summary')
        then format('and not exists (select from public.%I k where k.dossier_id = $1)', name)
      when name = 'domain_state'
        then 'and not exists (select from public.domain_state k where k.dossier_id = $1 and k.domain = t.domain)'
      else '' end;
    execute format('with gone as (update public.%I t set dossier_id = $1 where t.dossier_id = $2 %s returning t.id)'
                   ' select coalesce(jsonb_agg(id order by id), ''[]'') from gone', name, rule)
       into ids using into_dossier, from_dossier;
    moved := moved || jsonb_build_object(name, ids);
  end loop;
  moved := moved || (select jsonb_build_object('case_no', d.case_no) from public.dossier d where d.id = from_dossier);
  with gone as (update public.involvement i set dossier_id = into_dossier where i.dossier_id = from_dossier and not i.is_lead
                returning i.id)
  select moved || jsonb_build_object('involvement', coalesce(jsonb_agg(g.id order by g.id), '[]')) into moved from gone g;
  with gone as (update public.disclosure i set dossier_id = into_dossier where i.dossier_id = from_dossier returning i.id)
  select moved || jsonb_build_object('disclosure', coalesce(jsonb_agg(g.id order by g.id), '[]')) into moved from gone g;
  update public.dossier d set merged_into_id = into_dossier where d.id = from_dossier;
  insert into public.dossier_merge (into_id, from_id, moved, merged_by)
  values (into_dossier, from_dossier, moved, who.account_id) returning id into merge_id;
  return merge_id;
end $$;

-- What goes back when a merge is undone: the rows that moved, what was written since about those persons only, and what
-- hangs under any of it. {table: [ids]}
create or replace function sec.returning_rows(merge bigint) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  m public.dossier_merge;
  back jsonb := '{}';
  ids jsonb;
  name text;
  link record;
  persons bigint[];
  grew boolean := true;
begin
  select * into m from public.dossier_merge d where d.id = merge;
  persons := array(select jsonb_array_elements_text(m.moved -> 'person')::bigint);
  for name in select * from sec.scoped_tables() loop
    execute format('select coalesce(jsonb_agg(t.id order by t.id), ''[]'') from public.%I t where t.dossier_id = $1'
                   ' and ($2 @> to_jsonb(t.id) or (t.person_ids <> ''{}'' and t.person_ids <@ $3))', name)
       into ids using m.into_id, coalesce(m.moved -> name, '[]'), persons;
    back := back || jsonb_build_object(name, ids);
  end loop;
  while grew loop
    grew := false;
    for link in select * from sec.scoped_links() loop
      execute format('select coalesce(jsonb_agg(t.id order by t.id), ''[]'') from public.%I t where t.dossier_id = $1'
                     ' and $2 @> to_jsonb(t.%I) and not $3 @> to_jsonb(t.id)', link.child, link.child_column)
         into ids using m.into_id, back -> link.parent, back -> link.child;
      if ids <> '[]' then
        back := back || jsonb_build_object(link.child, (back -> link.child) || ids);
        grew := true;
      end if;
    end loop;
  end loop;
  return back;
end $$;

-- Whether what was written since ties the two together: about persons of both, or under something of the other.
create or replace function sec.merge_grown_together(merge bigint, back jsonb) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  m public.dossier_merge;
  name text;
  link record;
  tied boolean;
begin
  select * into m from public.dossier_merge d where d.id = merge;
  for name in select * from sec.scoped_tables() loop
    continue when name = 'activity';
    execute format('select exists (select from public.%I t where t.dossier_id = $1 and not $2 @> to_jsonb(t.id)'
                   ' and t.person_ids && $3)', name)
       into tied using m.into_id, back -> name, array(select jsonb_array_elements_text(back -> 'person')::bigint);
    if tied then return true; end if;
  end loop;
  for link in select * from sec.scoped_links() loop
    execute format('select exists (select from public.%I t join public.%I p on p.id = t.%I where p.dossier_id = $1'
                   ' and $2 @> to_jsonb(t.id) and not $3 @> to_jsonb(p.id))', link.child, link.parent, link.child_column)
       into tied using m.into_id, back -> link.child, back -> link.parent;
    if tied then return true; end if;
  end loop;
  return false;
end $$;

-- Puts a merge back exactly. Refused (SK001) when what was written since ties the two households together.
create or replace function sec.undo_merge(merge bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  m public.dossier_merge;
  back jsonb;
  name text;
begin
  select * into m from public.dossier_merge d where d.id = merge and d.undone_at is null for update;
  if m.id is null or m.into_id not in (select sec.dossiers_as('case_lead'))
     or exists (select from public.dossier d where d.id = m.into_id and d.closed) then
    raise exception 'only the lead puts it back' using errcode = 'insufficient_privilege';
  end if;
  perform from public.dossier d where d.id in (m.into_id, m.from_id) order by d.id for update;
  back := sec.returning_rows(merge);
  if sec.merge_grown_together(merge, back) then
    raise exception 'written about both since' using errcode = 'SK001';
  end if;
  for name in select * from sec.scoped_tables() loop
    execute format('update public.%I t set dossier_id = $1 where t.dossier_id = $2 and $3 @> to_jsonb(t.id)', name)
      using m.from_id, m.into_id, back -> name;
  end loop;
  update public.involvement i set dossier_id = m.from_id
   where i.dossier_id = m.into_id and not i.is_lead
     and (m.moved -> 'involvement' @> to_jsonb(i.id)
          or (i.person_ids <> '{}' and to_jsonb(i.person_ids) <@ (back -> 'person')));
  update public.involvement i set person_ids = null where m.moved -> 'narrowed' @> to_jsonb(i.id);
  update public.disclosure i set dossier_id = m.from_id
   where i.dossier_id = m.into_id
     and (m.moved -> 'disclosure' @> to_jsonb(i.id) or back -> i.item_kind @> to_jsonb(i.item_id));
  update public.dossier d set merged_into_id = null where d.id = m.from_id;
  update public.dossier_merge d set undone_at = sec.now() where d.id = merge;
end $$;

-- A wrong strand put right: whatever hangs under the header follows it, so that the lock reads the same strand everywhere.
-- The header's own policy has then let the principal write both strands; lines that are never changed otherwise move here.
create or replace function sec.follow_strand() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.intervention_body set strand = new.strand, product_group = new.product_group, purpose_id = new.purpose_id
   where intervention_id = new.id and dossier_id = new.dossier_id;
  update public.intervention_update set strand = new.strand, product_group = new.product_group
   where intervention_id = new.id and dossier_id = new.dossier_id;
  update public.intervention_status_change set strand = new.strand, product_group = new.product_group
   where intervention_id = new.id and dossier_id = new.dossier_id;
  update public.strand_correction set strand = new.strand, product_group = new.product_group
   where intervention_id = new.id and dossier_id = new.dossier_id;
  return null;
end $$;
