-- Meetings: whose agenda a household is on, who a line is for, the mail that says that one waits, what collides, and what a team
-- is told of its households together.

-- A household is put on the agenda of a meeting of the writer's own organisation.
create or replace function sec.on_own_agenda() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.meeting m where m.id = new.meeting_id and m.organisation_id = new.owner_org_id) then
    raise exception 'not a meeting of the own organisation' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

create or replace trigger on_own_agenda after insert or update of meeting_id on public.meeting_household for each row
  when (session_user = 'schakel_app') execute function sec.on_own_agenda();

-- Whoever is to do something works with the household at the moment that it is agreed.
create or replace function sec.agreed_with_who_works_there() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.works_with(new.account_id, new.dossier_id) then
    raise exception 'for somebody who is not here' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

create or replace trigger agreed_with_who_works_there after insert on public.meeting_line for each row
  when (session_user = 'schakel_app' and new.account_id is not null) execute function sec.agreed_with_who_works_there();
create or replace trigger agreed_with_somebody_else after update of account_id on public.meeting_line for each row
  when (session_user = 'schakel_app' and new.account_id is distinct from old.account_id and new.account_id is not null)
  execute function sec.agreed_with_who_works_there();

-- The mail that says that something was agreed which somebody who was not there is to do: to whoever has such a line that is open,
-- was named as absent and works there now; written for the organisation that keeps the agenda.
create or replace function sec.mail_about_line(agenda bigint, absent bigint, subject_in text, body_in text, proof bytea)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['mail_about_line', agenda::text, absent::text, subject_in, body_in], proof);
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, subject_in, body_in
    from public.meeting_household h join public.account a on a.id = mail_about_line.absent
   where h.id = agenda and h.owner_org_id = who.organisation_id and a.id = any(h.absent_ids) and a.id <> who.account_id
     and h.dossier_id = any(sec.mine()) and sec.works_with(a.id, h.dossier_id)
     and exists (select from public.meeting_line l where l.meeting_household_id = h.id and l.dossier_id = h.dossier_id
                    and l.account_id = a.id and l.done_on is null);
end $$;

-- The mail that says that another team invites somebody to a turn: to whoever is invited and works there now, for the organisation that
-- keeps the agenda, as long as the meeting goes on and is not over.
create or replace function sec.mail_about_turn(agenda bigint, guest bigint, subject_in text, body_in text, proof bytea)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['mail_about_turn', agenda::text, guest::text, subject_in, body_in], proof);
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, subject_in, body_in
    from public.meeting_household h join public.meeting m on m.id = h.meeting_id join public.account a on a.id = guest
   where h.id = agenda and h.owner_org_id = who.organisation_id and a.id = any(h.invited_ids) and a.id <> who.account_id
     and h.taken_off_at is null and m.called_off_at is null and m.starts_at > sec.now()
     and h.dossier_id = any(sec.mine()) and sec.works_with(a.id, h.dossier_id);
end $$;

-- The mail that a meeting moved, is called off or goes on after all, or that a household went off its agenda (`gone`: those turns alone): to
-- whoever was invited and works with that household now, once, but for whoever did it. Written for the team that meets, as long as it
-- is still to come. Who loses one turn and keeps another is told that it changed and not that it is off. `letters`: {language: {subject, body}}.
create or replace function sec.mail_about_meeting(meeting bigint, gone bigint[], letters text, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['mail_about_meeting', meeting::text, coalesce(array_to_string(gone, ','), ''), letters], proof);
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, sec.words_of(letters, a.language, 'subject'), sec.words_of(letters, a.language, 'body')
    from (select guest.id, bool_or(gone <> '{}' and h.id <> all(gone)) as keeps
            from public.meeting m join public.meeting_household h on h.meeting_id = m.id and h.taken_off_at is null and not h.sealed
           cross join unnest(h.invited_ids) as guest(id)
           where m.id = mail_about_meeting.meeting and m.organisation_id = who.organisation_id and m.starts_at > sec.now()
             and guest.id <> who.account_id and sec.works_with(guest.id, h.dossier_id)
           group by guest.id) g
    join public.account a on a.id = g.id
   where not g.keeps
   order by a.id;
end $$;

-- Whoever is to do something says that it is done, today: the own line of an open case in which they work now, as it was read, once.
-- Nothing else of the line changes. False when it is not theirs, was done already, or somebody changed it meanwhile.
create or replace function sec.finish_my_line(line bigint, version_read bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  update public.meeting_line l set done_on = sec.today(), version = l.version + 1
   where l.id = line and l.version = version_read and l.account_id = who.account_id and l.done_on is null and not l.sealed
     and l.dossier_id = any(sec.mine()) and sec.works_with(who.account_id, l.dossier_id)
     and not exists (select from public.dossier d where d.id = l.dossier_id and d.closed);
  return found;
end $$;

-- When the turn of a household is to which another team invited the asker: for whoever works there now, until the day after. It tells
-- the household (which the asker knows), the moment and the team; not what else is on the agenda, nor who else comes.
create or replace function sec.my_turns() returns table (dossier_id bigint, begins_at timestamptz, minutes bigint, team text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  return query
    select h.dossier_id,
           m.starts_at + make_interval(mins => (m.minutes_each * (select count(*) from public.meeting_household b
                                                 where b.meeting_id = m.id and b.id < h.id and b.taken_off_at is null))::int),
           m.minutes_each, o.name
      from public.meeting_household h join public.meeting m on m.id = h.meeting_id join public.organisation o on o.id = m.organisation_id
     where who.account_id = any(h.invited_ids) and h.taken_off_at is null and m.called_off_at is null
       and m.starts_at > sec.now() - interval '1 day' and not h.sealed and h.dossier_id = any(sec.mine())
       and sec.works_with(who.account_id, h.dossier_id);
end $$;

-- Days of fortnights in which what the asker's own organisation plans meets what another one plans: for whoever is at work there,
-- and for the lead of any two. Two organisations collide when both visit the home within fourteen days, or when one threatens to
-- evict or cut off within fourteen days of help or activation of another that is planned or running. It tells a day alone: not
-- which organisation, which strand or what; nothing sealed counts.
create or replace function sec.collisions(dossier bigint) returns table (on_day date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  today date := sec.today();
  leads boolean := dossier = any(sec.standing('{case_lead}'));
begin
  if dossier is null or not dossier = any(sec.mine()) or sec.lives_in_household()
     or who.function in ('coordinator', 'process_lead', 'volunteer', 'network_person') then
    return;
  end if;
  return query
    with visits as (
      select v.owner_org_id as org, (v.starts_at at time zone 'Europe/Amsterdam')::date as day from public.appointment v
       where v.dossier_id = collisions.dossier and v.status = 'planned' and v.place_kind = 'home' and not v.sealed and not v.restricted
         and (v.starts_at at time zone 'Europe/Amsterdam')::date between today and today + 28),
    threats as (
      select i.owner_org_id as org, coalesce(i.started_on, i.planned_start) as day from public.intervention i
       where i.dossier_id = collisions.dossier and i.strand = 'enforcement' and i.product_group in ('eviction', 'cutoff')
         and i.status in ('planned', 'active') and not i.sealed
         and coalesce(i.started_on, i.planned_start) between today - 14 and today + 28),
    help as (
      select i.owner_org_id as org, coalesce(i.started_on, i.planned_start, today) as first_day,
             coalesce(i.ended_on, i.planned_end, today + 28) as last_day
        from public.intervention i
       where i.dossier_id = collisions.dossier and i.strand <> 'enforcement' and i.status in ('planned', 'active')
         and not i.sealed),
    pairs as (
      select a.org as one, b.org as other, least(a.day, b.day) as day from visits a join visits b on a.org < b.org
       where abs(a.day - b.day) <= 14
      union all
      select t.org, h.org, t.day from threats t join help h on t.org <> h.org
       where t.day between h.first_day - 14 and h.last_day + 14)
    select distinct p.day from pairs p where leads or who.organisation_id in (p.one, p.other) order by p.day;
end $$;

-- Per whole quarter that is over, over the households that the asker's own team leads: how many network people really came
-- along, how many professionals were involved, and what residents score themselves. A quarter is told when at least ten
-- households stand behind each of its numbers, else with null.
create or replace function sec.team_lines(months bigint)
returns table (quarter date, network bigint, professionals bigint, score numeric)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  until date := sec.team_months_asked(months);
begin
  if who.function not in ('generalist', 'coordinator', 'process_lead') then
    return;
  end if;
  return query
    with homes as (
      select d.id from public.dossier d where d.lead_org_id = who.organisation_id and d.merged_into_id is null),
    quarters as (
      select q::date as first_day, (q + interval '3 months')::date as next_day
        from generate_series(until - make_interval(months => months::int), until - interval '3 months', interval '3 months') q),
    came as (
      select q.first_day, count(distinct s.network_person_id) as number, count(distinct s.dossier_id) as behind
        from quarters q
        join public.appointment a on a.starts_at >= q.first_day and a.starts_at < q.next_day and a.status <> 'cancelled'
        join public.second_person s on s.appointment_id = a.id and s.dossier_id = a.dossier_id and s.state = 'came'
       where a.dossier_id in (select h.id from homes h) group by q.first_day),
    involved as (
      select q.first_day, count(distinct (i.dossier_id, i.account_id)) as number, count(distinct i.dossier_id) as behind
        from quarters q
        join public.involvement i on i.valid_from < q.next_day and coalesce(i.valid_until, 'infinity') >= q.first_day
                                 and coalesce(i.withdrawn_at, 'infinity') >= q.first_day
        join public.account a on a.id = i.account_id
         and a.function not in ('resident', 'co_resident', 'young_person', 'network_person', 'volunteer', 'coordinator', 'process_lead')
       where i.dossier_id in (select h.id from homes h) group by q.first_day),
    scored as (
      select q.first_day, avg(e.resident_score) as mean, count(distinct e.dossier_id) as behind
        from quarters q
        join public.domain_entry e on e.created_at >= q.first_day and e.created_at < q.next_day and e.resident_score is not null
       where e.dossier_id in (select h.id from homes h) group by q.first_day)
    select q.first_day, case when c.behind >= 10 then c.number end, case when v.behind >= 10 then v.number end,
           case when s.behind >= 10 then round(s.mean, 1) end
      from quarters q left join came c on c.first_day = q.first_day left join involved v on v.first_day = q.first_day
      left join scored s on s.first_day = q.first_day
     order by q.first_day;
end $$;

-- Themes of a neighbourhood: once residents of at least three households said that their worry may be told as one. Never how many,
-- who or which household. For the team that leads them, and for whoever works with neighbourhoods.
create or replace function sec.themes() returns table (theme text, area text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  if who.function not in ('generalist', 'coordinator', 'process_lead', 'community_worker') then
    return;
  end if;
  return query
    select t.theme, a.name
      from public.lifted_theme t
      join public.dossier d on d.id = t.dossier_id and d.merged_into_id is null
      join public.household_area a on a.dossier_id = t.dossier_id
     where t.withdrawn_on is null and not t.sealed
       and (who.function = 'community_worker' or d.lead_org_id = who.organisation_id)
     group by t.theme, a.name having count(distinct t.dossier_id) >= 3
     order by a.name, t.theme;
end $$;
