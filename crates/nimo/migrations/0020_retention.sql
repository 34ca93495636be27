-- 保存と廃棄: how long a council's secretariat keeps what, what is kept longer, and what was disposed of. Both engines read this file.

-- 保存期間の決まり: so many years for each kind, from a day on.
create table retention_rule (
  office bigint not null,
  id text not null,
  council text not null,
  from_on text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, council, from_on),
  foreign key (office, council) references council (office, id)
);

-- 廃棄: an act on the things of one kind and one 年度, with the approval that came back and the basis of that day.
create table disposal (
  office bigint not null,
  id text not null,
  council text not null,
  kind text not null check (kind in ('minutes', 'handout', 'dispatch', 'letter', 'pay', 'approval')),
  fiscal_year bigint not null,
  number text not null,
  decided_on text not null,
  kept_until text not null,
  basis text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id)
);

-- 廃棄の記録: a line for each thing, which stays when its content is gone. It is the only key to emptying: the rows of other tables that
-- stay for ever are let go of where their line is here.
create table disposal_line (
  office bigint not null,
  kind text not null,
  thing text not null,
  disposal text not null,
  meeting text not null,
  title text not null,
  done_on text not null,
  sha256 text not null,
  primary key (office, kind, thing),
  foreign key (office, disposal) references disposal (office, id)
);

create index disposal_line_of on disposal_line (office, disposal);

-- 保存を続ける: a thing that is not disposed of until a day, and why.
create table retention_hold (
  office bigint not null,
  id text not null,
  council text not null,
  kind text not null check (kind in ('minutes', 'handout', 'dispatch', 'letter', 'pay', 'approval')),
  thing text not null,
  reason text not null,
  until_on text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id)
);

create index retention_hold_council on retention_hold (office, council);

-- It is kept longer no more.
create table retention_hold_end (
  office bigint not null,
  hold text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, hold),
  foreign key (office, hold) references retention_hold (office, id)
);
