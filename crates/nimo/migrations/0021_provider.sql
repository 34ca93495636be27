-- 事業所: the open data of providers, read by every office and written by import alone (commons, docs/decisions/0038), and what a town
-- knows of them beyond it. Both engines read this file.

-- 取り込み: an edition that was taken in, with what was different in it.
create table provider_edition (
  id text not null primary key,
  as_of text not null,
  name text not null,
  scope text not null,
  counts text not null,
  taken_at text not null
);

-- A file that somebody brought and has not decided about.
create table provider_delivery (
  office bigint not null references office (id),
  id text not null,
  as_of text not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id)
);
