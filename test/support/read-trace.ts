import { gskCtrace } from '../../main/format/gsk-ctrace/gsk-ctrace.ts'
import { readTrace } from '../../main/ingest/trace.ts'
import type { Leg } from '../../main/tls/leg.ts'
import { feed } from './feed.ts'

export interface TraceLegs {
  readonly legs: Leg[]
  /** For each record the leg it went to. */
  readonly recordLegs: (Leg | undefined)[]
  /** Errors of no connection. */
  readonly errors: string[]
  readonly warnings: string[]
  readonly counts: { records: number; notUnderstood: number }
  readonly times: { first: bigint | undefined; last: bigint | undefined }
}

/** Reads a listing into legs and checks on the way what every sink relies on. */
export function readTraceLegs(bytes: Uint8Array, pieceSize = bytes.length): TraceLegs {
  const finished = new Set<Leg>()
  const read: TraceLegs = {
    legs: [],
    recordLegs: [],
    errors: [],
    warnings: [],
    counts: { records: 0, notUnderstood: 0 },
    times: { first: undefined, last: undefined },
  }
  const mayGrow = (leg: Leg): void => {
    if (finished.has(leg)) throw new Error(`leg ${leg.stream} was finished before`)
  }
  let dropped = 0
  const reading = readTrace(gskCtrace, {
    legChanged(leg) {
      mayGrow(leg)
      if (!read.legs.includes(leg)) read.legs.push(leg)
    },
    legFinished(leg) {
      mayGrow(leg)
      if (!read.legs.includes(leg)) throw new Error(`leg ${leg.stream} was never announced`)
      finished.add(leg)
    },
    logMessage: ({ lines }) => void read.errors.push(lines.join(' ')),
    alsoHolds() {},
    legDropped(leg) {
      if (read.legs.includes(leg)) throw new Error(`leg ${leg.stream} was announced and is dropped`)
      finished.add(leg)
      dropped++
    },
    traceRecord(_record, leg) {
      if (leg !== undefined) mayGrow(leg)
      read.recordLegs.push(leg)
    },
    counts(records, notUnderstood) {
      Object.assign(read.counts, { records, notUnderstood })
    },
    times(first, last) {
      Object.assign(read.times, { first, last })
    },
    warn: ({ code }) => read.warnings.push(code),
  })
  feed(reading, bytes, pieceSize)
  if (finished.size - dropped !== read.legs.length) throw new Error('a leg was not finished')
  return read
}
