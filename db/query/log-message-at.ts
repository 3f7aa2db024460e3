import type { ReadableCase } from '../open.ts'
import { sourceKey } from '../write/position-key.ts'
import type { PlacedRecord } from './trace-record-at.ts'

interface PlacedRow {
  readonly id: number
  readonly line: number
  readonly leg: number | null
  readonly afterMessage: number
}

/**
 * Messages of a log by line and by time. They are in the order of the source, and times in theirs but for a few: both are found by halving.
 * Served by the primary key of log_message.
 */
export function prepareLogMessageAt({ db }: ReadableCase) {
  const upTo = db.prepare<[number, number], PlacedRow>(`
    SELECT id, line, leg_id AS leg, after_message AS afterMessage
      FROM log_message
     WHERE id >= ? AND id <= ?
     ORDER BY id DESC
     LIMIT 1`)
  const behind = db
    .prepare<[number, number, number], number>(
      'SELECT line FROM log_message WHERE id > ? AND id < ? AND line > ? ORDER BY id LIMIT 1',
    )
    .pluck()
  const timedFrom = db.prepare<[bigint, number, number], { id: number; line: number; isBefore: number }>(`
    SELECT id, line, time_ns < ? AS isBefore
      FROM log_message
     WHERE id >= ? AND id < ? AND time_ns IS NOT NULL
     ORDER BY id
     LIMIT 1`)
  const ends = (source: number): [number, number] => [sourceKey(source, 0), sourceKey(source + 1, 0)]
  const lastOf = (source: number): number => {
    const [base, end] = ends(source)
    return upTo.get(base, end - 1)?.id ?? base - 1
  }
  return {
    /** The last message that begins at or before a line. */
    byLine(source: number, line: number): PlacedRecord | undefined {
      const [base, end] = ends(source)
      let [low, high] = [base, lastOf(source)]
      let found: PlacedRow | undefined
      while (low <= high) {
        const middle = Math.floor((low + high) / 2)
        const row = upTo.get(base, middle)
        if (row === undefined || row.line <= line) {
          found = row
          low = middle + 1
        } else high = row.id - 1
      }
      if (!found) return undefined
      const { id, leg, afterMessage } = found
      return { line: found.line, nextLine: behind.get(id, end, found.line), leg: leg ?? undefined, afterMessage }
    },
    /** Line of the first message at or after a time. */
    lineAtTime(source: number, timeNs: bigint): number | undefined {
      const [base, end] = ends(source)
      let [low, high] = [base, lastOf(source) + 1]
      let found: number | undefined
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        const row = timedFrom.get(timeNs, middle, end)
        if (row?.isBefore === 1) low = row.id + 1
        else {
          high = middle
          found = row?.line
        }
      }
      return found
    },
  }
}
