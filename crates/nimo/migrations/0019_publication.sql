-- What is not told to everybody, and why; what was laid open to everybody.

-- 公開しないところ: a passage of a block, a whole block, a name, or a paper of a meeting, each with its ground. `about` is the block or
-- the handout, empty for a name; `seen` the words below which a passage was marked.
create table redaction (
  office bigint not null,
  id text not null,
  council text not null,
  meeting text not null,
  kind text not null check (kind in ('passage', 'block', 'name', 'paper', 'open_paper')),
  about text not null,
  words text not null,
  instead text not null,
  seen text not null,
  ground text not null,
  article text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index redaction_meeting on redaction (office, meeting);

create table redaction_withdrawal (
  office bigint not null,
  redaction text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, redaction),
  foreign key (office, redaction) references redaction (office, id)
);

-- 公表したもの: the face of a council, its roster, the notice of a meeting or its papers, as they were laid open. `meeting` is empty for
-- what is of the council as a whole. A later one of the same kind takes its place.
create table public_release (
  office bigint not null,
  id text not null,
  council text not null,
  meeting text not null,
  kind text not null check (kind in ('council', 'roster', 'notice', 'papers')),
  number bigint not null,
  body text not null,
  sha256 text not null,
  on_day text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, council, meeting, kind, number),
  foreign key (office, council) references council (office, id)
);

create table public_release_withdrawal (
  office bigint not null,
  release text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, release),
  foreign key (office, release) references public_release (office, id)
);
