-- How minutes are written is decided in a meeting; sheets that left it are consented to in a later one. Both engines read
-- this file.

-- The decision by which a council's record rule came to be. The rule itself is the council's form, with its versions.
create table record_decision (
  office bigint not null,
  council text not null,
  block text not null,
  method text not null check (method in ('verbatim', 'per_speech_summary', 'summary')),
  from_on text not null,
  at text not null,
  by_account text not null,
  primary key (office, council, block),
  foreign key (office, council) references council (office, id),
  foreign key (office, block) references block (office, id)
);

-- A meeting whose minutes left the rule, and the decision that let them stand.
create table record_consent (
  office bigint not null,
  meeting text not null,
  block text not null,
  at text not null,
  by_account text not null,
  primary key (office, meeting),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, block) references block (office, id)
);
