-- What a council rests on and agreed on, from which day; its seats, the people in them, their letters. Both engines read this file.

create table council_charter (
  office bigint not null references office (id),
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

create table council_seat (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id)
);

create index council_seat_council on council_seat (office, council);

create table council_member (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  seat text not null,
  fields text not null,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  foreign key (office, council) references council (office, id),
  foreign key (office, seat) references council_seat (office, id)
);

create index council_member_council on council_member (office, council);
create index council_member_seat on council_member (office, seat);

-- A seat or a member that was put in by mistake: it stands in no roster of any day any more. Once.
create table council_seat_withdrawal (
  office bigint not null,
  seat text not null,
  reason text not null,
  at text not null,
  by_name text not null,
  primary key (office, seat),
  foreign key (office, seat) references council_seat (office, id)
);

create table council_member_withdrawal (
  office bigint not null,
  member text not null,
  reason text not null,
  at text not null,
  by_name text not null,
  primary key (office, member),
  foreign key (office, member) references council_member (office, id)
);

-- A letter of appointment says for ever what it said on the day it was numbered.
create table council_appointment (
  office bigint not null references office (id),
  id text not null,
  council text not null,
  member text not null,
  batch text not null,
  place bigint not null,
  words text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, batch, place),
  foreign key (office, council) references council (office, id),
  foreign key (office, member) references council_member (office, id)
);

create index council_appointment_council on council_appointment (office, council);

-- Taken back, it stays to be read with its reason. Once.
create table council_appointment_withdrawal (
  office bigint not null references office (id),
  appointment text not null,
  reason text not null,
  at text not null,
  by_name text not null,
  primary key (office, appointment),
  foreign key (office, appointment) references council_appointment (office, id)
);
