-- An alias leads to the block that stands, in one step: whoever joins blocks carries the aliases along. Each round halves what
-- is left of a chain.
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

create trigger issue_step_stays before update on issue_step begin select raise(abort, 'a step stays'); end;
create trigger issue_step_remains before delete on issue_step begin select raise(abort, 'a step stays'); end;
create trigger fate_stays before update on fate begin select raise(abort, 'a fate stays'); end;
create trigger fate_remains before delete on fate begin select raise(abort, 'a fate stays'); end;
create trigger fate_withdrawal_stays before update on fate_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger fate_withdrawal_remains before delete on fate_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
