-- A version of a handout as it came, whole and never changed; `made` says of what nimo made it, and is empty for what it did not make.
create table handout_file (
  office bigint not null,
  id text not null,
  handout text not null,
  number bigint not null,
  kind text not null check (kind in ('pdf', 'word', 'excel', 'powerpoint')),
  name text not null,
  pages bigint not null,
  size bigint not null,
  sha256 text not null,
  made text not null,
  bytes bytea not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, handout, number),
  foreign key (office, handout) references handout (office, id)
);

create index handout_file_hash on handout_file (office, sha256);

do $$
declare
  t text;
begin
  foreach t in array array['meeting_carried', 'meeting_preparation', 'handout', 'handout_withdrawal', 'handout_file', 'dispatch',
    'dispatch_withdrawal', 'dispatch_link', 'dispatch_link_end'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
