-- Insight: which households have to be counted anew, and what may be told to whom. Counting is done by the owner (app/insight).

-- The writing transaction leaves one line for each household that it changes; a job counts them within seconds.
create or replace function sec.mark_for_insight() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into insight.dirty (dossier_id) values (old.dossier_id);
    if tg_op = 'DELETE' or old.dossier_id = new.dossier_id then return null; end if;
  end if;
  insert into insight.dirty (dossier_id) values (new.dossier_id);
  return null;
end $$;

create or replace function sec.mark_dossier_for_insight() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  insert into insight.dirty (dossier_id) values (new.id);
  return null;
end $$;

-- Another kind of organisation: everything that it ever began counts elsewhere.
create or replace function sec.mark_organisation_for_insight() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  insert into insight.dirty (dossier_id) select distinct i.dossier_id from public.intervention i where i.owner_org_id = new.id;
  return null;
end $$;

create or replace trigger mark_for_insight after insert or delete on public.intervention
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_change_for_insight after update on public.intervention for each row
  when (old.strand <> new.strand or old.status <> new.status or old.started_on is distinct from new.started_on
        or old.ended_on is distinct from new.ended_on or old.owner_org_id <> new.owner_org_id
        or old.person_ids <> new.person_ids or old.dossier_id <> new.dossier_id)
  execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of plan_item_id, own_role, dossier_id on public.intervention_body
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete on public.plan_item
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_change_for_insight after update on public.plan_item for each row
  when (old.domain is distinct from new.domain or old.status <> new.status or old.kind <> new.kind
        or old.dossier_id <> new.dossier_id) execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of withdrawn_at, account_id, dossier_id
  on public.appointment_attendee for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after update on public.appointment for each row
  when (old.status <> new.status or old.dossier_id <> new.dossier_id) execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of author_id, party_ids, dossier_id
  on public.question_thread for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete on public.phase_change
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update on public.household_area
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of dossier_id on public.person
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete on public.dossier_process
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_change_for_insight after update on public.dossier_process for each row
  when (old.phase <> new.phase or old.phase_since <> new.phase_since or old.dossier_id <> new.dossier_id) execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after update on public.dossier for each row
  when (old.lead_org_id <> new.lead_org_id or old.merged_into_id is distinct from new.merged_into_id)
  execute function sec.mark_dossier_for_insight();
-- What the course of households is counted from (app/insight/course_facts.py). What is written today tells of a quarter that is not over,
-- so the feed of changes counts only where lines of it go elsewhere.
create or replace trigger mark_for_insight after insert or delete or update on public.phase_change
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of state, since, dossier_id on public.domain_state
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_goal_for_insight after insert or delete or update of kind, dossier_id on public.plan_item
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of status, starts_at, dossier_id on public.appointment
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of state, network_person_id, dossier_id on public.second_person
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after insert or delete or update of valid_from, valid_until, withdrawn_at, dossier_id
  on public.involvement for each row execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after delete or update of dossier_id on public.activity
  for each row execute function sec.mark_for_insight();
create or replace trigger mark_weight_for_insight after update on public.dossier_process for each row
  when (old.weight <> new.weight) execute function sec.mark_for_insight();
create or replace trigger mark_stance_for_insight after update on public.intervention_body for each row
  when (old.stance <> new.stance) execute function sec.mark_for_insight();
create or replace trigger mark_for_insight after update on public.organisation for each row
  when (old.kind <> new.kind) execute function sec.mark_organisation_for_insight();

-- Who asks, without their households: the keyring would look up each of them first, and numbers have nothing to do with them.
create or replace function sec.insight_asker() returns sec.principal language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.find_principal();
begin
  if who.account_id is null then
    raise exception 'no principal: this transaction has no session' using errcode = 'insufficient_privilege';
  end if;
  return who;
end $$;

-- The strands that the principal may count: term A of the matrix. Nobody else gets an answer. At an organisation that enforces, whatever
-- the function there, that is enforcement and nothing else.
create or replace function sec.counts_strands() returns text[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.insight_asker();
begin
  return array(select m.category from sec.matrix m where m.row_name = who.function and m.code = 'A'
                  and m.category in ('care', 'enforcement', 'activation')
                  and (m.category = 'enforcement' or not exists (select from public.organisation o where o.id = who.organisation_id
                                                                    and o.kind in ('police', 'enforcement'))) order by 1);
end $$;

-- What the principal may be told of one value ('' is the whole, 'kind:police' one value, 'kind:' each of them): the strands, and the
-- only organisation when it is one. No row is nothing. The part of a single organisation goes to that organisation and to analysts;
-- a life domain or phase to who may count or follow that category; what became of goals to who may count the plan. What came before, who
-- else was at work and closed situations tell of every strand: only who counts each of them is told. The course of households
-- (app/insight/courses.py) goes to who may count or follow each category that it is counted from. `own_kind` is the kind of the own
-- organisation, for whoever is told of a kind only what at least two other organisations stand behind; null for analysts.
create or replace function sec.insight_scope(asked_value text) returns table (strands text[], organisation bigint, own_kind text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.insight_asker();
  cut text := split_part(asked_value, ':', 1);
  needs text[] := case when cut in ('domain', 'theme') then '{domains}'
                       when cut in ('phase', 'exit', 'goals', 'professional', 'network', 'second', 'left', 'in', 'gone', 'stay', 'clock',
                                    'quiet', 'load') then '{plan}'
                       when cut = 'stance' then '{care,enforcement,activation}' when cut = 'need' then '{domains,plan}' else '{}' end;
  counted text[] := sec.counts_strands();
begin
  if exists (select from unnest(needs) n where not exists (
       select from sec.matrix m where m.row_name = who.function and m.category = n
          and (m.code = 'A' or m.code = 'L' and cut <> 'goals'))) then
    return;
  end if;
  if cut in ('step', 'after', 'turn', 'gap', 'along', 'closed', 'turned', 'exit', 'goals', 'theme') and cardinality(counted) < 3 then
    return;
  end if;
  return query select counted, case when cut = 'organisation' and who.function <> 'analyst' then who.organisation_id end,
    case when who.function <> 'analyst' then (select o.kind from public.organisation o where o.id = who.organisation_id) end;
end $$;

-- What is told of some periods, at some levels (and only at `asked_place` when that is given), to who has this scope. The total over
-- the strands goes to who may count each of them. Asked with the rights of the caller, of a replica too. Planned anew for each
-- question: a plan for any question reads all values of a period, also for the one that is asked.
create or replace function insight.pick(asked_span text, asked_starts date[], asked_levels text[], asked_place text, asked_value text,
                                        strands text[], own_organisation bigint, own_kind text)
returns table (level text, place text, starts date, value text, strand text, number bigint, homes bigint, persons bigint, orgs smallint)
language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  each_of boolean := asked_value <> '' and right(asked_value, 1) = ':';
begin
  return query
    select t.level, t.place, t.starts, t.value, t.strand, t.number, t.homes, t.persons, t.orgs
      from insight.told t
     where t.span = asked_span and t.starts = any(asked_starts) and t.level = any(asked_levels)
       and (asked_place is null or t.place = asked_place)
       and case when each_of then starts_with(t.value, asked_value) else t.value = asked_value end
       and (t.strand = any(strands) or cardinality(strands) = 3)
       and (own_organisation is null or t.value = 'organisation:' || own_organisation)
       and (own_kind is null or not starts_with(t.value, 'kind:') or t.orgs >= 2 + (t.value = 'kind:' || own_kind)::integer)
     order by t.level, t.place, t.starts, t.value, t.strand;
end $$;

-- Both together: what may be told of this database to the principal.
create or replace function sec.insight_told(asked_span text, asked_starts date[], asked_levels text[], asked_place text, asked_value text)
returns table (level text, place text, starts date, value text, strand text, number bigint, homes bigint, persons bigint, orgs smallint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select p.* from sec.insight_scope(asked_value) s
    cross join lateral insight.pick(asked_span, asked_starts, asked_levels, asked_place, asked_value, s.strands, s.organisation,
                                    s.own_kind) p;
end $$;

-- The names of places, by code and year; for who may count anything.
create or replace function sec.insight_places()
returns table (code text, year integer, level text, name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if cardinality(sec.counts_strands()) > 0 then
    return query select p.code, p.year, p.level, p.name from insight.place p order by p.level, p.code, p.year;
  end if;
end $$;

-- What organisations are called, which everybody who is signed in may read. The policy of the table would look up households.
create or replace function sec.insight_organisations() returns table (id bigint, name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if cardinality(sec.counts_strands()) > 0 then
    return query select o.id, o.name from public.organisation o order by o.id;
  end if;
end $$;

-- The bandwidth that each team chose, in weight points: for who is told what teams carry.
create or replace function sec.insight_bandwidths() returns table (id bigint, low bigint, high bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from sec.insight_scope('load:') s where cardinality(s.strands) = 3) then
    return query select o.id, o.bandwidth_min::bigint, o.bandwidth_max::bigint from public.organisation o
      where o.bandwidth_max is not null order by o.id;
  end if;
end $$;

-- When what is told was last counted: everything that was written before is in it.
create or replace function sec.insight_counted_at() returns timestamptz language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if cardinality(sec.counts_strands()) = 0 then return null; end if;
  return (select s.value::timestamptz from insight.state s where s.name = 'counted_at');
end $$;

-- The role of the analysis database reads what may be told and until when was counted, and nothing else. It is made by who sets up the server.
do $$ begin
  if exists (select from pg_roles where rolname = 'schakel_insight') then
    execute format('grant connect on database %I to schakel_insight', current_database());
    execute 'grant usage on schema insight to schakel_insight';
    execute 'grant select on insight.told, insight.place, insight.state to schakel_insight';
  end if;
end $$;
