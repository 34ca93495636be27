alter table reading_withdrawal enable row level security;
alter table reading_withdrawal force row level security;
create policy one_office on reading_withdrawal using (office = current_setting('nimo.office')::bigint)
  with check (office = current_setting('nimo.office')::bigint);

-- A wish is erased where it has ended, and then its versions with it.
create function wish_remains() returns trigger language plpgsql as $$
begin
  if coalesce(old.fields::json ->> 'state', '') = 'ended' then return old; end if;
  raise exception 'a wish that has not ended stays';
end
$$;
create trigger wish_remains before delete on wish for each row execute function wish_remains();

create or replace function revision_remains() returns trigger language plpgsql as $$
begin
  if exists (select 1 from disposal_line d where d.office = old.office and d.thing = old.thing
    and ((d.kind = 'pay' and old.kind = 'PayList') or (d.kind = 'approval' and old.kind = 'Approval'))) then return old; end if;
  if old.kind = 'Wish' and not exists (select 1 from wish w where w.office = old.office and w.id = old.thing) then return old; end if;
  raise exception 'versions only grow';
end
$$;

-- What was erased is not left for the next great number of dead rows: the next round of autovacuum takes it.
alter table wish set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
alter table draft set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
alter table revision set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
