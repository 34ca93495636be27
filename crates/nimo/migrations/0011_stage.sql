-- How far an issue and a measure have come stands in their steps. A list of a thousand looked each newest step up; now the row
-- holds a copy that only the database writes, whenever a step is added. Both engines read this file.
alter table issue add column stage text not null default '';
alter table measure add column progress text not null default '';

-- How many opinions led to an issue is counted without looking at the rows.
drop index fate_issue;
create index fate_issue on fate (office, issue, id);
