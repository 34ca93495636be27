-- 計画相談: what offices that make plans answer each quarter, the town's own figures, and from which figures on a load is heavy. Both
-- engines read this file.

-- 調査票: one for an office and a quarter. Its id is both (see `PlanLoadId`).
create table plan_load (
  office bigint not null references office (id),
  id text not null,
  quarter text not null,
  fields text not null,
  version bigint not null,
  primary key (office, id)
);

create index plan_load_quarter on plan_load (office, quarter);

-- 計画相談の利用者 and セルフプラン of a quarter, as the town counted them. Its id is the quarter.
create table plan_quarter (
  office bigint not null references office (id),
  id text not null,
  first_day text not null,
  fields text not null,
  version bigint not null,
  primary key (office, id)
);

-- 目安 of the town, from a day on. Its id is that day.
create table plan_rule (
  office bigint not null references office (id),
  id text not null,
  from_on text not null,
  fields text not null,
  version bigint not null,
  primary key (office, id)
);
