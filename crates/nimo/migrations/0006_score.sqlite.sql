create trigger round_stays before update on round begin select raise(abort, 'a round stays'); end;
create trigger round_remains before delete on round begin select raise(abort, 'a round stays'); end;
create trigger round_issue_stays before update on round_issue begin select raise(abort, 'an issue of a round stays'); end;
create trigger round_issue_remains before delete on round_issue begin select raise(abort, 'an issue of a round stays'); end;
create trigger round_member_stays before update on round_member begin select raise(abort, 'a member of a round stays'); end;
create trigger round_member_remains before delete on round_member begin select raise(abort, 'a member of a round stays'); end;
create trigger round_step_stays before update on round_step begin select raise(abort, 'a step of a round stays'); end;
create trigger round_step_remains before delete on round_step begin select raise(abort, 'a step of a round stays'); end;
create trigger round_freeze_stays before update on round_freeze begin select raise(abort, 'what was frozen stays'); end;
create trigger round_freeze_remains before delete on round_freeze begin select raise(abort, 'what was frozen stays'); end;

-- After the freezing no point changes any more, whoever asks.
create trigger score_is_frozen_in before insert on score
  when exists (select 1 from round_freeze f where f.office = new.office and f.round = new.round)
  begin select raise(abort, 'the round is frozen'); end;
create trigger score_is_frozen before update on score
  when exists (select 1 from round_freeze f where f.office = new.office and f.round = new.round)
  begin select raise(abort, 'the round is frozen'); end;
