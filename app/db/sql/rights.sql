-- Whether the principal makes overviews in a household, or is the second person of one that is not given yet.
create or replace function sec.handles_overview(dossier bigint, person bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return dossier = any(sec.standing('{case_lead}'))
      or (dossier = any(sec.standing('{team_member}'))
          and exists (select from public.handout h where h.dossier_id = dossier and h.person_id = handles_overview.person
                         and h.account_id = (sec.ctx()).account_id and h.given_on is null));
end $$;

-- Who looked at one person's data, for the overview that this person asks for: by day, organisation and function, never by name.
-- For whoever leads the household in which this person is, and for the colleague who reads the copy before it is given. A sight of a list names no household in the log, so the lead could not
-- read who had it; here the line is told, and its reason is not: that may be about somebody else. Nor is the reason of any other act:
-- why something was shared or blacked out is told with the record, where it is told. The reason of whoever let themselves in is.
-- What was logged of this person in a household that was taken in by another one, comes along.
create or replace function sec.overview_log(person bigint)
returns table (day date, first_at timestamptz, last_at timestamptz, times bigint, organisation text, function text, action text,
               categories text[], purpose_id bigint, rule text, reason text, listed boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.person p where p.id = person and sec.handles_overview(p.dossier_id, p.id)) then
    return;
  end if;
  return query
  select (p.at at time zone 'Europe/Amsterdam')::date, min(p.at), max(p.at), count(*), coalesce(o.name, ''), coalesce(l.function, ''),
         coalesce(l.action, 'read'), p.categories, p.purpose_id, coalesce(l.rule, ''),
         case when l.dossier_id is not null and l.operation in ('relation.doorstep', 'relation.emergency') then l.reason else '' end,
         l.dossier_id is null
    from public.processing_log p
    -- The act was written just before its lines, in the same transaction: an index on the moment finds it.
    left join lateral (
      (select a.organisation_id, a.function, a.action, a.operation, a.rule, a.reason, a.dossier_id from public.access_log a
        where a.dossier_id = p.dossier_id and a.at > p.at - interval '10 seconds' and a.at <= p.at and a.trace_id = p.trace_id)
      union all
      (select a.organisation_id, a.function, a.action, a.operation, a.rule, a.reason, a.dossier_id from public.access_log a
        where a.dossier_id is null and a.at > p.at - interval '10 seconds' and a.at <= p.at and a.trace_id = p.trace_id)
      limit 1) l on true
    left join public.organisation o on o.id = l.organisation_id
   where p.person_id = person and not starts_with(p.operation, 'sealed.')
   group by 1, 5, 6, 7, 8, 9, 10, 11, 12
   order by 1 desc, 2 desc, 5, 6, 7, 8;
end $$;


-- How often each organisation saw something of one person between two days in Amsterdam, and for which purposes: for the letter.
-- A sight is a request that showed, printed, exported or downloaded something, whatever way its asker came in; a request that wrote
-- several lines counts once. In a list it is another thing than in the file, and counts apart.
create or replace function sec.letter_sights(person bigint, first_day date, last_day date)
returns table (organisation text, times bigint, listed bigint, purposes bigint[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.person p where p.id = person and p.dossier_id = any(sec.standing('{case_lead}'))) then
    return;
  end if;
  return query
  select o.name, count(distinct l.tx) filter (where l.dossier_id is not null), count(distinct l.tx) filter (where l.dossier_id is null),
         array_remove(array_agg(distinct p.purpose_id), null)
    from public.processing_log p
    join lateral (select a.organisation_id, a.function, a.action, a.dossier_id, a.tx from public.access_log a
                   where a.at > p.at - interval '10 seconds' and a.at <= p.at and a.trace_id = p.trace_id limit 1) l
      on l.action in ('read', 'print', 'export', 'download', 'view_as', 'reveal', 'search')
     and l.function not in ('resident', 'co_resident', 'young_person')
    join public.organisation o on o.id = l.organisation_id
   where p.person_id = person and not starts_with(p.operation, 'sealed.')
     and p.at >= first_day::timestamp at time zone 'Europe/Amsterdam'
     and p.at < (last_day + 1)::timestamp at time zone 'Europe/Amsterdam'
   group by o.name order by 2 desc, 3 desc, 1;
end $$;

-- Who asked whether a household is known, why, and what was answered: for the overview of somebody who lives there. As residents read
-- it: once it was answered, and not before the day of a reason of safety is over.
create or replace function sec.overview_knocks(dossier bigint, person bigint)
returns table (id bigint, asked_at timestamptz, organisation text, function text, reason text, answer text, remark text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.handles_overview(dossier, person) then
    return;
  end if;
  return query
  select k.id, k.asked_at, o.name, a.function, k.reason, k.answer, k.remark
    from public.knock k
    join public.dossier f on f.id = k.dossier_id
    join public.account a on a.id = k.asked_by
    join public.organisation o on o.id = k.organisation_id
   where coalesce(f.merged_into_id, f.id) = dossier and k.answer is not null
     and (k.hidden_until is null or k.hidden_until < sec.today())
   order by k.asked_at, k.id;
end $$;

-- How long each kind of record under each law is kept in one household, and the day on which the last of these days' records goes
-- (null: not yet known, because the help runs or somebody holds it). `with_last`: what a household consists of goes with the last of
-- anything else about it. For whoever makes or reads an overview; computed as it is carried out (sec.destroy_on).
create or replace function sec.overview_terms(dossier bigint, person bigint, kinds text[], laws text[], days date[])
returns table (kind text, law text, number bigint, unit text, counts_from text, until date, with_last boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended date := sec.ended_on(dossier);
  record_type text := 'file';
  held boolean;
begin
  if not sec.handles_overview(dossier, person) then
    return;
  end if;
  if not exists (select from public.intervention i where i.dossier_id = dossier and i.status not in ('awaiting', 'withdrawn')) then
    record_type := 'intake';
  end if;
  held := exists (select from public.legal_hold h join public.dossier k on k.id = h.dossier_id
                   where (k.id = dossier or k.merged_into_id = dossier) and h.released_at is null and h.until_on >= sec.today());
  return query
  select w.kind, w.law, (w.rule).number::bigint, (w.rule).unit, (w.rule).counts_from,
         case when not held and not w.frame then sec.destroy_on(w.rule, w.newest, ended) end, w.frame
    from (select x.kind, x.law, max(x.day) as newest, sec.term_of(x.law, record_type) as rule,
                 x.kind = any(sec.frame_tables() || sec.person_tables()) as frame
            from unnest(kinds, laws, days) x(kind, law, day) group by x.kind, x.law) w
   where (w.rule).id is not null
   order by w.kind, w.law;
end $$;

-- A copy is read by somebody else than who made it, in the version that they say they read, once it was sent to them.
create or replace function sec.looked_by_another() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.handout h where h.id = new.handout_id and h.account_id = new.author_id
                    and h.author_id <> new.author_id and h.version = new.handout_version
                    and h.sent_at is not null and h.given_on is null) then
    raise exception 'not theirs to look at' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger looked_by_another before insert on public.handout_look
  for each row when (session_user = 'schakel_app') execute function sec.looked_by_another();

-- What was made stays what it is: it is only emptied. It is given once, as it was when the second person approved it.
create or replace function sec.given_after_look() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if old.given_on is not null or new.version not in (old.version, old.version + 1) or new.person_id <> old.person_id or new.rights_request_id <> old.rights_request_id
     or (new.content is not null and new.content is distinct from old.content)
     or (new.given_on is not null and not exists (
           select from public.handout_look l where l.handout_id = old.id and l.handout_version = old.version and l.approved)) then
    raise exception 'only an approved copy is given' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger given_after_look before update on public.handout
  for each row when (session_user = 'schakel_app') execute function sec.given_after_look();

-- A copy that was not given yet is emptied when something changes in what may be given: somebody turns out not to be safe or dies,
-- a record is kept from the household for a while, or sealed. It is made anew, as things are then.
create or replace function sec.empty_copies() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.handout h set content = null where h.dossier_id = new.dossier_id and h.given_on is null and h.content is not null;
  return null;
end $$;

create or replace trigger empty_copies after update of partner_unsafe, deceased_on on public.person
  for each row when ((old.partner_unsafe, old.deceased_on) is distinct from (new.partner_unsafe, new.deceased_on))
  execute function sec.empty_copies();
create or replace trigger empty_copies after update of withheld_until, shared on public.note
  for each row when ((old.withheld_until, old.shared) is distinct from (new.withheld_until, new.shared))
  execute function sec.empty_copies();
create or replace trigger empty_copies after update of withheld_until, shared on public.document
  for each row when ((old.withheld_until, old.shared) is distinct from (new.withheld_until, new.shared))
  execute function sec.empty_copies();

-- What is blacked out does not change any more once the copy was approved: whoever looked saw it.
create or replace function sec.marked_before_look() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.handout h left join public.handout_look l
                      on l.handout_id = h.id and l.handout_version = h.version and l.approved
              where h.id = new.handout_id and (h.given_on is not null or l.id is not null)) then
    raise exception 'the copy was approved' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger marked_before_look before insert or update on public.handout_mark
  for each row when (session_user = 'schakel_app') execute function sec.marked_before_look();
create or replace trigger marked_before_look before insert on public.handout_left_out
  for each row when (session_user = 'schakel_app') execute function sec.marked_before_look();

-- What goes with a record that is not to be used, per kind of record: its tables, and how a row of each (t) names the record. What
-- somebody says to a record, and a tie on the ecomap, are as shut as what they are about by a policy of their own.
create or replace function sec.goes_with() returns table (kind text, name text, record text)
language sql immutable set search_path = pg_catalog, pg_temp as $$
  values ('appointment', 'appointment', 't.id'),
         ('appointment', 'appointment_attendee', 't.appointment_id'),
         ('appointment', 'appointment_reminder', 't.appointment_id'),
         ('appointment', 'second_person', 't.appointment_id'),
         ('appointment', 'second_person_change', '(select s.appointment_id from public.second_person s where s.id = t.second_person_id)'),
         ('document', 'document', 't.id'),
         ('document', 'document_version', 't.document_id'),
         ('domain_entry', 'domain_entry', 't.id'),
         ('intervention', 'detail_correction', 't.intervention_id'),
         ('intervention', 'intervention_body', 't.intervention_id'),
         ('intervention', 'intervention_update', 't.intervention_id'),
         ('intervention', 'stance_review', 't.intervention_id'),
         ('intervention', 'strand_correction', 't.intervention_id'),
         ('network_person', 'network_person', 't.id'),
         ('note', 'note', 't.id'),
         ('note', 'note_interpretation', 't.note_id'),
         ('offer', 'offer', 't.id'),
         ('offer', 'offer_step', 't.offer_id'),
         ('plan_item', 'goal_signature', 't.plan_item_id'),
         ('plan_item', 'plan_item', 't.id'),
         ('plan_item', 'plan_step', 't.plan_item_id'),
         ('resident_question', 'resident_question', 't.id')
$$;

-- What is not to be used while a request runs is marked on the record itself and on what hangs under it, whoever wrote that, where
-- the policies read it; lifting takes the mark away again. Only for a request for this that got a yes, and a record of the same household.
create or replace function sec.apply_restriction() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  part record;
  is_there boolean := false;
begin
  if exists (select from sec.goes_with() g where g.kind = new.kind) then
    -- Whoever adds something under it at this moment waits here, or is waited for: their row names it by a foreign key.
    execute format('select true from public.%I t where t.id = $1 and t.dossier_id = $2 and t.owner_org_id = $3 for update', new.kind)
      into is_there using new.record_id, new.dossier_id, new.owner_org_id;
  end if;
  if new.lifted_at is null and (is_there is not true or not exists (
       select from public.rights_request q where q.id = new.rights_request_id and q.dossier_id = new.dossier_id
          and q.kind in ('restriction', 'objection') and q.decision in ('granted', 'partly') and q.done_on is null)) then
    raise exception 'nothing to restrict' using errcode = 'insufficient_privilege';
  end if;
  for part in select g.name, g.record from sec.goes_with() g where g.kind = new.kind loop
    execute format('update public.%I t set restricted = $1 where %s = $2 and t.dossier_id = $3', part.name, part.record)
      using new.lifted_at is null, new.record_id, new.dossier_id;
  end loop;
  return null;
end $$;

create or replace trigger apply_restriction after insert on public.restriction
  for each row when (session_user = 'schakel_app') execute function sec.apply_restriction();
create or replace trigger lift_restriction after update of lifted_at on public.restriction
  for each row when (old.lifted_at is null and new.lifted_at is not null) execute function sec.apply_restriction();

-- What is added under a record that is not to be used, is not to be used either: in the same statement, whoever adds it.
create or replace function sec.restrict_with_its_record() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  part record;
begin
  if not exists (select from public.restriction r where r.dossier_id = new.dossier_id and r.lifted_at is null) then
    return null;
  end if;
  for part in select g.kind, g.record from sec.goes_with() g where g.name = tg_table_name loop
    execute format('update public.%I t set restricted = true where t.id = $1 and exists (select from public.restriction r'
                   ' where r.kind = %L and r.record_id = %s and r.dossier_id = t.dossier_id and r.lifted_at is null)',
                   tg_table_name, part.kind, part.record)
      using new.id;
  end loop;
  return null;
end $$;

do $$
declare name text;
begin
  for name in select g.name from sec.goes_with() g where g.record <> 't.id' loop
    execute format('create or replace trigger restrict_with_its_record after insert on public.%I for each row'
                   ' when (session_user = ''schakel_app'') execute function sec.restrict_with_its_record()', name);
  end loop;
end $$;

-- How many records of which kind are not to be used now: for whoever would read them but for persons or single
-- life domains, and never what they are.
create or replace function sec.restricted_here(dossier bigint) returns table (kind text, records bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select r.kind, count(*) from public.restriction r
   where r.dossier_id = dossier and r.lifted_at is null and not r.sealed
     and exists (select from sec.roles() k join sec.matrix m on m.row_name = k.row_name and m.category = r.category
                    and m.person_conditions = '{}'
                    and (m.code in ('W', 'R') or (m.code = 'O' and r.owner_org_id = (sec.ctx()).organisation_id))
                    and (m.value_conditions = '{}' or (m.value_conditions = '{open}' and exists (
                           select from public.note n where r.kind = 'note' and n.id = r.record_id
                              and (n.withheld_until is null or n.shared or n.withheld_until < sec.today()))))
                  where k.dossier_id = dossier
                    and (k.person_ids is null or r.person_ids <@ k.person_ids))
     and not r.person_ids && sec.shut(false, r.category)
   group by r.kind order by r.kind;
end $$;
