-- Documents: what no policy can express.

-- What the principal's own organisation keeps in a dossier of the principal's, and in all: bytes, of whatever still has its key.
-- Another upload of the same organisation waits here until this transaction is over, so that two never share the last room.
create or replace function sec.documents_kept(dossier bigint) returns table (here bigint, in_all bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
begin
  perform pg_advisory_xact_lock(hashtextextended('documents:' || who.organisation_id, 7419));
  return query
    select coalesce(sum(v.size) filter (where v.dossier_id = dossier and v.dossier_id = any(sec.mine())), 0)::bigint,
           coalesce(sum(v.size), 0)::bigint
      from public.document_version v where v.owner_org_id = who.organisation_id and v.sealed_key is not null;
end $$;

-- Whom a document is about: its versions follow, so that the lock reads the same persons everywhere.
create or replace function sec.follow_document() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.document_version v set person_ids = new.person_ids where v.document_id = new.id;
  return null;
end $$;

create or replace trigger follow_document after update of person_ids on public.document
  for each row when (old.person_ids <> new.person_ids) execute function sec.follow_document();

-- A version stays what it was when it came in. Withdrawing it is the one thing that happens to it, once, and takes its key.
create or replace function sec.only_withdrawn() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  may text[] := '{withdrawn_at,withdrawn_because,withdrawn_by,sealed_key}';
begin
  if current_user <> 'schakel_app' then return new; end if;
  if old.withdrawn_at is not null or new.withdrawn_at is null or to_jsonb(new) - may <> to_jsonb(old) - may then
    raise exception 'a version stays as it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger only_withdrawn before update on public.document_version
  for each row execute function sec.only_withdrawn();
