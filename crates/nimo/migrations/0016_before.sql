-- Before a meeting: what each item of the agenda is, what was carried over from the last meeting, the words of notices and script, the
-- handouts with their versions, and what was sent to whom. Both engines read this file.

-- 報告, 協議, 承認; and the ground on which an item is closed (非公開).
alter table item add column kind text not null default '';
alter table item add column closed text not null default '';

-- 前回から: a line of a meeting that was carried over from another and that nobody has touched.
create table meeting_carried (
  office bigint not null,
  meeting text not null,
  what text not null,
  from_meeting text not null,
  at text not null,
  primary key (office, meeting, what),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, from_meeting) references meeting (office, id)
);

-- 会議の準備: notice, places of the table, script. `fields` is what its form holds; `id` is the meeting.
create table meeting_preparation (
  office bigint not null,
  id text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, id) references meeting (office, id)
);

-- 資料: the master of a meeting's papers. Their numbers are read off the order and never stored.
create table handout (
  office bigint not null,
  id text not null,
  council text not null,
  meeting text not null,
  place bigint not null,
  source text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index handout_meeting on handout (office, meeting, place);

create table handout_withdrawal (
  office bigint not null,
  handout text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, handout),
  foreign key (office, handout) references handout (office, id)
);

-- 送付: what went out, whole: which papers in which version, to whom, and what changed since the one before.
create table dispatch (
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
  unique (office, meeting, number),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

-- A sending that should not have gone out: nothing of it is printed or fetched any more, and why stays told.
create table dispatch_withdrawal (
  office bigint not null,
  dispatch text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, dispatch),
  foreign key (office, dispatch) references dispatch (office, id)
);

-- A link through which one person fetches what was sent, once. Only the hash of its secret is here.
create table dispatch_link (
  office bigint not null,
  id text not null,
  dispatch text not null,
  place bigint not null,
  token_hash text not null,
  until text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, token_hash),
  foreign key (office, dispatch) references dispatch (office, id)
);

create index dispatch_link_of on dispatch_link (office, dispatch, place);

-- The end of a link: it was used, or ended by the secretariat.
create table dispatch_link_end (
  office bigint not null,
  link text not null,
  how text not null check (how in ('used', 'ended')),
  at text not null,
  by_name text not null,
  primary key (office, link),
  foreign key (office, link) references dispatch_link (office, id)
);
