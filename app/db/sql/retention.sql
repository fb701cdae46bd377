-- How long rows are kept and what is destroyed when their term is over. Ids and counts only: nobody reads content here.

-- The day on which help to a household ended: its case was closed, or that of the household that took it in. Null while it runs.
create or replace function sec.ended_on(dossier bigint) returns date language plpgsql stable
set search_path = pg_catalog, pg_temp as $$
begin
  return (select case when d.merged_into_id is not null then sec.ended_on(d.merged_into_id)
                      when d.closed then (select p.phase_since from public.dossier_process p where p.dossier_id = d.id) end
            from public.dossier d where d.id = dossier);
end $$;

-- When a record that was written on one day, of a case that ended on another (null: it runs), is to be destroyed under a rule.
-- The one place where that is computed; a rule that changes changes it for everything. Null: not yet known.
create or replace function sec.destroy_on(rule public.retention_rule, recorded date, ended date) returns date
language sql stable set search_path = pg_catalog, pg_temp as $$
  select (case rule.counts_from when 'recorded' then recorded when 'ended' then ended end
          + make_interval(weeks => case rule.unit when 'week' then rule.number::int else 0 end,
                          months => case rule.unit when 'month' then rule.number::int else 0 end,
                          years => case rule.unit when 'year' then rule.number::int else 0 end))::date $$;

-- The rule that runs for one law: of this kind of record, or of the file as such.
create or replace function sec.term_of(law_in text, record_type_in text) returns public.retention_rule
language sql stable set search_path = pg_catalog, pg_temp as $$
  select r from public.retention_rule r
   where r.valid_until is null and r.law = law_in and r.record_type in (record_type_in, case record_type_in when 'intake' then 'file' end)
   order by r.record_type = record_type_in desc limit 1 $$;

-- What a household consists of as long as anything else about it is kept: destroyed with the last of it, never before.
create or replace function sec.frame_tables() returns text[] language sql immutable
set search_path = pg_catalog, pg_temp as $$
  select '{dossier_process,household_address,household_area,household_summary,household_title,phase_change}'::text[] $$;
create or replace function sec.person_tables() returns text[] language sql immutable
set search_path = pg_catalog, pg_temp as $$
  select '{death_change,household_member,person,person_bsn,person_detail}'::text[] $$;

-- Every row under a household with the day on which it is to be destroyed, and the rule that says so. Nothing under a legal hold.
-- Kept in a temporary table `due` of this transaction, of which the callers below take away what something else still needs.
create or replace function sec.collect_due(on_day date) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  name text;
begin
  drop table if exists pg_temp.due, pg_temp.household_terms, pg_temp.law_terms;
  create temp table household_terms on commit drop as
    select d.id, sec.ended_on(d.id) as ended,
           -- A hold on a household that went into another one holds there too.
           exists (select from public.legal_hold h join public.dossier k on k.id = h.dossier_id
                    where (k.id in (d.id, d.merged_into_id) or k.merged_into_id = d.id)
                      and h.released_at is null and h.until_on >= on_day) as held,
           case when not exists (select from public.intervention i where i.dossier_id = d.id and i.status not in ('awaiting', 'withdrawn'))
                then 'intake' else 'file' end as record_type
      from public.dossier d;
  create temp table law_terms on commit drop as
    select p.id as purpose_id, k.record_type, sec.term_of(p.law, k.record_type) as rule
      from public.purpose p, (values ('file'), ('intake')) k(record_type);
  create temp table due (kind text, id bigint, dossier_id bigint, person_ids bigint[], rule_id bigint, owner_org_id bigint,
                         destroy_on date, primary key (kind, id)) on commit drop;
  for name in select * from sec.scoped_tables() loop
    execute format(
      'insert into pg_temp.due select %L, t.id, t.dossier_id, t.person_ids, (l.rule).id, t.owner_org_id, s.destroy_on'
      '  from public.%I t join pg_temp.household_terms h on h.id = t.dossier_id and not h.held'
      '  join pg_temp.law_terms l on l.purpose_id = t.purpose_id and l.record_type = h.record_type'
      '  cross join lateral (select sec.destroy_on(l.rule, t.created_at::date, h.ended) as destroy_on) s'
      ' where s.destroy_on <= %L::date and (h.ended is not null or %L <> all(sec.frame_tables() || sec.person_tables()))',
      name, name, on_day, name);
  end loop;
end $$;

-- What somebody asked to be erased, and was granted, is due at once, with all that hangs under it.
create or replace function sec.collect_asked(on_day date) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  link record;
  more bigint;
  added bigint;
begin
  insert into pg_temp.due
  select e.kind, e.record_id, e.dossier_id, e.person_ids, null, e.owner_org_id, on_day
    from public.erasure_item e join pg_temp.household_terms h on h.id = e.dossier_id and not h.held
      on conflict (kind, id) do nothing;
  loop
    added := 0;
    for link in select * from sec.scoped_links() loop
      execute format(
        'insert into pg_temp.due select %L, c.id, c.dossier_id, c.person_ids, null, c.owner_org_id, %L::date from public.%I c'
        ' join pg_temp.due p on p.kind = %L and p.id = c.%I and p.rule_id is null on conflict (kind, id) do nothing',
        link.child, on_day, link.child, link.parent, link.child_column);
      get diagnostics more = row_count;
      added := added + more;
    end loop;
    exit when added = 0;
  end loop;
end $$;

-- What somebody asked not to be used is kept until that is lifted, whoever else asked for it to be erased: they may need it
-- (GDPR art. 18(1)(c)).
create or replace function sec.spare_restricted() returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  name text;
begin
  for name in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'restricted'
               where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' loop
    execute format('delete from pg_temp.due p using public.%I t where p.kind = %L and p.id = t.id and t.restricted', name, name);
  end loop;
end $$;

-- Takes out of `due` what something that stays still needs: what hangs under it, whom it is about, and the household around it.
create or replace function sec.keep_what_is_needed() returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  link record;
  name text;
  fewer bigint;
  taken bigint;
begin
  drop table if exists pg_temp.staying;
  create temp table staying (kind text, dossier_id bigint, person_ids bigint[]) on commit drop;
  loop
    taken := 0;
    for link in select * from sec.scoped_links() loop
      execute format(
        'delete from pg_temp.due p where p.kind = %L and exists (select from public.%I c where c.%I = p.id'
        ' and not exists (select from pg_temp.due d where d.kind = %L and d.id = c.id))',
        link.parent, link.child, link.child_column, link.child);
      get diagnostics fewer = row_count;
      taken := taken + fewer;
    end loop;
    truncate pg_temp.staying;
    for name in select * from sec.scoped_tables() loop
      execute format('insert into pg_temp.staying select %L, t.dossier_id, t.person_ids from public.%I t'
                     ' where not exists (select from pg_temp.due d where d.kind = %L and d.id = t.id)', name, name, name);
    end loop;
    delete from pg_temp.due p where p.kind = any(sec.person_tables())
       and exists (select from pg_temp.staying s where s.dossier_id = p.dossier_id and s.kind <> all(sec.frame_tables())
                      and (s.person_ids && p.person_ids or (p.kind = 'person' and p.id = any(s.person_ids))));
    get diagnostics fewer = row_count;
    taken := taken + fewer;
    delete from pg_temp.due p where p.kind = any(sec.frame_tables())
       and exists (select from pg_temp.staying s where s.dossier_id = p.dossier_id and s.kind <> all(sec.frame_tables()));
    get diagnostics fewer = row_count;
    taken := taken + fewer;
    exit when taken = 0;
  end loop;
  -- A household of which nothing stays goes too, its relations and number with it; the rule is that of the row that went last.
  insert into pg_temp.due
  select distinct on (d.id) 'dossier', d.id, d.id, '{}'::bigint[], u.rule_id, d.lead_org_id, u.destroy_on
    from public.dossier d join pg_temp.due u on u.dossier_id = d.id
   where not exists (select from pg_temp.staying s where s.dossier_id = d.id)
     and not exists (select from public.dossier m where m.merged_into_id = d.id
                        and (exists (select from pg_temp.staying s where s.dossier_id = m.id)
                             or not exists (select from pg_temp.due o where o.dossier_id = m.id)))
   order by d.id, u.destroy_on desc;
end $$;

-- Months of the log whose last day is longer ago than the log is kept, and whose every line was sealed.
create or replace function sec.collect_months(on_day date) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  sealed bigint := coalesce((select max(s.to_tx) from public.log_seal s), -9000000000000000000);
  term public.retention_rule := sec.term_of('*', 'log');
  part record;
  month_in date;
  unsealed boolean;
begin
  if term.id is null or exists (select from public.legal_hold h where h.dossier_id is null and h.released_at is null
                                   and h.until_on >= on_day) then
    return;
  end if;
  for part in select p.relname as log, c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
                join pg_class p on p.oid = i.inhparent
               where p.relname in ('access_log', 'processing_log') and c.relname ~ '_\d{4}_\d{2}$' loop
    month_in := to_date(right(part.name, 7), 'YYYY_MM');
    continue when sec.destroy_on(term, (month_in + interval '1 month' - interval '1 day')::date, null) > on_day;
    execute format('select exists (select from public.%I l where l.tx >= $1)', part.name) into unsealed using sealed;
    continue when unsealed;
    insert into pg_temp.due values (part.log, to_char(month_in, 'YYYYMM')::bigint, null, '{}', term.id, null,
      sec.destroy_on(term, (month_in + interval '1 month' - interval '1 day')::date, null));
  end loop;
end $$;

-- Everything that may be destroyed on a day (of one list: what of it still may), in the temporary table `due` of this transaction.
-- As the owner.
create or replace function sec.find_due(on_day date, only_list bigint default null) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.collect_due(on_day);
  perform sec.collect_asked(on_day);
  perform sec.spare_restricted();
  delete from pg_temp.due d where only_list is not null
     and not exists (select from public.destruction_item i where i.list_id = only_list and i.kind = d.kind and i.record_id = d.id);
  perform sec.keep_what_is_needed();
  perform sec.collect_months(on_day);
  delete from pg_temp.due d where only_list is not null
     and not exists (select from public.destruction_item i where i.list_id = only_list and i.kind = d.kind and i.record_id = d.id);
end $$;

-- The list of a day, unless another one still waits for an answer or nothing is due. Returns its id, or null. As the owner.
create or replace function sec.make_destruction_list(on_day date) returns bigint language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  made bigint;
begin
  if exists (select from public.destruction_list l where l.destroyed_at is null and l.refused_at is null) then
    return null;
  end if;
  perform sec.find_due(on_day);
  if not exists (select from pg_temp.due) then
    return null;
  end if;
  insert into public.destruction_list (made_on) values (on_day) returning id into made;
  insert into public.destruction_item (list_id, kind, record_id, rule_id, owner_org_id, destroy_on)
  select made, d.kind, d.id, d.rule_id, d.owner_org_id, d.destroy_on from pg_temp.due d;
  return made;
end $$;

-- Destroys rows by table and id, all or nothing: what was shared of them, lines of the feed that tell of them, and whoever goes
-- disappears from the log too. As the owner; also after a restore, when some of it is not there (any more).
create or replace function sec.erase(kinds text[], ids bigint[]) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  name text;
begin
  drop table if exists pg_temp.gone;
  create temp table gone on commit drop as select distinct k.kind, k.id from unnest(kinds, ids) k(kind, id);
  drop table if exists pg_temp.gone_dossiers;
  create temp table gone_dossiers (dossier_id bigint) on commit drop;
  for name in select * from sec.scoped_tables() loop
    execute format('insert into pg_temp.gone_dossiers select distinct t.dossier_id from public.%I t'
                   ' join pg_temp.gone g on g.kind = %L and g.id = t.id', name, name);
  end loop;
  set constraints all deferred;
  perform sec.forget_person(g.id) from pg_temp.gone g where g.kind = 'person' order by g.id;
  update public.account a set person_id = null, active = false, name = '', phone = '', email = 'weg-' || a.id, email_key = 'weg-' || a.id
    from pg_temp.gone g where g.kind = 'person' and g.id = a.person_id;
  update public.involvement i set person_ids = array(select p from unnest(i.person_ids) p
                                                      where not exists (select from pg_temp.gone g where g.kind = 'person' and g.id = p))
   where exists (select from pg_temp.gone g where g.kind = 'person' and g.id = any(i.person_ids));
  update public.disclosure f set follows_id = null
   where f.follows_id in (select d.id from public.disclosure d join pg_temp.gone g on g.kind = d.item_kind and g.id = d.item_id);
  delete from public.disclosure d using pg_temp.gone g where g.kind = d.item_kind and g.id = d.item_id;
  update public.disclosure d set waiver_id = null from pg_temp.gone g where g.kind = 'secrecy_waiver' and g.id = d.waiver_id;
  delete from public.statement s using pg_temp.gone g where g.kind = s.item_kind and g.id = s.item_id;
  delete from public.activity a using pg_temp.gone g where g.id = a.object_id and g.kind = split_part(a.verb, '.', 1);
  delete from public.outside_link l using pg_temp.gone g where g.kind = 'outside_question' and g.id = l.outside_question_id;
  delete from public.erasure_item e using pg_temp.gone g where g.kind = e.kind and g.id = e.record_id;
  delete from public.restriction r using pg_temp.gone g where g.kind = r.kind and g.id = r.record_id;
  -- A copy that waits to be given would hold what is gone: it is made anew.
  update public.handout h set content = null
   where h.content is not null and h.dossier_id in (select e.dossier_id from pg_temp.gone_dossiers e);
  for name in select * from sec.scoped_tables() loop
    execute format('delete from public.%I t using pg_temp.gone g where g.kind = %L and g.id = t.id', name, name);
  end loop;
  foreach name in array array['disclosure', 'involvement', 'knock', 'legal_hold'] loop
    execute format('delete from public.%I t using pg_temp.gone g where g.kind = ''dossier'' and g.id = t.dossier_id', name);
  end loop;
  delete from public.dossier_merge m using pg_temp.gone g where g.kind = 'dossier' and g.id in (m.into_id, m.from_id);
  delete from public.dossier d using pg_temp.gone g where g.kind = 'dossier' and g.id = d.id;
end $$;

-- What is on a list, counted: by kind, rule and organisation. For the two functions that agree to it; no id and no household.
create or replace function sec.destruction_lines(list bigint)
returns table (kind text, rule_id bigint, organisation text, records bigint, first_on date, last_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('privacy_officer', 'administrator') then return; end if;
  return query
    select i.kind, i.rule_id, coalesce(o.name, ''), count(*), min(i.destroy_on), max(i.destroy_on)
      from public.destruction_item i left join public.organisation o on o.id = i.owner_org_id
     where i.list_id = list group by 1, 2, 3 order by 1, 3, 2;
end $$;

-- Agrees to a list, or refuses it with a reason. Two different people agree, one of them a privacy officer. What came of it:
-- 'first', 'second', 'refused'; 'same' (agreed already), 'officer' (the other has to be a privacy officer), 'over'.
create or replace function sec.decide_destruction(list bigint, refused_because_in text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  kept public.destruction_list;
begin
  if who.function not in ('privacy_officer', 'administrator') then
    raise exception 'not theirs to decide' using errcode = 'insufficient_privilege';
  end if;
  select * into kept from public.destruction_list l where l.id = list for update;
  if kept.id is null or kept.refused_at is not null or kept.destroyed_at is not null or kept.second_at is not null then
    return 'over';
  end if;
  if refused_because_in <> '' then
    update public.destruction_list l set refused_by = who.account_id, refused_at = sec.now(), refused_because = refused_because_in
     where l.id = list;
    delete from public.destruction_item i where i.list_id = list;
    return 'refused';
  end if;
  if kept.first_by = who.account_id then return 'same'; end if;
  if kept.first_by is null then
    update public.destruction_list l set first_by = who.account_id, first_at = sec.now() where l.id = list;
    return 'first';
  end if;
  if who.function <> 'privacy_officer'
     and not exists (select from public.account a where a.id = kept.first_by and a.function = 'privacy_officer') then
    return 'officer';
  end if;
  update public.destruction_list l set second_by = who.account_id, second_at = sec.now() where l.id = list;
  return 'second';
end $$;

-- A legal hold is released once, by a privacy officer, at this moment; nothing else of it changes.
create or replace function sec.release_hold(hold bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  if who.function <> 'privacy_officer' then
    raise exception 'not theirs to release' using errcode = 'insufficient_privilege';
  end if;
  update public.legal_hold h set released_by = who.account_id, released_at = sec.now() where h.id = hold and h.released_at is null;
  return found;
end $$;
