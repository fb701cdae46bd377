-- Appointments and the second person: what no policy can express.

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

-- What is disclosed because somebody attends follows the appointment when it moves: until the day after it. What is over stays over:
-- whoever was let go, or for whom it ended, does not read it again because somebody else plans anew.
create or replace function sec.follow_appointment() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.disclosure d set valid_until = new.ends_at + interval '1 day'
   where d.item_kind = 'appointment' and d.item_id = new.id and d.basis = 'attendance' and d.withdrawn_at is null
     and (d.valid_until is null or d.valid_until > sec.now());
  return null;
end $$;

-- With whom of the household an appointment is: whatever hangs under it follows, so that the lock reads the same persons
-- everywhere. Whoever changes an appointment need not be somebody who writes down who comes along.
create or replace function sec.follow_persons() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.appointment_attendee a set person_ids = new.person_ids where a.appointment_id = new.id;
  update public.appointment_reminder r set person_ids = new.person_ids where r.appointment_id = new.id;
  update public.second_person s set person_ids = new.person_ids where s.appointment_id = new.id;
  update public.second_person_change c set person_ids = new.person_ids
   where c.second_person_id in (select s.id from public.second_person s where s.appointment_id = new.id);
  return null;
end $$;

create or replace trigger follow_persons after update of person_ids on public.appointment
  for each row when (old.person_ids <> new.person_ids) execute function sec.follow_persons();
create or replace trigger follow_appointment after update of ends_at on public.appointment
  for each row when (old.ends_at <> new.ends_at) execute function sec.follow_appointment();

-- The mail that an appointment moved, is called off or goes on after all: to whoever of us is there and works with the household now, once,
-- but for whoever did it. Written by who may change it, as long as it is still to come; none of one that is sealed or not to be used.
-- `letters`: {language: {subject, body}}.
create or replace function sec.mail_about_visit(visit bigint, letters text, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['mail_about_visit', visit::text, letters], proof);
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, sec.words_of(letters, a.language, 'subject'), sec.words_of(letters, a.language, 'body')
    from public.appointment v
    join public.account a on a.id <> who.account_id and a.function <> 'network_person' and exists (
         select from public.appointment_attendee t where t.appointment_id = v.id and t.account_id = a.id and t.withdrawn_at is null)
   where v.id = visit and v.starts_at > sec.now() and v.status <> 'held' and not v.sealed and not v.restricted
     and (v.dossier_id = any(sec.standing('{case_lead}'))
          or (v.owner_org_id = who.organisation_id and v.dossier_id = any(sec.mine()) and not sec.lives_in_household()))
     and sec.works_with(a.id, v.dossier_id)
   order by a.id;
end $$;
