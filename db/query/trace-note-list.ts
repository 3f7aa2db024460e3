import type { ReadableCase } from '../open.ts'
import { COLUMN, NONE, TraceBlock } from '../trace-block.ts'
import { PER_SOURCE } from '../write/position-key.ts'

/** A trace record beside a leg's messages: what it is, and where its text stands in the source. */
export interface StoredTraceNote {
  readonly source: number
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly timeNs: bigint | undefined
  readonly description: string
  readonly functionName: string | undefined
  readonly afterMessage: number
}

/** Blocks that one leg's records are looked for in: a leg that is in more went on for millions of records. */
const MAX_BLOCKS = 64
const DAY_NS = 86_400_000_000_000n

/** The first `limit` trace records of a leg in order, and how many more were seen. Served by the primary keys of leg_trace and trace_block. */
export function prepareTraceNotesOfLeg({ db }: ReadableCase) {
  const blocks = db.prepare<[number, number], { id: number; count: number; columns: Uint8Array }>(`
    SELECT id, count, columns
      FROM leg_trace
      JOIN trace_block ON id = block_id
     WHERE leg_id = ?
     ORDER BY block_id
     LIMIT ?`)
  const text = db.prepare<[number], string>('SELECT text FROM trace_text WHERE id = ? LIMIT 1').pluck()
  return (leg: number, limit: number): { readonly notes: StoredTraceNote[]; readonly more: number } => {
    const texts = new Map<number, string>()
    const textOf = (id: number): string => {
      let known = texts.get(id)
      if (known === undefined) texts.set(id, (known = text.get(id) ?? ''))
      return known
    }
    const notes: StoredTraceNote[] = []
    let more = 0
    for (const { id, count, columns } of blocks.all(leg, MAX_BLOCKS)) {
      const block = TraceBlock.of(columns, count)
      const source = Math.floor(id / PER_SOURCE)
      for (let record = 0; record < block.count; record++) {
        if (block.get(record, COLUMN.legId) !== leg) continue
        if (notes.length < limit) notes.push(noteOf(block, record, source, textOf))
        else more++
      }
    }
    return { notes, more }
  }
}

function noteOf(block: TraceBlock, record: number, source: number, textOf: (id: number) => string): StoredTraceNote {
  const day = block.get(record, COLUMN.day)
  const functionId = block.get(record, COLUMN.functionId)
  return {
    source,
    line: block.get(record, COLUMN.line),
    offset: block.offset(record),
    length: block.get(record, COLUMN.length),
    timeNs: day === NONE ? undefined : BigInt(day) * DAY_NS + BigInt(block.timesOfDay[record] ?? 0),
    description: textOf(block.get(record, COLUMN.descriptionId)),
    functionName: functionId === NONE ? undefined : textOf(functionId),
    afterMessage: block.get(record, COLUMN.afterMessage),
  }
}
