-- Each row is seen by its office alone. The setting is read without missing_ok: a forgotten office is an error.
do $$
declare
  t text;
begin
  foreach t in array array[
    'account', 'account_closure', 'session', 'invitation', 'council', 'account_council', 'trail', 'trail_cause',
    'revision', 'draft'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
