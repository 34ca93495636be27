-- Issues: what was said and what comes of it. Both engines read this file.

create index block_alias_block on block_alias (office, block);

-- The blocks of kept minutes that were not put aside, as other rooms read them; and the ids that lead to one of them.
create view v_council_block as
  select b.office as office, b.id as block, b.meeting as meeting, m.council as council, m.held_on as held_on,
    b.position as position, b.kind as kind, b.speaker as speaker, b.text as text, b.version as version
  from block b
  join meeting m on m.office = b.office and m.id = b.meeting
  join sheet_keep k on k.office = b.office and k.meeting = b.meeting
  where not exists (select 1 from meeting_withdrawal w where w.office = b.office and w.meeting = b.meeting)
    and not exists (select 1 from block_alias a where a.office = b.office and a.id = b.id);

create view v_council_alias as
  select a.office as office, a.id as named, a.block as block from block_alias a;

-- The elements as an office calls them; those that ship need no row until somebody changes them.
create table element (
  office bigint not null references office (id),
  code text not null,
  label text not null,
  position bigint not null,
  retired bigint not null check (retired in (0, 1)),
  primary key (office, code)
);

create table issue (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  fiscal_year bigint not null,
  number bigint not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, fiscal_year, number),
  foreign key (office, council) references council (office, id)
);

create index issue_council on issue (office, council);

-- How far an issue has come: the last row says it.
create table issue_step (
  office bigint not null,
  id text not null,
  issue text not null,
  stage text not null check (stage in ('raised', 'examined', 'adopted', 'watched', 'closed', 'reopened')),
  reason text not null,
  meeting text,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, issue) references issue (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index issue_step_issue on issue_step (office, issue, id);

-- An issue that lives on in another. Taken back, the row goes; the trail keeps both.
create table issue_join (
  office bigint not null,
  issue text not null,
  into_issue text not null,
  at text not null,
  by_name text not null,
  primary key (office, issue),
  foreign key (office, issue) references issue (office, id),
  foreign key (office, into_issue) references issue (office, id),
  check (issue <> into_issue)
);

-- An issue that was split from another.
create table issue_split (
  office bigint not null,
  issue text not null,
  from_issue text not null,
  at text not null,
  by_name text not null,
  primary key (office, issue),
  foreign key (office, issue) references issue (office, id),
  foreign key (office, from_issue) references issue (office, id),
  check (issue <> from_issue)
);

-- What became of an opinion. It names the version of the words that somebody saw when he settled it.
create table fate (
  office bigint not null,
  id text not null,
  block text not null,
  block_version bigint not null,
  issue text,
  way text not null check (way in ('raised', 'joined', 'answered')),
  answer text check (answer in ('on_the_spot', 'out_of_scope', 'noted')),
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, block) references block (office, id),
  foreign key (office, issue) references issue (office, id),
  check ((way = 'answered') = (issue is null)),
  check ((way = 'answered') = (answer is not null))
);

create index fate_block on fate (office, block);
create index fate_issue on fate (office, issue);

-- A fate that was taken back. The fate itself stays.
create table fate_withdrawal (
  office bigint not null,
  fate text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, fate),
  foreign key (office, fate) references fate (office, id)
);

-- How the columns of a town's own table were read the last time.
create table issue_columns (
  office bigint not null,
  council text not null,
  head text not null,
  field text not null,
  primary key (office, council, head),
  foreign key (office, council) references council (office, id)
);
