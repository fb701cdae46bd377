-- Fills what teams carry (team.sql) anew. Run when the policies are in place: without them the owner, too, reads no household.
truncate sec.carried;
insert into sec.carried
select d.id, d.lead_org_id, p.weight from public.dossier d join public.dossier_process p on p.dossier_id = d.id
 where not d.closed and d.merged_into_id is null;
