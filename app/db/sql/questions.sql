-- Questions: who can be asked, the mail that says that there is one, and the one line of somebody without an account.

-- Whether somebody is at work with this household now: a running relation in the organisation that they are of. Not who lives
-- there, and not who sees it from afar.
create or replace function sec.works_with(account bigint, dossier bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from public.involvement i join public.account a on a.id = i.account_id and a.organisation_id = i.organisation_id
     where i.account_id = works_with.account and i.dossier_id = works_with.dossier and a.active
       and a.function not in ('resident', 'co_resident', 'young_person', 'coordinator', 'process_lead')
       and i.withdrawn_at is null and i.valid_from <= sec.now() and (i.valid_until is null or i.valid_until > sec.now())) $$;

-- Whoever is named in a question works with the household at that moment, and is somebody else.
create or replace function sec.asks_who_works_there() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from unnest(new.party_ids) as asked(id)
              where asked.id is null or asked.id = new.author_id or not sec.works_with(asked.id, new.dossier_id)) then
    raise exception 'asks somebody who is not here' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

create or replace trigger asks_who_works_there after insert on public.question_thread for each row
  when (session_user = 'schakel_app') execute function sec.asks_who_works_there();
create or replace trigger asks_others after update of party_ids on public.question_thread for each row
  when (session_user = 'schakel_app' and new.party_ids is distinct from old.party_ids)
  execute function sec.asks_who_works_there();

-- The mail that says that something waits in a thread: to somebody of it who works there now, by somebody who may read it.
create or replace function sec.mail_about_question(thread bigint, party bigint, subject_in text, body_in text, proof bytea)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['mail_about_question', thread::text, party::text, subject_in, body_in], proof);
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, subject_in, body_in
    from public.question_thread t join public.account a on a.id = mail_about_question.party
   where t.id = thread and a.id = any(t.party_ids || t.author_id) and a.id <> who.account_id
     and sec.works_with(a.id, t.dossier_id) and t.dossier_id = any(sec.mine())
     and (who.account_id = any(t.party_ids || t.author_id) or t.dossier_id = any(sec.standing('{case_lead}')));
end $$;

-- What somebody outside is asked is fixed when it is sent, and what comes back is written by `answer_from_outside` alone.
create or replace function sec.guard_outside_question() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'schakel_app' then return new; end if;
  if tg_op = 'INSERT' then
    new.expires_at := sec.now() + interval '8 days';
    if (new.tick, new.answered_at, new.withdrawn_at, new.put_away_at) is distinct from (null::text, null::timestamptz, null::timestamptz, null::timestamptz)
       or new.line <> '' then
      raise exception 'nothing has come back yet' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if (new.question, new.asked_name, new.asked_email, new.language, new.expires_at, new.tick, new.line, new.answered_at)
     is distinct from
     (old.question, old.asked_name, old.asked_email, old.language, old.expires_at, old.tick, old.line, old.answered_at)
     or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at) then
    raise exception 'what was sent and came back stays' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace trigger guard_outside_question before insert or update on public.outside_question
  for each row execute function sec.guard_outside_question();

-- Keeps the link of a question that the principal asks somebody outside, and writes the mail that carries it. One link per
-- question; twenty in a day (SK001), so that nobody mails a neighbourhood. Whether it was sent.
create or replace function sec.send_outside_link(outside bigint, hash bytea, subject_in text, body_in text, proof bytea)
returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  address text;
begin
  perform sec.must_be_ours(
    array['send_outside_link', outside::text, encode(hash, 'hex'), subject_in, body_in], proof);
  perform pg_advisory_xact_lock(hashtextextended('outside:' || who.account_id, 7419));
  if 20 <= (select count(*) from public.outside_link l join public.outside_question q on q.id = l.outside_question_id
             where q.author_id = who.account_id and l.sent_at > sec.now() - interval '1 day') then
    raise exception 'enough for a day' using errcode = 'SK001';
  end if;
  select q.asked_email into address from public.outside_question q
   where q.id = outside and q.author_id = who.account_id and q.answered_at is null and q.withdrawn_at is null
     and q.dossier_id = any(sec.mine());
  if address is null then return false; end if;
  insert into public.outside_link (token_hash, outside_question_id) values (hash, outside);
  insert into public.outgoing_mail (recipient, subject, body) values (address, subject_in, body_in);
  return true;
end $$;

-- The question behind a link that still works: nobody answered it, it is not withdrawn or too old, and the case is open.
create or replace function sec.waiting_outside(hash bytea) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.id from public.outside_link l join public.outside_question q on q.id = l.outside_question_id
    join public.dossier d on d.id = q.dossier_id and not d.closed and d.merged_into_id is null
   where l.token_hash = waiting_outside.hash and q.answered_at is null and q.withdrawn_at is null and not q.sealed
     and q.expires_at > sec.now() $$;

-- What the page behind the link shows: the words of the asker and their language, nothing of the household. Uses nothing.
create or replace function sec.question_behind(hash bytea) returns table (question text, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.question, q.language from public.outside_question q where q.id = sec.waiting_outside(hash) $$;

-- Writes the one line and spends the link, with the lines of the log in the same step. Whether the link still worked.
create or replace function sec.answer_from_outside(hash bytea, tick_in text, line_in text, network_in text, proof bytea)
returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  q public.outside_question;
  trace uuid := gen_random_uuid();
begin
  perform sec.must_be_ours(array['answer_from_outside', encode(hash, 'hex'), tick_in, line_in, network_in], proof);
  if length(line_in) > 300 or length(network_in) > 60 then
    raise exception 'more than one line' using errcode = 'insufficient_privilege';
  end if;
  update public.outside_question o set tick = tick_in, line = line_in, answered_at = sec.now(), version = o.version + 1
   where o.id = sec.waiting_outside(hash) and o.answered_at is null and o.withdrawn_at is null
  returning o.* into q;
  if q.id is null then return false; end if;
  insert into public.access_log (trace_id, action, operation, outcome, network, dossier_id, object_ids, categories, purpose_id,
                                 person_count)
  values (trace, 'create', 'outside_question.answer', 'ok', network_in, q.dossier_id, array[q.id], '{notes}', q.purpose_id,
          cardinality(q.person_ids));
  insert into public.processing_log (trace_id, operation, person_id, dossier_id, categories, purpose_id)
  select trace, 'outside_question.answer', p.id, q.dossier_id, '{notes}', q.purpose_id from unnest(q.person_ids) as p(id);
  return true;
end $$;
