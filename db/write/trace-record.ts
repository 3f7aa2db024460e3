import type { WritableCase } from '../open.ts'
import { BLOCK_RECORDS, COLUMN, NONE, TraceBlock } from '../trace-block.ts'
import { sourceKey } from './position-key.ts'
import { RowBuffer } from './row-buffer.ts'

/**
 * What the index keeps of a trace record. Texts that repeat come with an id that counts from 0 in one reading, -1 where nobody
 * numbered them: they are stored once for each id, and once for each record without one.
 */
export interface TraceRecordFacts {
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly systemName: string
  readonly mnemonic: string
  readonly entryId: string
  readonly timeOfDayNs: number
  readonly day: number
  readonly dated: boolean
  readonly description: string
  readonly descriptionId: number
  readonly functionName: string | undefined
  readonly functionId: number
  readonly job: string | undefined
  readonly process: string | undefined
  readonly thread: string | undefined
  readonly contextId: number
}

/** Entry ids seen in one context: the LEVEL bits of a trace are eight; a damaged listing may print anything. */
const ENTRIES_REMEMBERED = 64

/** Blocks of trace records for one source, with their texts and contexts. */
export class TraceRecordWriter {
  readonly #blocks: RowBuffer
  readonly #legs: RowBuffer
  readonly #texts: RowBuffer
  readonly #contexts: RowBuffer
  readonly #block = TraceBlock.empty()
  readonly #blockLegs = new Set<number>()
  /** By the reading's ids. */
  readonly #descriptions: number[] = []
  readonly #functions: number[] = []
  readonly #entriesOfContext: Map<string, number>[] = []
  #inBlock = 0
  #nextText: number
  #nextContext: number
  #key: number

  constructor({ db }: WritableCase, sourceId: number) {
    this.#blocks = new RowBuffer(db, 'INSERT INTO trace_block VALUES', 3)
    this.#legs = new RowBuffer(db, 'INSERT INTO leg_trace VALUES', 2)
    this.#texts = new RowBuffer(db, 'INSERT INTO trace_text VALUES', 2)
    this.#contexts = new RowBuffer(db, 'INSERT INTO trace_context VALUES', 7)
    const next = db.prepare<[], { text: number; context: number }>(`SELECT
      (SELECT ifnull(max(id), 0) + 1 FROM trace_text) AS text, (SELECT ifnull(max(id), 0) + 1 FROM trace_context) AS context`).get()
    this.#nextText = next?.text ?? 1
    this.#nextContext = next?.context ?? 1
    this.#key = sourceKey(sourceId, 0)
  }

  /** `legId` is 0 for a record that belongs to no leg; `afterMessage`: how many messages of the leg were complete before the record. */
  put(record: TraceRecordFacts, legId: number, afterMessage: number): void {
    const block = this.#block
    const at = this.#inBlock++
    block.timesOfDay[at] = record.timeOfDayNs
    block.set(at, COLUMN.line, record.line)
    block.set(at, COLUMN.offsetLow, record.offset)
    block.set(at, COLUMN.offsetHigh, Math.floor(record.offset / 2 ** 32))
    block.set(at, COLUMN.length, record.length)
    block.set(at, COLUMN.day, record.dated ? record.day : NONE)
    block.set(at, COLUMN.functionId, record.functionName === undefined ? NONE : this.#textId(this.#functions, record.functionId, record.functionName))
    block.set(at, COLUMN.descriptionId, this.#textId(this.#descriptions, record.descriptionId, record.description))
    block.set(at, COLUMN.contextId, this.#contextId(record))
    block.set(at, COLUMN.legId, legId)
    block.set(at, COLUMN.afterMessage, afterMessage)
    if (legId !== 0) this.#blockLegs.add(legId)
    if (this.#inBlock === BLOCK_RECORDS) this.#endBlock()
  }

  /** Inserts the full blocks; at the end of the source what is left too. The caller has opened the transaction. */
  write(end: boolean): void {
    if (end && this.#inBlock > 0) this.#endBlock()
    this.#texts.write()
    this.#contexts.write()
    this.#blocks.write()
    this.#legs.write()
  }

  #endBlock(): void {
    this.#blocks.values.push(this.#key, this.#inBlock, this.#block.toBytes(this.#inBlock))
    for (const leg of this.#blockLegs) this.#legs.values.push(leg, this.#key)
    this.#blockLegs.clear()
    this.#key += this.#inBlock
    this.#inBlock = 0
  }

  #textId(known: number[], readingId: number, text: string): number {
    const stored = readingId < 0 ? undefined : known[readingId]
    if (stored !== undefined) return stored
    const id = this.#nextText++
    this.#texts.values.push(id, text)
    if (readingId >= 0) known[readingId] = id
    return id
  }

  #contextId(record: TraceRecordFacts): number {
    const entries = record.contextId < 0 ? undefined : (this.#entriesOfContext[record.contextId] ??= new Map())
    const stored = entries?.get(record.entryId)
    if (stored !== undefined) return stored
    const id = this.#nextContext++
    this.#contexts.values.push(
      id, record.systemName, record.mnemonic, record.entryId, record.job ?? null, record.process ?? null, record.thread ?? null,
    )
    if (entries && entries.size < ENTRIES_REMEMBERED) entries.set(record.entryId, id)
    return id
  }
}
