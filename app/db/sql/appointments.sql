-- Appointments and the second person: what no policy can express.

-- What a resident or duo wants to do for the neighbourhood, written down on their behalf by the lead at one appointment. The
-- matrix lets only residents write offers; this is their voice, named so, and about the persons of that appointment only.
create or replace function sec.record_offer(appointment bigint, network_person bigint, words text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  made bigint;
begin
  insert into public.offer (text, network_person_id, appointment_id, dossier_id, owner_org_id, purpose_id, author_id, person_ids)
  select words, n.id, a.id, a.dossier_id, who.organisation_id, r.purpose_id, who.account_id, a.person_ids
    from public.appointment a
    join sec.roles() r on r.dossier_id = a.dossier_id and r.row_name = 'case_lead' and not r.closed
    left join public.network_person n on n.id = network_person and n.dossier_id = a.dossier_id
   where a.id = appointment and btrim(words) <> ''
  returning id into made;
  if made is null then
    raise exception 'only the lead writes on behalf of the household' using errcode = 'insufficient_privilege';
  end if;
  return made;
end $$;

-- How often the principal's organisation asked for a second person in one week, of how many appointments: no persons and no
-- households. Appointments at which asking is not safe count in neither. No row when fewer than three workers or five
-- appointments stand behind it, and none for people who are not workers.
create or replace function sec.team_habit(week date) returns table (asked bigint, total bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  since timestamptz := date_trunc('week', week::timestamp) at time zone 'Europe/Amsterdam';
  until timestamptz := (date_trunc('week', week::timestamp) + interval '7 days') at time zone 'Europe/Amsterdam';
begin
  if who.function in ('resident', 'co_resident', 'young_person', 'network_person', 'volunteer') then
    return;
  end if;
  return query
    select count(*) filter (where coalesce(s.state, 'not_asked') <> 'not_asked'), count(*)
      from public.appointment a
      left join public.second_person s on s.appointment_id = a.id
     where a.owner_org_id = who.organisation_id and a.status <> 'cancelled'
       and a.starts_at >= since and a.starts_at < until and s.state is distinct from 'unsafe'
    having count(*) >= 5 and count(distinct a.author_id) >= 3;
end $$;

-- What was disclosed because somebody attends follows the appointment when it moves: until the day after it.
create or replace function sec.follow_appointment() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.disclosure d set valid_until = new.ends_at + interval '1 day'
   where d.item_kind = 'appointment' and d.item_id = new.id and d.basis = 'attendance' and d.withdrawn_at is null;
  return null;
end $$;

create or replace trigger follow_appointment after update of ends_at on public.appointment
  for each row when (old.ends_at <> new.ends_at) execute function sec.follow_appointment();
