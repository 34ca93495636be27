-- 会議録として残した: with a sheet, or taken down in the room. A foreign key goes only with its table.
create table minutes_keep (
  office bigint not null,
  meeting text not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references meeting (office, id)
);
insert into minutes_keep (office, meeting, by_account, by_name, at) select office, meeting, by_account, by_name, at from sheet_keep;
drop table sheet_keep;

create view v_council_block as
  select b.office as office, b.id as block, b.meeting as meeting, m.council as council, m.held_on as held_on,
    b.position as position, b.kind as kind, b.speaker as speaker, b.text as text, b.version as version
  from block b
  join meeting m on m.office = b.office and m.id = b.meeting
  join minutes_keep k on k.office = b.office and k.meeting = b.meeting
  where not exists (select 1 from meeting_withdrawal w where w.office = b.office and w.meeting = b.meeting)
    and not exists (select 1 from block_alias a where a.office = b.office and a.id = b.id)
    and not exists (select 1 from block_strike s where s.office = b.office and s.id = b.id);

create trigger minutes_keep_stays before update on minutes_keep begin select raise(abort, 'what was kept stays'); end;
create trigger minutes_keep_remains before delete on minutes_keep begin select raise(abort, 'what was kept stays'); end;
create trigger attendance_step_stays before update on attendance_step begin select raise(abort, 'a step stays'); end;
create trigger attendance_step_remains before delete on attendance_step begin select raise(abort, 'a step stays'); end;
create trigger attendance_step_end_stays before update on attendance_step_end begin select raise(abort, 'a step stays'); end;
create trigger attendance_step_end_remains before delete on attendance_step_end begin select raise(abort, 'a step stays'); end;
create trigger transcript_disposal_stays before update on transcript_disposal begin select raise(abort, 'a disposal stays'); end;
create trigger transcript_disposal_remains before delete on transcript_disposal begin select raise(abort, 'a disposal stays'); end;
