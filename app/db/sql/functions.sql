-- The lock's functions about one thing at a time: what exists, acts that no policy can express, two dossiers of one household.
-- Ids and headers only, never content. Who asks and what that opens is in keyring.sql.

-- The day in Amsterdam, as the screens have it: what ends today ends at midnight there, an hour or two before it does in UTC.
create or replace function sec.today() returns date language sql stable parallel safe
set search_path = pg_catalog, pg_temp as $$ select (sec.now() at time zone 'Europe/Amsterdam')::date $$;

-- One part (subject, body) of a letter in the language that somebody reads, Dutch when it is not written in that one.
-- `letters`: {language: {subject, body}}, as `app.accounts.mail.in_every_language` writes it.
create or replace function sec.words_of(letters text, language text, part text) returns text language sql immutable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(letters::jsonb -> language, letters::jsonb -> 'nl') ->> part $$;

-- Whether whoever asks reads the record that a row names by kind and id; of the kinds in `ours` only the own organisation's. It has no
-- rights of its own: each record's own policy answers. A function, and a statement for each kind, because few rows name a record:
-- written out in a policy the policies of all seven tables are prepared in every statement, whether or not a row asks for one.
create or replace function sec.reads_item(kind text, item bigint, dossier bigint, ours text[] default '{}') returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  owner bigint;
begin
  case kind
    when 'plan_item' then select t.owner_org_id into owner from public.plan_item t where t.id = item and t.dossier_id = dossier;
    when 'appointment' then select t.owner_org_id into owner from public.appointment t where t.id = item and t.dossier_id = dossier;
    when 'note' then select t.owner_org_id into owner from public.note t where t.id = item and t.dossier_id = dossier;
    when 'document' then select t.owner_org_id into owner from public.document t where t.id = item and t.dossier_id = dossier;
    when 'domain_entry' then select t.owner_org_id into owner from public.domain_entry t where t.id = item and t.dossier_id = dossier;
    when 'network_person' then select t.owner_org_id into owner from public.network_person t where t.id = item and t.dossier_id = dossier;
    when 'intervention' then
      select t.owner_org_id into owner from public.intervention_body t where t.intervention_id = item and t.dossier_id = dossier;
    else return false;
  end case;
  return owner is not null and (kind <> all(ours) or owner = sec.org_id());
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Existence: that there is something, and whom to ask
-- ---------------------------------------------------------------------------------------------------------------------

-- Strands in which something runs, of those that the principal may know of (term E or more). No number, no organisation.
create or replace function sec.running_strands(dossier bigint) returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  shut bigint[] := sec.shut();
begin
  return query
    select distinct i.strand from sec.roles() r
      join sec.matrix m on m.row_name = r.row_name and m.code in ('E', 'S', 'R', 'W') and m.value_conditions = '{}'
                       and m.person_conditions = '{}'
      join public.intervention i on i.dossier_id = r.dossier_id and i.strand = m.category
                                and i.status in ('planned', 'active')
     where r.dossier_id = dossier and not i.sealed
       and not i.person_ids && shut and not i.person_ids && sec.shut(false, i.strand);
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
  if not exists (select from sec.lead_function l where l.function = who.function and l.since <= sec.today())
     or (batch is not null
         and not exists (select from public.import_batch b where b.id = batch and b.account_id = who.account_id))
     or not exists (select from public.purpose p where p.id = purpose and p.organisation_id = who.organisation_id
                       and (p.valid_until is null or p.valid_until > sec.today())) then
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

-- The lead passes to a colleague who may be lead, in one step: never two, never none. Whoever leaves reads and finishes for thirty
-- days more, which everybody sees and which ends by itself.
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
     or dossier <> all(sec.standing('{case_lead}')) then
    raise exception 'only the lead hands over' using errcode = 'insufficient_privilege';
  end if;
  select a.id, a.organisation_id into next_one from public.account a join sec.lead_function l on l.function = a.function
                                                                  and l.since <= sec.today()
   where a.id = successor and a.active and a.organisation_id = old_one.organisation_id and a.id <> who.account_id;
  if next_one.id is null then
    raise exception 'may not lead' using errcode = 'insufficient_privilege';
  end if;
  update public.involvement i set valid_until = sec.now()
   where i.dossier_id = dossier and i.account_id in (who.account_id, next_one.id)
     and i.valid_until is null and i.withdrawn_at is null;
  -- Nor does a relation that they gave themselves beforehand, with an end of its own, keep them in it for longer.
  update public.involvement i set withdrawn_at = sec.now()
   where i.dossier_id = dossier and i.account_id = who.account_id and i.withdrawn_at is null and i.valid_until > sec.now();
  insert into public.involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, valid_until, created_by)
  values (dossier, next_one.id, next_one.organisation_id, old_one.purpose_id, true, sec.now(), null, who.account_id),
         (dossier, who.account_id, who.organisation_id, old_one.purpose_id, false, sec.now(), sec.now() + interval '30 days',
          who.account_id);
end $$;

-- Whether a hand-over of the principal can still be undone: 'yes', 'late' (longer than a day ago), 'worked' (somebody else wrote
-- something since), or 'no' (it is not theirs, or was handed on).
create or replace function sec.can_take_back(dossier bigint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  since timestamptz;
  name text;
  worked boolean;
begin
  select i.valid_from into since from public.involvement i
   where i.dossier_id = dossier and i.is_lead and i.valid_until is null and i.withdrawn_at is null
     and i.created_by = who.account_id and i.account_id <> who.account_id;
  if since is null or dossier <> all(sec.standing('{team_member}')) then return 'no'; end if;
  if since < sec.now() - interval '24 hours' then return 'late'; end if;
  for name in select * from sec.scoped_tables() loop
    -- What is sealed does not count: a refusal would tell that it is there.
    execute format('select exists (select from public.%I t where t.dossier_id = $1 and t.created_at >= $2 and t.author_id <> $3'
                   ' and not t.sealed)', name)
       into worked using dossier, since, who.account_id;
    if worked then return 'worked'; end if;
  end loop;
  return 'yes';
end $$;

-- Takes a hand-over back: the relations that it gave end, and what the two had before runs on.
create or replace function sec.take_back_lead(dossier bigint) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  may text;
  given public.involvement;
begin
  select i.* into given from public.involvement i
   where i.dossier_id = dossier and i.is_lead and i.valid_until is null and i.withdrawn_at is null for update;
  may := sec.can_take_back(dossier);
  if may <> 'yes' then return may; end if;
  update public.involvement i set withdrawn_at = sec.now()
   where i.dossier_id = dossier and i.withdrawn_at is null and i.valid_from = given.valid_from and i.created_by = who.account_id
     and (i.id = given.id or i.account_id = who.account_id);
  insert into public.involvement (dossier_id, account_id, organisation_id, purpose_id, person_ids, kind, is_lead, valid_from,
                                  valid_until, created_by)
  select dossier, i.account_id, i.organisation_id, i.purpose_id, i.person_ids, i.kind, i.is_lead, sec.now(), null, who.account_id
    from public.involvement i
   where i.dossier_id = dossier and i.valid_until = given.valid_from and i.withdrawn_at is null
     and i.account_id in (who.account_id, given.account_id);
  return 'yes';
end $$;

-- Closing and reopening, by the lead: the flag that makes every row under the dossier read-only.
create or replace function sec.set_closed(dossier bigint, is_closed boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if dossier <> all(sec.standing('{case_lead}')) then
    raise exception 'only the lead closes' using errcode = 'insufficient_privilege';
  end if;
  update public.dossier set closed = is_closed where id = set_closed.dossier;
end $$;

-- A death that was written down by mistake: the mark goes, and the stay that ended with it runs on. What concerns somebody
-- who died changes for nobody, so no policy can do this. The day that stood there; null when none did.
create or replace function sec.undo_death(dossier bigint, who_lives bigint) returns date
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  died date;
begin
  if not exists (select from sec.roles() r join sec.matrix m on m.row_name = r.row_name and m.category = 'household'
                    and m.code = 'W' and m.value_conditions = '{}' and m.person_conditions = '{}'
                  where r.dossier_id = dossier and not r.closed) then
    raise exception 'may not write' using errcode = 'insufficient_privilege';
  end if;
  select p.deceased_on into died from public.person p where p.id = who_lives and p.dossier_id = dossier for update;
  update public.person p set deceased_on = null where p.id = who_lives and p.dossier_id = dossier and died is not null;
  update public.household_member m set left_on = null, left_because = '', version = m.version + 1
   where m.id = (select max(k.id) from public.household_member k
                  where k.person_id = who_lives and k.dossier_id = dossier and k.left_because = 'deceased' and k.left_on = died);
  return died;
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
  today date := sec.today();
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

-- Functions that may lead a case today.
create or replace function sec.lead_functions() returns setof text language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select l.function from sec.lead_function l
  where l.since <= sec.today() order by 1 $$;

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
  led := sec.standing('{case_lead}');
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
  set constraints all deferred;
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
  set constraints all immediate;
  moved := moved || jsonb_build_object('bounded', sec.bound_by_roles(into_dossier));
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

-- Whether what was written since ties the two together: about persons of both, or under something of the other. A sealed
-- compartment does not: a refusal would tell that there is one.
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
    continue when name in ('activity', 'sealed_compartment', 'sealed_step');
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
  if m.id is null or m.into_id <> all(sec.standing('{case_lead}'))
     or exists (select from public.dossier d where d.id = m.into_id and d.closed) then
    raise exception 'only the lead puts it back' using errcode = 'insufficient_privilege';
  end if;
  perform from public.dossier d where d.id in (m.into_id, m.from_id) order by d.id for update;
  back := sec.returning_rows(merge);
  if sec.merge_grown_together(merge, back) then
    raise exception 'written about both since' using errcode = 'SK001';
  end if;
  set constraints all deferred;
  for name in select * from sec.scoped_tables() loop
    execute format('update public.%I t set dossier_id = $1 where t.dossier_id = $2 and $3 @> to_jsonb(t.id)', name)
      using m.from_id, m.into_id, back -> name;
  end loop;
  update public.involvement i set dossier_id = m.from_id
   where i.dossier_id = m.into_id and not i.is_lead
     and (m.moved -> 'involvement' @> to_jsonb(i.id)
          or (i.person_ids <> '{}' and to_jsonb(i.person_ids) <@ (back -> 'person')));
  -- What renewed a relation or a disclosure since goes where that goes.
  with recursive later as (
    select i.id from public.involvement i where i.dossier_id = m.from_id
    union select n.id from public.involvement n join later l on n.follows_id = l.id)
  update public.involvement i set dossier_id = m.from_id from later l where i.id = l.id and i.dossier_id = m.into_id;
  update public.involvement i set person_ids = null where m.moved -> 'narrowed' @> to_jsonb(i.id);
  update public.disclosure i set dossier_id = m.from_id
   where i.dossier_id = m.into_id
     and (m.moved -> 'disclosure' @> to_jsonb(i.id) or back -> i.item_kind @> to_jsonb(i.item_id));
  -- A compartment about people of both goes where whoever writes in it is, so that it is read and written on as it was.
  with theirs as (
    update public.sealed_compartment c set dossier_id = m.from_id
     where c.dossier_id = m.into_id
       and c.person_ids && array(select p.id from public.person p where p.dossier_id = m.from_id)
       and not exists (select from public.handout_left_out l where l.sealed_compartment_id = c.id)
       and not exists (select from public.involvement i where i.dossier_id = m.into_id and i.account_id = c.author_id
                          and i.withdrawn_at is null and (i.valid_until is null or i.valid_until > sec.now()))
       and exists (select from public.involvement i where i.dossier_id = m.from_id and i.account_id = c.author_id
                      and i.withdrawn_at is null and (i.valid_until is null or i.valid_until > sec.now()))
    returning c.id)
  update public.sealed_step s set dossier_id = m.from_id from theirs t where s.sealed_compartment_id = t.id;
  set constraints all immediate;
  perform sec.unbind_from_roles(m.moved -> 'bounded');
  update public.dossier d set merged_into_id = null where d.id = m.from_id;
  update public.dossier_merge d set undone_at = sec.now() where d.id = merge;
end $$;

-- A wrong strand, product or person put right: whatever hangs under the header follows it, so that the lock reads the same everywhere.
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
  update public.detail_correction set strand = new.strand, product_group = new.product_group
   where intervention_id = new.id and dossier_id = new.dossier_id;
  update public.stance_review set strand = new.strand, product_group = new.product_group
   where intervention_id = new.id and dossier_id = new.dossier_id;
  if old.person_ids <> new.person_ids then
    update public.stance_review set person_ids = new.person_ids
     where intervention_id = new.id and dossier_id = new.dossier_id;
    update public.intervention_body set person_ids = new.person_ids
     where intervention_id = new.id and dossier_id = new.dossier_id;
    update public.intervention_update set person_ids = new.person_ids
     where intervention_id = new.id and dossier_id = new.dossier_id;
    update public.intervention_status_change set person_ids = new.person_ids
     where intervention_id = new.id and dossier_id = new.dossier_id;
    update public.strand_correction set person_ids = new.person_ids
     where intervention_id = new.id and dossier_id = new.dossier_id;
  end if;
  return null;
end $$;
