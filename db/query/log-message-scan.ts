import type { ReadableCase } from '../open.ts'
import { COLUMNS, type LogMessageRow, messageOf, type StoredLogMessage } from './log-message-list.ts'

export interface ScannedLogMessage extends StoredLogMessage {
  /** To go on behind it. */
  readonly key: bigint
  readonly leg: number | undefined
}

/** Messages of logs behind a key, source by source. Served by the primary key. */
export function prepareLogMessageScan({ db }: ReadableCase) {
  const statement = db
    .prepare<[bigint, number], LogMessageRow & { leg: bigint | null }>(
      `SELECT ${COLUMNS}, leg_id AS leg FROM log_message WHERE id > ? ORDER BY id LIMIT ?`,
    )
    .safeIntegers()
  return (after: bigint, limit: number): ScannedLogMessage[] =>
    statement
      .all(after, limit)
      .map((row) => ({ ...messageOf(row), key: row.id, leg: row.leg === null ? undefined : Number(row.leg) }))
}
