import { addressText } from '../net/address.ts'
import type { Direction } from '../net/flow-table.ts'
import type { PastTcp } from '../net/past-tcp.ts'
import { ACK, RST, SYN } from '../net/segment.ts'
import type { Segment } from '../net/segment.ts'
import type { TcpEventKind, TcpReceiver } from '../net/tcp-direction.ts'
import type { TcpPacket } from '../net/tcp-packet.ts'
import { TcpStream } from '../net/tcp-stream.ts'
import type { Endpoint } from '../tls/leg.ts'
import type { TlsClaim } from '../tls/looks-like-tls.ts'
import type { Unwrapping } from '../tls/preamble.ts'
import type { RecordStream } from '../tls/record-stream.ts'
import { timeNs } from '../tls/time-ns.ts'
import { ClearBytes } from './clear-bytes.ts'
import type { CaptureContext } from './capture-context.ts'
import { isLongClosed } from './long-closed.ts'
import { CaptureLeg } from './capture-leg.ts'
import type { TcpEvent } from './capture-leg.ts'
import { TlsSearch } from './tls-search.ts'

/** What happens before TLS is recognised, or instead of it: SYN, SYN ACK, how it ended, and little else worth telling. */
const MAX_EARLY_EVENTS = 32
/** Of those, what may be repeated many times. */
const MAX_EARLY_REPEATED = 16

/** Of all that have finished. */
const NO_SEARCH: [undefined, undefined] = [undefined, undefined]
const NO_EVENTS: TcpEvent[] = []
const NO_PORTS = [0, 0] as const

/** One TCP connection of a capture: looks for TLS in its bytes, and hands them to a leg from there on. */
export class CaptureFlow implements TcpReceiver {
  /** Number of the TCP stream, from 0. */
  readonly stream: number
  /** TLS was recognised. */
  isLeg = false
  /** Waits to be finished, as it is closed. */
  isClosing = false
  lastFrame = 0
  lastSeconds = -1
  #lastNanoseconds = 0
  readonly #context: CaptureContext
  /** Undefined once it has finished: then `#past` is there. */
  #tcp: TcpStream | undefined
  #past: PastTcp | undefined
  readonly #ipVersion: number
  /** Addresses in words 0-3 and 4-7, ports: of the end that sends direction 0 and of the other. */
  #addresses: readonly number[]
  #ports: readonly [number, number]
  readonly #startSeconds: number
  readonly #startNanoseconds: number
  #early: TcpEvent[] = []
  /** What each side said before TLS, until that was told. */
  #clear: readonly [ClearBytes, ClearBytes] | undefined
  /** Directions in which TLS is still looked for. */
  #search: [TlsSearch | undefined, TlsSearch | undefined]
  #leg: CaptureLeg | undefined
  /** The leg's records in each direction, at hand: most packets need nothing else of it. */
  #records0: Pick<RecordStream, 'pass'> | undefined
  #records1: Pick<RecordStream, 'pass'> | undefined
  /** There where the handshake lies inside packets of TDS or OpenVPN. */
  #packets: readonly [Unwrapping, Unwrapping] | undefined

  constructor(stream: number, segment: Segment, direction: Direction, context: CaptureContext) {
    this.stream = stream
    this.#context = context
    this.#tcp = new TcpStream(this, context.memory, context.sent)
    this.#clear = [new ClearBytes(), new ClearBytes()]
    this.#search = [new TlsSearch(this.#clear[0]), new TlsSearch(this.#clear[1])]
    this.#ipVersion = segment.ipVersion
    const word = (at: number): number => segment.addresses[direction === 0 ? at : at ^ 4] ?? 0
    // A plain list is a third of a typed array, and many connections are open at once.
    this.#addresses = [word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7)]
    this.#ports =
      direction === 0 ? [segment.sourcePort, segment.destinationPort] : [segment.destinationPort, segment.sourcePort]
    this.#startSeconds = segment.seconds
    this.#startNanoseconds = segment.nanoseconds
  }

  /** No packet is taken any more. */
  get isFinished(): boolean {
    return this.#tcp === undefined
  }

  get isClosed(): boolean {
    return (this.#tcp ?? this.#past)?.closed === true
  }

  /** As TcpStream has it; false of what has finished. */
  get isComplete(): boolean {
    return this.#tcp?.complete === true
  }

  isReusedBy(segment: Segment, direction: Direction): boolean {
    return (this.#tcp ?? this.#past)?.isReusedBy(segment, direction) === true
  }

  /**
   * After a refusal the same SYN comes again, maybe long after: still the same stream, unless a leg was made of it. Whether packets of others
   * lie between, which end what is long closed, must not decide it.
   */
  isRetriedBy(segment: Segment): boolean {
    if ((segment.flags & (SYN | ACK | RST)) !== SYN) return false
    return (this.isFinished || this.isClosed) && isLongClosed(this, segment)
  }

  segment(segment: Segment, direction: Direction): void {
    this.lastFrame = segment.frame
    this.lastSeconds = segment.seconds
    this.#lastNanoseconds = segment.nanoseconds
    this.#tcp?.segment(segment, direction)
  }

  /** No packet will be taken any more; only the numbers stay, so that a late packet is not taken for a new connection. */
  finish(): void {
    const tcp = this.#tcp
    if (!tcp) return
    tcp.finish()
    if (!this.#leg) this.#leg = this.#withoutTls(tcp)
    this.#leg?.finish(timeNs(this.lastSeconds, this.#lastNanoseconds), tcp.endSeen)
    this.#past = tcp.past()
    // Thousands are remembered: nothing else of it is kept.
    this.#tcp = this.#leg = this.#records0 = this.#records1 = this.#packets = this.#clear = undefined
    this.#search = NO_SEARCH
    this.#early = NO_EVENTS
    this.#addresses = this.#ports = NO_PORTS
  }

  data(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void {
    const records = direction === 0 ? this.#records0 : this.#records1
    let from = records === undefined ? start : records.pass(bytes, start, end)
    if (from === end) return
    const search = this.#search[direction]
    if (search) {
      const claim = search.look(bytes, start, end, frame, seconds, nanoseconds, offset)
      if (!this.#isTls(claim, search)) {
        const inside = this.#tcp?.beginningSeen === true ? -1 : search.lookInside(bytes, start, end)
        if (inside < 0) {
          if (claim === 'more') return
          if (claim !== 'no') search.pass(bytes, start, end, frame, seconds, nanoseconds)
          return this.#giveUp(direction, search)
        }
        // What came before it is the rest of a record, and no clear text.
        search.drop()
        for (const clear of this.#clear ?? []) clear.length = 0
        from = inside
      }
      this.#begin(direction, claim, search)
      from += search.preamble?.length ?? 0
      const unwrapping = search.preamble?.unwrapping
      if (unwrapping) this.#packets = [unwrapping(), unwrapping()]
      this.#records0 = this.#packets ? undefined : this.#leg?.recordsOf(0)
      this.#records1 = this.#packets ? undefined : this.#leg?.recordsOf(1)
    }
    const leg = this.#leg
    if (!leg) return
    if (!this.#packets) return leg.push(direction, bytes, from, end, frame, seconds, nanoseconds, offset + from - start)
    this.#packets[direction].push(bytes, from, end, (at, until) => {
      leg.push(direction, bytes, at, until, frame, seconds, nanoseconds, offset + at - start)
    })
  }

  gap(direction: Direction, missingBytes: number, frame: number, seconds: number, nanoseconds: number): void {
    const search = this.#search[direction]
    if (search) {
      search.gap()
    } else {
      this.#packets?.[direction].gap(missingBytes)
      this.#leg?.gap(direction, missingBytes, frame, seconds, nanoseconds)
    }
  }

  event(
    kind: TcpEventKind,
    direction: Direction,
    frame: number,
    seconds: number,
    nanoseconds: number,
    packet: TcpPacket | undefined,
  ): void {
    this.#tell({ kind, direction, frame, seconds, nanoseconds, packet })
  }

  recordedTwice(): void {
    this.#context.recordedTwice()
  }

  /** An ICMP error about a packet of this connection came by; `text` is what it says. */
  icmp(segment: Segment, text: string): void {
    if (this.isFinished) return
    const { frame, seconds, nanoseconds } = segment
    this.#tell({ kind: 'icmp', direction: undefined, frame, seconds, nanoseconds, text })
  }

  #tell(event: TcpEvent): void {
    if (this.#leg) return this.#leg.event(event)
    const isRepeated = event.kind === 'retransmission' || event.kind === 'conflict' || event.kind === 'out_of_window'
    if (this.#early.length < (isRepeated ? MAX_EARLY_REPEATED : MAX_EARLY_EVENTS)) this.#early.push(event)
  }

  /** A hello may come any time (STARTTLS); other records are believed only where a stream of records may begin. */
  #isTls(claim: TlsClaim, search: TlsSearch): boolean {
    if (claim === 'no' || claim === 'more') return false
    if (claim !== 'either') return true
    return search.isFresh || this.#leg !== undefined || this.#tcp?.beginningSeen !== true
  }

  #giveUp(direction: Direction, search: TlsSearch): void {
    search.isFresh = false
    if (!search.isExhausted) return
    this.#search[direction] = undefined
    this.#tcp?.ignore(direction)
  }

  #begin(direction: Direction, claim: TlsClaim, search: TlsSearch): void {
    this.#search[direction] = undefined
    const other = direction === 0 ? 1 : 0
    if (!this.#leg) this.#tellClear()
    // What follows a client's message is its answer, even if it is no TLS.
    if (claim === 'client') this.#search[other] = undefined
    this.#leg ??= this.#openLeg(this.#clientBy(direction, claim), this.#context.sink)
    for (const piece of search.held) {
      this.#leg.push(
        direction,
        piece.bytes,
        0,
        piece.bytes.length,
        piece.frame,
        piece.seconds,
        piece.nanoseconds,
        piece.offset,
      )
    }
  }

  /** A connection that was seen from its beginning and had no TLS, unless only one end was recorded. */
  #withoutTls(tcp: TcpStream): CaptureLeg | undefined {
    if (!tcp.beginningSeen || (tcp.opened && !tcp.answered)) return undefined
    for (const search of this.#search) search?.drop()
    this.#tellClear()
    return this.#openLeg(this.#clientBy(0, 'either'), this.#context.unspoken)
  }

  #tellClear(): void {
    for (const direction of [0, 1] as const) {
      const clear = this.#clear?.[direction]
      if (!clear || clear.length === 0) continue
      const { length, frame, seconds, nanoseconds, first } = clear
      const after = this.#early.findIndex((event) => event.frame > frame)
      const at = after < 0 ? this.#early.length : after
      this.#early.splice(at, 0, { kind: 'clear_text', direction, frame, seconds, nanoseconds, length, bytes: first })
    }
    this.#clear = undefined
  }

  #openLeg(client: Direction, sink: CaptureContext['sink']): CaptureLeg {
    const leg = new CaptureLeg(
      {
        stream: this.stream,
        role: 'wire',
        transport: 'tcp',
        client: this.#end(client),
        server: this.#end(client === 0 ? 1 : 0),
        startNs: timeNs(this.#startSeconds, this.#startNanoseconds),
        endNs: undefined,
        job: undefined,
        process: undefined,
        thread: undefined,
        connectionId: undefined,
        messages: [],
        events: [],
        beginningSeen: this.#tcp?.beginningSeen === true,
        endSeen: false,
      },
      client,
      sink === this.#context.sink ? this.#context : { ...this.#context, sink },
    )
    if (sink === this.#context.sink) {
      this.isLeg = true
      this.#context.unspoken.spoken(this.#end(client === 0 ? 1 : 0))
    }
    for (const event of this.#early) leg.event(event)
    this.#early = []
    return leg
  }

  /** What TLS says outranks who opened the TCP connection: FTP servers open data connections on which they stay servers. */
  #clientBy(direction: Direction, claim: TlsClaim): Direction {
    const other = direction === 0 ? 1 : 0
    if (claim === 'client') return direction
    if (claim === 'server') return other
    return this.#tcp?.opener ?? (this.#ports[0] > this.#ports[1] ? 0 : 1)
  }

  #end(direction: Direction): Endpoint {
    return { address: addressText(this.#ipVersion, this.#addresses, direction * 4), port: this.#ports[direction] }
  }
}
