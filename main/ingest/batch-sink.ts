import { ContentBlocks, ContentPiece, GrowingContent } from '../../db/content-memory.ts'
import { putEvent, putMessage } from '../../db/leg-content.ts'
import type { LogRow } from '../../db/write/log-rows.ts'
import { NOTE_KIND, type SettingRow } from '../../db/write/setting-rows.ts'
import type { LogMessage, Setting, TraceRecord, Warning } from '../format/reader.ts'
import type { Leg } from '../tls/leg.ts'
import type { ConnectionEvent, TlsMessage } from '../tls/message.ts'
import type { Batch, FirstIds, LegPart } from './batch.ts'
import type { SourceSink } from './sink.ts'
import { TraceBlockBuilder } from './trace-block-builder.ts'

/** Legs still growing are shown this often; each is judged by the writer, and judged and written anew when it has ended. */
const SHOW_MS = 250
/** What is complete goes when this many rows wait: a megabyte or two, and a transaction of a few dozen milliseconds. */
const BATCH_ROWS = 8_192
/** Growing legs in one batch, some milliseconds of work; the others wait for the next time or for their end. */
const GROWING_LEGS_AT_ONCE = 100
/** Where others end, a window has something to show: then as many as are a twentieth of those, so that it costs no more than that. */
const GROWING_SHARE = 20
/** Distinct warnings of one source; readers have some dozens of codes. */
const MAX_WARNINGS = 100

/** Shorter messages (a hello, a key exchange) are seldom the same twice, and a row of their own would cost more than they do. */
const MIN_SHARED_BYTES = 512
/** Marks bytes of which only one message is known. */
const ONCE = -1

interface LegState {
  readonly id: number
  continues: boolean
  sentMessages: number
  sentEvents: number
  /** Of those that were not sent, what is laid out already, and how many are that or were sent. */
  readonly messages: GrowingContent
  readonly events: GrowingContent
  laidMessages: number
  laidEvents: number
}

/** In the place of what was handed over. */
const HANDED_OVER: TlsMessage = {
  timeNs: undefined,
  frame: undefined,
  line: undefined,
  from: 'client',
  content: 'handshake',
  type: undefined,
  level: undefined,
  recordVersion: undefined,
  length: 0,
  visibility: 'encrypted',
  complete: false,
  bytes: new Uint8Array(0),
  offset: 0,
  extent: 0,
}
const HANDED_OVER_EVENT: ConnectionEvent = {
  kind: 'gap',
  timeNs: undefined,
  frame: undefined,
  line: undefined,
  from: undefined,
  afterMessage: 0,
  length: 0,
  text: undefined,
}

/** Collects what a source says into batches. */
export class BatchSink implements SourceSink {
  records = 0
  notUnderstood = 0
  /** Formats of other readers that the source holds too. */
  readonly otherFormats = new Set<string>()
  /** First and last line that a packet, record, message or setting stands on; undefined without one. */
  firstLine: number | undefined
  lastLine: number | undefined
  firstNs: bigint | undefined
  lastNs: bigint | undefined
  readonly #send: (batch: Batch) => void
  readonly #trace: TraceBlockBuilder
  /** Every leg that was spoken of and is not finished. */
  readonly #legs = new Map<Leg, LegState>()
  readonly #growing = new Set<Leg>()
  /** The leg that was spoken of last: records of one come in rows. */
  #last: { readonly leg: Leg; readonly state: LegState } | undefined
  readonly #knownWarnings = new Set<string>()
  #parts: LegPart[] = []
  readonly #content = new ContentPiece()
  readonly #blocks = new ContentBlocks()
  /** Numbers of bytes that several messages have in common; messages that are the same hold the same array (main/tls/same-bytes.ts). */
  readonly #numbers = new WeakMap<Uint8Array, number>()
  #nextNumber = 0
  #shared: { number: number; bytes: Uint8Array }[] = []
  #warnings = new Map<string, { code: string; text: string; count: number; offset: number }>()
  #logs: LogRow[] = []
  #logPosition = 0
  #settings: SettingRow[] = []
  #settingPosition = 0
  #nextLeg: number
  #rowsWaiting = 0
  /** Legs that ended since growing ones were shown. */
  #finished = 0
  #shownAtMs = performance.now()

  constructor(first: FirstIds, send: (batch: Batch) => void) {
    this.#send = send
    this.#nextLeg = first.leg
    this.#trace = new TraceBlockBuilder(first.text, first.context)
  }

  legChanged(leg: Leg): void {
    const state = this.#stateOf(leg)
    this.#growing.add(leg)
    const { messages, events } = leg
    for (; state.laidMessages < messages.length; state.laidMessages++) {
      const message = messages[state.laidMessages]
      if (message) putMessage(state.messages, message, this.#numberOf(message.bytes))
      messages[state.laidMessages] = HANDED_OVER
    }
    for (; state.laidEvents < events.length; state.laidEvents++) {
      const event = events[state.laidEvents]
      if (event) putEvent(state.events, event)
      events[state.laidEvents] = HANDED_OVER_EVENT
    }
  }

  legFinished(leg: Leg): void {
    this.#growing.delete(leg)
    this.#addPart(leg, true)
    this.#forget(leg)
    this.#finished++
    if (this.#rowsWaiting >= BATCH_ROWS) this.#sendBatch(false)
  }

  handOver(): void {
    for (const [leg, state] of this.#legs) {
      if (leg.messages.length > state.sentMessages || leg.events.length > state.sentEvents) this.#addPart(leg, false)
      leg.messages.fill(HANDED_OVER)
      leg.events.fill(HANDED_OVER_EVENT)
    }
    this.#growing.clear()
    this.#sendBatch(false)
  }

  legDropped(leg: Leg): void {
    this.#forget(leg)
  }

  standsOn(line: number): void {
    this.#noteLines(line, line)
  }

  traceRecord(record: TraceRecord, leg: Leg | undefined): void {
    this.#noteLines(record.line, record.line)
    this.#trace.put(record, leg ? this.#stateOf(leg).id : 0, leg ? leg.messages.length : 0)
    if (++this.#rowsWaiting >= BATCH_ROWS) this.#sendBatch(false)
  }

  logMessage({ line, offset, length, id, lines }: LogMessage, timeNs: bigint | undefined, leg: Leg | undefined): void {
    this.#noteLines(line, line + lines.length - 1)
    const legId = leg ? this.#stateOf(leg).id : undefined
    const afterMessage = leg ? leg.messages.length : 0
    this.#logs.push({ position: this.#logPosition++, legId, timeNs, line, offset, length, id, lines, afterMessage })
    if (++this.#rowsWaiting >= BATCH_ROWS) this.#sendBatch(false)
  }

  setting({ kind, name, line, lastLine, offset, length, value }: Setting): void {
    this.#noteLines(line, lastLine)
    const json = JSON.stringify(value)
    this.#settings.push({ position: this.#settingPosition++, kind, name, line, offset, length, json })
    if (++this.#rowsWaiting >= BATCH_ROWS) this.#sendBatch(false)
  }

  sourceNote(about: string, text: string, offset: number): void {
    const json = JSON.stringify({ text })
    this.#settings.push({
      position: this.#settingPosition++,
      kind: NOTE_KIND,
      name: about,
      line: 0,
      offset,
      length: text.length,
      json,
    })
    this.#rowsWaiting++
  }

  alsoHolds(format: string): void {
    this.otherFormats.add(format)
  }

  counts(records: number, notUnderstood: number): void {
    this.records = records
    this.notUnderstood = notUnderstood
  }

  times(firstNs: bigint | undefined, lastNs: bigint | undefined): void {
    this.firstNs = firstNs
    this.lastNs = lastNs
  }

  warn({ code, text }: Warning, offset: number, count = 1): void {
    const waiting = this.#warnings.get(code)
    if (waiting) waiting.count += count
    else if (this.#knownWarnings.has(code) || this.#knownWarnings.size < MAX_WARNINGS) {
      this.#knownWarnings.add(code)
      this.#warnings.set(code, { code, text, count, offset })
    }
  }

  /** To be called now and then: shows what grows when it has not been shown for a while. */
  tick(): void {
    if (performance.now() - this.#shownAtMs < SHOW_MS) return
    let room = Math.min(GROWING_LEGS_AT_ONCE, Math.ceil(this.#finished / GROWING_SHARE) || GROWING_LEGS_AT_ONCE)
    this.#finished = 0
    for (const leg of this.#growing) {
      if (room-- === 0) break
      this.#growing.delete(leg)
      this.#addPart(leg, false)
    }
    this.#sendBatch(false)
    this.#shownAtMs = performance.now()
  }

  /** The source ended: legs that never did are complete as they are. */
  end(): void {
    for (const leg of [...this.#legs.keys()]) this.legFinished(leg)
    this.#sendBatch(true)
  }

  #noteLines(first: number, last: number): void {
    this.firstLine ??= first
    this.lastLine = Math.max(this.lastLine ?? 0, last)
  }

  #sendBatch(end: boolean): void {
    this.#send({
      legs: this.#parts,
      content: this.#content.take(),
      shared: this.#shared,
      trace: this.#trace.take(end),
      logs: this.#logs,
      settings: this.#settings,
      warnings: [...this.#warnings.values()],
    })
    this.#parts = []
    this.#shared = []
    this.#logs = []
    this.#settings = []
    this.#warnings = new Map()
    this.#rowsWaiting = 0
  }

  #stateOf(leg: Leg): LegState {
    if (this.#last?.leg === leg) return this.#last.state
    let state = this.#legs.get(leg)
    if (!state) {
      state = {
        id: this.#nextLeg++,
        continues: false,
        sentMessages: 0,
        sentEvents: 0,
        messages: new GrowingContent(this.#blocks),
        events: new GrowingContent(this.#blocks),
        laidMessages: 0,
        laidEvents: 0,
      }
      this.#legs.set(leg, state)
    }
    this.#last = { leg, state }
    return state
  }

  #forget(leg: Leg): void {
    const state = this.#legs.get(leg)
    state?.messages.drop()
    state?.events.drop()
    this.#legs.delete(leg)
    this.#last = undefined
  }

  #addPart(leg: Leg, finished: boolean): void {
    const state = this.#stateOf(leg)
    const { messages, events, ...facts } = leg
    const content = this.#content
    const start = content.end
    state.messages.moveTo(content)
    for (let at = state.laidMessages; at < messages.length; at++) {
      const message = messages[at]
      if (message) putMessage(content, message, this.#numberOf(message.bytes))
    }
    const eventsAt = content.end
    state.events.moveTo(content)
    for (let at = state.laidEvents; at < events.length; at++) {
      const event = events[at]
      if (event) putEvent(content, event)
    }
    this.#parts.push({
      id: state.id,
      leg: facts,
      messageCount: messages.length,
      eventCount: events.length,
      continues: state.continues,
      finished,
      start,
      events: eventsAt,
      end: content.end,
    })
    this.#rowsWaiting += 2 + messages.length - state.sentMessages + events.length - state.sentEvents
    state.continues = true
    state.sentMessages = state.laidMessages = messages.length
    state.sentEvents = state.laidEvents = events.length
  }

  /** What comes a second time is kept once from then on. */
  #numberOf(bytes: Uint8Array): number | undefined {
    if (bytes.length < MIN_SHARED_BYTES) return undefined
    const known = this.#numbers.get(bytes)
    if (known === undefined) {
      this.#numbers.set(bytes, ONCE)
      return undefined
    }
    if (known !== ONCE) return known
    const number = this.#nextNumber++
    this.#numbers.set(bytes, number)
    this.#shared.push({ number, bytes })
    return number
  }
}
