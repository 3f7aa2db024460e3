import type Database from 'better-sqlite3'

/**
 * The indexes of `connection`: one for each order of the list, and those by which filters find what is rare. To keep them up row by row is
 * half of what writing a connection takes: each batch touches as many of their pages as it has rows, and every page goes to the disk
 * twice. So they are made after the first source was read, and until then a query walks the rows themselves, of which there may be so many:
 * some 20 ms.
 */
export const MAX_WITHOUT_INDEXES = 50_000

/** What connections are put in order by: those that have no start come last. */
export const START = 'ifnull(start_ns, 9223372036854775807)'
export const DURATION = 'ifnull(end_ns - start_ns, 0)'

const INDEXES = {
  connection_by_start: `(${START}, id)`,
  connection_by_duration: `(${DURATION}, id)`,
  connection_by_client: '(client_order, outcome, id)',
  connection_by_server: '(server_order, outcome, id)',
  connection_by_server_name: '(server_name, outcome, id)',
  connection_by_alpn: '(alpn, id)',
  connection_by_version: '(version, id)',
  connection_by_cipher_suite: '(cipher_suite, id)',
  connection_by_outcome: '(outcome, id)',
  connection_by_boundary: '(boundary, id)',
  connection_by_signature: '(signature, id)',
  connection_by_message_count: '(message_count, id)',
  connection_by_cause: '(cause, outcome, id)',
  connection_by_group: '(named_group, id)',
  connection_by_alert: '(alert_description, id)',
  connection_by_ports: '(server_port, client_port, id)',
  connection_of_several_sources: '(id) WHERE json_array_length(sources) > 1',
  connection_with_resumption: '(id) WHERE resumption <> 0',
} as const

/** Takes the indexes away where there is no connection yet. Returns whether it did: then `makeConnectionIndexes` is owed, and opening the case pays it otherwise. */
export function dropConnectionIndexes(db: Database.Database): boolean {
  if (db.prepare('SELECT 1 FROM connection LIMIT 1').get() !== undefined) return false
  db.transaction(() => {
    for (const name of Object.keys(INDEXES)) db.exec(`DROP INDEX IF EXISTS ${name}`)
  }).immediate()
  return true
}

/** Makes those that are missing, each in a transaction of its own: nobody who writes a row waits for all of them. */
export function makeConnectionIndexes(db: Database.Database): void {
  const isThere = db.prepare<[string]>("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?")
  for (const [name, content] of Object.entries(INDEXES))
    if (isThere.get(name) === undefined) db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON connection ${content}`)
}

/** Whether all of them are there. */
export function hasConnectionIndexes(db: Database.Database): boolean {
  const isThere = db.prepare<[string]>("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?")
  return Object.keys(INDEXES).every((name) => isThere.get(name) !== undefined)
}
