/**
 * The first form of a case file.
 *
 * - Times are nanoseconds: since 1970 UTC, or of the source's own clock (source.zone says which).
 * - `message.id` and `connection_event.id` are `leg_id * 65536 + position`: what belongs together lies together and is read, counted and
 *   removed by a range of the primary key, without an index of its own. (The largest id stays below 2^53: exact as a JavaScript number.)
 * - Trace records lie in blocks of some thousand, column by column (db/trace-block.ts): a LEVEL 255 listing of 200 MB has 500,000 of them,
 *   and a row for each took longer than reading the listing. `trace_block.id` is `source_id * 2^32 + number of its first record`;
 *   `leg_trace` says in which blocks a leg's records are.
 * - Every leg has a connection with its own id; joining legs makes one of those connections speak for all and removes the others.
 * - Each order of the connection list has an index that holds everything its walk needs (the sorted value and the id).
 */
export const case0001 = `
CREATE TABLE case_fact (
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id              INTEGER PRIMARY KEY,
  path            TEXT NOT NULL,
  part_of         INTEGER REFERENCES source (id),
  name            TEXT NOT NULL,
  part            TEXT,
  format          TEXT,
  format_title    TEXT,
  encoding        TEXT NOT NULL,
  record_form     TEXT NOT NULL,
  bytes           INTEGER NOT NULL,
  indexed_bytes   INTEGER NOT NULL,
  records         INTEGER NOT NULL,
  not_understood  INTEGER NOT NULL,
  first_ns        INTEGER,
  last_ns         INTEGER,
  zone            INTEGER NOT NULL,
  clock_offset_ns INTEGER NOT NULL,
  sha256          TEXT,
  fingerprint     TEXT,
  state           INTEGER NOT NULL,
  problem_code    TEXT,
  problem_text    TEXT,
  problem_next    TEXT,
  indexed_in_ms   INTEGER
) STRICT;
CREATE UNIQUE INDEX source_by_path ON source (path) WHERE part_of IS NULL;
CREATE INDEX source_by_whole       ON source (part_of) WHERE part_of IS NOT NULL;

CREATE TABLE source_warning (
  source_id     INTEGER NOT NULL REFERENCES source (id),
  code          TEXT NOT NULL,
  text          TEXT NOT NULL,
  count         INTEGER NOT NULL,
  first_offset  INTEGER NOT NULL,
  PRIMARY KEY (source_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE connection (
  id                 INTEGER PRIMARY KEY,
  client_address     TEXT,
  client_port        INTEGER,
  client_order       BLOB,
  server_address     TEXT,
  server_port        INTEGER,
  server_order       BLOB,
  transport          INTEGER NOT NULL,
  start_ns           INTEGER,
  end_ns             INTEGER,
  server_name        TEXT,
  alpn               TEXT,
  version            INTEGER,
  cipher_suite       INTEGER,
  named_group        INTEGER,
  resumption         INTEGER NOT NULL,
  signature          TEXT NOT NULL,
  outcome            INTEGER NOT NULL,
  boundary           INTEGER NOT NULL,
  alert_from         INTEGER,
  alert_level        INTEGER,
  alert_description  INTEGER,
  message_count      INTEGER NOT NULL,
  sources            TEXT NOT NULL,
  partial            INTEGER NOT NULL
) STRICT;

CREATE INDEX connection_by_start         ON connection (ifnull(start_ns, 9223372036854775807), id);
CREATE INDEX connection_by_duration      ON connection (ifnull(end_ns - start_ns, 0), id);
CREATE INDEX connection_by_client        ON connection (client_order, id);
CREATE INDEX connection_by_server        ON connection (server_order, id);
CREATE INDEX connection_by_server_name   ON connection (server_name, id);
CREATE INDEX connection_by_version       ON connection (version, id);
CREATE INDEX connection_by_cipher_suite  ON connection (cipher_suite, id);
CREATE INDEX connection_by_outcome       ON connection (outcome, id);
CREATE INDEX connection_by_boundary      ON connection (boundary, id);
CREATE INDEX connection_by_signature     ON connection (signature, id);
CREATE INDEX connection_by_message_count ON connection (message_count, id);

CREATE TABLE outcome_count (
  outcome  INTEGER PRIMARY KEY,
  count    INTEGER NOT NULL
) STRICT;
INSERT INTO outcome_count VALUES (0, 0), (1, 0), (2, 0);

CREATE TABLE leg (
  id              INTEGER PRIMARY KEY,
  source_id       INTEGER NOT NULL REFERENCES source (id),
  connection_id   INTEGER NOT NULL,
  joined_by       INTEGER,
  stream          INTEGER NOT NULL,
  role            INTEGER NOT NULL,
  transport       INTEGER NOT NULL,
  client_address  TEXT,
  client_port     INTEGER,
  server_address  TEXT,
  server_port     INTEGER,
  start_ns        INTEGER,
  end_ns          INTEGER,
  job             TEXT,
  process         TEXT,
  thread          TEXT,
  host_connection TEXT,
  client_random   TEXT,
  beginning_seen  INTEGER NOT NULL,
  end_seen        INTEGER NOT NULL,
  message_count   INTEGER NOT NULL,
  event_count     INTEGER NOT NULL
) STRICT;
CREATE INDEX leg_by_connection ON leg (connection_id, id);
CREATE INDEX leg_by_source     ON leg (source_id, id);

CREATE TABLE message (
  id              INTEGER PRIMARY KEY,
  time_ns         INTEGER,
  frame           INTEGER,
  line            INTEGER,
  side            INTEGER NOT NULL,
  content         INTEGER NOT NULL,
  type            INTEGER,
  level           INTEGER,
  record_version  INTEGER,
  length          INTEGER NOT NULL,
  visibility      INTEGER NOT NULL,
  complete        INTEGER NOT NULL,
  source_offset   INTEGER NOT NULL,
  source_extent   INTEGER NOT NULL,
  bytes           BLOB NOT NULL
) STRICT;

CREATE TABLE connection_event (
  id             INTEGER PRIMARY KEY,
  kind           INTEGER NOT NULL,
  time_ns        INTEGER,
  frame          INTEGER,
  line           INTEGER,
  side           INTEGER,
  after_message  INTEGER NOT NULL,
  length         INTEGER NOT NULL,
  text           TEXT
) STRICT;

CREATE TABLE trace_text (
  id    INTEGER PRIMARY KEY,
  text  TEXT NOT NULL
) STRICT;

CREATE TABLE trace_context (
  id           INTEGER PRIMARY KEY,
  system_name  TEXT NOT NULL,
  mnemonic     TEXT NOT NULL,
  entry_id     TEXT NOT NULL,
  job          TEXT,
  process      TEXT,
  thread       TEXT
) STRICT;

CREATE TABLE trace_block (
  id       INTEGER PRIMARY KEY,
  count    INTEGER NOT NULL,
  columns  BLOB NOT NULL
) STRICT;

CREATE TABLE leg_trace (
  leg_id    INTEGER NOT NULL,
  block_id  INTEGER NOT NULL,
  PRIMARY KEY (leg_id, block_id)
) STRICT, WITHOUT ROWID;
`
