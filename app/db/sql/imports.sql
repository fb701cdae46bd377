-- Taking back an import as a whole. Ids and a checksum only, and only for whoever imported.

-- An import is sealed in its own transaction and stays as it was: taking it back removes what carries its moment, so nobody
-- may choose that moment or that seal afterwards. The owner's own functions are not asked.
create or replace function sec.guard_import() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'schakel_app' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state = 'preview' and new.imported_at is null and new.seal = '' and new.before = '{}' then return new; end if;
  elsif (new.account_id, new.organisation_id) is not distinct from (old.account_id, old.organisation_id) then
    if old.state = 'preview' and new.state in ('preview', 'discarded') and new.imported_at is null and new.seal = ''
       or old.state = 'preview' and new.state = 'imported' and new.imported_at = sec.now()
       or old.state = new.state and new.imported_at is not distinct from old.imported_at and new.before = old.before
          and (new.seal = old.seal or old.seal = '' and new.imported_at = sec.now()) then
      return new;
    end if;
  end if;
  raise exception 'an import stays as it was' using errcode = 'insufficient_privilege';
end $$;

create or replace trigger guard_import before insert or update on public.import_batch
  for each row execute function sec.guard_import();

-- The households that an import of the principal made or added to.
create or replace function sec.import_dossiers(batch bigint) returns setof bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  if exists (select from public.import_batch b where b.id = batch and b.account_id = who.account_id) then
    return query
      select d.id from public.dossier d where d.import_batch_id = batch
      union
      select i.dossier_id from public.intervention i where i.import_batch_id = batch;
  end if;
end $$;

-- One checksum over every row of those households, relations, disclosures and merges included: the same later means that
-- nobody added or changed anything. Sealed compartments do not count: a refusal would tell that there is one.
create or replace function sec.import_state(batch bigint) returns text language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  ids bigint[] := array(select sec.import_dossiers(batch));
  name text;
  part text;
  whole text;
begin
  select string_agg(md5(d::text), ',' order by d.id) into whole from public.dossier d where d.id = any(ids);
  select coalesce(whole, '') || ':' || coalesce(string_agg(md5(m::text), ',' order by m.id), '') into whole
    from public.dossier_merge m where m.into_id = any(ids) or m.from_id = any(ids);
  for name in select t from sec.scoped_tables() t union select 'involvement' union select 'disclosure' order by 1 loop
    continue when name in ('sealed_compartment', 'sealed_step', 'handout_left_out');
    execute format('select coalesce(string_agg(md5(t::text), '','' order by t.id), '''') from public.%I t'
                   ' where t.dossier_id = any($1)', name) into part using ids;
    whole := md5(whole || name || part);
  end loop;
  return whole;
end $$;

-- Removes everything that an import made, fingerprints included, and puts the households that were there already back as they
-- were. What it made carries the importer's name and the very moment of its one transaction. Refused (SK002) when anybody has
-- added or changed anything in one of those households since. People whom it added where others are involved too stay, whatever
-- those others wrote: a sealed compartment can be about them, and nothing may tell. Everywhere else it would be the importer's own.
create or replace function sec.undo_import(batch bigint) returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  b public.import_batch;
  ids bigint[];
  old_ones bigint[];
  staying bigint[];
  name text;
begin
  select * into b from public.import_batch i
   where i.id = batch and i.account_id = who.account_id and i.state = 'imported' for update;
  if b.id is null then
    raise exception 'only the importer takes it back' using errcode = 'insufficient_privilege';
  end if;
  ids := array(select sec.import_dossiers(batch));
  perform from public.dossier d where d.id = any(ids) order by d.id for update;
  if b.seal <> sec.import_state(batch) then
    raise exception 'somebody worked on it' using errcode = 'SK002';
  end if;
  old_ones := array(select d.id from public.dossier d where d.id = any(ids) and d.import_batch_id is distinct from batch);
  staying := array(
    select p.id from public.person p
     where p.dossier_id = any(old_ones) and p.author_id = who.account_id and p.created_at = b.imported_at
       and exists (select from public.involvement i
                    where i.dossier_id = p.dossier_id and i.account_id <> who.account_id and i.withdrawn_at is null
                      and (i.valid_until is null or i.valid_until > b.imported_at)));
  if exists (select from public.sealed_compartment c
              where c.dossier_id = any(ids) and c.dossier_id <> all(old_ones)
                 or c.person_ids && array(select p.id from public.person p
                                           where p.dossier_id = any(old_ones) and p.author_id = who.account_id
                                             and p.created_at = b.imported_at and p.id <> all(staying))) then
    raise exception 'somebody worked on it' using errcode = 'SK002';
  end if;
  foreach name in array array['intervention_update', 'intervention_status_change', 'intervention_body', 'intervention',
      'network_person', 'activity', 'phase_change', 'dossier_process', 'household_summary', 'household_title',
      'household_area', 'household_address', 'household_member', 'person_bsn', 'person_detail', 'person'] loop
    execute format('delete from public.%I t where t.dossier_id = any($1) and t.author_id = $2 and t.created_at = $3'
                   ' and not (%L and t.person_ids && $4)',
                   name, name in ('household_member', 'person_bsn', 'person_detail', 'person'))
      using ids, who.account_id, b.imported_at, staying;
  end loop;
  delete from public.involvement i using public.dossier d where d.id = i.dossier_id and d.import_batch_id = batch;
  delete from public.dossier d where d.import_batch_id = batch;
  delete from public.imported_line l where l.batch_id = batch;
  delete from public.import_progress p where p.batch_id = batch;
  perform sec.recount(d) from unnest(old_ones) d;
  update public.dossier_process p set last_activity_at = (b.before ->> p.dossier_id::text)::timestamptz
   where p.dossier_id = any(old_ones) and b.before ? p.dossier_id::text;
  update public.import_batch i set state = 'undone', undone_at = sec.now() where i.id = batch;
end $$;

-- Lists that nobody imported or threw away within a day lose the file and everything that was chosen about it. Anybody's upload
-- sets this off, and a timer: it looks at age alone and gives back a number, never whose they were. One that is being imported
-- at this moment is skipped.
create or replace function sec.forget_uploads() returns bigint language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare
  forgotten bigint;
begin
  with due as (
    select b.id from public.import_batch b
     where b.state = 'preview' and b.created_at < sec.now() - interval '1 day' for update skip locked),
  gone as (delete from public.import_progress p using due where p.batch_id = due.id)
  update public.import_batch b set content = null, plan = null, mapping = '{}', choices = '{}', state = 'discarded'
    from due where b.id = due.id;
  get diagnostics forgotten = row_count;
  -- What was left out of a list, and how old households stood before it, helps to put things right and to take it back: a year is enough.
  update public.import_batch b set report = '{}', before = '{}'
   where b.state in ('imported', 'undone') and b.imported_at < sec.now() - interval '1 year'
     and (b.report <> '{}' or b.before <> '{}');
  return forgotten;
end $$;
