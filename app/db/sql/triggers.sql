-- A person's row concerns that person; the identity is known only here.
create or replace function sec.person_concerns_itself() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  new.person_ids := array[new.id];
  return new;
end $$;

create or replace trigger person_concerns_itself before insert or update of person_ids on public.person
  for each row execute function sec.person_concerns_itself();

-- Rows and relations that the application adds are about people of their own household. A merge changes the dossier and not the
-- persons, so it is not asked; nor is the owner, who loads whole towns at once.
create or replace function sec.about_own_household() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if exists (select from unnest(new.person_ids) as about(id)
              where not exists (select from public.person p where p.id = about.id and p.dossier_id = new.dossier_id)) then
    raise exception 'about somebody of another household' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

do $$
declare name text;
begin
  for name in select t from sec.scoped_tables() t where t <> 'person' union select 'involvement' loop
    execute format('create or replace trigger about_added after insert on public.%I for each row'
                   ' when (session_user = ''schakel_app'' and new.person_ids <> ''{}'') execute function sec.about_own_household()', name);
    execute format('create or replace trigger about_changed after update of person_ids on public.%I for each row'
                   ' when (session_user = ''schakel_app'' and new.person_ids is distinct from old.person_ids)'
                   ' execute function sec.about_own_household()', name);
  end loop;
end $$;

-- What hangs under an intervention, a note or a document is of the organisation that owns it, and of its strand: nobody adds a reason, a step or
-- a line to what another organisation does.
create or replace function sec.under_ones_own() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  fits boolean;
begin
  if tg_table_name = 'note_interpretation' then
    fits := exists (select from public.note n where n.id = new.note_id and n.owner_org_id = new.owner_org_id);
  elsif tg_table_name = 'document_version' then
    fits := exists (select from public.document d where d.id = new.document_id and d.owner_org_id = new.owner_org_id);
  else
    fits := exists (select from public.intervention i where i.id = new.intervention_id and i.owner_org_id = new.owner_org_id
                       and i.strand = new.strand);
  end if;
  if not fits then
    raise exception 'not under something of the own organisation' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

do $$
declare name text;
begin
  foreach name in array array['note_interpretation', 'document_version', 'intervention_body', 'intervention_update', 'intervention_status_change',
                              'strand_correction', 'stance_review'] loop
    execute format('create or replace trigger under_ones_own after insert on public.%I for each row'
                   ' when (session_user = ''schakel_app'') execute function sec.under_ones_own()', name);
  end loop;
end $$;

-- A relation is ended by whoever may, and then over: nobody lengthens it or begins it anew; that takes a new one, by the lead.
-- What was disclosed and withdrawn, or is over, stays so. The owner's own functions are not asked.
create or replace function sec.only_ends() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  moment timestamptz := sec.now();
begin
  if current_user <> 'schakel_app' then return new; end if;
  if old.withdrawn_at is not null or old.valid_until <= moment or not isfinite(new.valid_until)
     or coalesce(new.valid_until, 'infinity') > coalesce(old.valid_until, 'infinity') then
    raise exception 'what is over stays over' using errcode = 'insufficient_privilege';
  end if;
  if new.valid_until is distinct from old.valid_until then new.valid_until := greatest(new.valid_until, moment); end if;
  if new.withdrawn_at is not null then new.withdrawn_at := moment; end if;
  return new;
end $$;

create or replace trigger only_ends before update on public.involvement for each row execute function sec.only_ends();
create or replace trigger only_ends before update on public.disclosure for each row
  when (old.withdrawn_at is not null or (old.valid_until <= sec.now() and new.valid_until is distinct from old.valid_until))
  execute function sec.only_ends();
create or replace trigger touch_process after insert on public.activity
  for each row execute function sec.touch_process();
create or replace trigger count_household after insert or update on public.household_member
  for each row execute function sec.count_household();
create or replace trigger follow_strand after update on public.intervention
  for each row when (old.strand <> new.strand or old.product_group is distinct from new.product_group
                     or old.person_ids <> new.person_ids)
  execute function sec.follow_strand();
create or replace trigger count_household_ages after update of adult_on, deceased_on, dossier_id on public.person
  for each row execute function sec.count_household();
create or replace trigger end_sessions after update on public.account
  for each row execute function sec.end_sessions_of_changed_account();
create or replace trigger end_sessions after update on public.organisation
  for each row execute function sec.end_sessions_of_closed_organisation();
create or replace trigger guard_account before update on public.account
  for each row execute function sec.guard_account();
create or replace trigger forget_keys after insert or update or delete on public.involvement
  for each statement execute function sec.forget_keys();
create or replace trigger forget_keys after insert or delete or update of lead_org_id, closed, staff_or_relative, merged_into_id
  on public.dossier
  for each statement execute function sec.forget_keys();
create or replace trigger forget_keys after update of active, organisation_id, function, person_id on public.account
  for each statement execute function sec.forget_keys();
create or replace trigger forget_keys after update of active, bsn_allowed on public.organisation
  for each statement execute function sec.forget_keys();
create or replace trigger forget_keys after update of token_hash, ended_at on public.account_session
  for each statement execute function sec.forget_keys();
create or replace trigger forget_keys after insert or update or delete on sec.lead_function
  for each statement execute function sec.forget_keys();
create or replace trigger forget_shut after insert or update or delete on public.person
  for each statement execute function sec.forget_shut();

-- A seal is written once. The owner of the tables, too, has to take this trigger away first, and then the witness tells.
create or replace function sec.stays() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'a seal stays as it is' using errcode = 'insufficient_privilege';
end $$;

create or replace trigger stays before update or delete on public.log_seal
  for each row execute function sec.stays();


-- What somebody who lives there told as a win stays as they told it: a colleague in their organisation does not change it either.
create or replace function sec.told_stays() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.account a where a.id = old.author_id and a.function in ('resident', 'co_resident', 'young_person')) then
    raise exception 'what a resident told stays as it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger told_stays before update of line, told_by, happened_on, criteria, mechanisms, sign on public.win
  for each row when (session_user = 'schakel_app') execute function sec.told_stays();
