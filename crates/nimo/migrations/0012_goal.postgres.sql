do $$
declare
  t text;
begin
  foreach t in array array[
    'goal', 'goal_setting', 'goal_actual', 'goal_evaluation', 'goal_measure', 'goal_issue', 'masking_threshold'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
