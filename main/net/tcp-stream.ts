import type { Direction } from './flow-table.ts'
import { opensAnother, PastTcp } from './past-tcp.ts'
import { ACK, FIN, RST, SYN } from './segment.ts'
import type { Segment } from './segment.ts'
import type { SentPackets } from './sent-packets.ts'
import { TcpDirection } from './tcp-direction.ts'
import type { TcpEventKind, TcpReceiver } from './tcp-direction.ts'
import type { TcpPacket } from './tcp-packet.ts'
import type { StreamMemory } from './stream-memory.ts'

/** One TCP connection: both directions, how it began and how it ended. */
export class TcpStream {
  /** Who sent the SYN without ACK, or answered one. */
  opener: Direction | undefined
  beginningSeen = false
  /** A packet shows that both ends agreed: any but the first SYN and a refusal. */
  opened = false
  endSeen = false
  /** The one who was asked to connect sent something but a refusal. */
  answered = false
  readonly #receiver: TcpReceiver
  readonly #sent: SentPackets
  readonly #zero: TcpDirection
  readonly #one: TcpDirection
  #reset = false
  /** Who reset it last, until something else of that side was told of. */
  #resetter: Direction | undefined
  #lastFrame = 0
  #lastSeconds = -1
  #lastNanoseconds = 0

  constructor(receiver: TcpReceiver, memory: StreamMemory, sent: SentPackets) {
    this.#receiver = receiver
    this.#sent = sent
    this.#zero = new TcpDirection(0, receiver, memory, sent)
    this.#one = new TcpDirection(1, receiver, memory, sent)
  }

  /** Reset, or closed by both sides with both FINs acknowledged. */
  get closed(): boolean {
    return this.#reset || (this.#zero.finAcknowledged && this.#one.finAcknowledged)
  }

  /** Closed by both sides, and all that they sent was seen or given up: nothing that still comes would be taken. */
  get complete(): boolean {
    const one = this.#zero
    const other = this.#one
    return one.finAcknowledged && other.finAcknowledged && one.next === one.fin && other.next === other.fin
  }

  /** The segment opens another connection between the same addresses and ports. */
  isReusedBy(segment: Segment, direction: Direction): boolean {
    return opensAnother(segment, this.#directionOf(direction), this.closed, this.#reset)
  }

  /** What is to be remembered once it has finished. */
  past(): PastTcp {
    return new PastTcp(this.closed, this.#reset, this.#zero, this.#one)
  }

  segment(segment: Segment, direction: Direction): void {
    const own = direction === 0 ? this.#zero : this.#one
    const peer = direction === 0 ? this.#one : this.#zero
    const flags = segment.flags
    this.#lastFrame = segment.frame
    this.#lastSeconds = segment.seconds
    this.#lastNanoseconds = segment.nanoseconds
    if (own.patience > 0) own.losePatience()
    if (peer.patience > 0) peer.losePatience()
    if ((flags & (SYN | RST)) === SYN) this.#synchronize(segment, direction)
    if ((flags & RST) !== 0) return this.#resetBy(segment, direction)
    if (this.#resetter === direction && (flags & SYN) === 0 && !this.#sent.has(own, segment))
      this.#sendAfterReset(segment, direction)
    own.ttl = segment.ttl
    own.ipId = segment.ipId
    own.window = segment.window
    if ((flags & ACK) !== 0) this.opened = true
    if (this.opener !== undefined && this.opener !== direction) this.answered = true

    if ((flags & ACK) !== 0 && peer.started) acknowledge(peer, segment.acknowledgment)
    const sequence = (flags & SYN) !== 0 ? (segment.sequence + 1) | 0 : segment.sequence
    if (segment.wireEnd > segment.start) own.accept(segment, sequence)
    if (segment.wireEnd > segment.start || (flags & SYN) !== 0) this.#sent.add(own, segment)
    if ((flags & FIN) !== 0) this.#finish(segment, direction, (sequence + segment.wireEnd - segment.start) | 0)
  }

  /** Stops reading a direction; its numbers are still followed. */
  ignore(direction: Direction): void {
    this.#directionOf(direction).release()
  }

  /** No packet will follow: hands on what waits, names what is missing. */
  finish(): void {
    const one = this.#zero
    const other = this.#one
    for (;;) {
      const oneFrame = one.frameBehindHole
      const otherFrame = other.frameBehindHole
      if (oneFrame === undefined && otherFrame === undefined) break
      if (otherFrame === undefined || (oneFrame !== undefined && oneFrame < otherFrame)) one.giveUpHole()
      else other.giveUpHole()
    }
    one.finish(this.#lastFrame, this.#lastSeconds, this.#lastNanoseconds)
    other.finish(this.#lastFrame, this.#lastSeconds, this.#lastNanoseconds)
  }

  #directionOf(direction: Direction): TcpDirection {
    return direction === 0 ? this.#zero : this.#one
  }

  #synchronize(segment: Segment, direction: Direction): void {
    const own = this.#directionOf(direction)
    const answers = (segment.flags & ACK) !== 0
    if (own.syn !== undefined) {
      if (this.#sent.has(own, segment)) this.#receiver.recordedTwice(segment.frame)
      else if (own.syn === segment.sequence) this.#tell('retransmission', segment, direction)
      if (!answers) this.#reset = false
      // Another answer to the same SYN: what counts is the one that is acknowledged, and until then the latest.
      else if (own.syn !== segment.sequence && own.next === own.first) {
        own.rival = own.first
        own.syn = segment.sequence
        own.start((segment.sequence + 1) | 0)
      }
      return
    }
    own.syn = segment.sequence
    if (!own.started) own.start((segment.sequence + 1) | 0)
    this.opener ??= answers === (direction === 0) ? 1 : 0
    if (!answers) this.beginningSeen = true
    this.#tell(answers ? 'syn_ack' : 'syn', segment, direction)
  }

  #resetBy(segment: Segment, direction: Direction): void {
    if (!this.#reset) this.#tell('rst', segment, direction, packetOf(segment, this.#directionOf(direction)))
    this.#reset = true
    this.#resetter = direction
    this.endSeen = true
  }

  /** Who has reset a connection is done with it (RFC 9293 §3.10.7): somebody else may have spoken in its name. */
  #sendAfterReset(segment: Segment, direction: Direction): void {
    this.#resetter = undefined
    this.#tell('after_reset', segment, direction, packetOf(segment, this.#directionOf(direction)))
  }

  #finish(segment: Segment, direction: Direction, sequence: number): void {
    const own = this.#directionOf(direction)
    if (own.fin !== undefined) return
    own.fin = sequence
    this.endSeen = true
    this.#tell('fin', segment, direction)
  }

  #tell(kind: TcpEventKind, segment: Segment, direction: Direction, packet?: TcpPacket): void {
    this.#receiver.event(kind, direction, segment.frame, segment.seconds, segment.nanoseconds, packet)
  }
}

function packetOf(segment: Segment, own: TcpDirection): TcpPacket {
  return {
    ttl: segment.ttl,
    ipId: segment.ipId,
    window: segment.window,
    sequenceAhead: own.started ? (segment.sequence - own.next) | 0 : undefined,
    before: own.ttl < 0 ? undefined : { ttl: own.ttl, ipId: own.ipId, window: own.window },
  }
}

/** A FIN takes one sequence number, which is no byte of data. */
function acknowledge(peer: TcpDirection, acknowledgment: number): void {
  if (peer.fin !== undefined && acknowledgment === ((peer.fin + 1) | 0)) {
    peer.finAcknowledged = true
    peer.acknowledge(peer.fin)
  } else peer.acknowledge(acknowledgment)
}
