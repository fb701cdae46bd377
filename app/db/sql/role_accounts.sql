-- An account for somebody of the network: the lead asks for it, an administrator makes it. Administrators read no household, so what they
-- are shown is who, by mail, in which function, of which organisation, until when and who asks; in which household, for whom and why stays here.

-- Requests that can be answered: the role runs, has no account yet, and whoever asked still leads that open household.
create or replace function sec.open_requests()
returns table (id bigint, network_person_id bigint, dossier_id bigint, purpose_id bigint, organisation_id bigint, function text, name text,
               email text, email_key text, reason text, until date, person_ids bigint[], asked_by bigint, asked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, n.id, n.dossier_id, r.purpose_id, p.organisation_id,
         case n.role when 'buddy' then 'volunteer' else 'network_person' end, r.name, r.email, r.email_key, r.reason, n.until, n.person_ids,
         r.asked_by, r.asked_at
    from public.account_request r
    join public.network_person n on n.id = r.network_person_id
    join public.purpose p on p.id = r.purpose_id
    join public.dossier d on d.id = n.dossier_id and not d.closed and d.merged_into_id is null
    join public.involvement i on i.dossier_id = n.dossier_id and i.is_lead and i.account_id = r.asked_by
     and i.withdrawn_at is null and i.valid_until is null
   where r.refused_at is null and r.account_id is null and n.active and n.account_id is null and not n.restricted
     and n.role in ('buddy', 'carer', 'mentor', 'peer') and n.until >= sec.today() $$;

-- Asks for one; what was asked before for this role goes. Only by the lead of an open household, for a role that runs and has no account,
-- under a purpose in force of an organisation of the kind that such people are of. Administrators get a mail that says no more than that
-- something waits (`letters`: {language: {subject, body}}).
create or replace function sec.ask_account(
  person bigint, purpose bigint, who_name text, mail_to text, mail_key text, why text, letters text, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
begin
  perform sec.must_be_ours(array['ask_account', person::text, purpose::text, who_name, mail_to, mail_key, why, letters], proof);
  if btrim(who_name) = '' or btrim(mail_key) = '' or btrim(why) = '' or not exists (
       select from public.network_person n
         join public.dossier d on d.id = n.dossier_id and not d.closed
         join public.purpose p on p.id = ask_account.purpose and (p.valid_until is null or p.valid_until > sec.today())
         join public.organisation o on o.id = p.organisation_id and o.active
              and o.kind = case n.role when 'buddy' then 'welfare' else 'network' end
        where n.id = person and n.dossier_id = any(sec.standing('{case_lead}')) and n.active and n.account_id is null
          and not n.restricted and n.role in ('buddy', 'carer', 'mentor', 'peer') and n.until >= sec.today()) then
    raise exception 'no account can be asked for' using errcode = 'insufficient_privilege';
  end if;
  delete from public.account_request r using public.network_person n
   where n.id = r.network_person_id and (n.id = person or n.until < sec.today() or not n.active);
  insert into public.account_request (network_person_id, purpose_id, name, email, email_key, reason, asked_by)
  values (person, purpose, who_name, mail_to, mail_key, why, who.account_id);
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, sec.words_of(letters, a.language, 'subject'), sec.words_of(letters, a.language, 'body')
    from public.account a where a.active and a.function = 'administrator' order by a.id;
end $$;

-- What was asked for people of a household, and whether the answer was no; for its lead.
create or replace function sec.accounts_asked_here(dossier bigint)
returns table (network_person_id bigint, name text, email text, asked_at timestamptz, refused_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if dossier <> all(sec.standing('{case_lead}')) then return; end if;
  return query select r.network_person_id, r.name, r.email, r.asked_at, r.refused_at
    from public.account_request r join public.network_person n on n.id = r.network_person_id
   where n.dossier_id = accounts_asked_here.dossier order by 1;
end $$;

-- The lead takes the request back. Whether there was one.
create or replace function sec.withdraw_asked_account(person bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from public.account_request r using public.network_person n
   where n.id = r.network_person_id and n.id = person and n.dossier_id = any(sec.standing('{case_lead}'));
  return found;
end $$;

-- What waits for an administrator: who and where, and no household.
create or replace function sec.accounts_asked()
returns table (id bigint, name text, email text, email_key text, function text, organisation_id bigint, until date, asked_by bigint,
               asked_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not sec.has_function('administrator') then return; end if;
  return query select r.id, r.name, r.email, r.email_key, r.function, r.organisation_id, r.until, r.asked_by, r.asked_at
    from sec.open_requests() r order by r.asked_at, r.id;
end $$;

-- The account is there: the relation begins, in the name of the lead who asked and for no longer than the role, and the role has it. The
-- log says that the administrator gave it. False when the request is no longer there or no longer holds.
create or replace function sec.give_asked_account(request bigint, account bigint, letters text, proof bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  r record;
  given bigint;
begin
  perform sec.must_be_ours(array['give_asked_account', request::text, account::text, letters], proof);
  if who.function <> 'administrator' then
    raise exception 'only an administrator gives an account' using errcode = 'insufficient_privilege';
  end if;
  perform from public.account_request q where q.id = request for update;
  select * into r from sec.open_requests() o where o.id = request;
  if r.id is null then return false; end if;
  if not exists (select from public.account a where a.id = give_asked_account.account and a.active and a.function = r.function
                    and a.organisation_id = r.organisation_id and a.email_key = r.email_key) then
    raise exception 'not the account that was asked for' using errcode = 'insufficient_privilege';
  end if;
  update public.account_request q set account_id = give_asked_account.account where q.id = request;
  if not sec.works_with(account, r.dossier_id) then
    insert into public.involvement (dossier_id, account_id, organisation_id, purpose_id, person_ids, valid_from, valid_until, created_by)
    values (r.dossier_id, account, r.organisation_id, r.purpose_id, nullif(r.person_ids, '{}'), sec.now(), sec.role_over(r.until), r.asked_by)
    returning id into given;
    insert into public.involvement_reason (involvement_id, account_id, text, dossier_id, owner_org_id, purpose_id, author_id, person_ids)
    select given, give_asked_account.account, r.reason, r.dossier_id, n.owner_org_id, n.purpose_id, r.asked_by, r.person_ids
      from public.network_person n where n.id = r.network_person_id;
    insert into public.activity (category, verb, object_id, dossier_id, owner_org_id, purpose_id, author_id, person_ids)
    select 'network', 'network_person.changed', n.id, n.dossier_id, n.owner_org_id, n.purpose_id, r.asked_by, n.person_ids
      from public.network_person n where n.id = r.network_person_id;
  end if;
  update public.network_person n set account_id = give_asked_account.account, version = n.version + 1 where n.id = r.network_person_id;
  insert into public.access_log (trace_id, action, operation, outcome, account_id, account_name, organisation_id, function,
                                 session_id, dossier_id, categories, rule, reason, person_count)
  select gen_random_uuid(), 'share', 'account_request.give', 'ok', who.account_id, a.name, who.organisation_id, who.function,
         who.session_id, r.dossier_id, '{network}', '', '', 0
    from public.account a where a.id = who.account_id;
  perform sec.tell_who_asked(request, letters);
  delete from public.account_request q where q.id = request;
  return true;
end $$;

-- No account: what was typed about that person goes, and the lead is told. False as above.
create or replace function sec.refuse_asked_account(request bigint, letters text, proof bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sec.must_be_ours(array['refuse_asked_account', request::text, letters], proof);
  if (sec.ctx()).function <> 'administrator' then
    raise exception 'only an administrator answers' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from sec.open_requests() o where o.id = request) then return false; end if;
  update public.account_request q set refused_at = sec.now(), name = '', email = '', email_key = '', reason = '' where q.id = request;
  perform sec.tell_who_asked(request, letters);
  return true;
end $$;

-- The mail to the lead that there is an answer. The administrator does not know which page it is about: that is filled in here.
create or replace function sec.tell_who_asked(request bigint, letters text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.outgoing_mail (recipient, subject, body)
  select a.email, sec.words_of(letters, a.language, 'subject'),
         replace(sec.words_of(letters, a.language, 'body'), '/dossiers/0/network/0',
                 format('/dossiers/%s/network/%s', n.dossier_id, n.id))
    from public.account_request r join public.network_person n on n.id = r.network_person_id
    join public.account a on a.id = r.asked_by and a.active
   where r.id = request $$;
