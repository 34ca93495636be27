create trigger reading_rule_stays before update on reading_rule begin select raise(abort, 'a rule stays'); end;
create trigger reading_rule_remains before delete on reading_rule begin select raise(abort, 'a rule stays'); end;
create trigger reading_stays before update on reading begin select raise(abort, 'a reading stays'); end;
create trigger reading_remains before delete on reading begin select raise(abort, 'a reading stays'); end;
create trigger reading_issue_stays before update on reading_issue begin select raise(abort, 'what an issue came of stays'); end;
create trigger reading_issue_remains before delete on reading_issue begin select raise(abort, 'what an issue came of stays'); end;
