-- The file of a colleague or of a worker's relative: who marks it, and who is told of every sight of it.

-- Marks a file as that of a colleague or relative, or takes the mark away: by its lead, or by a privacy officer. From then on the lead alone
-- reads it (override staff_or_relative). The number of the household; null when there is no such file, or it is marked like that already.
create or replace function sec.mark_staff(dossier bigint, marked boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  number text;
begin
  if not sec.has_function('privacy_officer') and dossier <> all(sec.standing('{case_lead}')) then
    raise exception 'only the lead or a privacy officer marks' using errcode = 'insufficient_privilege';
  end if;
  update public.dossier d set staff_or_relative = marked
   where d.id = mark_staff.dossier and d.merged_into_id is null and d.staff_or_relative <> marked
  returning d.case_no into number;
  return number;
end $$;

-- Whether a household of one's own is marked; of any household, and the numbers of all that are, for a privacy officer.
create or replace function sec.marked_cases() returns table (id bigint, case_no text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('privacy_officer') then return; end if;
  return query select d.id, d.case_no from public.dossier d
                where d.staff_or_relative and d.merged_into_id is null order by d.case_no;
end $$;

-- A mail to every privacy officer that somebody saw a marked file: at the first sight of it by this account on a day. It says where to look, and
-- not which file. Called by `sec.write_trail` for what it has just written.
create or replace function sec.tell_of_marked(dossiers bigint[], traces uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email,
         case a.language when 'en' then 'A marked file was viewed in Schakel' else 'Een gemerkt dossier is bekeken in Schakel' end,
         case a.language
           when 'en' then 'Somebody viewed a file that is marked as that of a colleague or relative. You see who and when in Schakel, under What stands out.'
           else 'Iemand bekeek een dossier dat is gemerkt als dat van een collega of familielid. In Schakel ziet u bij Wat opvalt wie en wanneer.' end
    from public.account a
   where a.function = 'privacy_officer' and a.active
     and exists (
       select from public.access_log l join public.dossier d on d.id = l.dossier_id and d.staff_or_relative
        where l.trace_id = any(traces) and l.dossier_id = any(dossiers) and l.at >= transaction_timestamp() and l.action <> 'denied'
          and l.function <> 'privacy_officer'
          and not exists (
            select from public.access_log e
             where e.account_id = l.account_id and e.dossier_id = l.dossier_id and e.at < transaction_timestamp()
               and e.at >= (date_trunc('day', transaction_timestamp() at time zone 'Europe/Amsterdam') at time zone 'Europe/Amsterdam')))
   order by a.id $$;
