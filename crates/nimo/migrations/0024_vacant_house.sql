-- 空き家: houses that somebody offered, what each counter answered, and the settings by which nimo says what to ask. Both engines read this
-- file.

-- A house: what is known of it. The owner's name is not kept.
create table vacant_house (
  office bigint not null references office (id),
  id text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id)
);

-- How far it has come, one row for each change.
create table house_step (
  office bigint not null,
  id text not null,
  house text not null,
  stage text not null check (stage in ('heard', 'looking', 'talking', 'used', 'dropped')),
  on_day text not null,
  dropped_for text not null
    check (dropped_for in ('', 'building', 'cost', 'owner', 'operator', 'place', 'neighbours', 'other')),
  why text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, house) references vacant_house (office, id)
);

create index house_step_house on house_step (office, house);

-- 確認: what a counter answered. The id is that of the house and the code of the counter.
create table house_check (
  office bigint not null,
  id text not null,
  house text not null,
  kind text not null check (kind in ('building', 'fire', 'planning', 'operator')),
  fields text not null,
  version bigint not null,
  primary key (office, id),
  unique (office, house, kind),
  foreign key (office, house) references vacant_house (office, id)
);

-- 目安: an edition of the settings, from a day on.
create table house_rule (
  office bigint not null references office (id),
  id text not null,
  from_on text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, from_on)
);
