import type { Direction } from '../net/flow-table.ts'
import type { TcpEventKind } from '../net/tcp-direction.ts'
import type { TcpPacket } from '../net/tcp-packet.ts'
import type { Leg } from '../tls/leg.ts'
import type { ConnectionEvent, Side } from '../tls/message.ts'
import type { RecordStream } from '../tls/record-stream.ts'
import { timeNs } from '../tls/time-ns.ts'
import type { CaptureContext, TlsReader } from './capture-context.ts'

/** After so many events of TCP a connection is broken beyond what a ladder can show; the last one says so. */
const MAX_TCP_EVENTS = 1_000

/** What a message takes beside its bytes: its header, the events around it, and what is left free of their blocks. */
const MESSAGE_COST = 400

export interface TcpEvent {
  readonly kind: TcpEventKind | 'icmp' | 'clear_text'
  /** Undefined: neither end did it. */
  readonly direction: Direction | undefined
  readonly frame: number
  readonly seconds: number
  readonly nanoseconds: number
  readonly packet?: TcpPacket | undefined
  readonly length?: number
  readonly text?: string
  readonly bytes?: Uint8Array
}

/** Retransmissions since the last message. They are told together, since events are never changed once given out. */
interface Repeated {
  readonly first: TcpEvent
  readonly afterMessage: number
  count: number
}

/** A leg that grows while packets come, and the TLS reader that fills it. */
export class CaptureLeg {
  readonly #leg: Leg
  readonly #context: CaptureContext
  readonly #client: Direction
  readonly #tls: TlsReader
  #repeated: Repeated | undefined
  #tcpEvents = 0
  /** How much of the leg its readers were told of. */
  #toldMessages = 0
  /** Where repeated ones go when a message ends their row. */
  #toldEvents = 0
  #heldBytes = 0
  #handedOver = 0

  constructor(leg: Leg, client: Direction, context: CaptureContext) {
    this.#leg = leg
    this.#client = client
    this.#context = context
    this.#tls = context.openTls(leg, () => this.#changed())
  }

  push(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void {
    this.#tls.push(this.#side(direction), bytes, start, end, frame, seconds, nanoseconds, offset)
  }

  /** As TlsReader has it. */
  recordsOf(direction: Direction): Pick<RecordStream, 'pass'> | undefined {
    return this.#tls.recordsOf?.(this.#side(direction))
  }

  gap(direction: Direction, missingBytes: number, frame: number, seconds: number, nanoseconds: number): void {
    this.#tls.gap(this.#side(direction), missingBytes, frame, seconds, nanoseconds)
  }

  event(event: TcpEvent): void {
    if (event.kind === 'retransmission') return this.#repeat(event)
    this.#tellRepeated(this.#leg.events.length)
    this.#add(event, this.#leg.messages.length, event.text)
  }

  /** No packet will follow. */
  finish(endNs: bigint | undefined, endSeen: boolean): void {
    this.#tls.end()
    this.#tellRepeated(this.#leg.events.length)
    this.#leg.endNs = endNs
    this.#leg.endSeen = endSeen
    if (this.#handedOver === this.#context.held.handedOver) this.#context.held.bytes -= this.#heldBytes
    this.#heldBytes = 0
    this.#context.sink.legFinished(this.#leg)
  }

  #side(direction: Direction): Side {
    return direction === this.#client ? 'client' : 'server'
  }

  #repeat(event: TcpEvent): void {
    const repeated = this.#repeated
    if (repeated) {
      repeated.count++
      return
    }
    this.#repeated = { first: event, afterMessage: this.#leg.messages.length, count: 1 }
    // Those before it may be written already: it comes behind them.
    this.#toldEvents = this.#leg.events.length
  }

  #changed(): void {
    const { messages, events } = this.#leg
    const { held } = this.#context
    if (this.#handedOver !== held.handedOver) this.#heldBytes = 0
    this.#handedOver = held.handedOver
    for (let index = this.#toldMessages; index < messages.length; index++) {
      const bytes = MESSAGE_COST + (messages[index]?.bytes.length ?? 0)
      this.#heldBytes += bytes
      held.bytes += bytes
    }
    // What TLS has just added came after them.
    if (messages.length > this.#toldMessages) this.#tellRepeated(this.#toldEvents)
    this.#toldMessages = messages.length
    this.#toldEvents = events.length
    this.#context.sink.legChanged(this.#leg)
  }

  #tellRepeated(at: number): void {
    const repeated = this.#repeated
    if (!repeated) return
    this.#repeated = undefined
    const text = repeated.count === 1 ? undefined : `${repeated.count} retransmissions before the next message`
    this.#add(repeated.first, repeated.afterMessage, text, at)
  }

  #add(event: TcpEvent, afterMessage: number, text: string | undefined, at = this.#leg.events.length): void {
    if (++this.#tcpEvents > MAX_TCP_EVENTS) return
    const added: ConnectionEvent = {
      kind: event.kind,
      timeNs: timeNs(event.seconds, event.nanoseconds),
      frame: event.frame,
      line: undefined,
      from: event.direction === undefined ? undefined : this.#side(event.direction),
      afterMessage,
      length: event.length ?? 0,
      text: this.#tcpEvents === MAX_TCP_EVENTS ? 'Further events of TCP are not listed' : text,
      bytes: event.bytes,
      packet: event.packet,
    }
    this.#leg.events.splice(at, 0, added)
  }
}
