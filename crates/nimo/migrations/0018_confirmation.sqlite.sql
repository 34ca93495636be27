create view v_council_block as
  select b.office as office, b.id as block, b.meeting as meeting, m.council as council, m.held_on as held_on,
    b.position as position, b.kind as kind, b.speaker as speaker,
    case when t.members = 'words' then t.members_words else b.text end as text, b.version as version
  from block b
  join meeting m on m.office = b.office and m.id = b.meeting
  join minutes_keep k on k.office = b.office and k.meeting = b.meeting
  left join telling t on t.office = b.office and t.id = b.id
  where not exists (select 1 from meeting_withdrawal w where w.office = b.office and w.meeting = b.meeting)
    and not exists (select 1 from block_alias a where a.office = b.office and a.id = b.id)
    and not exists (select 1 from block_strike s where s.office = b.office and s.id = b.id)
    and coalesce(t.members, 'same') <> 'left_out'
    and (coalesce(t.members, 'same') = 'same' or t.seen = b.speaker || char(31) || b.text);

-- 版: minutes as they were frozen for members to look at (asked) and as they were confirmed (final), for each who reads them.
create table edition (
  office bigint not null,
  id text not null,
  council text not null,
  meeting text not null,
  audience text not null check (audience in ('internal', 'members', 'public')),
  stage text not null check (stage in ('asked', 'final')),
  number bigint not null,
  reason text not null,
  body text not null,
  sha256 text not null,
  pdf blob not null,
  pdf_sha256 text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, meeting, audience, stage, number),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

create trigger confirmation_withdrawal_stays before update on confirmation_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger confirmation_withdrawal_remains before delete on confirmation_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger correction_withdrawal_stays before update on correction_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger correction_withdrawal_remains before delete on correction_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger confirming_stays before update on confirming begin select raise(abort, 'who confirmed stays'); end;
create trigger confirming_remains before delete on confirming begin select raise(abort, 'who confirmed stays'); end;
create trigger confirming_end_stays before update on confirming_end begin select raise(abort, 'who confirmed stays'); end;
create trigger confirming_end_remains before delete on confirming_end begin select raise(abort, 'who confirmed stays'); end;
create trigger publication_stays before update on publication begin select raise(abort, 'a publication stays'); end;
create trigger publication_remains before delete on publication begin select raise(abort, 'a publication stays'); end;
create trigger publication_withdrawal_stays before update on publication_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger publication_withdrawal_remains before delete on publication_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger edition_stays before update on edition begin select raise(abort, 'an edition stays'); end;
create trigger edition_remains before delete on edition begin select raise(abort, 'an edition stays'); end;
create trigger approval_return_stays before update on approval_return begin select raise(abort, 'what came back stays'); end;
create trigger approval_return_remains before delete on approval_return begin select raise(abort, 'what came back stays'); end;
create trigger approval_withdrawal_stays before update on approval_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger approval_withdrawal_remains before delete on approval_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger pay_settlement_stays before update on pay_settlement begin select raise(abort, 'what was paid stays'); end;
create trigger pay_settlement_remains before delete on pay_settlement begin select raise(abort, 'what was paid stays'); end;
create trigger pay_settlement_withdrawal_stays before update on pay_settlement_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger pay_settlement_withdrawal_remains before delete on pay_settlement_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
