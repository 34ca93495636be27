-- 住まいの希望: what people who seek a home answer, under a number that tells nothing; how wishes are read together with rooms; and what was
-- kept of a reading for the council. No name of a person and no free words stand in a wish. Both engines read this file.

create table wish (
  office bigint not null references office (id),
  id text not null,
  number text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, number)
);

-- 読みのきまり: who comes first, and how much rent aid is weighed, from a day on.
create table reading_rule (
  office bigint not null references office (id),
  id text not null,
  from_on text not null,
  fields text not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, from_on)
);

-- 読み: what the council sees of a reading, small figures hidden before it is kept. `seen` is which version of which wish it was made of,
-- and is never shown: two readings between which few wishes changed would give those away.
create table reading (
  office bigint not null references office (id),
  id text not null,
  on_day text not null,
  sheet text not null,
  seen text not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id)
);

-- The issue that was raised from a reading.
create table reading_issue (
  office bigint not null,
  issue text not null,
  reading text not null,
  primary key (office, issue),
  foreign key (office, issue) references issue (office, id),
  foreign key (office, reading) references reading (office, id)
);

create index reading_issue_reading on reading_issue (office, reading);
