-- Sealed compartments: another author, named by the attention officer of the organisation that keeps it.

-- The compartment and what stands in it get another author: a colleague of the same organisation who is at work with the household,
-- about everybody whom it is about, in a function that writes notes of its own. Whoever had it reads it no longer. By the attention
-- officer of that organisation alone, who reads it; the application shows it to nobody else.
create or replace function sec.hand_over_compartment(compartment bigint, successor bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  sealed public.sealed_compartment;
begin
  select c.* into sealed from public.sealed_compartment c
   where c.id = compartment and c.owner_org_id = who.organisation_id and c.closed_on is null
     and c.dossier_id = any(sec.standing('{attention_officer}')) and not c.person_ids && sec.shut() for update;
  if sealed.id is null or sealed.author_id = successor or not sec.works_with(successor, sealed.dossier_id)
     or not exists (
       select from public.account a join public.involvement i on i.account_id = a.id and i.organisation_id = a.organisation_id
        where a.id = successor and a.organisation_id = who.organisation_id
          and i.dossier_id = sealed.dossier_id and i.withdrawn_at is null and i.valid_from <= sec.now()
          and (i.valid_until is null or i.valid_until > sec.now())
          and (i.person_ids is null or sealed.person_ids <@ i.person_ids)
          and a.function not in ('network_person', 'volunteer')
          and exists (select from sec.matrix m where m.category = 'notes' and m.code = 'O'
                         and m.row_name in (a.function, case a.function when 'generalist' then 'team_member' end))) then
    raise exception 'cannot be handed over' using errcode = 'insufficient_privilege';
  end if;
  update public.sealed_compartment c set author_id = successor, version = c.version + 1 where c.id = compartment;
  update public.sealed_step s set author_id = successor where s.sealed_compartment_id = compartment;
end $$;
