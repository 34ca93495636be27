-- 希望を消すこと、残した読みを取りやめること. Both engines read this file.

-- What goes into the seals that readings keep of a wish: without it, when the wish was erased, they tell nothing. A wish that was there
-- before has none, so that its seals still fit.
alter table wish add column salt text not null default '';

-- A reading that was taken back. Only the secretariat reads it from then on.
create table reading_withdrawal (
  office bigint not null,
  reading text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, reading),
  foreign key (office, reading) references reading (office, id)
);
