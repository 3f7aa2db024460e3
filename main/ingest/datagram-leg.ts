import type { Direction } from '../net/flow-table.ts'
import type { Segment } from '../net/segment.ts'
import { DtlsConnection } from '../tls/dtls/connection.ts'
import { readFragment } from '../tls/dtls/handshake-fragment.ts'
import { RECORD_HEADER_LENGTH, looksLikeDtls } from '../tls/dtls/record.ts'
import { HANDSHAKE_TYPE } from '../tls/handshake.ts'
import type { Endpoint, Leg } from '../tls/leg.ts'
import type { Side } from '../tls/message.ts'
import { CONTENT_TYPE } from '../tls/record-stream.ts'
import { QuicConnection } from '../tls/quic/connection.ts'
import { type QuicLongHeader, readLongHeader } from '../tls/quic/long-header.ts'
import { timeNs } from '../tls/time-ns.ts'
import type { IngestSink } from './sink.ts'

/** A leg that grows out of the datagrams between two ends. */
export interface DatagramLeg {
  /** The datagram begins another connection between the same ends. */
  isReusedBy(segment: Segment, direction: Direction): boolean
  datagram(segment: Segment, direction: Direction): void
  finish(): void
}

export type DatagramSink = Pick<IngestSink, 'legChanged' | 'legFinished'>

/** What is common to the two: the leg itself, and which end is the client. */
class LegOfDatagrams {
  readonly leg: Leg
  readonly client: Direction

  constructor(stream: number, transport: 'dtls' | 'quic', client: Direction, ends: readonly [Endpoint, Endpoint]) {
    this.client = client
    this.leg = {
      stream,
      role: 'wire',
      transport,
      client: ends[client],
      server: ends[client === 0 ? 1 : 0],
      startNs: undefined,
      endNs: undefined,
      job: undefined,
      process: undefined,
      thread: undefined,
      connectionId: undefined,
      messages: [],
      events: [],
      beginningSeen: false,
      endSeen: false,
    }
  }

  side(direction: Direction): Side {
    return direction === this.client ? 'client' : 'server'
  }

  noteTime({ seconds, nanoseconds }: Segment): void {
    const time = timeNs(seconds, nanoseconds)
    this.leg.startNs ??= time
    this.leg.endNs = time ?? this.leg.endNs
  }
}

/** RFC 6347. `segment` is the first datagram, and `looksLikeDtls`. */
export class DtlsLeg implements DatagramLeg {
  readonly #own: LegOfDatagrams
  readonly #connection: DtlsConnection
  readonly #sink: DatagramSink
  #random: Uint8Array | undefined

  constructor(
    stream: number,
    segment: Segment,
    direction: Direction,
    ends: readonly [Endpoint, Endpoint],
    sink: DatagramSink,
  ) {
    this.#own = new LegOfDatagrams(stream, 'dtls', dtlsClient(segment, direction), ends)
    this.#sink = sink
    this.#connection = new DtlsConnection(this.#own.leg, () => sink.legChanged(this.#own.leg))
  }

  /** A ClientHello with another random, where the connection has got past its own; the second one of a handshake repeats the first one's. */
  isReusedBy(segment: Segment): boolean {
    const random = this.#connection.isUnderKeys ? clientRandom(segment) : undefined
    return random !== undefined && this.#random !== undefined && random.some((byte, at) => byte !== this.#random?.[at])
  }

  datagram(segment: Segment, direction: Direction): void {
    const { bytes, start, end, wireEnd, base, frame, seconds, nanoseconds } = segment
    this.#random ??= clientRandom(segment)
    this.#own.noteTime(segment)
    this.#connection.datagram(this.#own.side(direction), bytes, start, end, wireEnd, base, frame, seconds, nanoseconds)
  }

  finish(): void {
    this.#connection.end()
    this.#sink.legFinished(this.#own.leg)
  }
}

/** RFC 9000. `segment` is the first datagram, and begins with `header`. */
export class QuicLeg implements DatagramLeg {
  readonly #own: LegOfDatagrams
  readonly #connection: QuicConnection
  readonly #sink: DatagramSink
  /** What the client may call its server: the name that it made up, and the server's own. */
  readonly #serverIds: Uint8Array[] = []

  constructor(
    stream: number,
    header: QuicLongHeader,
    direction: Direction,
    ends: readonly [Endpoint, Endpoint],
    sink: DatagramSink,
  ) {
    this.#own = new LegOfDatagrams(stream, 'quic', quicClient(header, direction), ends)
    this.#own.leg.beginningSeen = header.type === 'initial' && this.#own.client === direction
    this.#sink = sink
    this.#connection = new QuicConnection(this.#own.leg, () => sink.legChanged(this.#own.leg))
  }

  /** An Initial for a server that the connection, past its handshake, does not know by that name. */
  isReusedBy(segment: Segment, direction: Direction): boolean {
    if (!this.#connection.isUnderKeys || direction !== this.#own.client) return false
    const header = headerOf(segment)
    return header?.type === 'initial' && !this.#serverIds.some((id) => isSame(id, header.destinationId))
  }

  datagram(segment: Segment, direction: Direction): void {
    const { bytes, start, wireEnd, frame, seconds, nanoseconds } = segment
    const side = this.#own.side(direction)
    const header = headerOf(segment)
    if (header) this.#learn(side === 'client' ? header.destinationId : header.sourceId)
    this.#own.noteTime(segment)
    this.#connection.datagram(side, bytes[start] ?? 0, header, wireEnd - start, frame, seconds, nanoseconds)
  }

  finish(): void {
    this.#sink.legFinished(this.#own.leg)
  }

  #learn(id: Uint8Array): void {
    if (this.#serverIds.length < MAX_IDS && !this.#serverIds.some((known) => isSame(known, id)))
      this.#serverIds.push(id)
  }
}

/** A Retry and the server's own choice each bring one (RFC 9000 §7.3). */
const MAX_IDS = 8
/** RFC 9000 §7.2: what a client makes up is at least so long. */
const MIN_FIRST_ID = 8

function headerOf({ bytes, start, end, wireEnd }: Segment): QuicLongHeader | undefined {
  return readLongHeader(bytes, start, end, wireEnd)
}

/** Who sent the packet is the client, unless only a server sends such. */
function quicClient({ type, destinationId, tokenLength }: QuicLongHeader, direction: Direction): Direction {
  const isServer =
    type === 'retry' ||
    type === 'handshake' ||
    (type === 'initial' && tokenLength === 0 && destinationId.length < MIN_FIRST_ID)
  return isServer ? other(direction) : direction
}

/** By the first message; where that says nothing, the client is the end with the larger port. */
function dtlsClient(segment: Segment, direction: Direction): Direction {
  const { bytes, start, end, sourcePort, destinationPort } = segment
  const fragment = isClearHandshake(segment) ? readFragment(bytes, start + RECORD_HEADER_LENGTH, end) : undefined
  if (fragment?.type === HANDSHAKE_TYPE.clientHello) return direction
  if (fragment && FROM_SERVERS.includes(fragment.type)) return other(direction)
  if (fragment?.type === HANDSHAKE_TYPE.clientKeyExchange) return direction
  return sourcePort >= destinationPort ? direction : other(direction)
}

const FROM_SERVERS: readonly number[] = [
  HANDSHAKE_TYPE.helloRequest,
  HANDSHAKE_TYPE.serverHello,
  HANDSHAKE_TYPE.helloVerifyRequest,
  HANDSHAKE_TYPE.serverKeyExchange,
  HANDSHAKE_TYPE.certificateRequest,
  HANDSHAKE_TYPE.serverHelloDone,
]

const RANDOM_AT = 2
const RANDOM_LENGTH = 32

/** The random of a ClientHello that the datagram begins with. */
function clientRandom(segment: Segment): Uint8Array | undefined {
  const { bytes, start, end, wireEnd } = segment
  if (!isClearHandshake(segment) || !looksLikeDtls(bytes, start, end, wireEnd)) return undefined
  const fragment = readFragment(bytes, start + RECORD_HEADER_LENGTH, end)
  if (fragment?.type !== HANDSHAKE_TYPE.clientHello || fragment.offset > 0) return undefined
  const random = fragment.bodyStart + RANDOM_AT
  return random + RANDOM_LENGTH > fragment.bodyEnd ? undefined : bytes.slice(random, random + RANDOM_LENGTH)
}

function isClearHandshake({ bytes, start }: Segment): boolean {
  return bytes[start] === CONTENT_TYPE.handshake && bytes[start + 3] === 0 && bytes[start + 4] === 0
}

function isSame(one: Uint8Array, another: Uint8Array): boolean {
  return one.length === another.length && one.every((byte, at) => byte === another[at])
}

function other(direction: Direction): Direction {
  return direction === 0 ? 1 : 0
}
