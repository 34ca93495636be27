-- After a meeting: the town's own form of minutes, what members and everybody read of them, the window in which members correct, minutes as
-- they were confirmed, 決裁, what is paid, and the days that were promised. Both engines read this file.

-- 様式: the form in which a council's minutes are written, from a day on. `fields` is what its form holds, whole.
create table sheet_form (
  office bigint not null,
  id text not null,
  council text not null,
  from_on text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, council, from_on),
  foreign key (office, council) references council (office, id)
);

-- What other rooms read of blocks is written anew below, in the file of each engine: it is what members read.
drop view v_council_block;

-- What members and everybody read of a block, where it is not its own words; `id` is the block, `seen` are the words for which it was
-- written: when those change, the block is closed to them until somebody looks.
create table telling (
  office bigint not null,
  id text not null,
  meeting text not null,
  seen text not null,
  members text not null check (members in ('same', 'words', 'left_out')),
  members_words text not null,
  everybody text not null check (everybody in ('same', 'words', 'left_out')),
  everybody_words text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, id) references block (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index telling_meeting on telling (office, meeting);

-- 確認を求めた: the draft that members look at, and until when.
create table confirmation (
  office bigint not null,
  id text not null,
  meeting text not null,
  number bigint not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, meeting, number),
  foreign key (office, meeting) references meeting (office, id)
);

create table confirmation_withdrawal (
  office bigint not null,
  confirmation text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, confirmation),
  foreign key (office, confirmation) references confirmation (office, id)
);

-- 申出: what somebody asked to be put right, and the answer. `fields` is what the form holds, whole.
create table correction (
  office bigint not null,
  id text not null,
  meeting text not null,
  confirmation text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, confirmation) references confirmation (office, id)
);

create index correction_meeting on correction (office, meeting);

create table correction_withdrawal (
  office bigint not null,
  correction text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, correction),
  foreign key (office, correction) references correction (office, id)
);

-- 確認した人: who confirmed the draft, on which day and how.
create table confirming (
  office bigint not null,
  id text not null,
  meeting text not null,
  confirmation text not null,
  name text not null,
  role_text text not null,
  way text not null,
  on_day text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id),
  foreign key (office, confirmation) references confirmation (office, id)
);

create table confirming_end (
  office bigint not null,
  confirming text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, confirming),
  foreign key (office, confirming) references confirming (office, id)
);

-- 公表した: which edition for everybody, on which day and where.
create table publication (
  office bigint not null,
  id text not null,
  edition text not null,
  meeting text not null,
  on_day text not null,
  place text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create index publication_edition on publication (office, edition);

create table publication_withdrawal (
  office bigint not null,
  publication text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, publication),
  foreign key (office, publication) references publication (office, id)
);

-- 決裁: a proposal (伺い) for an act that leaves the house. `subject` is what the act is done to: a meeting, or the first day of a term;
-- `seal` is a hash of what is asked for, so that what changed after it came back is noticed.
create table approval (
  office bigint not null,
  id text not null,
  council text not null,
  act text not null check (act in ('notice', 'appointment', 'publication', 'payment')),
  subject text not null,
  seal text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  by_name text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id)
);

create index approval_subject on approval (office, council, act, subject);

-- It came back, with the number and the day of the town's own system.
create table approval_return (
  office bigint not null,
  approval text not null,
  number text not null,
  decided_on text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, approval),
  foreign key (office, approval) references approval (office, id)
);

create table approval_withdrawal (
  office bigint not null,
  approval text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, approval),
  foreign key (office, approval) references approval (office, id)
);

-- Whether an act of a council wants 決裁, from a day on.
create table approval_rule (
  office bigint not null,
  id text not null,
  council text not null,
  act text not null check (act in ('notice', 'appointment', 'publication', 'payment')),
  from_on text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, council, act, from_on),
  foreign key (office, council) references council (office, id)
);

-- 報酬・費用弁償の決まり: columns and amounts of a council's list, from a day on.
create table pay_scale (
  office bigint not null,
  id text not null,
  council text not null,
  from_on text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, council, from_on),
  foreign key (office, council) references council (office, id)
);

-- 支払の一覧: who gets what for a meeting; `id` is the meeting.
create table pay_list (
  office bigint not null,
  id text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, id) references meeting (office, id)
);

-- 支払った: the list as it was then.
create table pay_settlement (
  office bigint not null,
  id text not null,
  meeting text not null,
  number bigint not null,
  body text not null,
  sha256 text not null,
  on_day text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, meeting, number),
  foreign key (office, meeting) references meeting (office, id)
);

create table pay_settlement_withdrawal (
  office bigint not null,
  settlement text not null,
  reason text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, settlement),
  foreign key (office, settlement) references pay_settlement (office, id)
);

-- 期限: the day on which a step after or before a meeting was done, as written by hand, and why it was late.
create table deadline_mark (
  office bigint not null,
  id text not null,
  meeting text not null,
  step text not null check (step in ('notice', 'outline', 'minutes', 'confirmation', 'publication')),
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, meeting, step),
  foreign key (office, meeting) references meeting (office, id)
);

-- What an act led to is asked of the proposal that allowed it.
create index trail_cause_cause on trail_cause (office, cause);
