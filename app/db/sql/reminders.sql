-- Reminders of appointments: mails that wait. The address is written here and read by the sender of mail alone.

-- A reminder that the principal just wrote down, to an address. It leaves a day before the appointment, or at once when that is sooner.
create or replace function sec.mail_reminder(reminder bigint, recipient_in text, subject_in text, body_in text, calendar_in text, proof bytea)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['mail_reminder', reminder::text, recipient_in, subject_in, body_in, calendar_in], proof);
  insert into public.outgoing_mail (recipient, subject, body, calendar, reminder_id, send_after)
  select recipient_in, subject_in, body_in, calendar_in, r.id, r.for_start - interval '1 day'
    from public.appointment_reminder r
   where r.id = reminder and r.author_id = who.account_id and r.dossier_id = any(sec.mine()) and r.withdrawn_at is null
     and not r.restricted and r.for_start > sec.now();
end $$;

-- An appointment that moves takes its reminders back: nobody is sent to a time or place that is not so any more. So does one that is not to be used.
create or replace function sec.stop_reminders() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.appointment_reminder r set withdrawn_at = sec.now() where r.appointment_id = new.id and r.withdrawn_at is null;
  return null;
end $$;

-- What is taken back is not sent, and its address goes with it.
create or replace function sec.forget_reminder() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  delete from public.outgoing_mail m where m.reminder_id = new.id and m.sent_at is null;
  return null;
end $$;

-- Nor does a mail leave to a household of which one partner turns out not to be safe: who else reads it, nobody knows.
create or replace function sec.stop_all_reminders() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.appointment_reminder r set withdrawn_at = sec.now() where r.dossier_id = new.dossier_id and r.withdrawn_at is null;
  return null;
end $$;

create or replace trigger stop_reminders after update of starts_at, place_kind, place, status, restricted on public.appointment
  for each row when ((old.starts_at, old.place_kind, old.place, old.status, old.restricted)
                     is distinct from (new.starts_at, new.place_kind, new.place, new.status, new.restricted))
  execute function sec.stop_reminders();
create or replace trigger stop_all_reminders after update of partner_unsafe on public.person
  for each row when (new.partner_unsafe and not old.partner_unsafe) execute function sec.stop_all_reminders();
create or replace trigger forget_reminder after update of withdrawn_at on public.appointment_reminder
  for each row when (new.withdrawn_at is not null) execute function sec.forget_reminder();
