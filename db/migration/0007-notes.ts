/**
 * What people wrote: on the case, a connection, a message, a range of bytes. `key` is the note's own wherever it goes; `mark` (JSON,
 * main/ingest/note-mark.ts) says what it is about by what that shows, as ids do not outlive reading a source again. `leg_id` and `message`
 * (its number in the leg) are where that was found in this case; null where it was not.
 */
export const notes0007 = `
CREATE TABLE note (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  mark        TEXT NOT NULL,
  leg_id      INTEGER,
  message     INTEGER,
  text        TEXT NOT NULL,
  made_ms     INTEGER NOT NULL,
  changed_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX note_by_leg ON note (leg_id) WHERE leg_id IS NOT NULL;
`
