-- The seam: offices, accounts, sessions, councils, versions, drafts and the trail. Both engines read this file.
-- Ids, dates and moments are text; numbers are bigint. Every row of an office leads with it.

-- Plumbing without an office: `office` is the list itself; `account_name` finds the office of a sign-in name.
create table office (
  id bigint not null primary key,
  code text not null unique,
  name text not null,
  made_at text not null
);

create table account_name (
  login text not null primary key,
  office bigint not null references office (id),
  account text not null
);

create table account (
  office bigint not null references office (id),
  id text not null,
  login text not null references account_name (login),
  name text not null,
  role text not null check (role in ('administrator', 'secretariat', 'member', 'viewer')),
  password text,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, login)
);

create table account_closure (
  office bigint not null,
  account text not null,
  by_account text not null,
  at text not null,
  primary key (office, account),
  foreign key (office, account) references account (office, id)
);

create table session (
  office bigint not null,
  token_hash text not null,
  account text not null,
  made_at text not null,
  seen_at text not null,
  ends_at text not null,
  primary key (office, token_hash),
  foreign key (office, account) references account (office, id)
);

create table invitation (
  office bigint not null,
  token_hash text not null,
  account text not null,
  expires_at text not null,
  primary key (office, token_hash),
  foreign key (office, account) references account (office, id)
);

create table council (
  office bigint not null references office (id),
  id text not null,
  name text not null,
  basis text not null check (basis in ('ordinance', 'guideline')),
  parent text,
  record_method text check (record_method in ('verbatim', 'per_speech_summary', 'summary')),
  record_from_on text,
  record_from_meeting text not null,
  version bigint not null,
  primary key (office, id),
  foreign key (office, parent) references council (office, id),
  check ((record_method is null) = (record_from_on is null))
);

-- Two councils of one name under one parent cannot be told apart.
create unique index council_name on council (office, coalesce(parent, ''), name);

create table account_council (
  office bigint not null,
  account text not null,
  council text not null,
  primary key (office, account, council),
  foreign key (office, account) references account (office, id),
  foreign key (office, council) references council (office, id)
);

-- The trail. A line of the named plane is never a cause in the nameless plane: the last check says so to the database.
create table trail (
  office bigint not null references office (id),
  id text not null,
  plane text not null check (plane in ('nameless', 'named')),
  at text not null,
  by_account text not null,
  by_name text not null,
  verb text not null,
  kind text not null,
  thing text not null,
  detail text not null,
  primary key (office, id),
  unique (office, plane, id)
);

create index trail_thing on trail (office, kind, thing, id);

create table trail_cause (
  office bigint not null,
  plane text not null,
  line text not null,
  cause_plane text not null,
  cause text not null,
  primary key (office, line, cause),
  foreign key (office, plane, line) references trail (office, plane, id),
  foreign key (office, cause_plane, cause) references trail (office, plane, id),
  check (plane = 'named' or cause_plane = 'nameless')
);

-- What a form held at each version, whole; a diff is made when it is looked at.
create table revision (
  office bigint not null references office (id),
  kind text not null,
  thing text not null,
  version bigint not null,
  fields text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  reverted_to bigint,
  primary key (office, kind, thing, version)
);

create table draft (
  office bigint not null,
  account text not null,
  kind text not null,
  thing text not null,
  version bigint not null,
  fields text not null,
  at text not null,
  primary key (office, account, kind, thing, version),
  foreign key (office, account) references account (office, id)
);
