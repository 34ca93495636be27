-- The files of papers that were laid open, as they were then.
create table public_release_file (
  office bigint not null,
  release text not null,
  place bigint not null,
  bytes blob not null,
  sha256 text not null,
  primary key (office, release, place),
  foreign key (office, release) references public_release (office, id)
);

-- What stands open to everybody now: the newest of its kind, unless that was taken down.
create view v_public_release as
  select r.office as office, r.id as id, r.council as council, r.meeting as meeting, r.kind as kind, r.number as number,
    r.body as body, r.sha256 as sha256, r.on_day as on_day
  from public_release r
  where not exists (select 1 from public_release n where n.office = r.office and n.council = r.council and n.meeting = r.meeting
      and n.kind = r.kind and n.number > r.number)
    and not exists (select 1 from public_release_withdrawal w where w.office = r.office and w.release = r.id)
    and not exists (select 1 from meeting_withdrawal m where m.office = r.office and m.meeting = r.meeting);

create view v_public_file as
  select f.office as office, f.release as release, f.place as place, f.bytes as bytes, f.sha256 as sha256
  from public_release_file f join v_public_release r on r.office = f.office and r.id = f.release;

-- The public minutes that stand open to everybody: of each meeting the newest edition that was ever published, unless it was taken down.
create view v_public_minutes as
  select e.office as office, e.id as edition, e.council as council, e.meeting as meeting, e.number as number, e.body as body,
    e.sha256 as sha256, e.pdf as pdf, e.pdf_sha256 as pdf_sha256, m.held_on as held_on, p.on_day as on_day
  from edition e
  join meeting m on m.office = e.office and m.id = e.meeting
  join publication p on p.office = e.office and p.edition = e.id
  where e.audience = 'public' and e.stage = 'final'
    and not exists (select 1 from publication_withdrawal w where w.office = p.office and w.publication = p.id)
    and not exists (select 1 from edition n join publication q on q.office = n.office and q.edition = n.id
      where n.office = e.office and n.meeting = e.meeting and n.audience = 'public' and n.stage = 'final'
      and n.number > e.number)
    and not exists (select 1 from meeting_withdrawal w where w.office = e.office and w.meeting = e.meeting);

create trigger redaction_stays before update on redaction begin select raise(abort, 'a mark stays'); end;
create trigger redaction_remains before delete on redaction begin select raise(abort, 'a mark stays'); end;
create trigger redaction_withdrawal_stays before update on redaction_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger redaction_withdrawal_remains before delete on redaction_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger public_release_stays before update on public_release begin select raise(abort, 'what was laid open stays'); end;
create trigger public_release_remains before delete on public_release begin select raise(abort, 'what was laid open stays'); end;
create trigger public_release_withdrawal_stays before update on public_release_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger public_release_withdrawal_remains before delete on public_release_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger public_release_file_stays before update on public_release_file begin select raise(abort, 'what was laid open stays'); end;
create trigger public_release_file_remains before delete on public_release_file begin select raise(abort, 'what was laid open stays'); end;
