/**
 * What legs said moves from a row for each message and event to a row for each leg (db/leg-content.ts); messages that are the same on many
 * legs, mostly certificates, are kept once: `shared_bytes.id` is `source_id * 2^32 + number in the source`.
 * Sources of an older case are read anew.
 */
export const legContent0004 = `
DROP TABLE message;
DROP TABLE connection_event;
CREATE TABLE leg_content (
  leg_id    INTEGER PRIMARY KEY,
  messages  BLOB NOT NULL,
  events    BLOB NOT NULL
) STRICT;
CREATE TABLE shared_bytes (
  id     INTEGER PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT;
UPDATE source SET state = 0, fingerprint = NULL;
`
