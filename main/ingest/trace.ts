import { otherFormatOf } from '../format/registry.ts'
import type { SourceReading, TraceReader, TraceRecord, TraceSink, Warning } from '../format/reader.ts'
import { decodeText, spells } from '../format/text/latin.ts'
import { codesInText } from '../reference/code-in-text.ts'
import { HANDSHAKE_TYPE } from '../tls/handshake.ts'
import { sameBytes } from '../tls/same-bytes.ts'
import type { TraceIngestSink } from './sink.ts'
import type { DumpedMessage } from './trace-dump.ts'
import { messagesInDump } from './trace-dump.ts'
import type { TraceLeg } from './trace-leg.ts'
import { OpenLegs } from './trace-open-legs.ts'
import { TraceText } from './trace-text.ts'
import type { TraceThread } from './trace-threads.ts'
import { TraceThreads } from './trace-threads.ts'

const DAY_NS = 86_400_000_000_000n
/** Messages and their bytes in one leg. A handshake has about fifteen, with a few KiB each. */
const MAX_LEG_MESSAGES = 2_000
const MAX_LEG_BYTES = 4 << 20
/** Level of an alert that ends the connection (RFC 5246 §7.2). */
const FATAL = 2
/** Reads TLS records from a socket (IBM's manual, "Event trace records for System SSL"). */
const RECORD_READER = 'gsk_read_v3_record'
const APPLICATION_READ = 'gsk_secure_socket_read'
/** A record header: a read call for so many bytes says nothing of the message to come (RFC 8446 §5.1). */
const RECORD_HEADER = 5
/** Further detail lines hold attributes, not what happens on the connection. */
const MAX_TEXT_LINES = 16
/** Errors kept that belong to no connection. */
const MAX_ERRORS_OUTSIDE = 100
/** A second ClientHello told of by text alone, on the same handle, is the answer to a HelloRetryRequest only if it comes at once. */
const RETRY_NS = 1_000_000_000n

interface TimeStamp {
  day: number
  timeOfDayNs: number
}

/** Reads a component trace: its records go to the sink one by one, and what they say of connections as legs. */
export function readTrace(reader: TraceReader, sink: TraceIngestSink): SourceReading {
  return new TraceReading(reader, sink)
}

class TraceReading implements SourceReading, TraceSink {
  readonly #sink: TraceIngestSink
  readonly #reader: TraceReader
  #failedOutside = 0
  readonly #reading: SourceReading
  readonly #threads = new TraceThreads()
  readonly #text = new TraceText()
  readonly #open: OpenLegs
  #records = 0
  #notUnderstood = 0
  /** Earliest and latest record as day and time of day: a bigint for each record would cost more than all the rest. */
  #first: TimeStamp | undefined = undefined
  #last: TimeStamp | undefined = undefined
  #saidUndated = false

  constructor(reader: TraceReader, sink: TraceIngestSink) {
    this.#sink = sink
    this.#reader = reader
    this.#open = new OpenLegs(({ leg, shown }) => (shown ? sink.legFinished(leg) : sink.legDropped(leg)))
    this.#reading = reader.open(this)
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#reading.take(bytes, offset, last)
    if (last) this.#open.finishAll()
    this.#sink.counts(this.#records, this.#notUnderstood)
    this.#sink.times(this.#first && timeOf(this.#first), this.#last && timeOf(this.#last))
    return taken
  }

  record(record: TraceRecord): void {
    this.#records++
    this.#noteTime(record)
    this.#open.makeRoom()
    const thread = this.#threadOf(record)
    if (thread !== undefined) {
      if (thread.leg?.finished === true) thread.leg = undefined
      this.#readTexts(record, thread)
      if (isError(record)) this.#failed(record, thread)
      if (record.dump !== undefined) this.#readDump(record, thread)
      if (thread.leg !== undefined) this.#touch(thread.leg, record)
    }
    this.#sink.traceRecord(record, thread?.leg?.leg)
  }

  #threadOf(record: TraceRecord): TraceThread | undefined {
    const before = this.#threads.forgotten
    const thread = this.#threads.of(record)
    if (this.#threads.forgotten === before) return thread
    const text = 'The listing has more threads than are kept apart at a time: a connection may be shown as two.'
    this.#sink.warn({ code: 'too-many-threads', text }, record.offset)
    return thread
  }

  notUnderstood(): void {
    this.#notUnderstood++
  }

  other(text: string): boolean {
    const other = otherFormatOf(text, this.#reader)
    if (other !== undefined) this.#sink.alsoHolds(other.id)
    return other !== undefined
  }

  warn(warning: Warning, offset: number): void {
    this.#sink.warn(warning, offset)
  }

  #noteTime(record: TraceRecord): void {
    const { day, timeOfDayNs } = record
    if (this.#first === undefined || isBefore(record, this.#first)) this.#first = { day, timeOfDayNs }
    if (this.#last === undefined) this.#last = { day, timeOfDayNs }
    else if (isBefore(this.#last, record)) {
      this.#last.day = day
      this.#last.timeOfDayNs = timeOfDayNs
    }
    if (record.dated || this.#saidUndated) return
    this.#saidUndated = true
    const text = 'The listing has no date line before its first record: its times are times of day only.'
    this.#sink.warn({ code: 'no-date', text }, record.offset)
  }

  #touch(open: TraceLeg, record: TraceRecord): void {
    open.lastRecord = this.#records
    if (record.functionName !== undefined) open.called(record.functionName)
  }

  #readTexts(record: TraceRecord, thread: TraceThread): void {
    const lines = Math.min(record.detailCount, MAX_TEXT_LINES)
    const bytes = record.detailBytes
    const text = this.#text
    for (let i = 0, start = 0; i < lines; i++) {
      const end = record.detailEnd(i)
      switch (text.read(bytes, start, end)) {
        case undefined:
          break
        case 'handle':
          this.#handleNamed(bytes, record, thread)
          if (text.size >= 0 && record.functionName === APPLICATION_READ) {
            thread.leg?.applicationReads(timeOf(record), record.line)
          }
          break
        case 'read':
          this.#readCalled(text.size, record, thread)
          break
        case 'client-hello':
          this.#helloTold(record, thread)
          break
        case 'server-certificate':
          thread.leg?.serverShown()
          break
        case 'closed':
          this.#closed({ address: text.address, port: text.port }, record, thread)
      }
      start = end
    }
  }

  /** The handle that stands where `#text` says. */
  #handleNamed(bytes: Uint8Array, record: TraceRecord, thread: TraceThread): void {
    const { handleStart, handleEnd } = this.#text
    const before = thread.handle
    const isSame = before !== undefined && spells(bytes, handleStart, handleEnd, before)
    if (isSame && thread.leg?.handle === before) return
    const handle = isSame ? before : decodeText(bytes, handleStart, handleEnd)
    const changed = thread.handle !== handle
    thread.handle = handle
    const { leg } = thread
    if (leg !== undefined && leg.handle === undefined && !leg.closed) {
      this.#open.name(leg, thread, handle)
      return
    }
    if (leg?.handle === handle) return
    if (leg?.isOver === true) this.#open.finish(leg)
    thread.leg = this.#open.named(thread, handle)
    if (changed) thread.readBytes = 0
    if (thread.leg !== undefined) return
    // What it stands for, what follows will tell: its records are kept together until then.
    this.#begin(thread, timeOf(record)).joinedMidway = record.functionName === APPLICATION_READ
  }

  /** A handle and a TLS record read for it are a connection, whatever else the LEVEL leaves out. */
  #readCalled(bytes: number, record: TraceRecord, thread: TraceThread): void {
    if (bytes !== RECORD_HEADER) thread.readBytes = bytes
    const open = thread.leg
    if (open === undefined) return
    open.readCalled(bytes, bytes === RECORD_HEADER, timeOf(record), record.line)
    if (open.handle !== undefined && record.functionName === RECORD_READER) this.#show(open)
  }

  #helloTold(record: TraceRecord, thread: TraceThread): void {
    const { leg } = thread
    const timeNs = timeOf(record)
    if (leg !== undefined && !leg.closed) {
      // its dump came first
      if (leg.lastType === HANDSHAKE_TYPE.clientHello && !leg.announced) {
        leg.announced = true
        return
      }
      const isRetry = leg.handle !== undefined && timeNs - (leg.leg.startNs ?? 0n) < RETRY_NS
      if (isRetry && leg.announced && leg.leg.messages.length === 0) return
      // where there are dumps, they decide what begins
      if (leg.hasHello) return
    }
    const isBegun = leg !== undefined && !leg.closed && !leg.announced && leg.leg.messages.length === 0
    const begun = isBegun ? leg : this.#begin(thread, timeNs)
    begun.announced = true
    begun.leg.beginningSeen = true
    begun.serverShown()
    this.#show(begun)
  }

  /** An error is one of the connection where a handle or more says that there is one; that its socket was closed is told already. */
  #failed(record: TraceRecord, thread: TraceThread): void {
    const open = thread.leg
    if (open === undefined) {
      this.#failedAlone(record)
      return
    }
    if (open.closedAtLine === record.line) return
    open.failed(record.detailLine(0), timeOf(record), record.line)
    this.#show(open)
  }

  /** Keys and certificates may fail before there is any connection: what names such a failure is a message of the case. */
  #failedAlone(record: TraceRecord): void {
    if (this.#failedOutside === MAX_ERRORS_OUTSIDE) return
    const text = record.detailLine(0)
    if (!codesInText(text).some(({ kind }) => kind === 'cms' || kind === 'icsf')) return
    this.#failedOutside++
    const { line, offset, length, timeOfDayNs, day, dated } = record
    const stamp = { timeOfDayNs, day: dated ? day : undefined, zoneMinutes: undefined }
    this.#sink.logMessage({ line, offset, length, id: 'SSL_ERROR', lines: [text], stamp }, timeOf(record), undefined)
  }

  #show(open: TraceLeg): void {
    open.shown = true
    this.#sink.legChanged(open.leg)
  }

  #closed(peer: { address: string; port: number }, record: TraceRecord, thread: TraceThread): void {
    const timeNs = timeOf(record)
    const open = thread.leg === undefined || thread.leg.closed ? this.#begin(thread, timeNs) : thread.leg
    open.socketClosed(peer, timeNs, record.line)
    this.#show(open)
  }

  #readDump(record: TraceRecord, thread: TraceThread): void {
    const dump = record.dump
    if (dump === undefined) return
    const dumped = dump.bytes
    const messages = messagesInDump(dumped)
    const isSupposed = dumped.length === 2 && !speaksOfAlert(record)
    for (const message of messages) {
      if (isSupposed && (message.level !== FATAL || thread.leg?.isUnderWay !== true)) return
      const bytes = sameBytes(dumped, message.start, message.end)
      const open = this.#legFor(message, bytes, record, thread)
      if (open === undefined) continue
      if (open.leg.messages.length >= MAX_LEG_MESSAGES || open.heldBytes + bytes.length > MAX_LEG_BYTES) {
        this.#sink.warn(
          { code: 'too-many-messages', text: 'A connection has more messages than are kept of one.' },
          dump.offset,
        )
        continue
      }
      const at = { timeNs: timeOf(record), line: dump.line, offset: dump.offset, extent: dump.length }
      if (isSupposed) open.suppose(message, bytes, thread.readBytes, at)
      else open.add(message, bytes, thread.readBytes, record.functionName, at)
      this.#open.hold(bytes.length)
      this.#show(open)
    }
    if (messages.length > 0 && !isSupposed) thread.readBytes = 0
  }

  /** The leg a message belongs to; undefined when it is no message after all, or one that was dumped before. */
  #legFor(message: DumpedMessage, bytes: Uint8Array, record: TraceRecord, thread: TraceThread): TraceLeg | undefined {
    const { leg } = thread
    if (message.content === 'handshake' && message.type === HANDSHAKE_TYPE.clientHello) {
      const place = leg?.place(bytes) ?? 'new'
      if (place === 'same') return undefined
      return place === 'new' || leg === undefined ? this.#begin(thread, timeOf(record)) : leg
    }
    if (leg?.accepts(message)) return leg
    // An alert or four zero bytes begin no connection; any other message shows one that the listing joins midway.
    return message.content === 'handshake' && message.length > 0 ? this.#begin(thread, timeOf(record)) : undefined
  }

  #begin(thread: TraceThread, timeNs: bigint): TraceLeg {
    return this.#open.begin(thread, timeNs, this.#records)
  }
}

/** Nanoseconds since 1970, or since midnight of an unknown day where no date line came before. */
function timeOf(stamp: Readonly<TimeStamp>): bigint {
  return BigInt(stamp.day) * DAY_NS + BigInt(stamp.timeOfDayNs)
}

function isBefore(one: Readonly<TimeStamp>, other: Readonly<TimeStamp>): boolean {
  return one.day < other.day || (one.day === other.day && one.timeOfDayNs < other.timeOfDayNs)
}

/** The LEVEL bit of errors, as its number or its name is printed. */
function isError({ entryId, description }: TraceRecord): boolean {
  return entryId === '00000004' || description === 'SSL_ERROR'
}

function speaksOfAlert(record: TraceRecord): boolean {
  return /alert/i.test(record.functionName ?? '') || record.detail.some((line) => /alert/i.test(line))
}
