import type { Direction } from './flow-table.ts'
import { type DoubtfulBytes, doubtful, mayBePadding } from './doubtful-bytes.ts'
import type { Segment } from './segment.ts'
import type { SentPackets } from './sent-packets.ts'
import { BLOCK_BYTES, type StreamMemory } from './stream-memory.ts'
import type { TcpPacket } from './tcp-packet.ts'
import { WaitingSegments } from './waiting-segments.ts'

/** Who reads a TCP connection. Bytes are valid during the call only. */
export interface TcpReceiver {
  /**
   * The next bytes of a direction. Frame and time are those of the packet that made them follow without a hole; `offset` is
   * where `bytes[start]` stands in the source.
   */
  data(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void
  /** Bytes that the source does not hold, in front of the packet named. */
  gap(direction: Direction, missingBytes: number, frame: number, seconds: number, nanoseconds: number): void
  /** `packet`: of resets, and of what their sender sends after them. */
  event(
    kind: TcpEventKind,
    direction: Direction,
    frame: number,
    seconds: number,
    nanoseconds: number,
    packet: TcpPacket | undefined,
  ): void
  /** A packet with a SYN or data is one that the recorder had recorded before, and no retransmission. */
  recordedTwice(frame: number): void
}

export type TcpEventKind =
  'syn' | 'syn_ack' | 'fin' | 'rst' | 'after_reset' | 'retransmission' | 'conflict' | 'out_of_window'

/** Packets of the connection to wait for bytes that the other end already has: recorders with several queues swap neighbours. */
const PATIENCE = 4

/** Nobody opens a larger window: what lies further ahead of all that the other end acknowledged, it would not take (RFC 9293 §3.10.7.4). */
const MAX_WINDOW = 16_777_216

/** Beyond a window's length nothing is sent again: the direction's first bytes are forgotten. */
const HISTORY_REACH = 1_048_576
/** Blocks that are kept of a direction's first bytes: a handshake's flight is seldom longer. */
const HISTORY_BLOCKS = 4
const NO_BLOCKS: readonly Uint8Array[] = []

/**
 * One direction of a TCP connection (RFC 9293 §3.4): puts segments in order, drops what comes twice (the first bytes win) and
 * names what never comes. Sequence numbers wrap; they are compared by signed difference.
 */
export class TcpDirection {
  /** Nobody reads: only the numbers are followed. */
  wanted = true
  started = false
  /** Sequence number of the first byte seen or announced by the SYN. */
  first = 0
  /** Sequence number of the next byte to hand on. */
  next = 0
  /** Where it would begin by another answer to the same SYN, until an acknowledgment tells. */
  rival: number | undefined = undefined
  /** Sequence numbers of SYN and FIN, where they were seen. */
  syn: number | undefined = undefined
  fin: number | undefined = undefined
  finAcknowledged = false
  /** Of the last packet that was no reset; `ttl` -1: there was none. */
  ttl = -1
  ipId = -1
  window = -1
  /** Packets until the hole is given up; 0 while nothing says that it will stay. */
  patience = 0
  readonly #direction: Direction
  readonly #receiver: TcpReceiver
  readonly #memory: StreamMemory
  readonly #sent: SentPackets
  /** There while something waits or waited: most directions never need it. */
  #waiting: WaitingSegments | undefined
  /** The highest number that the other end acknowledged, at least `next`. */
  #acknowledged = 0
  /** The other end's acknowledgments were recorded, so that their absence tells something. */
  #isAcknowledged = false
  /** In place, and not handed on until an acknowledgment or what follows shows that they were sent. */
  #doubtful: DoubtfulBytes | undefined
  #history = NO_BLOCKS
  #historyLength = 0
  #historyStart = 0
  #historyOpen = true

  constructor(direction: Direction, receiver: TcpReceiver, memory: StreamMemory, sent: SentPackets) {
    this.#direction = direction
    this.#receiver = receiver
    this.#memory = memory
    this.#sent = sent
  }

  start(sequence: number): void {
    this.started = true
    this.first = sequence
    this.next = sequence
    this.#acknowledged = sequence
    this.#historyStart = sequence
  }

  /** Takes the payload of the segment, whose first byte has the number `sequence`. */
  accept(segment: Segment, sequence: number): void {
    if (!this.started) this.start(sequence)
    // What stands in the same place was sent; older bytes that come again say nothing.
    if (this.#doubtful && ((sequence - this.next) | 0) >= 0) this.#settle(((sequence - this.#doubtful.end) | 0) >= 0)
    const length = segment.wireEnd - segment.start
    const ahead = (sequence - this.next) | 0
    if (!this.wanted) {
      if (ahead + length > 0) this.#advance((sequence + length) | 0)
      return
    }
    if (ahead > 0) this.#wait(segment, sequence)
    else if (ahead + length <= 0) this.#again(segment, sequence, length)
    else {
      if (ahead < 0) this.#again(segment, sequence, -ahead)
      if (this.#waiting?.first) {
        // What waits came first, so its bytes win where both overlap.
        this.#insert(this.#waiting, segment, sequence, this.next)
        this.#releaseFollowing(segment.frame, segment.seconds, segment.nanoseconds)
      } else if (ahead === 0 && mayBePadding(segment)) this.#doubtful = doubtful(segment, sequence)
      else {
        this.#give(
          segment.bytes,
          segment.start - ahead,
          segment.end,
          length + ahead,
          segment.frame,
          segment.seconds,
          segment.nanoseconds,
          segment.base + segment.start - ahead,
        )
      }
    }
  }

  /** The other end has all bytes before `acknowledgment`. */
  acknowledge(acknowledgment: number): void {
    if (this.rival === acknowledgment && this.next === this.first) this.start(acknowledgment)
    if (this.#doubtful && ((acknowledgment - this.#doubtful.end) | 0) >= 0) this.#settle(true)
    const ahead = (acknowledgment - this.#acknowledged) | 0
    if (ahead >= 0) this.#isAcknowledged = true
    if (ahead <= 0) return
    this.#acknowledged = acknowledgment
    if (this.#waiting?.first && this.patience === 0) this.patience = PATIENCE
  }

  /** One more packet of the connection went by while the hole was known to stay. */
  losePatience(): void {
    if (--this.patience === 0) this.giveUpHole()
  }

  /** Frame of the first piece behind a hole, or undefined without a hole. */
  get frameBehindHole(): number | undefined {
    return this.#waiting?.first?.frame
  }

  /**
   * Names the first hole and hands on what follows it. A box that numbers anew, recorded on both of its sides, makes a hole of any size which is
   * none: what comes behind it is the same bytes again.
   */
  giveUpHole(): void {
    this.patience = 0
    const first = this.#waiting?.first
    if (!first) return
    if (this.#isAcknowledged && ((first.sequence - this.#acknowledged) | 0) > MAX_WINDOW) {
      this.#waiting?.clear()
      const { frame, seconds, nanoseconds } = first
      this.#receiver.event('out_of_window', this.#direction, frame, seconds, nanoseconds, undefined)
      return
    }
    this.#receiver.gap(
      this.#direction,
      (first.sequence - this.next) >>> 0,
      first.frame,
      first.seconds,
      first.nanoseconds,
    )
    this.#advance(first.sequence)
    this.#closeHistory()
    this.#releaseFollowing(0, -1, 0)
  }

  /** Nothing will follow: names bytes at the end that the other side acknowledged and the source does not hold. */
  finish(frame: number, seconds: number, nanoseconds: number): void {
    this.#settle(!this.#isAcknowledged)
    const missing = (this.#acknowledged - this.next) | 0
    // A single number may be a FIN that was not recorded.
    if (this.wanted && this.started && missing > 1)
      this.#receiver.gap(this.#direction, missing, frame, seconds, nanoseconds)
    this.release()
  }

  /** Nobody wants the direction any more: gives all memory back. */
  release(): void {
    this.wanted = false
    this.patience = 0
    this.#waiting?.clear()
    this.#waiting = undefined
    this.#doubtful = undefined
    this.#closeHistory()
  }

  #settle(isSent: boolean): void {
    const doubtful = this.#doubtful
    this.#doubtful = undefined
    if (!isSent || !doubtful) return
    const { bytes, frame, seconds, nanoseconds, offset } = doubtful
    this.#give(bytes, 0, bytes.length, bytes.length, frame, seconds, nanoseconds, offset)
  }

  #give(
    bytes: Uint8Array,
    start: number,
    end: number,
    length: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void {
    const there = end > start ? end - start : 0
    if (this.#historyOpen) this.#remember(bytes, start, start + there)
    this.#advance((this.next + length) | 0)
    if (there > 0) this.#receiver.data(this.#direction, bytes, start, end, frame, seconds, nanoseconds, offset)
    if (there < length && this.wanted) {
      this.#closeHistory()
      this.#receiver.gap(this.#direction, length - there, frame, seconds, nanoseconds)
    }
  }

  #advance(next: number): void {
    this.next = next
    // Numbers are compared over half of their range: none may stay behind for longer than that.
    if (((this.#acknowledged - next) | 0) < 0) this.#acknowledged = next
    if (this.#historyLength > 0 && !this.#historyOpen && (next - this.#historyStart) >>> 0 > HISTORY_REACH)
      this.#closeHistory()
  }

  /** `frame` 0: nothing filled the hole, each piece follows with the latest packet up to it. */
  #releaseFollowing(frame: number, seconds: number, nanoseconds: number): void {
    let at = { frame, seconds, nanoseconds }
    for (;;) {
      const piece = this.#waiting?.first
      if (!piece) break
      const ahead = (piece.sequence - this.next) | 0
      if (ahead > 0) {
        // The next hole may be known to stay as well.
        this.patience = ((this.#acknowledged - this.next) | 0) > 0 ? PATIENCE : 0
        return
      }
      this.#waiting?.removeFirst()
      if (ahead + piece.length <= 0) continue
      if (piece.frame > at.frame) at = piece
      this.#give(
        piece.bytes,
        -ahead,
        piece.bytes.length,
        piece.length + ahead,
        at.frame,
        at.seconds,
        at.nanoseconds,
        piece.offset - ahead,
      )
    }
    this.patience = 0
  }

  /** Keeps a segment that came too early. */
  #wait(segment: Segment, sequence: number): void {
    const waiting = (this.#waiting ??= new WaitingSegments(this.#memory))
    this.#insert(waiting, segment, sequence, sequence)
    if (this.patience === 0 && ((this.#acknowledged - this.next) | 0) > 0) this.patience = PATIENCE
    while (waiting.isTooMuch) this.giveUpHole()
  }

  #insert(waiting: WaitingSegments, segment: Segment, sequence: number, from: number): void {
    const answer = waiting.insert(segment, sequence, from)
    if (answer !== 'new') this.#tell('retransmission', segment)
    if (answer === 'different') this.#tell('conflict', segment)
  }

  /** `length` bytes of the segment were there before. */
  #again(segment: Segment, sequence: number, length: number): void {
    // A keep-alive repeats the last byte, or sends any byte in its place (RFC 1122 §4.2.3.6).
    const whole = segment.wireEnd - segment.start
    if (whole === 1 && ((sequence + 1 - this.next) | 0) === 0) return
    this.#tell('retransmission', segment)
    const end = Math.min(segment.start + length, segment.end)
    let at = (sequence - this.#historyStart) | 0
    for (let byte = segment.start; byte < end; byte++, at++) {
      if (at < 0 || at >= this.#historyLength || this.#firstByte(at) === segment.bytes[byte]) continue
      return this.#tell('conflict', segment)
    }
  }

  #tell(kind: 'retransmission' | 'conflict', segment: Segment): void {
    if (kind === 'retransmission' && this.#sent.has(this, segment)) return this.#receiver.recordedTwice(segment.frame)
    this.#receiver.event(kind, this.#direction, segment.frame, segment.seconds, segment.nanoseconds, undefined)
  }

  /** Of those that are kept. */
  #firstByte(at: number): number | undefined {
    return this.#history[Math.floor(at / BLOCK_BYTES)]?.[at % BLOCK_BYTES]
  }

  /** Keeps the direction's first bytes, to tell a retransmission with other ones. */
  #remember(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end;) {
      const used = this.#historyLength % BLOCK_BYTES
      const block = used === 0 ? this.#nextBlock() : this.#history.at(-1)
      // What is there stays: retransmissions come late.
      if (!block) {
        this.#historyOpen = false
        return
      }
      const length = Math.min(end - at, BLOCK_BYTES - used)
      copy(bytes, at, block, used, length)
      this.#historyLength += length
      at += length
    }
  }

  #nextBlock(): Uint8Array | undefined {
    const block = this.#history.length < HISTORY_BLOCKS ? this.#memory.takeBlock() : undefined
    if (block) this.#history = [...this.#history, block]
    return block
  }

  #closeHistory(): void {
    this.#historyOpen = false
    for (const block of this.#history) this.#memory.giveBlock(block)
    this.#history = NO_BLOCKS
    this.#historyLength = 0
  }
}

/** Below so many bytes a loop is quicker than the view that `set` takes. */
const SHORT_COPY = 128

function copy(from: Uint8Array, at: number, to: Uint8Array, toAt: number, length: number): void {
  if (length > SHORT_COPY) return to.set(from.subarray(at, at + length), toAt)
  for (let index = 0; index < length; index++) to[toAt + index] = from[at + index] ?? 0
}
