-- The paper of issues and measures as it was frozen for a meeting, whole. Both engines read this file.
create table digest (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  number bigint not null,
  meeting text,
  layout text not null,
  body text not null,
  sha256 text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, council, number),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index digest_meeting on digest (office, meeting);
