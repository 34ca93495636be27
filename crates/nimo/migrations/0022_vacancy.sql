-- 空室: the homes of a town's providers, their rooms, what was told of each room and when, and why people and rooms did not meet. Both
-- engines read this file.

-- 事業所の人: the offices (事業所番号) of whose rooms an account tells.
create table account_provider (
  office bigint not null,
  account text not null,
  number text not null,
  primary key (office, account, number),
  foreign key (office, account) references account (office, id)
);

-- 住居: one home of a provider, with what it accepts and on what ground. `provider` is the provider's 15 digits, `number` its ten.
create table home (
  office bigint not null references office (id),
  id text not null,
  provider text not null,
  number text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id)
);

create index home_number on home (office, number);

-- 部屋: one room of a home.
create table vacancy (
  office bigint not null,
  id text not null,
  home text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, home) references home (office, id)
);

create index vacancy_home on vacancy (office, home);

-- 知らせ: what was told of a room, on which day, by whom, and how long it is believed. It only grows; the newest holds.
create table vacancy_notice (
  office bigint not null,
  id text not null,
  vacancy text not null,
  state text not null check (state in ('vacant', 'visiting', 'reserved', 'trial', 'taken', 'withdrawn')),
  as_of text not null,
  told_by text not null,
  expires_on text not null,
  held_until text,
  holder text not null,
  by_home bigint not null check (by_home in (0, 1)),
  made_at text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, vacancy) references vacancy (office, id)
);

create index vacancy_notice_vacancy on vacancy_notice (office, vacancy);

-- ミスマッチ: that a person, or nobody in particular, and a home did not meet, and why. It tells of no person.
create table mismatch (
  office bigint not null,
  id text not null,
  home text not null,
  on_day text not null,
  reasons text not null,
  is_about_somebody bigint not null check (is_about_somebody in (0, 1)),
  asked_by text not null,
  note text not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, home) references home (office, id)
);

create table mismatch_withdrawal (
  office bigint not null,
  mismatch text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, mismatch),
  foreign key (office, mismatch) references mismatch (office, id)
);

-- 空室の知らせの決まり: for how many days what was told is believed, from a day on.
create table vacancy_rule (
  office bigint not null references office (id),
  id text not null,
  from_on text not null,
  days bigint not null check (days between 1 and 366),
  source text not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, from_on)
);
