-- Times are integer microseconds since 1970, UTC. Run links inside the store are runs.seq; links a person sees are runs.id.

CREATE TABLE experiments (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  created_at  INTEGER NOT NULL,
  deleted_at  INTEGER
);

-- What almost every query asks of a run stands first: a column is found by reading the lengths of all before it.
CREATE TABLE runs (
  seq             INTEGER PRIMARY KEY,
  deleted_at      INTEGER,
  experiment      INTEGER NOT NULL REFERENCES experiments(id),
  status          TEXT NOT NULL,
  kind            TEXT NOT NULL,
  id              TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  started_at      INTEGER,
  ended_at        INTEGER,
  exit_code       INTEGER,
  user            TEXT,
  plan            TEXT,
  phase           TEXT,
  item            TEXT,
  priority        TEXT,
  plan_id         TEXT,
  seed            INTEGER,
  attempt         INTEGER,
  fingerprint     TEXT,
  title           TEXT,
  stage           TEXT,
  source          TEXT,
  reason          TEXT,
  result          TEXT,
  conclusion      TEXT,
  caveat          TEXT,
  error_line      TEXT,
  error_kind      TEXT,
  resolution      TEXT,
  resolved_by     TEXT,
  superseded_by   TEXT,
  superseded_why  TEXT,
  parent          TEXT,
  pattern         TEXT,
  rerun_of        TEXT,
  idempotency_key TEXT,
  lease_host      TEXT,
  lease_boot      TEXT,
  lease_pid       INTEGER,
  lease_start     TEXT,
  lease_epoch     INTEGER NOT NULL DEFAULT 0,
  lease_expires   INTEGER
);
CREATE INDEX runs_by_status ON runs(status, deleted_at);
CREATE INDEX runs_by_name ON runs(name);
CREATE INDEX runs_by_plan ON runs(plan) WHERE plan IS NOT NULL;
CREATE INDEX runs_by_plan_id ON runs(plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX runs_by_experiment ON runs(experiment, deleted_at);
CREATE UNIQUE INDEX runs_by_idempotency_key ON runs(idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE run_details (
  run       INTEGER PRIMARY KEY REFERENCES runs(seq),
  document  TEXT NOT NULL
);

CREATE TABLE params (
  run     INTEGER NOT NULL REFERENCES runs(seq),
  key     TEXT NOT NULL,
  json    TEXT NOT NULL,
  text    TEXT NOT NULL,
  number  REAL,
  PRIMARY KEY (run, key)
) WITHOUT ROWID;
CREATE INDEX params_by_text ON params(key, text);
CREATE INDEX params_by_number ON params(key, number) WHERE number IS NOT NULL;

CREATE TABLE tags (
  run    INTEGER NOT NULL REFERENCES runs(seq),
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (run, key)
) WITHOUT ROWID;
CREATE INDEX tags_by_value ON tags(key, value);

-- One row a metric identity of a run. Unknown parts are '', so that the unique key sees them as equal.
CREATE TABLE metric_series (
  id               INTEGER PRIMARY KEY,
  run              INTEGER NOT NULL REFERENCES runs(seq),
  key              TEXT NOT NULL,
  definition       TEXT NOT NULL DEFAULT '',
  dataset          TEXT NOT NULL DEFAULT '',
  split            TEXT NOT NULL DEFAULT '',
  label_schema     TEXT NOT NULL DEFAULT '',
  context          TEXT NOT NULL DEFAULT '',
  direction        TEXT,
  count            INTEGER NOT NULL DEFAULT 0,
  undefined_count  INTEGER NOT NULL DEFAULT 0,
  last_kind        INTEGER,
  last_value       REAL,
  last_reason      TEXT,
  last_step        INTEGER,
  last_time        INTEGER,
  min_value        REAL,
  min_step         INTEGER,
  max_value        REAL,
  max_step         INTEGER,
  UNIQUE (run, key, definition, dataset, split, label_schema, context)
);

CREATE TABLE metric_points (
  series  INTEGER NOT NULL REFERENCES metric_series(id),
  step    INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  time    INTEGER NOT NULL,
  kind    INTEGER NOT NULL,  -- 0 number, 1 NaN, 2 undefined
  value   REAL,
  reason  TEXT,
  PRIMARY KEY (series, step, seq)
) WITHOUT ROWID;

-- What queries compare: per run and key the series that was written last. value is null for NaN and undefined,
-- so that no comparison matches them; best follows from the direction, last value when there is none.
CREATE TABLE run_metrics (
  run     INTEGER NOT NULL REFERENCES runs(seq),
  key     TEXT NOT NULL,
  series  INTEGER NOT NULL REFERENCES metric_series(id),
  value   REAL,
  best    REAL,
  min     REAL,
  max     REAL,
  PRIMARY KEY (run, key)
) WITHOUT ROWID;
CREATE INDEX run_metrics_by_value ON run_metrics(key, value);

CREATE TABLE datasets (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  digest  TEXT NOT NULL,
  row_count INTEGER,
  source  TEXT,
  UNIQUE (name, digest)
);
CREATE TABLE run_datasets (
  run      INTEGER NOT NULL REFERENCES runs(seq),
  dataset  INTEGER NOT NULL REFERENCES datasets(id),
  role     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (run, dataset, role)
) WITHOUT ROWID;

CREATE TABLE artifacts (
  run     INTEGER NOT NULL REFERENCES runs(seq),
  path    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  digest  TEXT NOT NULL,
  stored  INTEGER NOT NULL,
  PRIMARY KEY (run, path)
) WITHOUT ROWID;

CREATE TABLE findings (
  id        INTEGER PRIMARY KEY,
  run       INTEGER REFERENCES runs(seq),
  subject   TEXT NOT NULL,
  rule      TEXT NOT NULL,
  severity  TEXT NOT NULL,
  message   TEXT NOT NULL,
  data      TEXT,
  found_at  INTEGER NOT NULL
);
CREATE INDEX findings_by_run ON findings(run);

CREATE TABLE events (
  id           INTEGER PRIMARY KEY,
  run          INTEGER NOT NULL REFERENCES runs(seq),
  time         INTEGER NOT NULL,
  who          TEXT NOT NULL,
  from_status  TEXT,
  to_status    TEXT NOT NULL,
  why          TEXT
);
CREATE INDEX events_by_run ON events(run);

CREATE TABLE notes (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  text         TEXT NOT NULL,
  target_kind  TEXT NOT NULL,
  target_id    TEXT NOT NULL,
  author       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  changed_at   INTEGER NOT NULL,
  state        TEXT NOT NULL,
  place        REAL NOT NULL,
  settled_by   TEXT
);
CREATE INDEX notes_by_target ON notes(target_kind, target_id);

CREATE TABLE workstreams (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  focus         TEXT,
  status        TEXT,
  current_task  TEXT
);
CREATE TABLE work_periods (
  id            INTEGER PRIMARY KEY,
  workstream    TEXT NOT NULL REFERENCES workstreams(id),
  started_at    INTEGER NOT NULL,
  ended_at      INTEGER,
  author        TEXT,
  summary       TEXT,
  start_commit  TEXT,
  end_commit    TEXT,
  branch        TEXT
);

CREATE TABLE plans (
  name      TEXT PRIMARY KEY,
  path      TEXT NOT NULL,
  digest    TEXT NOT NULL,
  document  TEXT NOT NULL,
  seen_at   INTEGER NOT NULL
);

CREATE TABLE spools (
  run          INTEGER NOT NULL REFERENCES runs(seq),
  file         TEXT NOT NULL,
  consumed     INTEGER NOT NULL,
  head_digest  TEXT NOT NULL,
  PRIMARY KEY (run, file)
) WITHOUT ROWID;

CREATE TABLE runners (
  id              TEXT PRIMARY KEY,
  host            TEXT NOT NULL,
  boot            TEXT NOT NULL,
  pid             INTEGER NOT NULL,
  process_start   TEXT NOT NULL,
  command         TEXT NOT NULL,
  plan            TEXT,
  started_at      INTEGER NOT NULL,
  ended_at        INTEGER,
  log_path        TEXT,
  stop_requested  INTEGER NOT NULL DEFAULT 0
);

INSERT INTO experiments(id, name, created_at) VALUES (0, 'Default', 0);
