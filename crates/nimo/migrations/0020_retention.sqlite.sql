create trigger disposal_stays before update on disposal begin select raise(abort, 'a disposal stays'); end;
create trigger disposal_remains before delete on disposal begin select raise(abort, 'a disposal stays'); end;
create trigger disposal_line_stays before update on disposal_line begin select raise(abort, 'a disposal stays'); end;
create trigger disposal_line_remains before delete on disposal_line begin select raise(abort, 'a disposal stays'); end;
create trigger retention_hold_stays before update on retention_hold begin select raise(abort, 'a hold stays'); end;
create trigger retention_hold_remains before delete on retention_hold begin select raise(abort, 'a hold stays'); end;
create trigger retention_hold_end_stays before update on retention_hold_end begin select raise(abort, 'the end of a hold stays'); end;
create trigger retention_hold_end_remains before delete on retention_hold_end begin select raise(abort, 'the end of a hold stays'); end;

-- What stays is emptied where its line stands in the register of disposals, and only emptied: every other column is as it was.
drop trigger handout_file_stays;
create trigger handout_file_stays before update on handout_file
when not (new.office = old.office and new.id = old.id and new.handout = old.handout and new.number = old.number
  and new.kind = old.kind and new.pages = old.pages and new.size = old.size and new.sha256 = old.sha256 and new.made = old.made
  and new.at = old.at and new.by_account = old.by_account and new.by_name = old.by_name
  and length(new.bytes) = 0 and new.name = ''
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'handout' and d.thing = old.id))
begin select raise(abort, 'a version of a handout stays'); end;

drop trigger public_release_file_stays;
create trigger public_release_file_stays before update on public_release_file
when not (new.office = old.office and new.release = old.release and new.place = old.place and new.sha256 = old.sha256
  and length(new.bytes) = 0
  and exists (select 1 from public_release r join disposal_line d on d.office = r.office and d.kind = 'handout'
    and d.meeting = r.meeting where r.office = old.office and r.id = old.release))
begin select raise(abort, 'what was laid open stays'); end;

-- Of a sending it stays known whether it went to members.
drop trigger dispatch_stays;
create trigger dispatch_stays before update on dispatch
when not (new.office = old.office and new.id = old.id and new.council = old.council and new.meeting = old.meeting
  and new.number = old.number and new.sha256 = old.sha256 and new.at = old.at and new.by_account = old.by_account
  and new.by_name = old.by_name and new.body in ('', '{"scope":"whole",')
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'dispatch' and d.thing = old.id))
begin select raise(abort, 'what was sent stays'); end;

drop trigger dispatch_withdrawal_stays;
create trigger dispatch_withdrawal_stays before update on dispatch_withdrawal
when not (new.office = old.office and new.dispatch = old.dispatch and new.at = old.at and new.by_account = old.by_account
  and new.by_name = old.by_name and new.reason = ''
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'dispatch' and d.thing = old.dispatch))
begin select raise(abort, 'a withdrawal stays'); end;

drop trigger edition_stays;
create trigger edition_stays before update on edition
when not (new.office = old.office and new.id = old.id and new.council = old.council and new.meeting = old.meeting
  and new.audience = old.audience and new.stage = old.stage and new.number = old.number and new.sha256 = old.sha256
  and new.pdf_sha256 = old.pdf_sha256 and new.at = old.at and new.by_account = old.by_account and new.by_name = old.by_name
  and new.body = '' and length(new.pdf) = 0 and new.reason = ''
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'minutes' and d.thing = old.id))
begin select raise(abort, 'an edition stays'); end;

drop trigger council_appointment_stays;
create trigger council_appointment_stays before update on council_appointment
when not (new.office = old.office and new.id = old.id and new.council = old.council and new.member = old.member
  and new.batch = old.batch and new.place = old.place and new.at = old.at and new.by_account = old.by_account
  and new.by_name = old.by_name and new.words = ''
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'letter' and d.thing = old.id))
begin select raise(abort, 'a letter stays'); end;

drop trigger council_appointment_withdrawal_stays;
create trigger council_appointment_withdrawal_stays before update on council_appointment_withdrawal
when not (new.office = old.office and new.appointment = old.appointment and new.at = old.at and new.by_name = old.by_name
  and new.reason = ''
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'letter' and d.thing = old.appointment))
begin select raise(abort, 'a withdrawal stays'); end;

drop trigger pay_settlement_stays;
create trigger pay_settlement_stays before update on pay_settlement
when not (new.office = old.office and new.id = old.id and new.meeting = old.meeting and new.number = old.number
  and new.sha256 = old.sha256 and new.on_day = old.on_day and new.at = old.at and new.by_account = old.by_account
  and new.by_name = old.by_name and new.body = ''
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'pay' and d.thing = old.meeting))
begin select raise(abort, 'what was paid stays'); end;

drop trigger pay_settlement_withdrawal_stays;
create trigger pay_settlement_withdrawal_stays before update on pay_settlement_withdrawal
when not (new.office = old.office and new.settlement = old.settlement and new.at = old.at and new.by_account = old.by_account
  and new.by_name = old.by_name and new.reason = ''
  and exists (select 1 from pay_settlement s join disposal_line d on d.office = s.office and d.kind = 'pay' and d.thing = s.meeting
    where s.office = old.office and s.id = old.settlement))
begin select raise(abort, 'a withdrawal stays'); end;

drop trigger approval_withdrawal_stays;
create trigger approval_withdrawal_stays before update on approval_withdrawal
when not (new.office = old.office and new.approval = old.approval and new.at = old.at and new.by_account = old.by_account
  and new.by_name = old.by_name and new.reason = ''
  and exists (select 1 from disposal_line d where d.office = old.office and d.kind = 'approval' and d.thing = old.approval))
begin select raise(abort, 'a withdrawal stays'); end;

-- The versions of a form that was disposed of repeat it.
drop trigger revision_remains;
create trigger revision_remains before delete on revision
when not exists (select 1 from disposal_line d where d.office = old.office and d.thing = old.thing
  and ((d.kind = 'pay' and old.kind = 'PayList') or (d.kind = 'approval' and old.kind = 'Approval')))
begin select raise(abort, 'versions only grow'); end;
