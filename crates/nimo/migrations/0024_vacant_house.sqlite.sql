create trigger house_step_stays before update on house_step begin select raise(abort, 'a step stays'); end;
create trigger house_step_remains before delete on house_step begin select raise(abort, 'a step stays'); end;
