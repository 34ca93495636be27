-- Lists ask for the newest step of each row and for what has no fate yet; these indexes answer without looking at the rows.
-- Both engines read this file.
drop index issue_step_issue;
create index issue_step_issue on issue_step (office, issue, id, stage);
create index issue_step_closed on issue_step (office, issue, id) where stage = 'closed';

drop index measure_progress_measure;
create index measure_progress_measure on measure_progress (office, measure, id, progress);

drop index fate_block;
create index fate_block on fate (office, block, id);

-- What is sought is looked for in the newest texts first.
create index search_newest on search_row (office, held_on, rowid);
