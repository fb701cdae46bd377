-- Giving access where no policy can say it: whoever lets themselves in loudly, knocking, what is left of a relation that ended,
-- and the clock of the demo town.

-- ---------------------------------------------------------------------------------------------------------------------
-- At the doorstep and in an emergency
-- ---------------------------------------------------------------------------------------------------------------------

-- Somebody gives themselves a relation, with a reason: a generalist who stands at the door of a household of the own team
-- (`doorstep`, a week), or somebody with a duty of care to one person (`emergency`, an hour). It is a row like any other, which
-- ends by itself; the lead, and in an emergency every privacy officer, is told by mail in the same transaction, in the words of
-- `letters` ({language: {subject, body}}). Protected, sensitive and closed households answer as if they were not there. Every try
-- is in the log and counts: ten doorsteps and five emergencies in a day, two emergencies at once.
-- `question` is JSON: {key, born, postcode, number}. outcome: in, already, not_found, too_much.
create or replace function sec.enter(way text, question text, purpose bigint, letters text, why text, proof bytea)
returns table (outcome text, dossier_id bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
  q record;
  home bigint;
  human bigint;
  result text;
begin
  perform sec.must_be_ours(array['enter', who.account_id::text, way, question, purpose::text, letters, why], proof);
  if btrim(why) = ''
     or not (case way when 'doorstep' then who.function = 'generalist'
                      when 'emergency' then who.function in ('generalist', 'community_officer', 'mental_health_worker',
                                                             'youth_protection', 'safe_home', 'attention_officer')
                      else false end)
     or not exists (select from public.purpose p where p.id = purpose and p.organisation_id = who.organisation_id
                       and (p.valid_until is null or p.valid_until > (moment at time zone 'Europe/Amsterdam')::date)) then
    raise exception 'may not enter' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('enter:' || who.account_id, 7419));
  select * into q from jsonb_to_record(question::jsonb) as r(key text, born date, postcode text, number bigint);
  if way = 'emergency' then
    q.postcode := '';
  end if;
  select d.id, (select min(pd.person_id) from public.person_detail pd
                 where pd.dossier_id = d.id and pd.name_key = q.key and pd.birth_date = q.born and not pd.sealed)
    into home, human
    from sec.look_alike(q.key, q.born, q.postcode, q.number) l join public.dossier d on d.id = l.dossier_id
    left join public.household_address a on a.dossier_id = d.id
   where not d.closed and not d.staff_or_relative and d.merged_into_id is null and not coalesce(a.protected, false)
     and (way = 'emergency' or d.lead_org_id = who.organisation_id)
   order by d.id limit 1;
  result := case
    when (select count(*) from public.access_log l where l.account_id = who.account_id and l.operation = 'relation.' || way
             and l.at > transaction_timestamp() - interval '1 day') >= case way when 'emergency' then 5 else 10 end
      or (way = 'emergency' and 2 <= (select count(*) from public.involvement i where i.account_id = who.account_id
             and i.kind = 'emergency' and i.withdrawn_at is null and i.valid_until > moment)) then 'too_much'
    when home is null or (way = 'emergency' and human is null) then 'not_found'
    when exists (select from sec.roles() r where r.dossier_id = home
                    and (r.person_ids is null or (way = 'emergency' and human = any(r.person_ids)))) then 'already'
    else 'in' end;
  if result not in ('in', 'already') then
    home := null;
  end if;
  if result = 'in' then
    perform sec.let_in(way, home, case when way = 'emergency' then array[human] end, purpose, why);
    perform sec.tell_of_entering(way, home, letters);
  end if;
  insert into public.access_log (trace_id, action, operation, outcome, account_id, account_name, organisation_id, function,
                                 session_id, dossier_id, categories, purpose_id, rule, reason, person_count)
  select gen_random_uuid(), case when result = 'in' then 'share' else 'search' end, 'relation.' || way,
         case when result = 'too_much' then 'denied' else 'ok' end, who.account_id, a.name, who.organisation_id, who.function,
         who.session_id, home, '{identity}', purpose, result, why, case when human is null or home is null then 0 else 1 end
    from public.account a where a.id = who.account_id;
  return query select result, home;
end $$;

-- The relation, why it is there, and a line in the feed of changes.
create or replace function sec.let_in(way text, home bigint, those bigint[], purpose bigint, why text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
  relation bigint;
begin
  insert into public.involvement (dossier_id, account_id, organisation_id, purpose_id, kind, person_ids, valid_from, valid_until,
                                  created_by)
  values (home, who.account_id, who.organisation_id, purpose, way, those, moment,
          moment + case way when 'emergency' then interval '1 hour' else interval '7 days' end, who.account_id)
  returning id into relation;
  insert into public.involvement_reason (involvement_id, account_id, text, dossier_id, owner_org_id, purpose_id, author_id, person_ids)
  values (relation, who.account_id, why, home, who.organisation_id, purpose, who.account_id, coalesce(those, '{}'));
  insert into public.activity (category, verb, object_id, dossier_id, owner_org_id, purpose_id, author_id, person_ids)
  values ('plan', 'team.' || way, relation, home, who.organisation_id, purpose, who.account_id, coalesce(those, '{}'));
end $$;

-- A mail to the lead, and in an emergency to every privacy officer, each in their own language.
create or replace function sec.tell_of_entering(way text, home bigint, letters text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, sec.words_of(letters, a.language, 'subject'), sec.words_of(letters, a.language, 'body')
    from public.account a
   where a.active and (a.id = (select i.account_id from public.involvement i where i.dossier_id = home and i.is_lead
                                  and i.valid_until is null and i.withdrawn_at is null)
                       or (way = 'emergency' and a.function = 'privacy_officer'))
   order by a.id $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Knock and answer
-- ---------------------------------------------------------------------------------------------------------------------

-- Questions that closed longer than a month ago go, whoever asked them; what the household was to read later stays until it could. Any
-- knock sets this off, and a timer: it looks at age alone and gives back a number.
create or replace function sec.forget_knocks() returns bigint language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare
  forgotten bigint;
begin
  delete from public.knock k where greatest(k.closes_at, k.hidden_until) <= sec.now() - interval '30 days';
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;

-- Asks whether a household is known. The same row is written whether it is or not; the asker hears nothing until its lead says
-- yes, and after three days that there is nobody (`sec.my_knocks`). Only for professionals, only through the application, each time
-- with a reason and in the log. Six different questions a day, and thirty a day for everybody of one organisation together.
create or replace function sec.knock(question text, about text, why text, proof bytea) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
  fingerprint bytea := sha256(convert_to(question, 'UTF8'));
  q record;
  home bigint;
  result text;
begin
  perform sec.must_be_ours(array['knock', who.account_id::text, question, about, why], proof);
  if btrim(why) = '' or who.function not in (
       'generalist', 'community_officer', 'housing_officer', 'mental_health_worker', 'debt_counsellor', 'income_consultant',
       'attendance_officer', 'school_contact', 'youth_protection', 'safe_home', 'enforcement_officer', 'welfare_worker',
       'attention_officer') then
    raise exception 'may not knock' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('knock:' || who.organisation_id, 7419));
  perform sec.forget_knocks();
  select * into q from jsonb_to_record(question::jsonb) as r(key text, born date, postcode text, number bigint);
  select min(d.id) into home
    from sec.look_alike(q.key, q.born, q.postcode, q.number) l join public.dossier d on d.id = l.dossier_id
   where not d.closed and d.merged_into_id is null and d.id <> all(sec.mine());
  result := case
    when exists (select from public.knock k where k.asked_by = who.account_id and k.question = fingerprint
                    and k.closes_at > moment) then 'again'
    when (select count(*) from public.knock k where k.asked_by = who.account_id and k.asked_at > moment - interval '1 day') >= 6
      or (select count(*) from public.knock k where k.organisation_id = who.organisation_id
             and k.asked_at > moment - interval '1 day') >= 30 then 'too_much'
    else 'asked' end;
  if result = 'asked' then
    insert into public.knock (asked_by, organisation_id, dossier_id, question, about, reason, asked_at, closes_at)
    values (who.account_id, who.organisation_id, home, fingerprint, knock.about, why, moment, moment + interval '3 days');
  end if;
  insert into public.access_log (trace_id, action, operation, outcome, account_id, account_name, organisation_id, function,
                                 session_id, categories, rule, reason)
  select gen_random_uuid(), 'search', 'knock.ask', case when result = 'too_much' then 'denied' else 'ok' end, who.account_id, a.name,
         who.organisation_id, who.function, who.session_id, '{identity}', result, why
    from public.account a where a.id = who.account_id;
  return result;
end $$;

-- The principal's own knocks, and what the lead answered. *No* reads as nobody's answer does, and comes when that comes: nothing
-- tells a household that is known and stays shut from one that nobody knows.
create or replace function sec.my_knocks()
returns table (id bigint, about text, reason text, asked_at timestamptz, closes_at timestamptz, answer text, remark text,
               answered_at timestamptz, name text, phone text, organisation_name text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
begin
  return query
    select k.id, k.about, k.reason, k.asked_at, k.closes_at,
           case when y.id is not null then k.answer when k.closes_at <= moment then 'no' end,
           case when y.id is not null then k.remark else '' end, case when y.id is not null then k.answered_at end,
           y.name, y.phone, y.organisation_name
      from public.knock k
      left join lateral (
        select k.id, a.name, coalesce(nullif(a.phone, ''), o.contact_phone) as phone, o.name as organisation_name
          from public.account a join public.organisation o on o.id = a.organisation_id
         where a.id = k.answered_by and k.answer <> 'no') y on true
     where k.asked_by = who.account_id and k.organisation_id = who.organisation_id and k.closes_at > moment - interval '30 days'
     order by k.id desc;
end $$;

-- Knocks at the households that the principal leads: who asks, why, and what was answered.
create or replace function sec.knocks_here()
returns table (id bigint, dossier_id bigint, about text, reason text, account_id bigint, name text, function text,
               organisation_id bigint, organisation_name text, asked_at timestamptz, closes_at timestamptz, answer text, remark text,
               answered_by text, answered_at timestamptz, hidden_until date, hidden_because text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  led bigint[] := sec.standing('{case_lead}');
begin
  return query
    select k.id, d.id, k.about, k.reason, a.id, a.name, a.function, o.id, o.name, k.asked_at, k.closes_at, k.answer, k.remark,
           b.name, k.answered_at, k.hidden_until, k.hidden_because
      from public.knock k
      join public.dossier f on f.id = k.dossier_id
      join public.dossier d on d.id = coalesce(f.merged_into_id, f.id)
      join public.account a on a.id = k.asked_by
      join public.organisation o on o.id = k.organisation_id
      left join public.account b on b.id = k.answered_by
     where d.id = any(led) order by k.id desc;
end $$;

-- What the household reads of knocks, once they were answered: who asked and why, unless there is a dated reason of safety. Nobody
-- reads them there beside somebody whose partner is unsafe: a question may be about that person, and then tells of them.
create or replace function sec.knocks_at_home()
returns table (id bigint, dossier_id bigint, organisation_name text, function text, reason text, asked_at timestamptz, answer text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  homes bigint[] := sec.standing('{resident}');
  today date := sec.today();
begin
  return query
    select k.id, d.id, o.name, a.function, k.reason, k.asked_at, k.answer
      from public.knock k
      join public.dossier f on f.id = k.dossier_id
      join public.dossier d on d.id = coalesce(f.merged_into_id, f.id)
      join public.account a on a.id = k.asked_by
      join public.organisation o on o.id = k.organisation_id
     where d.id = any(homes) and k.answer is not null and (k.hidden_until is null or k.hidden_until < today)
       and not exists (select from public.person p where p.dossier_id = d.id and p.partner_unsafe
                          and p.id is distinct from who.person_id)
     order by k.id desc;
end $$;

-- The lead's answer, once. False: somebody else was first.
create or replace function sec.answer_knock(knock bigint, reply text, words text, until date, because text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  if not exists (select from sec.knocks_here() k where k.id = answer_knock.knock)
     or until > sec.today() + 367 then
    raise exception 'only the lead answers' using errcode = 'insufficient_privilege';
  end if;
  update public.knock k set answer = reply, remark = words, answered_by = who.account_id, answered_at = sec.now(),
                            hidden_until = until, hidden_because = because
   where k.id = answer_knock.knock and k.answer is null;
  return found;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What is left, and the clock
-- ---------------------------------------------------------------------------------------------------------------------

-- What is left of a relation that ended in the last month: that there is a household, and whom to ask (term E). No number, no name.
create or replace function sec.known_to_me()
returns table (involvement_id bigint, ended_at timestamptz, organisation_name text, contact_name text, contact_phone text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  who sec.principal := sec.ctx();
  moment timestamptz := sec.now();
  running bigint[] := sec.mine();
begin
  return query
    select i.id, i.valid_until, o.name, o.contact_name, o.contact_phone
      from public.involvement i
      join public.dossier d on d.id = i.dossier_id and not d.closed and not d.staff_or_relative and d.merged_into_id is null
      join public.organisation o on o.id = d.lead_org_id
     where i.account_id = who.account_id and i.organisation_id = who.organisation_id and i.withdrawn_at is null
       and i.valid_until between moment - interval '30 days' and moment and i.dossier_id <> all(running)
       and i.id = (select max(n.id) from public.involvement n where n.dossier_id = i.dossier_id and n.account_id = i.account_id
                      and n.valid_until <= moment)
     order by i.valid_until desc, i.id;
end $$;

-- Time travel of the demo town: how far the clock of policies stands from the real one. Nothing outside demo mode.
create or replace function sec.travel(days bigint, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.must_be_ours(array['travel', days::text], proof);
  if not exists (select from sec.setting s where s.name = 'demo_mode' and s.value = 'on') or days not between 0 and 730 then
    raise exception 'no travelling here' using errcode = 'insufficient_privilege';
  end if;
  delete from sec.setting where name = 'clock_offset';
  insert into sec.setting (name, value) select 'clock_offset', days || ' days' where days > 0;
end $$;

-- A row that renews another one is about the same: the same person in the same household, the same item to the same receiver.
-- Asked before the row is written, of a lead: afterwards the index of `follows_id` would tell whether something elsewhere was renewed.
create or replace function sec.follows_its_own() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  led boolean := new.dossier_id = any(sec.standing('{case_lead}'));
  fits boolean;
begin
  if tg_table_name = 'involvement' then
    fits := led and exists (select from public.involvement i where i.id = new.follows_id and i.dossier_id = new.dossier_id
                       and i.account_id = new.account_id and i.kind = 'regular' and not i.is_lead);
  else
    fits := led and exists (select from public.disclosure i where i.id = new.follows_id and i.dossier_id = new.dossier_id
                       and i.item_kind = new.item_kind and i.item_id = new.item_id and i.to_org_id = new.to_org_id
                       and i.to_account_id is not distinct from new.to_account_id);
  end if;
  if not fits then
    raise exception 'renews something else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger follows_its_own before insert on public.involvement for each row
  when (session_user = 'schakel_app' and new.follows_id is not null) execute function sec.follows_its_own();
create or replace trigger follows_its_own before insert on public.disclosure for each row
  when (session_user = 'schakel_app' and new.follows_id is not null) execute function sec.follows_its_own();
