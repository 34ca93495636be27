-- Scoring: a round asks members for points, each in private; what all together said is frozen for a meeting. Both engines read
-- this file.

-- What a round is stays as it was opened; how far it has come is its last step.
create table round (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  title text not null,
  due_on text not null,
  meeting text,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index round_council on round (office, council);

-- The issues of a round, called as they were called when it was opened.
create table round_issue (
  office bigint not null,
  round text not null,
  issue text not null,
  position bigint not null,
  number text not null,
  title text not null,
  primary key (office, round, issue),
  foreign key (office, round) references round (office, id),
  foreign key (office, issue) references issue (office, id)
);

create index round_issue_issue on round_issue (office, issue);

-- Who is asked.
create table round_member (
  office bigint not null,
  round text not null,
  account text not null,
  name text not null,
  primary key (office, round, account),
  foreign key (office, round) references round (office, id),
  foreign key (office, account) references account (office, id)
);

create index round_member_account on round_member (office, account);

create table round_step (
  office bigint not null,
  id text not null,
  round text not null,
  state text not null check (state in ('opened', 'closed', 'reopened', 'frozen')),
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, round) references round (office, id)
);

create index round_step_round on round_step (office, round, id);

-- One member's sheet: how it came in, and how often it was saved.
create table score_sheet (
  office bigint not null,
  round text not null,
  account text not null,
  source text not null check (source in ('screen', 'paper')),
  typed_by text not null,
  version bigint not null,
  at text not null,
  primary key (office, round, account),
  foreign key (office, round, account) references round_member (office, round, account)
);

create table score (
  office bigint not null,
  round text not null,
  account text not null,
  issue text not null,
  feasibility bigint check (feasibility between 1 and 5),
  effect bigint check (effect between 1 and 5),
  remark text not null,
  primary key (office, round, account, issue),
  foreign key (office, round, account) references score_sheet (office, round, account),
  foreign key (office, round, issue) references round_issue (office, round, issue)
);

-- What all together said, without a name, as it stands in the paper of a meeting. A round is frozen once.
create table round_freeze (
  office bigint not null,
  round text not null,
  meeting text not null,
  tally text not null,
  sha256 text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, round),
  foreign key (office, round) references round (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index round_freeze_meeting on round_freeze (office, meeting);
