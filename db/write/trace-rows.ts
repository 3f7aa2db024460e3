import type { WritableCase } from '../open.ts'
import { sourceKey } from './position-key.ts'
import { RowBuffer } from './row-buffer.ts'

/** A block of a source's trace records; `legs` are those that have records in it. */
export interface StoredBlock {
  readonly firstRecord: number
  readonly count: number
  /** As db/trace-block.ts lays them out. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly legs: readonly number[]
}

export interface TraceRows {
  readonly blocks: readonly StoredBlock[]
  readonly texts: readonly { readonly id: number; readonly text: string }[]
  readonly contexts: readonly {
    readonly id: number
    readonly systemName: string
    readonly mnemonic: string
    readonly entryId: string
    readonly job: string | undefined
    readonly process: string | undefined
    readonly thread: string | undefined
  }[]
}

/** Rows of trace records: blocks, the legs in them, texts and contexts. */
export function prepareTraceWriter({ db }: WritableCase) {
  const blocks = new RowBuffer(db, 'INSERT INTO trace_block VALUES', 3)
  const legs = new RowBuffer(db, 'INSERT INTO leg_trace VALUES', 2)
  const texts = new RowBuffer(db, 'INSERT INTO trace_text VALUES', 2)
  const contexts = new RowBuffer(db, 'INSERT INTO trace_context VALUES', 7)
  const next = db.prepare<[], { text: number; context: number }>(`SELECT
    (SELECT ifnull(max(id), 0) + 1 FROM trace_text) AS text, (SELECT ifnull(max(id), 0) + 1 FROM trace_context) AS context`)
  return {
    /** The first ids that are free. */
    nextIds: (): { readonly text: number; readonly context: number } => next.get() ?? { text: 1, context: 1 },
    /** The caller has opened the transaction. */
    write(sourceId: number, rows: TraceRows): void {
      for (const block of rows.blocks) {
        const id = sourceKey(sourceId, block.firstRecord)
        blocks.values.push(id, block.count, block.bytes)
        for (const leg of block.legs) legs.values.push(leg, id)
      }
      for (const { id, text } of rows.texts) texts.values.push(id, text)
      for (const { id, systemName, mnemonic, entryId, job, process, thread } of rows.contexts) {
        contexts.values.push(id, systemName, mnemonic, entryId, job ?? null, process ?? null, thread ?? null)
      }
      for (const buffer of [texts, contexts, blocks, legs]) buffer.write()
    },
  }
}

export type TraceWriter = ReturnType<typeof prepareTraceWriter>
