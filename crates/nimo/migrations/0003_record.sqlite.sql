create trigger record_decision_stays before update on record_decision begin select raise(abort, 'a decision stays'); end;
create trigger record_decision_remains before delete on record_decision begin select raise(abort, 'a decision stays'); end;
