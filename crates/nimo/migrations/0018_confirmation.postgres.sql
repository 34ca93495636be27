create view v_council_block with (security_invoker = true) as
  select b.office as office, b.id as block, b.meeting as meeting, m.council as council, m.held_on as held_on,
    b.position as position, b.kind as kind, b.speaker as speaker,
    case when t.members = 'words' then t.members_words else b.text end as text, b.version as version
  from block b
  join meeting m on m.office = b.office and m.id = b.meeting
  join minutes_keep k on k.office = b.office and k.meeting = b.meeting
  left join telling t on t.office = b.office and t.id = b.id
  where not exists (select 1 from meeting_withdrawal w where w.office = b.office and w.meeting = b.meeting)
    and not exists (select 1 from block_alias a where a.office = b.office and a.id = b.id)
    and not exists (select 1 from block_strike s where s.office = b.office and s.id = b.id)
    and coalesce(t.members, 'same') <> 'left_out'
    and (coalesce(t.members, 'same') = 'same' or t.seen = b.speaker || chr(31) || b.text);

-- 版: minutes as they were frozen for members to look at (asked) and as they were confirmed (final), for each who reads them.
create table edition (
  office bigint not null,
  id text not null,
  council text not null,
  meeting text not null,
  audience text not null check (audience in ('internal', 'members', 'public')),
  stage text not null check (stage in ('asked', 'final')),
  number bigint not null,
  reason text not null,
  body text not null,
  sha256 text not null,
  pdf bytea not null,
  pdf_sha256 text not null,
  at text not null,
  by_account text not null,
  by_name text not null,
  primary key (office, id),
  unique (office, meeting, audience, stage, number),
  foreign key (office, council) references council (office, id),
  foreign key (office, meeting) references meeting (office, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['sheet_form', 'telling', 'confirmation', 'confirmation_withdrawal', 'correction', 'correction_withdrawal',
    'confirming', 'confirming_end', 'publication', 'publication_withdrawal', 'edition', 'approval',
    'approval_return', 'approval_withdrawal', 'approval_rule', 'pay_scale', 'pay_list', 'pay_settlement',
    'pay_settlement_withdrawal', 'deadline_mark'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_office on %I using (office = current_setting(''nimo.office'')::bigint) '
      'with check (office = current_setting(''nimo.office'')::bigint)', t);
  end loop;
end
$$;
