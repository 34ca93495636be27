-- 会議資料: what a council looks at. All of it only grows: what was told, kept, struck, frozen and released stays. Both engines read
-- this file.

-- 支援状況（資料2）: how many people stand where on a day, without a name; the last row of a day holds, and one that takes it back
-- says that nothing is known of the day.
create table support_tally (
  office bigint not null,
  id text not null,
  council text not null,
  as_of text not null,
  state text not null check (state in ('told', 'withdrawn')),
  lines text not null,
  source text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id)
);

create index support_tally_council on support_tally (office, council, id);

-- What the secretariat does with an open end before a meeting: on the agenda, or not, and why; the last row of a key holds.
create table agenda_choice (
  office bigint not null,
  id text not null,
  meeting text not null,
  key text not null,
  choice text not null check (choice in ('keep', 'strike')),
  what text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index agenda_choice_meeting on agenda_choice (office, meeting, id);

-- 会議資料一式, frozen whole for a meeting.
create table packet (
  office bigint not null,
  id text not null,
  council text not null,
  meeting text not null,
  number bigint not null,
  body text not null,
  sha256 text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, council, number),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

-- A packet that should not have been frozen: it is read no more, and why stays told.
create table packet_withdrawal (
  office bigint not null,
  packet text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, packet),
  foreign key (office, packet) references packet (office, id)
);

create index packet_meeting on packet (office, meeting);

-- ご意見のその後: the sentence for an opinion as it is proposed, dropped, out by an approval, or taken down; each with the words of the
-- minutes for which it was written.
create table outcome_sentence (
  office bigint not null,
  id text not null,
  meeting text not null,
  block text not null,
  opinion text not null,
  state text not null check (state in ('proposed', 'dropped', 'released', 'withdrawn')),
  kind text not null check (kind in ('looking', 'doing', 'ended')),
  words text not null,
  decided_at text,
  decided_block text,
  approval text not null,
  approved_on text,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, block) references block (office, id),
  foreign key (office, decided_at) references meeting (office, id),
  foreign key (office, decided_block) references block (office, id)
);

create index outcome_sentence_meeting on outcome_sentence (office, meeting, id);
