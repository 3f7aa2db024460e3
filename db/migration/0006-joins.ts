/**
 * How sources' clocks were set, why legs stay apart that something speaks for joining, and what a person joined or split.
 * `leg_apart.candidates` and `hand_decision.legs` are JSON: ids of legs; groups of legs by what they show, as ids do not outlive reading a
 * source again (main/ingest/leg-mark.ts).
 */
export const joins0006 = `
ALTER TABLE source ADD COLUMN clock_spread_ns INTEGER;
ALTER TABLE source ADD COLUMN clock_reference INTEGER;
ALTER TABLE source ADD COLUMN clock_connections INTEGER NOT NULL DEFAULT 0;

CREATE TABLE leg_apart (
  leg_id      INTEGER NOT NULL,
  source_id   INTEGER NOT NULL,
  reason      INTEGER NOT NULL,
  candidates  TEXT NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (leg_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE hand_decision (
  id    INTEGER PRIMARY KEY,
  kind  INTEGER NOT NULL,
  legs  TEXT NOT NULL
) STRICT;
`
