-- Waivers of secrecy: what rests on one is shared with whom it names, while it runs, and is over the moment that it is withdrawn.

-- What is disclosed on a waiver goes to whom the waiver names, in its household, within its term. Asked before the row is written.
create or replace function sec.rests_on_waiver() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if not exists (select from public.secrecy_waiver w
                  where w.id = new.waiver_id and w.dossier_id = new.dossier_id and w.dossier_id = any(sec.mine())
                    and w.to_org_id = new.to_org_id and (w.to_account_id is null or w.to_account_id = new.to_account_id)
                    and w.withdrawn_at is null and w.valid_until > sec.now() and new.valid_until <= w.valid_until) then
    raise exception 'no such waiver' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger rests_on_waiver before insert on public.disclosure for each row
  when (session_user = 'schakel_app' and new.waiver_id is not null) execute function sec.rests_on_waiver();

-- A waiver stays what it was when it was given. Withdrawing it is the one thing that happens to it, once, at the clock's moment.
create or replace function sec.only_withdrawn_waiver() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  may text[] := '{withdrawn_at,withdrawn_because,withdrawn_by}';
begin
  if current_user <> 'schakel_app' then return new; end if;
  if old.withdrawn_at is not null or new.withdrawn_at is null or new.withdrawn_by <> sec.account_id()
     or to_jsonb(new) - may <> to_jsonb(old) - may then
    raise exception 'a waiver stays as it is' using errcode = 'insufficient_privilege';
  end if;
  new.withdrawn_at := sec.now();
  return new;
end $$;

create or replace trigger only_withdrawn_waiver before update on public.secrecy_waiver
  for each row execute function sec.only_withdrawn_waiver();

-- In the same step everything that rested on it is withdrawn: also what a colleague shared, and what was to begin later.
create or replace function sec.withdraw_what_rested() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.disclosure d set withdrawn_at = new.withdrawn_at where d.waiver_id = new.id and d.withdrawn_at is null;
  return null;
end $$;

create or replace trigger withdraw_what_rested after update of withdrawn_at on public.secrecy_waiver
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function sec.withdraw_what_rested();
