-- In the room: who is there and when, what is taken down while it is said, the transcript beside it, ballots of a meeting held in
-- writing. Both engines read this file.

-- What other rooms read of blocks is written anew below, in the file of each engine: minutes are kept without a sheet, too.
drop view v_council_block;

-- 承認, 了承, 継続, 報告: what kind of decision a block is.
alter table block add column decision text not null default ''
  check (decision in ('', 'approved', 'noted', 'carried', 'reported'));

-- How a block came down in the room. `key` was made where it was typed, so that a line that is sent twice stands once.
create table block_taken (
  office bigint not null,
  block text not null,
  meeting text not null,
  key text not null,
  said_at text not null,
  cue_of text,
  cue bigint,
  cue_at text not null,
  name_stays bigint not null check (name_stays in (0, 1)),
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, block),
  unique (office, meeting, key),
  foreign key (office, block) references block (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

-- A block that was struck before the minutes were kept; it comes back when the row goes.
create table block_strike (
  office bigint not null,
  id text not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, id),
  foreign key (office, id) references block (office, id)
);

-- 開会: from now on the meeting is in the room, or its papers are out (書面開催). `observers` is how many came to listen.
create table sitting (
  office bigint not null,
  meeting text not null,
  way text not null check (way in ('together', 'written')),
  starts_at text not null,
  observers bigint not null check (observers >= 0),
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references meeting (office, id)
);

-- 閉会. The meeting is in the room again when the row goes.
create table sitting_close (
  office bigint not null,
  meeting text not null,
  ends_at text not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references sitting (office, meeting)
);

-- Who may be there: the members as the roster had them, and whoever else was asked to come (委員のほか).
create table sitting_person (
  office bigint not null,
  id text not null,
  meeting text not null,
  position bigint not null,
  kind text not null check (kind in ('member', 'invited')),
  member text,
  name text not null,
  role_text text not null,
  body text not null,
  primary key (office, id),
  foreign key (office, meeting) references sitting (office, meeting)
);

create index sitting_person_meeting on sitting_person (office, meeting, position);

-- 出欠: from this minute on a person is there so, or is not.
create table attendance_step (
  office bigint not null,
  id text not null,
  meeting text not null,
  person text not null,
  mode text not null check (mode in ('in_person', 'online', 'proxy', 'written', 'left', 'absent')),
  proxy text not null,
  from_time text not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, id),
  foreign key (office, meeting) references sitting (office, meeting),
  foreign key (office, person) references sitting_person (office, id)
);

create index attendance_step_meeting on attendance_step (office, meeting, person);

-- A step that was put in by mistake.
create table attendance_step_end (
  office bigint not null,
  step text not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, step),
  foreign key (office, step) references attendance_step (office, id)
);

-- When the council came to an item.
create table item_begin (
  office bigint not null,
  item text not null,
  meeting text not null,
  from_time text not null,
  by_account text not null,
  at text not null,
  primary key (office, item),
  foreign key (office, item) references item (office, id) on delete cascade,
  foreign key (office, meeting) references sitting (office, meeting)
);

-- Who writes under which item; `key` locks what his browser holds while it has no line.
create table sitting_writer (
  office bigint not null,
  meeting text not null,
  account text not null,
  name text not null,
  item text,
  key text not null,
  seen_at text not null,
  primary key (office, meeting, account),
  foreign key (office, meeting) references sitting (office, meeting)
);

-- 文字起こし: internal, with a day of its own on which its words go.
create table transcript (
  office bigint not null,
  id text not null,
  meeting text not null,
  file text not null,
  format text not null check (format in ('txt', 'vtt')),
  sha256 text not null,
  line_count bigint not null,
  dispose_on text not null,
  version bigint not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index transcript_meeting on transcript (office, meeting);

create table transcript_line (
  office bigint not null,
  transcript text not null,
  number bigint not null,
  starts_ms bigint,
  speaker text not null,
  text text not null,
  primary key (office, transcript, number),
  foreign key (office, transcript) references transcript (office, id)
);

-- 廃棄: the words are gone; that there were any stays told.
create table transcript_disposal (
  office bigint not null,
  transcript text not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, transcript),
  foreign key (office, transcript) references transcript (office, id)
);

-- 書面表決: what came back from one person. `fields` is what the form holds, whole; `id` is the person.
create table ballot (
  office bigint not null,
  id text not null,
  meeting text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, id) references sitting_person (office, id),
  foreign key (office, meeting) references sitting (office, meeting)
);
