-- A version of a handout as it came, whole and never changed; `made` says of what nimo made it, and is empty for what it did not make.
create table handout_file (
  office bigint not null,
  id text not null,
  handout text not null,
  number bigint not null,
  kind text not null check (kind in ('pdf', 'word', 'excel', 'powerpoint')),
  name text not null,
  pages bigint not null,
  size bigint not null,
  sha256 text not null,
  made text not null,
  bytes blob not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, handout, number),
  foreign key (office, handout) references handout (office, id)
);
create index handout_file_hash on handout_file (office, sha256);

create trigger handout_withdrawal_stays before update on handout_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger handout_withdrawal_remains before delete on handout_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger handout_file_stays before update on handout_file begin select raise(abort, 'a version of a handout stays'); end;
create trigger handout_file_remains before delete on handout_file begin select raise(abort, 'a version of a handout stays'); end;
create trigger dispatch_stays before update on dispatch begin select raise(abort, 'what was sent stays'); end;
create trigger dispatch_remains before delete on dispatch begin select raise(abort, 'what was sent stays'); end;
create trigger dispatch_withdrawal_stays before update on dispatch_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger dispatch_withdrawal_remains before delete on dispatch_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger dispatch_link_stays before update on dispatch_link begin select raise(abort, 'a link stays'); end;
create trigger dispatch_link_remains before delete on dispatch_link begin select raise(abort, 'a link stays'); end;
create trigger dispatch_link_end_stays before update on dispatch_link_end begin select raise(abort, 'the end of a link stays'); end;
create trigger dispatch_link_end_remains before delete on dispatch_link_end begin select raise(abort, 'the end of a link stays'); end;
