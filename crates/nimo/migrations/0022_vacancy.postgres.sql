-- An account may be one of a provider.
alter table account drop constraint account_role_check;
alter table account add constraint account_role_check
  check (role in ('administrator', 'secretariat', 'member', 'viewer', 'provider'));

do $$
declare
  t text;
begin
  foreach t in array array['account_provider', 'home', 'vacancy', 'vacancy_notice', 'mismatch', 'mismatch_withdrawal', 'vacancy_rule'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
