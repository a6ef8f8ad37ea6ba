-- Studies that several processes work on: what changed in one since it was last read is found by a number that only rises.

ALTER TABLE studies ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE trials ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
CREATE INDEX trials_by_revision ON trials(study, revision);
