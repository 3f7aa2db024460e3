import type { WritableCase } from '../../db/open.ts'
import { type ConnectionFacts, type ConnectionWriter, prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { type LegWriter, prepareLegWriter, type WrittenSoFar } from '../../db/write/leg-row.ts'
import type { SourceWriter } from '../../db/write/source-row.ts'
import { TraceRecordWriter } from '../../db/write/trace-record.ts'
import type { TraceRecord, Warning } from '../format/reader.ts'
import type { Leg } from '../tls/leg.ts'
import { summariseConnection } from './connection-facts.ts'
import type { IngestSink } from './sink.ts'

/** Legs still growing are written this often, so that a window sees them; each is judged anew, which costs more than its rows. */
const SHOW_MS = 250
/** What is complete is written when this many rows wait: some megabytes, and a transaction of a few dozen milliseconds. */
const FLUSH_ROWS = 8_192
/** Growing legs written at a time; the others wait for the next time, or for their end. */
const GROWING_LEGS_AT_ONCE = 500

interface LegState extends WrittenSoFar {
  readonly id: number
  outcome: ConnectionFacts['outcome'] | undefined
}

interface WarningState {
  readonly text: string
  readonly firstOffset: number
  count: number
}

/** Distinct warnings of one source; readers have some dozens of codes. */
const MAX_WARNINGS = 100

/** Turns one source's legs and trace records into rows, many of them per transaction. */
export class IndexSink implements IngestSink {
  records = 0
  notUnderstood = 0
  firstNs: bigint | undefined
  lastNs: bigint | undefined
  readonly #sourceId: number
  readonly #sourceWriter: SourceWriter
  readonly #legWriter: LegWriter
  readonly #connectionWriter: ConnectionWriter
  readonly #traceWriter: TraceRecordWriter
  readonly #transaction: (growing: number) => void
  /** Every leg that was spoken of and is not finished. */
  readonly #legs = new Map<Leg, LegState>()
  readonly #growing = new Set<Leg>()
  readonly #finished: Leg[] = []
  readonly #warnings = new Map<string, WarningState>()
  #nextLeg: number
  #rowsWaiting = 0
  #ended = false
  #shownAtMs: number

  constructor(index: WritableCase, sourceId: number, sourceWriter: SourceWriter) {
    this.#sourceId = sourceId
    this.#sourceWriter = sourceWriter
    this.#legWriter = prepareLegWriter(index)
    this.#connectionWriter = prepareConnectionWriter(index)
    this.#traceWriter = new TraceRecordWriter(index, sourceId)
    this.#nextLeg = this.#legWriter.highestId() + 1
    this.#shownAtMs = performance.now()
    this.#transaction = index.db.transaction((growing: number) => this.#write(growing)).immediate
  }

  legChanged(leg: Leg): void {
    this.#stateOf(leg)
    this.#growing.add(leg)
  }

  legFinished(leg: Leg): void {
    const state = this.#stateOf(leg)
    this.#growing.delete(leg)
    this.#finished.push(leg)
    this.#rowsWaiting += 2 + leg.messages.length - state.messages + leg.events.length - state.events
    if (this.#rowsWaiting >= FLUSH_ROWS) this.#flush(0)
  }

  traceRecord(record: TraceRecord, leg: Leg | undefined): void {
    this.#traceWriter.put(record, leg ? this.#stateOf(leg).id : 0, leg ? leg.messages.length : 0)
    if (++this.#rowsWaiting >= FLUSH_ROWS) this.#flush(0)
  }

  counts(records: number, notUnderstood: number): void {
    this.records = records
    this.notUnderstood = notUnderstood
  }

  times(firstNs: bigint | undefined, lastNs: bigint | undefined): void {
    this.firstNs = firstNs
    this.lastNs = lastNs
  }

  warn(warning: Warning, offset: number, count = 1): void {
    const known = this.#warnings.get(warning.code)
    if (known) known.count += count
    else if (this.#warnings.size < MAX_WARNINGS) this.#warnings.set(warning.code, { text: warning.text, firstOffset: offset, count })
  }

  /** To be called now and then: writes what waits when it has waited long enough. */
  tick(): void {
    if (performance.now() - this.#shownAtMs < SHOW_MS) return
    this.#flush(GROWING_LEGS_AT_ONCE)
    this.#shownAtMs = performance.now()
  }

  /** The source ended: legs that never did are written as they are. */
  end(): void {
    this.#flush(0)
    for (const leg of [...this.#legs.keys()]) this.legFinished(leg)
    this.#ended = true
    this.#flush(0)
  }

  #flush(growing: number): void {
    this.#transaction(growing)
    this.#finished.length = 0
    this.#rowsWaiting = 0
  }

  #stateOf(leg: Leg): LegState {
    let state = this.#legs.get(leg)
    if (!state) {
      state = { id: this.#nextLeg++, messages: 0, events: 0, outcome: undefined }
      this.#legs.set(leg, state)
    }
    return state
  }

  #write(growing: number): void {
    for (const leg of this.#finished) {
      this.#writeLeg(leg, false)
      this.#legs.delete(leg)
    }
    let room = growing
    for (const leg of this.#growing) {
      if (room-- === 0) break
      this.#writeLeg(leg, true)
      this.#growing.delete(leg)
    }
    this.#legWriter.write()
    this.#traceWriter.write(this.#ended)
    for (const [code, { text, count, firstOffset }] of this.#warnings) {
      this.#sourceWriter.setWarning(this.#sourceId, code, text, count, firstOffset)
    }
  }

  #writeLeg(leg: Leg, partial: boolean): void {
    const state = this.#stateOf(leg)
    const { transport, client, server, startNs, endNs } = leg
    const frame = { id: state.id, sources: [this.#sourceId], partial, transport, client, server, startNs, endNs }
    const { facts, summary } = summariseConnection(frame, leg)
    this.#legWriter.put(state.id, this.#sourceId, leg, summary.clientRandom, state)
    this.#connectionWriter.put(facts, state.outcome)
    state.outcome = facts.outcome
  }
}
