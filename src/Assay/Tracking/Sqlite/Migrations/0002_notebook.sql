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
