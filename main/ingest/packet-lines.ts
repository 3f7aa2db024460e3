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
    this.#sink.legFinished(leg)
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

  warn(warning: Warning, offset: number, count?: number): void {
    this.#sink.warn(warning, offset, count)
  }

  /** What came since the leg was told of last has no line yet. */
  #placeLast({ messages, events }: Leg): void {
    this.#place(messages)
    this.#place(events)
  }

  #place(rows: { readonly frame: number | undefined; readonly line: number | undefined }[]): void {
    for (let at = rows.length - 1; at >= 0; at--) {
      const row = rows[at]
      if (row?.line !== undefined) return
      const line = row?.frame === undefined ? undefined : this.#lineOf(row.frame)
      if (row !== undefined && line !== undefined) rows[at] = { ...row, line }
    }
  }

  #lineOf(frame: number): number | undefined {
    return this.#frames[frame % REMEMBERED] === frame ? this.#lines[frame % REMEMBERED] : undefined
  }
}
