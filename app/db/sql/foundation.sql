-- What tables need before they exist: the schema of the lock, and the one clock that policies and defaults read.
create schema if not exists sec;

create table if not exists sec.setting (name text primary key, value text not null);

-- The clock of policies and of what is written. Its offset is only ever set in demo mode (time travel); log times stay real.
create or replace function sec.now() returns timestamptz language sql stable parallel safe security definer
set search_path = pg_catalog, pg_temp as $$
  select transaction_timestamp() + coalesce((select value::interval from sec.setting where name = 'clock_offset'), interval '0')
$$;

-- The matrix as the policies read it; loaded from app/access/matrix.csv and overrides.csv after every migration.
create table if not exists sec.matrix (
  row_name text not null, category text not null, code text not null,
  value_conditions text[] not null, person_conditions text[] not null);
create index if not exists ix_matrix_row_category on sec.matrix (row_name, category);

create table if not exists sec.override_rule (
  position bigint generated always as identity primary key,
  override text not null, categories text[], binds text[], spares text[] not null, readonly boolean not null);

-- Functions that may lead a case; a municipality may name another one, dated and logged.
create table if not exists sec.lead_function (function text primary key, since date not null default current_date);
insert into sec.lead_function (function, since) values ('generalist', '2000-01-01') on conflict do nothing;
