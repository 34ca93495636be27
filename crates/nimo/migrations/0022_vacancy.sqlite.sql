-- An account may be one of a provider. SQLite changes no check of a table that stands: the rows are set aside, and come back into the same
-- table made anew. What names them holds again before the end, which is when it is looked at.
pragma defer_foreign_keys = on;
create temp table account_before as select * from account;
drop table account;
create table account (
  office bigint not null references office (id),
  id text not null,
  login text not null references account_name (login),
  name text not null,
  role text not null check (role in ('administrator', 'secretariat', 'member', 'viewer', 'provider')),
  password text,
  version bigint not null,
  made_at text not null,
  primary key (office, id),
  unique (office, login)
);
insert into account (office, id, login, name, role, password, version, made_at)
  select office, id, login, name, role, password, version, made_at from account_before;
drop table account_before;

create trigger vacancy_notice_stays before update on vacancy_notice begin select raise(abort, 'a notice stays'); end;
create trigger vacancy_notice_remains before delete on vacancy_notice begin select raise(abort, 'a notice stays'); end;
create trigger mismatch_stays before update on mismatch begin select raise(abort, 'a mismatch stays'); end;
create trigger mismatch_remains before delete on mismatch begin select raise(abort, 'a mismatch stays'); end;
create trigger mismatch_withdrawal_stays before update on mismatch_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger mismatch_withdrawal_remains before delete on mismatch_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger vacancy_rule_stays before update on vacancy_rule begin select raise(abort, 'a rule stays'); end;
create trigger vacancy_rule_remains before delete on vacancy_rule begin select raise(abort, 'a rule stays'); end;
