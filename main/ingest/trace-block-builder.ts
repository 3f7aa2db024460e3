import { BLOCK_RECORDS, COLUMN, NONE, TraceBlock } from '../../db/trace-block.ts'
import type { StoredBlock, TraceRows } from '../../db/write/trace-rows.ts'
import type { TraceRecord } from '../format/reader.ts'

/** Heads (system and class of record) in the table of contexts: a trace has six classes. */
const TABLE_HEADS = 16
/** Others that are remembered: traces of many systems in one listing have many heads, a damaged listing may have any number. */
const MAX_MORE_HEADS = 65_536

/** What the index keeps of a record; its text and its dump are read back from the source. */
export type IndexedRecord = Omit<TraceRecord, 'dump' | `detail${string}`>

/** Puts trace records into blocks, with their texts and contexts once each. Ids of texts and contexts count on from those given. */
export class TraceBlockBuilder {
  readonly #block = TraceBlock.empty()
  readonly #blockLegs = new Set<number>()
  /** By the reading's ids. */
  readonly #descriptions: number[] = []
  readonly #functions: number[] = []
  /** Rows by the reading's ids of contexts and heads, 0 where there is none yet. */
  #contextRows = new Int32Array(64 * TABLE_HEADS)
  readonly #moreContextRows = new Map<number, number>()
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
    const inTable = record.headId < TABLE_HEADS
    const place = record.contextId * (inTable ? TABLE_HEADS : 2 ** 20) + record.headId
    const isNumbered = record.contextId >= 0 && record.headId >= 0
    const stored = isNumbered ? (inTable ? this.#contextRows[place] : this.#moreContextRows.get(place)) : undefined
    if (stored !== undefined && stored !== 0) return stored
    const id = this.#nextContext++
    const { systemName, mnemonic, entryId, job, process, thread } = record
    this.#rows.contexts.push({ id, systemName, mnemonic, entryId, job, process, thread })
    if (isNumbered && inTable) this.#tabulate(place, id)
    else if (isNumbered && this.#moreContextRows.size < MAX_MORE_HEADS) this.#moreContextRows.set(place, id)
    return id
  }

  #tabulate(place: number, id: number): void {
    if (place >= this.#contextRows.length) {
      const larger = new Int32Array(
        this.#contextRows.length * 2 ** Math.ceil(Math.log2((place + 1) / this.#contextRows.length)),
      )
      larger.set(this.#contextRows)
      this.#contextRows = larger
    }
    this.#contextRows[place] = id
  }
}

function noRows(): {
  blocks: StoredBlock[]
  texts: TraceRows['texts'][number][]
  contexts: TraceRows['contexts'][number][]
} {
  return { blocks: [], texts: [], contexts: [] }
}
