-- Work periods keep what a hand-over says of them; paths and outputs are one text, a line each.
ALTER TABLE workstreams ADD COLUMN title TEXT;
ALTER TABLE workstreams ADD COLUMN task_status TEXT;

ALTER TABLE work_periods ADD COLUMN title TEXT;
ALTER TABLE work_periods ADD COLUMN dated TEXT;
ALTER TABLE work_periods ADD COLUMN files_modified TEXT;
ALTER TABLE work_periods ADD COLUMN commit_title TEXT;
ALTER TABLE work_periods ADD COLUMN clean TEXT;
ALTER TABLE work_periods ADD COLUMN outputs TEXT;
