-- An alias leads to the block that stands, in one step: whoever joins blocks carries the aliases along. Each round halves what
-- is left of a chain.
-- The owner is held to one office like everybody; for this one act on all of them he is not.
alter table block_alias no force row level security;
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
update block_alias set block = (select a.block from block_alias a where a.office = block_alias.office and a.id = block_alias.block)
  where exists (select 1 from block_alias a where a.office = block_alias.office and a.id = block_alias.block);
alter table block_alias force row level security;

-- A view asks with the rights and the office of whoever reads it.
alter view v_council_block set (security_invoker = true);
alter view v_council_alias set (security_invoker = true);

do $$
declare
  t text;
begin
  foreach t in array array[
    'element', 'issue', 'issue_step', 'issue_join', 'issue_split', 'fate', 'fate_withdrawal', 'issue_columns'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
