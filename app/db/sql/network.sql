-- Roles of the network that end: the account of whoever has one stands in a relation for no longer than the role lasts.

-- The first moment after the last day of a role.
create or replace function sec.role_over(until date) returns timestamptz language sql stable
set search_path = pg_catalog, pg_temp as $$
  select (until + 1)::timestamp at time zone 'Europe/Amsterdam' $$;

-- The lead alone says which account somebody's role has (one that the lead asked for comes with the answer): one that works here now, in
-- the row of the matrix that belongs to the role (`app.network.roles.ENDING`). From then on no relation of that account to this household
-- outlasts the role; what another account had by way of it ends at this moment, as it does when the role ends or somebody is no longer
-- around.
create or replace function sec.role_bounds_access() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  moment timestamptz := sec.now();
  over timestamptz := sec.role_over(new.until);
begin
  if new.account_id is not null and (new.account_id, new.role) is distinct from (old.account_id, old.role) and not exists (
       select from public.account a where a.id = new.account_id
          and a.function = case new.role when 'buddy' then 'volunteer' else 'network_person' end) then
    raise exception 'not the account of such a role' using errcode = 'insufficient_privilege';
  end if;
  if new.account_id is not null and new.account_id is distinct from old.account_id
     and not (sec.works_with(new.account_id, new.dossier_id) and (new.dossier_id = any(sec.standing('{case_lead}')) or exists (
       select from public.account_request r where r.network_person_id = new.id and r.account_id = new.account_id))) then
    raise exception 'only the lead gives an account to a role' using errcode = 'insufficient_privilege';
  end if;
  if old.account_id is not null and old.account_id is distinct from new.account_id then
    update public.involvement i
       set withdrawn_at = case when i.valid_from >= moment then moment end,
           valid_until = case when i.valid_from >= moment then i.valid_until else moment end
     where i.dossier_id = new.dossier_id and i.account_id = old.account_id and not i.is_lead
       and i.withdrawn_at is null and (i.valid_until is null or i.valid_until > moment);
  end if;
  update public.involvement i
     set withdrawn_at = case when i.valid_from >= over then moment end,
         valid_until = case when i.valid_from >= over then i.valid_until else over end
   where new.account_id is not null and i.dossier_id = new.dossier_id and i.account_id = new.account_id and not i.is_lead
     and i.withdrawn_at is null and (i.valid_until is null or i.valid_until > greatest(over, moment));
  return null;
end $$;

create or replace trigger role_bounds_access after insert or update of account_id, role, until, active on public.network_person
  for each row when (session_user = 'schakel_app') execute function sec.role_bounds_access();

-- Somebody whose record is destroyed is no longer around either.
create or replace function sec.role_is_gone() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.involvement i
     set withdrawn_at = case when i.valid_from >= sec.now() then sec.now() end,
         valid_until = case when i.valid_from >= sec.now() then i.valid_until else sec.now() end
   where i.dossier_id = old.dossier_id and i.account_id = old.account_id and not i.is_lead
     and i.withdrawn_at is null and (i.valid_until is null or i.valid_until > sec.now());
  return null;
end $$;

create or replace trigger role_is_gone after delete on public.network_person
  for each row when (old.account_id is not null) execute function sec.role_is_gone();

-- A relation that is given to such an account does not outlast the role either, however it is given: new, renewed or for others.
create or replace function sec.not_beyond_role() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.network_person n where n.dossier_id = new.dossier_id and n.account_id = new.account_id
                and sec.role_over(n.until) < coalesce(new.valid_until, 'infinity')) then
    raise exception 'longer than the role' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

create or replace trigger not_beyond_role after insert on public.involvement for each row
  when (session_user = 'schakel_app' and new.kind = 'regular' and not new.is_lead) execute function sec.not_beyond_role();

-- Two households became one: what an account had in the other one does not outlast its role either. A relation that has begun ends with
-- the role (at once, when that is over), one that begins later does not begin. Gives back the end that each had, for when they are parted.
create or replace function sec.bound_by_roles(dossier bigint) returns jsonb language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  with bounds as (
    select i.id, i.valid_until as had, i.valid_from >= greatest(r.over, sec.now()) as never, greatest(r.over, sec.now()) as has
      from public.involvement i
      join (select n.account_id, min(sec.role_over(n.until)) as over from public.network_person n
             where n.dossier_id = bound_by_roles.dossier and n.account_id is not null group by 1) r using (account_id)
     where i.dossier_id = bound_by_roles.dossier and not i.is_lead and i.withdrawn_at is null
       and coalesce(i.valid_until, 'infinity') > greatest(r.over, sec.now())),
  bounded as (
    update public.involvement i set withdrawn_at = case when b.never then sec.now() end,
                                    valid_until = case when b.never then i.valid_until else b.has end
      from bounds b where i.id = b.id returning i.id, i.withdrawn_at, i.valid_until, b.had)
  select coalesce(jsonb_agg(to_jsonb(b) order by b.id), '[]') from bounded b $$;

-- They are parted: relations have the end again that they had, but for those that somebody ended in the meantime.
create or replace function sec.unbind_from_roles(bounded jsonb) returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  update public.involvement i set withdrawn_at = null, valid_until = b.had
    from jsonb_to_recordset(coalesce(bounded, '[]')) as b(id bigint, withdrawn_at timestamptz, valid_until timestamptz, had timestamptz)
   where i.id = b.id and i.withdrawn_at is not distinct from b.withdrawn_at and i.valid_until is not distinct from b.valid_until $$;
