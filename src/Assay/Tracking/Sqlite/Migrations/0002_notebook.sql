-- The notebook: where a note stands in a log, and what a log says besides its runs and notes.

ALTER TABLE notes ADD COLUMN section TEXT;
ALTER TABLE notes ADD COLUMN line INTEGER;

CREATE TABLE logs (
  name        TEXT PRIMARY KEY,
  format      TEXT NOT NULL,
  path        TEXT,
  document    TEXT NOT NULL,
  changed_at  INTEGER NOT NULL
);

-- Work periods keep what a hand-over says of them; paths and outputs are one text, a line each.
ALTER TABLE workstreams ADD COLUMN title TEXT;
ALTER TABLE workstreams ADD COLUMN task_status TEXT;

ALTER TABLE work_periods ADD COLUMN title TEXT;
ALTER TABLE work_periods ADD COLUMN history_title TEXT;
ALTER TABLE work_periods ADD COLUMN dated TEXT;
ALTER TABLE work_periods ADD COLUMN files_modified TEXT;
ALTER TABLE work_periods ADD COLUMN commit_title TEXT;
ALTER TABLE work_periods ADD COLUMN clean TEXT;
ALTER TABLE work_periods ADD COLUMN outputs TEXT;
