create trigger measure_progress_stays before update on measure_progress begin select raise(abort, 'a progress stays'); end;
create trigger measure_progress_remains before delete on measure_progress begin select raise(abort, 'a progress stays'); end;
