import { attlsMessage, type AttlsMessage } from '../format/log/attls-message.ts'
import { otherFormatOf } from '../format/registry.ts'
import type { LogMessage, LogReader, LogSink, LogStamp, SourceReading, Warning } from '../format/reader.ts'
import type { Leg } from '../tls/leg.ts'
import { AttlsLeg } from './attls-leg.ts'
import type { LogIngestSink } from './sink.ts'

const DAY_NS = 86_400_000_000_000n
/** Before it, a date has no year (see LogStamp). */
const FIRST_DATED_DAY = 366
const MINUTE_NS = 60_000_000_000n
/** A clock that goes back by more than this has passed midnight. */
const MIDNIGHT_NS = 43_200_000_000_000
/** Connections that may still be spoken of; a log tells of one within its handshake's time, and later when it closes. */
const MAX_OPEN = 4_096

/** Reads a log: its messages go to the sink one by one, and what AT-TLS says of connections as legs. */
export function readLog(reader: LogReader, sink: LogIngestSink): SourceReading {
  return new LogIngest(reader, sink)
}

class LogIngest implements SourceReading, LogSink {
  readonly #sink: LogIngestSink
  readonly #reader: LogReader
  readonly #reading: SourceReading
  /** By connection identifier, the one spoken of longest ago first. */
  readonly #open = new Map<string, AttlsLeg>()
  readonly #clock = new LogClock()
  #legs = 0
  #messages = 0
  #notUnderstood = 0
  #firstNs: bigint | undefined
  #lastNs: bigint | undefined

  constructor(reader: LogReader, sink: LogIngestSink) {
    this.#sink = sink
    this.#reader = reader
    this.#reading = reader.open(this)
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#reading.take(bytes, offset, last)
    if (last) {
      for (const { leg } of this.#open.values()) this.#sink.legFinished(leg)
      this.#open.clear()
    }
    this.#sink.counts(this.#messages, this.#notUnderstood)
    this.#sink.times(this.#firstNs, this.#lastNs)
    return taken
  }

  message(message: LogMessage): void {
    this.#messages++
    const timeNs = this.#clock.timeOf(message.stamp)
    this.#noteTime(timeNs, message)
    const attls = attlsMessage(message)
    const leg = attls?.connectionId === undefined ? undefined : this.#legFor(attls.connectionId, attls)
    if (attls !== undefined && leg !== undefined) {
      leg.add(attls, message.lines.join(' '), timeNs, message.line)
      this.#sink.legChanged(leg.leg)
    }
    this.#sink.logMessage(message, timeNs, leg?.leg)
  }

  notUnderstood(_line: number, _offset: number, text: string): void {
    this.#notUnderstood++
    const other = otherFormatOf(text, this.#reader)
    if (other !== undefined && other.kind !== 'log') this.#sink.alsoHolds(other.id)
  }

  warn(warning: Warning, offset: number): void {
    this.#sink.warn(warning, offset)
  }

  #legFor(id: string, message: AttlsMessage): AttlsLeg {
    const known = this.#open.get(id)
    this.#open.delete(id)
    let leg = known
    if (known === undefined || known.isOther(message)) {
      if (known !== undefined) this.#finish(known.leg)
      leg = new AttlsLeg(this.#legs++, id)
      if (this.#open.size >= MAX_OPEN) this.#finishOldest()
    }
    const found = leg ?? new AttlsLeg(this.#legs++, id)
    this.#open.set(id, found)
    return found
  }

  #finishOldest(): void {
    for (const [id, { leg }] of this.#open) {
      this.#open.delete(id)
      this.#finish(leg)
      return
    }
  }

  #finish(leg: Leg): void {
    this.#sink.legFinished(leg)
  }

  #noteTime(timeNs: bigint | undefined, { stamp, offset }: LogMessage): void {
    if (timeNs === undefined) return
    if (stamp.day === undefined)
      this.#sink.warn({ code: 'no-date', text: 'Messages have no date: their times are times of day only.' }, offset)
    else if (stamp.day < FIRST_DATED_DAY)
      this.#sink.warn({ code: 'no-year', text: 'The log prints month and day, but no year.' }, offset)
    if (this.#firstNs === undefined || timeNs < this.#firstNs) this.#firstNs = timeNs
    if (this.#lastNs === undefined || timeNs > this.#lastNs) this.#lastNs = timeNs
  }
}

/** Times of a log's messages; one without a date is of the day of the one before it (day 0 at first), moved on at each midnight. */
class LogClock {
  #day = 0
  #previousNs = -1

  /** Nanoseconds since 1970 UTC where a zone is printed, else of the log's own clock; undefined where no time is printed. */
  timeOf({ timeOfDayNs, day, zoneMinutes }: LogStamp): bigint | undefined {
    if (timeOfDayNs === undefined) return undefined
    if (day !== undefined) this.#day = day
    else if (this.#previousNs - timeOfDayNs > MIDNIGHT_NS) this.#day++
    this.#previousNs = timeOfDayNs
    const local = BigInt(this.#day) * DAY_NS + BigInt(timeOfDayNs)
    return local - BigInt(zoneMinutes ?? 0) * MINUTE_NS
  }
}
