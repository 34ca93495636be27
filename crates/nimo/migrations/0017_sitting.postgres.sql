-- 会議録として残した: with a sheet, or taken down in the room.
alter table sheet_keep rename to minutes_keep;
alter table minutes_keep drop constraint sheet_keep_office_meeting_fkey;
-- The rows that stand are those of a sheet of a meeting; to look at them again the owner would have to name an office.
alter table minutes_keep add foreign key (office, meeting) references meeting (office, id) not valid;

create view v_council_block with (security_invoker = true) as
  select b.office as office, b.id as block, b.meeting as meeting, m.council as council, m.held_on as held_on,
    b.position as position, b.kind as kind, b.speaker as speaker, b.text as text, b.version as version
  from block b
  join meeting m on m.office = b.office and m.id = b.meeting
  join minutes_keep k on k.office = b.office and k.meeting = b.meeting
  where not exists (select 1 from meeting_withdrawal w where w.office = b.office and w.meeting = b.meeting)
    and not exists (select 1 from block_alias a where a.office = b.office and a.id = b.id)
    and not exists (select 1 from block_strike s where s.office = b.office and s.id = b.id);

do $$
declare
  t text;
begin
  foreach t in array array['block_taken', 'block_strike', 'sitting', 'sitting_close', 'sitting_person', 'attendance_step',
    'attendance_step_end', 'item_begin', 'sitting_writer', 'transcript', 'transcript_line', 'transcript_disposal', 'ballot'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
