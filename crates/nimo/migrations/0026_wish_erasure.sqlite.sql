create trigger reading_withdrawal_stays before update on reading_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger reading_withdrawal_remains before delete on reading_withdrawal begin select raise(abort, 'a withdrawal stays'); end;

-- A wish is erased where it has ended, and then its versions with it.
create trigger wish_remains before delete on wish
when coalesce(json_extract(old.fields, '$.state'), '') <> 'ended'
begin select raise(abort, 'a wish that has not ended stays'); end;

drop trigger revision_remains;
create trigger revision_remains before delete on revision
when not exists (select 1 from disposal_line d where d.office = old.office and d.thing = old.thing
  and ((d.kind = 'pay' and old.kind = 'PayList') or (d.kind = 'approval' and old.kind = 'Approval')))
  and not (old.kind = 'Wish' and not exists (select 1 from wish w where w.office = old.office and w.id = old.thing))
begin select raise(abort, 'versions only grow'); end;
