import type { ReadableCase } from '../open.ts'
import { COLUMN, NONE, TraceBlock } from '../trace-block.ts'
import { sourceKey } from '../write/position-key.ts'

/** A trace record or a message of a log by its place in the source. */
export interface PlacedRecord {
  /** Line of its beginning, from 1. */
  readonly line: number
  /** Line of the next one's beginning; undefined where it is the last, or that is not known. */
  readonly nextLine: number | undefined
  /** Undefined where it belongs to no connection. */
  readonly leg: number | undefined
  readonly afterMessage: number
}

const DAY_NS = 86_400_000_000_000n

/**
 * Trace records of a source by line and by time. Records are in the order of the source, so blocks are found by halving: each probe reads
 * one block. Served by the primary key of trace_block.
 */
export function prepareTraceRecordAt({ db }: ReadableCase) {
  const upTo = db.prepare<[number, number], { id: number; count: number; columns: Uint8Array }>(`
    SELECT id, count, columns
      FROM trace_block
     WHERE id >= ? AND id <= ?
     ORDER BY id DESC
     LIMIT 1`)

  /** The last record for which `isBefore` holds, which must hold for all before it; `records`: how many the source has. */
  function last(source: number, records: number, isBefore: (block: TraceBlock, record: number) => boolean) {
    const base = sourceKey(source, 0)
    let [low, high] = [0, records]
    let found: { readonly block: TraceBlock; readonly first: number } | undefined
    while (low <= high) {
      const middle = Math.floor((low + high) / 2)
      const row = upTo.get(base, base + middle)
      // Nothing at or before the middle: numbers begin behind it.
      if (!row) {
        low = middle + 1
        continue
      }
      const [block, first] = [TraceBlock.of(row.columns, row.count), row.id - base]
      if (block.count > 0 && isBefore(block, 0)) {
        found = { block, first }
        low = Math.max(middle + 1, first + row.count)
      } else high = first - 1
    }
    if (!found) return undefined
    const { block } = found
    let [from, to] = [0, block.count - 1]
    while (from < to) {
      const middle = Math.ceil((from + to) / 2)
      if (isBefore(block, middle)) from = middle
      else to = middle - 1
    }
    return { ...found, record: from }
  }

  const firstOf = db.prepare<[number, number], { count: number; columns: Uint8Array }>(
    'SELECT count, columns FROM trace_block WHERE id >= ? AND id < ? ORDER BY id LIMIT 1',
  )
  const firstLine = (source: number): number | undefined => {
    const row = firstOf.get(sourceKey(source, 0), sourceKey(source + 1, 0))
    return row && TraceBlock.of(row.columns, row.count).get(0, COLUMN.line)
  }

  const nextLine = (source: number, number: number): number | undefined => {
    const base = sourceKey(source, 0)
    const row = upTo.get(base, base + number)
    const record = row ? number - (row.id - base) : 0
    return row && record < row.count ? TraceBlock.of(row.columns, row.count).get(record, COLUMN.line) : undefined
  }

  return {
    /** The record that a line belongs to: the last one that begins at or before it. */
    byLine(source: number, records: number, line: number): PlacedRecord | undefined {
      const found = last(source, records, (block, record) => block.get(record, COLUMN.line) <= line)
      if (!found) return undefined
      const { block, first, record } = found
      const leg = block.get(record, COLUMN.legId)
      return {
        line: block.get(record, COLUMN.line),
        nextLine: record + 1 < block.count ? block.get(record + 1, COLUMN.line) : nextLine(source, first + block.count),
        leg: leg === 0 || leg === NONE ? undefined : leg,
        afterMessage: block.get(record, COLUMN.afterMessage),
      }
    },

    /** Line of the first record at or after a time; of the last one where all are before. Undefined where there is none. */
    lineAtTime(source: number, records: number, timeNs: bigint): number | undefined {
      const isBefore = (block: TraceBlock, record: number): boolean => {
        const day = block.get(record, COLUMN.day)
        return day === NONE || BigInt(day) * DAY_NS + BigInt(block.timesOfDay[record] ?? 0) < timeNs
      }
      const found = last(source, records, isBefore)
      if (!found) return firstLine(source)
      const { block, first, record } = found
      const next = record + 1 < block.count ? block.get(record + 1, COLUMN.line) : nextLine(source, first + block.count)
      return next ?? block.get(record, COLUMN.line)
    },
  }
}
