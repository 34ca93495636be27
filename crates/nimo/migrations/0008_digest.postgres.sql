alter table digest enable row level security;
alter table digest force row level security;
create policy one_office on digest using (office = current_setting('nimo.office')::bigint)
  with check (office = current_setting('nimo.office')::bigint);
