create trigger indicator_value_stays before update on indicator_value begin select raise(abort, 'a figure stays'); end;
create trigger indicator_value_remains before delete on indicator_value begin select raise(abort, 'a figure stays'); end;
create trigger indicator_counting_stays before update on indicator_counting begin select raise(abort, 'a way of counting stays'); end;
create trigger indicator_counting_remains before delete on indicator_counting begin select raise(abort, 'a way of counting stays'); end;
