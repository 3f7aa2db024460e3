import type { WritableCase } from '../../db/open.ts'
import { type ConnectionFacts, type ConnectionWriter, prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { type LegWriter, prepareLegWriter, type WrittenSoFar } from '../../db/write/leg-row.ts'
import type { SourceWriter } from '../../db/write/source-row.ts'
import { TraceRecordWriter } from '../../db/write/trace-row.ts'
import type { TraceRecord, Warning } from '../format/reader.ts'
import type { Leg } from '../tls/leg.ts'
import { summariseConnection } from './connection-facts.ts'
import type { IngestSink } from './sink.ts'

/** What waits is written at least this often, so that a window sees it grow. */
const FLUSH_MS = 250
/** And when this many rows wait: some megabytes, and a transaction of a few dozen milliseconds. */
const FLUSH_ROWS = 8_192
/** Legs still growing that are written again at one flush; the others wait for the next, or for their end. */
const GROWING_LEGS_AT_ONCE = 1_000

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
  readonly #transaction: () => void
  /** Every leg that was spoken of and is not finished. */
  readonly #legs = new Map<Leg, LegState>()
  readonly #growing = new Set<Leg>()
  readonly #finished: Leg[] = []
  readonly #warnings = new Map<string, WarningState>()
  #nextLeg: number
  #rowsWaiting = 0
  #flushedAtMs: number

  constructor(index: WritableCase, sourceId: number, sourceWriter: SourceWriter) {
    this.#sourceId = sourceId
    this.#sourceWriter = sourceWriter
    this.#legWriter = prepareLegWriter(index)
    this.#connectionWriter = prepareConnectionWriter(index)
    this.#traceWriter = new TraceRecordWriter(index, sourceId)
    this.#nextLeg = this.#legWriter.highestId() + 1
    this.#flushedAtMs = performance.now()
    this.#transaction = index.db.transaction(() => this.#write()).immediate
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
    if (this.#rowsWaiting >= FLUSH_ROWS) this.flush()
  }

  traceRecord(record: TraceRecord, leg: Leg | undefined): void {
    this.#traceWriter.put(record, leg ? this.#stateOf(leg).id : null, leg ? leg.messages.length : 0)
    if (++this.#rowsWaiting >= FLUSH_ROWS) this.flush()
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
    if (performance.now() - this.#flushedAtMs >= FLUSH_MS) this.flush()
  }

  flush(): void {
    this.#transaction()
    this.#finished.length = 0
    this.#rowsWaiting = 0
    this.#flushedAtMs = performance.now()
  }

  /** The source ended: legs that never did are written as they are. */
  end(): void {
    this.flush()
    for (const leg of [...this.#legs.keys()]) this.legFinished(leg)
    this.flush()
  }

  #stateOf(leg: Leg): LegState {
    let state = this.#legs.get(leg)
    if (!state) {
      state = { id: this.#nextLeg++, messages: 0, events: 0, outcome: undefined }
      this.#legs.set(leg, state)
    }
    return state
  }

  #write(): void {
    for (const leg of this.#finished) {
      this.#writeLeg(leg, false)
      this.#legs.delete(leg)
    }
    let room = GROWING_LEGS_AT_ONCE
    for (const leg of this.#growing) {
      if (room-- === 0) break
      this.#writeLeg(leg, true)
      this.#growing.delete(leg)
    }
    this.#legWriter.write()
    this.#traceWriter.write()
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
