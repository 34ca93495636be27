-- Goals: what a council decided to reach in a 年度, in figures; how far it came; what the council said of it. All but the ties only
-- grow: what was decided, known and said stays. Both engines read this file.
create table goal (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  -- The indicator of the catalogue; empty where the council measures by something of its own, which `name` says.
  code text not null,
  name text not null,
  unit text not null,
  aggregation text not null,
  direction text not null check (direction in ('more', 'less', 'tell')),
  fiscal_year bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, council, fiscal_year, code, name),
  foreign key (office, council) references council (office, id)
);

-- What the council wants to reach, and of which parts it is the sum. The last row holds.
create table goal_setting (
  office bigint not null,
  id text not null,
  goal text not null,
  state text not null check (state in ('proposed', 'decided', 'withdrawn')),
  title text not null,
  target bigint not null,
  parts text not null,
  meeting text,
  block text,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, goal) references goal (office, id),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, block) references block (office, id)
);

create index goal_setting_goal on goal_setting (office, goal, id);

-- How many were reached until a day, of a part or of the whole.
create table goal_actual (
  office bigint not null,
  id text not null,
  goal text not null,
  part text not null,
  as_of text not null,
  state text not null check (state in ('figure', 'withdrawn')),
  thousandths bigint not null,
  source text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, goal) references goal (office, id)
);

create index goal_actual_goal on goal_actual (office, goal, id);

-- What a meeting says of a goal: it goes on, changes or ends, with what was known then.
create table goal_evaluation (
  office bigint not null,
  id text not null,
  goal text not null,
  state text not null check (state in ('proposed', 'decided', 'withdrawn')),
  verdict text not null check (verdict in ('go_on', 'change', 'finish')),
  reason text not null,
  evidence text not null,
  seen text not null,
  meeting text not null,
  block text,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, goal) references goal (office, id),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, block) references block (office, id)
);

create index goal_evaluation_goal on goal_evaluation (office, goal, id);

-- What is done to reach a goal, and for which issues it stands. Taken back, the row goes; the trail keeps both.
create table goal_measure (
  office bigint not null,
  goal text not null,
  measure text not null,
  at text not null,
  by_name text not null,
  primary key (office, goal, measure),
  foreign key (office, goal) references goal (office, id),
  foreign key (office, measure) references measure (office, id)
);

create index goal_measure_measure on goal_measure (office, measure);

create table goal_issue (
  office bigint not null,
  goal text not null,
  issue text not null,
  at text not null,
  by_name text not null,
  primary key (office, goal, issue),
  foreign key (office, goal) references goal (office, id),
  foreign key (office, issue) references issue (office, id)
);

create index goal_issue_issue on goal_issue (office, issue);

-- Below which number of people a figure is hidden on papers for everybody, from a day on.
create table masking_threshold (
  office bigint not null references office (id),
  id text not null,
  from_on text not null,
  threshold bigint not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id)
);
