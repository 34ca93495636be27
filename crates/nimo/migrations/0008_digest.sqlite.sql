create trigger digest_stays before update on digest begin select raise(abort, 'a frozen paper stays'); end;
create trigger digest_remains before delete on digest begin select raise(abort, 'a frozen paper stays'); end;
