update issue set stage = coalesce((select s.stage from issue_step s where s.office = issue.office and s.issue = issue.id
  order by s.id desc limit 1), '');
update measure set progress = coalesce((select p.progress from measure_progress p
  where p.office = measure.office and p.measure = measure.id order by p.id desc limit 1), '');

create trigger issue_step_told after insert on issue_step begin
  update issue set stage = (select s.stage from issue_step s where s.office = new.office and s.issue = new.issue
    order by s.id desc limit 1) where office = new.office and id = new.issue;
end;
create trigger measure_progress_told after insert on measure_progress begin
  update measure set progress = (select p.progress from measure_progress p where p.office = new.office
    and p.measure = new.measure order by p.id desc limit 1) where office = new.office and id = new.measure;
end;
