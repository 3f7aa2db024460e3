import type { TraceRecord, Warning } from '../format/reader.ts'
import type { Leg } from '../tls/leg.ts'
import type { IngestSink } from './sink.ts'

/** Packets whose lines are remembered: a leg is told of as soon as a packet brings it something. */
const REMEMBERED = 65_536

/** Where packets of a listing stand: messages and events get the line on which the record of their packet begins. */
export class PacketLines implements IngestSink {
  readonly #sink: IngestSink
  readonly #frames = new Float64Array(REMEMBERED)
  readonly #lines = new Float64Array(REMEMBERED)
  /** How much of each leg that is not finished has its lines, or never will. */
  readonly #placed = new Map<Leg, { messages: number; events: number }>()

  constructor(sink: IngestSink) {
    this.#sink = sink
  }

  note(frame: number, line: number): void {
    this.#frames[frame % REMEMBERED] = frame
    this.#lines[frame % REMEMBERED] = line
  }

  legChanged(leg: Leg): void {
    this.#placeLast(leg)
    this.#sink.legChanged(leg)
  }

  legFinished(leg: Leg): void {
    this.#placeLast(leg)
    this.#placed.delete(leg)
    this.#sink.legFinished(leg)
  }

  handOver(): void {
    // Events of TCP come without a word.
    for (const leg of this.#placed.keys()) this.#placeLast(leg)
    this.#sink.handOver()
  }

  traceRecord(record: TraceRecord, leg: Leg | undefined): void {
    this.#sink.traceRecord(record, leg)
  }

  counts(records: number, notUnderstood: number): void {
    this.#sink.counts(records, notUnderstood)
  }

  times(firstNs: bigint | undefined, lastNs: bigint | undefined): void {
    this.#sink.times(firstNs, lastNs)
  }

  sourceNote(about: string, text: string, offset: number): void {
    this.#sink.sourceNote(about, text, offset)
  }

  warn(warning: Warning, offset: number, count?: number): void {
    this.#sink.warn(warning, offset, count)
  }

  /** What came since the leg was told of last has no line yet; what is before it may be handed over. */
  #placeLast(leg: Leg): void {
    let placed = this.#placed.get(leg)
    if (!placed) this.#placed.set(leg, (placed = { messages: 0, events: 0 }))
    placed.messages = this.#place(leg.messages, placed.messages)
    placed.events = this.#place(leg.events, placed.events)
  }

  #place(rows: { readonly frame: number | undefined; readonly line: number | undefined }[], from: number): number {
    for (let at = from; at < rows.length; at++) {
      const row = rows[at]
      const line = row?.frame === undefined ? undefined : this.#lineOf(row.frame)
      if (row !== undefined && line !== undefined) rows[at] = { ...row, line }
    }
    return rows.length
  }

  #lineOf(frame: number): number | undefined {
    return this.#frames[frame % REMEMBERED] === frame ? this.#lines[frame % REMEMBERED] : undefined
  }
}
