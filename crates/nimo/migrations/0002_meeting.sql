-- Meetings, the sheets that became their minutes, and the blocks in them. Both engines read this file.

-- A meeting is planned, held, drafted (a sheet was read into it) or kept; the rows beside it say which.
-- `fields` is what its form holds, whole; the columns before it are those that lists are ordered by.
create table meeting (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  fiscal_year bigint,
  number bigint,
  held_on text,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id)
);

create index meeting_council on meeting (office, council, held_on);

create table meeting_held (
  office bigint not null,
  meeting text not null,
  by_account text not null,
  at text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references meeting (office, id)
);

create table meeting_withdrawal (
  office bigint not null,
  meeting text not null,
  by_account text not null,
  at text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references meeting (office, id)
);

-- The paper as it came, whole and never changed, and what the reader found in it.
create table sheet (
  office bigint not null,
  meeting text not null,
  file text not null,
  bytes_hash text not null,
  folded_hash text not null,
  source text not null,
  reading text not null,
  at text not null,
  by_name text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references meeting (office, id)
);

create index sheet_bytes on sheet (office, bytes_hash);
create index sheet_folded on sheet (office, folded_hash);

create table sheet_keep (
  office bigint not null,
  meeting text not null,
  by_account text not null,
  by_name text not null,
  at text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references sheet (office, meeting)
);

-- A doubt of the reader that somebody looked at and left as it is.
create table doubt_settled (
  office bigint not null,
  meeting text not null,
  doubt bigint not null,
  by_account text not null,
  at text not null,
  primary key (office, meeting, doubt),
  foreign key (office, meeting) references sheet (office, meeting)
);

create table item (
  office bigint not null,
  id text not null,
  meeting text not null,
  position bigint not null,
  depth bigint not null,
  label text not null,
  title text not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index item_meeting on item (office, meeting, position);

-- Ids are for life: a split keeps the id on the first part, a merge leaves the other one as an alias.
create table block (
  office bigint not null,
  id text not null,
  meeting text not null,
  position bigint not null,
  item text,
  kind text not null check (kind in
    ('explanation', 'opinion', 'question', 'answer', 'decision', 'statement', 'note')),
  speaker text not null,
  text text not null,
  spans text not null,
  version bigint not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, item) references item (office, id)
);

create index block_meeting on block (office, meeting, position);

create table block_alias (
  office bigint not null,
  id text not null,
  block text not null,
  at text not null,
  primary key (office, id),
  foreign key (office, id) references block (office, id),
  foreign key (office, block) references block (office, id)
);
