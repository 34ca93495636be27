-- Search: an index of bigrams proposes, the folded text decides. Kept minutes only, and no list of names.
create table search_row (
  office bigint not null references office (id),
  rowid bigint generated always as identity primary key,
  council text not null,
  thing text not null,
  section text not null,
  held_on text not null,
  folded text not null,
  grams tsvector not null,
  unique (office, thing, section)
);

create index search_grams on search_row using gin (grams);

do $$
declare
  t text;
begin
  foreach t in array array[
    'meeting', 'meeting_held', 'meeting_withdrawal', 'sheet', 'sheet_keep', 'doubt_settled', 'item', 'block', 'block_alias'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;

-- A match of full text is not leakproof: under a policy PostgreSQL would test it row by row and leave the index aside.
-- So this one table is not forced for its owner, and the owner's function below asks for the office itself.
alter table search_row enable row level security;
create policy one_office on search_row using (office = current_setting('nimo.office')::bigint)
  with check (office = current_setting('nimo.office')::bigint);

create function search_candidates (wanted text) returns setof bigint
  language sql stable security definer set search_path = pg_catalog, public
  as $$
    select s.rowid from public.search_row s
    where s.office = current_setting('nimo.office')::bigint and s.grams @@ cast(wanted as tsquery)
  $$;
