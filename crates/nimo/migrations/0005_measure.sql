-- Measures: what will be done about an issue, with which programme, money and steps. Both engines read this file.

-- The catalogue of what the town does already.
create table programme (
  office bigint not null references office (id),
  id text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id)
);

create table measure (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  issue text not null,
  number bigint not null,
  programme text,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, issue, number),
  foreign key (office, council) references council (office, id),
  foreign key (office, issue) references issue (office, id),
  foreign key (office, programme) references programme (office, id)
);

create index measure_council on measure (office, council);
create index measure_programme on measure (office, programme);

-- The issues that a measure serves beside the one for which it was first thought of. Taken back, the row goes; the trail keeps
-- both.
create table measure_issue (
  office bigint not null,
  measure text not null,
  issue text not null,
  at text not null,
  by_name text not null,
  primary key (office, measure, issue),
  foreign key (office, measure) references measure (office, id),
  foreign key (office, issue) references issue (office, id)
);

create index measure_issue_issue on measure_issue (office, issue);

-- How far a measure has come: the last row says it.
create table measure_progress (
  office bigint not null,
  id text not null,
  measure text not null,
  progress text not null check (progress in ('proposed', 'adopted', 'running', 'finished', 'dropped')),
  reason text not null,
  meeting text,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, measure) references measure (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index measure_progress_measure on measure_progress (office, measure, id);

-- Until when the budget of a year may be asked for, as the office said it.
create table budget_deadline (
  office bigint not null references office (id),
  fiscal_year bigint not null,
  closes_on text not null,
  primary key (office, fiscal_year)
);

-- The meetings of a council that were not put aside, as other rooms read them.
create view v_council_meeting as
  select m.office as office, m.id as meeting, m.council as council, m.held_on as held_on
  from meeting m
  where not exists (select 1 from meeting_withdrawal w where w.office = m.office and w.meeting = m.id);
