import type { WritableCase } from '../open.ts'
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

/** Rows of `trace_record` for one source, with its texts and contexts. */
export class TraceRecordWriter {
  readonly #records: RowBuffer
  readonly #texts: RowBuffer
  readonly #contexts: RowBuffer
  /** By the reading's ids. */
  readonly #descriptions: number[] = []
  readonly #functions: number[] = []
  readonly #entriesOfContext: Map<string, number>[] = []
  #nextText: number
  #nextContext: number
  #key: number

  constructor({ db }: WritableCase, sourceId: number) {
    this.#records = new RowBuffer(db, 'INSERT INTO trace_record VALUES', 11)
    this.#texts = new RowBuffer(db, 'INSERT INTO trace_text VALUES', 2)
    this.#contexts = new RowBuffer(db, 'INSERT INTO trace_context VALUES', 7)
    const next = db.prepare<[], { text: number; context: number }>(`SELECT
      (SELECT ifnull(max(id), 0) + 1 FROM trace_text) AS text, (SELECT ifnull(max(id), 0) + 1 FROM trace_context) AS context`).get()
    this.#nextText = next?.text ?? 1
    this.#nextContext = next?.context ?? 1
    this.#key = sourceKey(sourceId, 0)
  }

  /** `afterMessage`: how many messages of the leg were complete before the record. */
  put(record: TraceRecordFacts, legId: number | null, afterMessage: number): void {
    this.#records.values.push(
      this.#key++, record.line, record.offset, record.length, record.dated ? record.day : null, record.timeOfDayNs,
      record.functionName === undefined ? null : this.#textId(this.#functions, record.functionId, record.functionName),
      this.#textId(this.#descriptions, record.descriptionId, record.description), this.#contextId(record), legId, afterMessage,
    )
  }

  write(): void {
    this.#texts.write()
    this.#contexts.write()
    this.#records.write()
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
