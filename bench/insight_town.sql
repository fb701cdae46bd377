-- Households beside the demo town's own: $homes of them, each with two persons and ten interventions of the last three years, in
-- fifty neighbourhoods. Every fifth household has a course: it came in, was worked with, and let go of after 200 days, closed or on a low
-- flame; and two life domains were recorded. Run as the superuser of the scratch server, with triggers and foreign keys not asked.
create temporary table writer as
  select a.organisation_id as org, a.id as author, p.id as purpose, (select min(id) from product) as product,
         (select array_agg(id order by id) from organisation) as everybody
    from account a join purpose p on p.organisation_id = a.organisation_id
   where a.function = 'generalist' order by a.id, p.id limit 1;
insert into dossier (id, case_no, lead_org_id, created_by)
select 1000000 + n, 'B-' || n, w.org, w.author from generate_series(1, $homes) n, writer w;
insert into household_area (dossier_id, owner_org_id, purpose_id, author_id, code, code_year, name)
select 1000000 + n, w.org, w.purpose, w.author,
       'BU7777' || to_char(n % 50 / 10, 'FM00') || to_char(n % 10, 'FM00'), 2026, 'Buurt ' || n % 50
  from generate_series(1, $homes) n, writer w;
create temporary table course as
  select 1000000 + n as home, n, current_date - ((n::bigint * 31) % 1095)::int as came,
         (array['closed', 'low_flame'])[1 + (n / 5) % 2] as gone from generate_series(5, $homes, 5) n;
insert into dossier_process (dossier_id, owner_org_id, purpose_id, author_id, phase, phase_since)
select 1000000 + m, w.org, w.purpose, w.author, coalesce(c.gone, 'in_progress'), coalesce(c.came + 200, current_date)
  from generate_series(1, $homes) m cross join writer w left join course c on c.n = m and c.came + 200 < current_date;
insert into phase_change (dossier_id, owner_org_id, purpose_id, author_id, from_phase, to_phase, created_at)
select c.home, w.org, w.purpose, w.author, s.from_phase, s.to_phase, c.came + s.days
  from course c cross join writer w
 cross join lateral (values (null, 'intake', 0), ('intake', 'exploration', 3), ('exploration', 'plan', 30), ('plan', 'in_progress', 45),
                            ('in_progress', c.gone, 200)) as s(from_phase, to_phase, days)
 where c.came + s.days < current_date order by c.home, s.days;
insert into domain_state (dossier_id, owner_org_id, purpose_id, author_id, domain, state, reason, since)
select c.home, w.org, w.purpose, w.author, d.domain, 'recorded', 'x', c.came
  from course c cross join writer w cross join lateral (values ('money'), ((array['health', 'work', 'safety'])[1 + c.n % 3])) as d(domain);
insert into person (dossier_id, owner_org_id, purpose_id, author_id, stub)
select 1000000 + n, w.org, w.purpose, w.author, 'X.' from generate_series(1, $homes) n, generate_series(1, 2), writer w;
insert into intervention (dossier_id, owner_org_id, purpose_id, author_id, strand, product_id, status, started_on)
select 1000000 + n, w.everybody[1 + (n * 7 + k) % cardinality(w.everybody)], w.purpose, w.author,
       (array['care', 'care', 'enforcement', 'activation'])[1 + (n + k * 3) % 4], w.product, 'active',
       current_date - ((n::bigint * 31 + k * 97) % 1095)::int
  from generate_series(1, $homes) n, generate_series(1, 10) k, writer w;
analyze;
