-- The application may write to what stays in the columns that hold its content alone (see EMPTIED in plumbing/migrate.rs), and these triggers
-- let it write nothing there but emptiness, where the line of that very thing stands in the register of disposals.
create function handout_file_stays() returns trigger language plpgsql as $$
begin
  if length(new.bytes) = 0 and new.name = '' and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'handout' and d.thing = old.id) then return new; end if;
  raise exception 'a version of a handout stays';
end
$$;
create trigger handout_file_stays before update on handout_file for each row execute function handout_file_stays();

create function public_release_file_stays() returns trigger language plpgsql as $$
begin
  if length(new.bytes) = 0 and exists (select 1 from public_release r
    join disposal_line d on d.office = r.office and d.kind = 'handout' and d.meeting = r.meeting
    where r.office = old.office and r.id = old.release) then return new; end if;
  raise exception 'what was laid open stays';
end
$$;
create trigger public_release_file_stays before update on public_release_file
  for each row execute function public_release_file_stays();

-- Of a sending it stays known whether it went to members.
create function dispatch_stays() returns trigger language plpgsql as $$
begin
  if new.body in ('', '{"scope":"whole",') and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'dispatch' and d.thing = old.id) then return new; end if;
  raise exception 'what was sent stays';
end
$$;
create trigger dispatch_stays before update on dispatch for each row execute function dispatch_stays();

create function dispatch_withdrawal_stays() returns trigger language plpgsql as $$
begin
  if new.reason = '' and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'dispatch' and d.thing = old.dispatch) then return new; end if;
  raise exception 'a withdrawal stays';
end
$$;
create trigger dispatch_withdrawal_stays before update on dispatch_withdrawal
  for each row execute function dispatch_withdrawal_stays();

create function edition_stays() returns trigger language plpgsql as $$
begin
  if new.body = '' and length(new.pdf) = 0 and new.reason = '' and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'minutes' and d.thing = old.id) then return new; end if;
  raise exception 'an edition stays';
end
$$;
create trigger edition_stays before update on edition for each row execute function edition_stays();

create function council_appointment_stays() returns trigger language plpgsql as $$
begin
  if new.words = '' and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'letter' and d.thing = old.id) then return new; end if;
  raise exception 'a letter stays';
end
$$;
create trigger council_appointment_stays before update on council_appointment
  for each row execute function council_appointment_stays();

create function council_appointment_withdrawal_stays() returns trigger language plpgsql as $$
begin
  if new.reason = '' and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'letter' and d.thing = old.appointment) then return new; end if;
  raise exception 'a withdrawal stays';
end
$$;
create trigger council_appointment_withdrawal_stays before update on council_appointment_withdrawal
  for each row execute function council_appointment_withdrawal_stays();

create function pay_settlement_stays() returns trigger language plpgsql as $$
begin
  if new.body = '' and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'pay' and d.thing = old.meeting) then return new; end if;
  raise exception 'what was paid stays';
end
$$;
create trigger pay_settlement_stays before update on pay_settlement for each row execute function pay_settlement_stays();

create function pay_settlement_withdrawal_stays() returns trigger language plpgsql as $$
begin
  if new.reason = '' and exists (select 1 from pay_settlement s
    join disposal_line d on d.office = s.office and d.kind = 'pay' and d.thing = s.meeting
    where s.office = old.office and s.id = old.settlement) then return new; end if;
  raise exception 'a withdrawal stays';
end
$$;
create trigger pay_settlement_withdrawal_stays before update on pay_settlement_withdrawal
  for each row execute function pay_settlement_withdrawal_stays();

create function approval_withdrawal_stays() returns trigger language plpgsql as $$
begin
  if new.reason = '' and exists (select 1 from disposal_line d
    where d.office = old.office and d.kind = 'approval' and d.thing = old.approval) then return new; end if;
  raise exception 'a withdrawal stays';
end
$$;
create trigger approval_withdrawal_stays before update on approval_withdrawal
  for each row execute function approval_withdrawal_stays();

-- The versions of a form that was disposed of repeat it.
create function revision_remains() returns trigger language plpgsql as $$
begin
  if exists (select 1 from disposal_line d where d.office = old.office and d.thing = old.thing
    and ((d.kind = 'pay' and old.kind = 'PayList') or (d.kind = 'approval' and old.kind = 'Approval'))) then return old; end if;
  raise exception 'versions only grow';
end
$$;
create trigger revision_remains before delete on revision for each row execute function revision_remains();

do $$
declare
  t text;
begin
  foreach t in array array['retention_rule', 'disposal', 'disposal_line', 'retention_hold', 'retention_hold_end'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
