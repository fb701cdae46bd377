-- Steps of the plan that an organisation carries.

-- Whoever works for the organisation that carries a step, and reads whole plans here, says that it is done, today: a step of an open
-- case that runs, as it was read, once. Nothing else of the step changes. False when it is none of theirs, or was changed meanwhile.
create or replace function sec.finish_my_step(step bigint, version_read bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who sec.principal := sec.ctx();
  readers text[] := array(select m.row_name from sec.matrix m where m.category = 'plan' and m.code in ('R', 'W')
                             and m.value_conditions = '{}' and m.person_conditions = '{}');
begin
  update public.plan_step s set status = 'done', ended_on = sec.today(), version = s.version + 1
   where s.id = step and s.version = version_read and s.status = 'open' and not s.sealed and not s.restricted
     and s.carrier_org_id = who.organisation_id and not sec.lives_in_household()
     and s.dossier_id = any(sec.standing(readers)) and s.dossier_id = any(sec.gate()) and not s.person_ids && sec.shut(true, 'plan')
     and not exists (select from public.dossier d where d.id = s.dossier_id and d.closed);
  return found;
end $$;
