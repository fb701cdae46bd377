-- What an organisation agrees to before it takes part. Nothing of a household.

-- The eight steps of an organisation are done: seven are marked as done, and of the eighth there is a day and a document
-- (domain.md 1.11). From here on it takes part. For administrators.
create or replace function sec.finish_setup(organisation bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('administrator') then
    raise exception 'only an administrator sets up' using errcode = 'insufficient_privilege';
  end if;
  if (select count(*) from public.setup_step s where s.organisation_id = organisation and s.step < 8 and s.done_on is not null) < 7
     or not exists (select from public.setup_covenant c where c.organisation_id = organisation and c.signed_on <= sec.today()) then
    return false;
  end if;
  update public.organisation o set active = true, set_up_on = coalesce(o.set_up_on, sec.today()), version = o.version + 1
   where o.id = organisation and (o.set_up_on is null or not o.active);
  return true;
end $$;

-- Nobody switches an organisation on before that, and nobody says that it was done but the function above.
create or replace function sec.only_when_set_up() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'schakel_app' then return new; end if;
  if (tg_op = 'INSERT' and new.set_up_on is not null) or (tg_op = 'UPDATE' and new.set_up_on is distinct from old.set_up_on)
     or (new.active and new.set_up_on is null) then
    raise exception 'its eight steps are not done' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger only_when_set_up before insert or update on public.organisation
  for each row execute function sec.only_when_set_up();
