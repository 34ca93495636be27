-- Figures of indicators and how the town counts. Both tables only grow: a correction is a new row. Both engines read this file.
create table indicator_value (
  office bigint not null references office (id),
  id text not null,
  code text not null,
  area text not null,
  kind text not null,
  fiscal_year bigint not null,
  part text not null,
  counting bigint not null,
  as_of text not null,
  state text not null,
  thousandths bigint not null,
  source text not null,
  address text not null,
  seen_on text not null,
  reason text not null,
  origin text not null,
  counted text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id)
);

create index indicator_value_code on indicator_value (office, code, id);

create table indicator_counting (
  office bigint not null references office (id),
  code text not null,
  version bigint not null,
  from_year bigint not null,
  aggregation text not null,
  words text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, code, version)
);

-- The meetings that were held and not put aside, as other rooms count them.
create view v_council_held as
  select m.office as office, m.id as meeting, m.council as council, m.fiscal_year as fiscal_year, m.held_on as held_on
  from meeting m
  where m.held_on is not null
    and not exists (select 1 from meeting_withdrawal w where w.office = m.office and w.meeting = m.id)
    and (exists (select 1 from meeting_held h where h.office = m.office and h.meeting = m.id)
      or exists (select 1 from sheet s where s.office = m.office and s.meeting = m.id));
