/**
 * Legs that somebody has seen and that left with their source, which was read anew: what was known by their numbers is found again. `legs`: the
 * numbers of all legs of their connection, as "3,8"; its messages were numbered by them. `mark` and `messages` say what the leg showed
 * (main/ingest/past-leg.ts), `now` is the leg that shows it; null where that is not found.
 */
export const pastLegs0011 = `
CREATE TABLE past_leg (
  legs       TEXT NOT NULL,
  leg_id     INTEGER NOT NULL,
  source_id  INTEGER NOT NULL,
  stream     INTEGER NOT NULL,
  mark       TEXT NOT NULL,
  messages   TEXT NOT NULL,
  now        INTEGER,
  PRIMARY KEY (legs, leg_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX past_leg_by_leg ON past_leg (leg_id);
CREATE INDEX past_leg_by_now ON past_leg (now);
`
