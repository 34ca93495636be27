-- What other towns do about like issues. Both engines read this file.

-- A card: the town, what it does, what came of it, and where that is written.
create table case_card (
  office bigint not null references office (id),
  id text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id)
);

-- The issues to which a card is tied. Taken back, the row goes; the trail keeps both.
create table case_issue (
  office bigint not null,
  card text not null,
  issue text not null,
  at text not null,
  by_name text not null,
  primary key (office, card, issue),
  foreign key (office, card) references case_card (office, id),
  foreign key (office, issue) references issue (office, id)
);

create index case_issue_issue on case_issue (office, issue);
