-- The trail and the versions only grow.
create trigger trail_stays before update on trail begin select raise(abort, 'the trail only grows'); end;
create trigger trail_remains before delete on trail begin select raise(abort, 'the trail only grows'); end;
create trigger trail_cause_stays before update on trail_cause begin select raise(abort, 'the trail only grows'); end;
create trigger trail_cause_remains before delete on trail_cause begin select raise(abort, 'the trail only grows'); end;
create trigger revision_stays before update on revision begin select raise(abort, 'versions only grow'); end;
create trigger revision_remains before delete on revision begin select raise(abort, 'versions only grow'); end;
