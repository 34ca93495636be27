-- Search: an index of bigrams proposes, the folded text decides. Kept minutes only, and no list of names.
-- The index holds the bigrams of `folded`, not `folded` itself, so it is never rebuilt from its content table.
create table search_row (
  office bigint not null references office (id),
  rowid integer primary key,
  council text not null,
  thing text not null,
  section text not null,
  held_on text not null,
  folded text not null,
  unique (office, thing, section)
);

create virtual table search_index using fts5 (
  folded, content = 'search_row', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 0'
);

insert into search_index (search_index, rank) values ('secure-delete', 1);

create trigger sheet_stays before update on sheet begin select raise(abort, 'a sheet stays as it came'); end;
create trigger sheet_remains before delete on sheet begin select raise(abort, 'a sheet stays as it came'); end;
