-- Tuning studies and what analyzers find. Every trial is a run: its status, times, params and metrics stand there.

CREATE TABLE studies (
  seq              INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  name             TEXT NOT NULL,
  experiment       INTEGER NOT NULL REFERENCES experiments(id),
  direction        TEXT NOT NULL,
  metric           TEXT NOT NULL,
  document         TEXT NOT NULL,
  idempotency_key  TEXT,
  created_at       INTEGER NOT NULL,
  deleted_at       INTEGER
);
CREATE INDEX studies_by_name ON studies(name);
CREATE UNIQUE INDEX studies_by_idempotency_key ON studies(idempotency_key) WHERE idempotency_key IS NOT NULL;

-- The objective is null before there is one; kind as in metric_points.
CREATE TABLE trials (
  study     INTEGER NOT NULL REFERENCES studies(seq),
  number    INTEGER NOT NULL,
  run       INTEGER NOT NULL REFERENCES runs(seq),
  kind      INTEGER,
  value     REAL,
  reason    TEXT,
  document  TEXT NOT NULL,
  PRIMARY KEY (study, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX trials_by_run ON trials(run);

ALTER TABLE findings ADD COLUMN study INTEGER REFERENCES studies(seq);
ALTER TABLE findings ADD COLUMN remedy TEXT;
ALTER TABLE findings ADD COLUMN suppressed TEXT;
CREATE INDEX findings_by_study ON findings(study) WHERE study IS NOT NULL;
