/**
 * Messages of logs, and what configurations and displays of them say. `id` of both is `source_id * 2^32 + position in the source`.
 * `leg.handle` is what System SSL calls the connection, which its trace and AT-TLS logs both print.
 * `log_message.lines` and `setting.value` are JSON: an array of strings, and whatever the reader of the format makes.
 */
export const logs0002 = `
CREATE TABLE log_message (
  id             INTEGER PRIMARY KEY,
  leg_id         INTEGER,
  after_message  INTEGER NOT NULL,
  time_ns        INTEGER,
  line           INTEGER NOT NULL,
  source_offset  INTEGER NOT NULL,
  source_extent  INTEGER NOT NULL,
  message_id     TEXT NOT NULL,
  lines          TEXT NOT NULL
) STRICT;
CREATE INDEX log_message_by_leg ON log_message (leg_id, id);

ALTER TABLE leg ADD COLUMN handle TEXT;

CREATE TABLE setting (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL,
  name           TEXT,
  line           INTEGER NOT NULL,
  source_offset  INTEGER NOT NULL,
  source_extent  INTEGER NOT NULL,
  value          TEXT NOT NULL
) STRICT;
`
