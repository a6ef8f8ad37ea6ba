-- Claims: what each said when the store first saw it, and every change of its verdict with the evidence it rested on.

CREATE TABLE claims (
  plan           TEXT NOT NULL,
  id             TEXT NOT NULL,
  digest         TEXT NOT NULL,
  document       TEXT NOT NULL,
  registered_at  INTEGER NOT NULL,
  PRIMARY KEY (plan, id, digest)
) WITHOUT ROWID;

CREATE TABLE claim_verdicts (
  id          INTEGER PRIMARY KEY,
  plan        TEXT NOT NULL,
  claim       TEXT NOT NULL,
  digest      TEXT NOT NULL,
  verdict     TEXT NOT NULL,
  why         TEXT NOT NULL,
  document    TEXT NOT NULL,
  checked_at  INTEGER NOT NULL
);
CREATE INDEX claim_verdicts_by_claim ON claim_verdicts(plan, claim, id);
