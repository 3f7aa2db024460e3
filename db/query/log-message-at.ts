import type { ReadableCase } from '../open.ts'
import { sourceKey } from '../write/position-key.ts'
import type { PlacedRecord } from './trace-record-at.ts'

/** Messages of a log by line and by time. They are in the order of the source. Served by the primary key of log_message. */
export function prepareLogMessageAt({ db }: ReadableCase) {
  const byLine = db.prepare<[number, number, number], { line: number; leg: number | null; afterMessage: number }>(`
    SELECT line, leg_id AS leg, after_message AS afterMessage
      FROM log_message
     WHERE id >= ? AND id < ? AND line <= ?
     ORDER BY id DESC
     LIMIT 1`)
  const behind = db
    .prepare<[number, number, number], number>(
      'SELECT line FROM log_message WHERE id >= ? AND id < ? AND line > ? ORDER BY id LIMIT 1',
    )
    .pluck()
  const atTime = db
    .prepare<[number, number, bigint], number>(
      'SELECT line FROM log_message WHERE id >= ? AND id < ? AND time_ns >= ? ORDER BY id LIMIT 1',
    )
    .pluck()
  const ends = (source: number): [number, number] => [sourceKey(source, 0), sourceKey(source + 1, 0)]
  return {
    /** The last message that begins at or before a line. */
    byLine(source: number, line: number): PlacedRecord | undefined {
      const found = byLine.get(...ends(source), line)
      if (!found) return undefined
      const { leg, afterMessage } = found
      return {
        line: found.line,
        nextLine: behind.get(...ends(source), found.line),
        leg: leg ?? undefined,
        afterMessage,
      }
    },
    /** Line of the first message at or after a time. */
    lineAtTime: (source: number, timeNs: bigint): number | undefined => atTime.get(...ends(source), timeNs),
  }
}
