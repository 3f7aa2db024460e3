import { BLOCK_RECORDS, COLUMN, NONE, TraceBlock } from '../../db/trace-block.ts'
import type { StoredBlock, TraceRows } from '../../db/write/trace-rows.ts'
import type { TraceRecord } from '../format/reader.ts'

/** Heads (system, class of record) seen in one context: the LEVEL bits of a trace are eight; a damaged listing may print anything. */
const HEADS_REMEMBERED = 64

/** What the index keeps of a record; its text and its dump are read back from the source. */
export type IndexedRecord = Omit<TraceRecord, 'dump' | `detail${string}`>

/** Puts trace records into blocks, with their texts and contexts once each. Ids of texts and contexts count on from those given. */
export class TraceBlockBuilder {
  readonly #block = TraceBlock.empty()
  readonly #blockLegs = new Set<number>()
  /** By the reading's ids. */
  readonly #descriptions: number[] = []
  readonly #functions: number[] = []
  readonly #headsOfContext: Map<number, number>[] = []
  #rows: { blocks: StoredBlock[]; texts: TraceRows['texts'][number][]; contexts: TraceRows['contexts'][number][] } =
    noRows()
  #inBlock = 0
  #before = 0
  #nextText: number
  #nextContext: number

  constructor(nextText: number, nextContext: number) {
    this.#nextText = nextText
    this.#nextContext = nextContext
  }

  /** `legId` is 0 for a record that belongs to no leg; `afterMessage`: how many messages of the leg were complete before the record. */
  put(record: IndexedRecord, legId: number, afterMessage: number): void {
    const block = this.#block
    const at = this.#inBlock++
    block.timesOfDay[at] = record.timeOfDayNs
    block.set(at, COLUMN.line, record.line)
    block.set(at, COLUMN.offsetLow, record.offset)
    block.set(at, COLUMN.offsetHigh, Math.floor(record.offset / 2 ** 32))
    block.set(at, COLUMN.length, record.length)
    block.set(at, COLUMN.day, record.dated ? record.day : NONE)
    block.set(
      at,
      COLUMN.functionId,
      record.functionName === undefined ? NONE : this.#textId(this.#functions, record.functionId, record.functionName),
    )
    block.set(at, COLUMN.descriptionId, this.#textId(this.#descriptions, record.descriptionId, record.description))
    block.set(at, COLUMN.contextId, this.#contextId(record))
    block.set(at, COLUMN.legId, legId)
    block.set(at, COLUMN.afterMessage, afterMessage)
    if (legId !== 0) this.#blockLegs.add(legId)
    if (this.#inBlock === BLOCK_RECORDS) this.#endBlock()
  }

  /** Blocks that became full since the last time; at the `end` the last one too. */
  take(end: boolean): TraceRows {
    if (end && this.#inBlock > 0) this.#endBlock()
    const rows = this.#rows
    this.#rows = noRows()
    return rows
  }

  #endBlock(): void {
    this.#rows.blocks.push({
      firstRecord: this.#before,
      count: this.#inBlock,
      bytes: this.#block.toBytes(this.#inBlock),
      legs: [...this.#blockLegs],
    })
    this.#blockLegs.clear()
    this.#before += this.#inBlock
    this.#inBlock = 0
  }

  #textId(known: number[], readingId: number, text: string): number {
    const stored = readingId < 0 ? undefined : known[readingId]
    if (stored !== undefined) return stored
    const id = this.#nextText++
    this.#rows.texts.push({ id, text })
    if (readingId >= 0) known[readingId] = id
    return id
  }

  #contextId(record: IndexedRecord): number {
    const heads = record.contextId < 0 ? undefined : (this.#headsOfContext[record.contextId] ??= new Map())
    const stored = heads?.get(record.headId)
    if (stored !== undefined) return stored
    const id = this.#nextContext++
    const { systemName, mnemonic, entryId, job, process, thread } = record
    this.#rows.contexts.push({ id, systemName, mnemonic, entryId, job, process, thread })
    if (heads && heads.size < HEADS_REMEMBERED && record.headId >= 0) heads.set(record.headId, id)
    return id
  }
}

function noRows(): {
  blocks: StoredBlock[]
  texts: TraceRows['texts'][number][]
  contexts: TraceRows['contexts'][number][]
} {
  return { blocks: [], texts: [], contexts: [] }
}
