import type { Direction } from './flow-table.ts'
import type { Segment } from './segment.ts'
import type { StreamMemory } from './stream-memory.ts'

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
  event(kind: TcpEventKind, direction: Direction, frame: number, seconds: number, nanoseconds: number): void
}

export type TcpEventKind = 'syn' | 'syn_ack' | 'fin' | 'rst' | 'retransmission' | 'conflict'

/** A direction waits for a missing segment until so much came behind it: more than any window of a handshake. */
const MAX_WAITING_BYTES = 1_048_576
const MAX_WAITING_PIECES = 256
/** What a waiting piece costs beside its bytes. */
const PIECE_COST = 256
/** Packets of the connection to wait for bytes that the other end already has: recorders with several queues swap neighbours. */
const PATIENCE = 4

/** A segment that came too early. */
interface Piece {
  readonly sequence: number
  readonly bytes: Uint8Array
  /** As sent: longer than `bytes` when the recorder cut the packet. */
  readonly length: number
  readonly frame: number
  readonly seconds: number
  readonly nanoseconds: number
  readonly offset: number
}

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
  /** Packets until the hole is given up; 0 while nothing says that it will stay. */
  patience = 0
  readonly #direction: Direction
  readonly #receiver: TcpReceiver
  readonly #memory: StreamMemory
  /** By sequence number, disjoint, all beyond `next`. */
  readonly #waiting: Piece[] = []
  #waitingBytes = 0
  /** The highest number that the other end acknowledged beyond `next`. */
  #acknowledged = 0
  #history: Uint8Array | undefined
  #historyLength = 0
  #historyStart = 0
  #historyOpen = true

  constructor(direction: Direction, receiver: TcpReceiver, memory: StreamMemory) {
    this.#direction = direction
    this.#receiver = receiver
    this.#memory = memory
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
    const length = segment.wireEnd - segment.start
    const ahead = (sequence - this.next) | 0
    if (!this.wanted) {
      if (ahead + length > 0) this.next = (sequence + length) >>> 0
      return
    }
    if (ahead > 0) this.#wait(segment, sequence)
    else if (ahead + length <= 0) this.#again(segment, sequence, length)
    else {
      if (ahead < 0) this.#again(segment, sequence, -ahead)
      if (this.#waiting.length > 0) {
        // What waits came first, so its bytes win where both overlap.
        this.#insert(segment, sequence, this.next)
        this.#releaseFollowing(segment.frame, segment.seconds, segment.nanoseconds)
      } else {
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
    if (((acknowledgment - this.next) | 0) <= 0 || ((acknowledgment - this.#acknowledged) | 0) <= 0) return
    this.#acknowledged = acknowledgment
    if (this.#waiting.length > 0 && this.patience === 0) this.patience = PATIENCE
  }

  /** One more packet of the connection went by while the hole was known to stay. */
  losePatience(): void {
    if (--this.patience === 0) this.giveUpHole()
  }

  /** Frame of the first piece behind a hole, or undefined without a hole. */
  get frameBehindHole(): number | undefined {
    return this.#waiting[0]?.frame
  }

  /** Names the first hole and hands on what follows it. */
  giveUpHole(): void {
    this.patience = 0
    const first = this.#waiting[0]
    if (!first) return
    this.#receiver.gap(
      this.#direction,
      (first.sequence - this.next) >>> 0,
      first.frame,
      first.seconds,
      first.nanoseconds,
    )
    this.next = first.sequence
    this.#closeHistory()
    this.#releaseFollowing(0, -1, 0)
  }

  /** Nothing will follow: names bytes at the end that the other side acknowledged and the source does not hold. */
  finish(frame: number, seconds: number, nanoseconds: number): void {
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
    this.#memory.used -= this.#waitingBytes
    this.#waitingBytes = 0
    this.#waiting.length = 0
    this.#closeHistory()
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
    this.next = (this.next + length) >>> 0
    if (there > 0) this.#receiver.data(this.#direction, bytes, start, end, frame, seconds, nanoseconds, offset)
    if (there < length && this.wanted) {
      this.#closeHistory()
      this.#receiver.gap(this.#direction, length - there, frame, seconds, nanoseconds)
    }
  }

  /** `frame` 0: nothing filled the hole, each piece follows with the latest packet up to it. */
  #releaseFollowing(frame: number, seconds: number, nanoseconds: number): void {
    let at = { frame, seconds, nanoseconds }
    for (;;) {
      const piece = this.#waiting[0]
      if (!piece) break
      const ahead = (piece.sequence - this.next) | 0
      if (ahead > 0) {
        // The next hole may be known to stay as well.
        this.patience = ((this.#acknowledged - this.next) | 0) > 0 ? PATIENCE : 0
        return
      }
      this.#waiting.shift()
      this.#waitingBytes -= piece.bytes.length + PIECE_COST
      this.#memory.used -= piece.bytes.length + PIECE_COST
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
    this.#insert(segment, sequence, sequence)
    if (this.patience === 0 && ((this.#acknowledged - this.next) | 0) > 0) this.patience = PATIENCE
    while (
      this.#waitingBytes > MAX_WAITING_BYTES ||
      this.#waiting.length > MAX_WAITING_PIECES ||
      (this.#waiting.length > 0 && this.#memory.used > this.#memory.limit)
    )
      this.giveUpHole()
  }

  /** Puts the segment's bytes from the number `from` on among those that wait, where nothing waits yet. */
  #insert(segment: Segment, sequence: number, from: number): void {
    const waiting = this.#waiting
    const end = (sequence + segment.wireEnd - segment.start) >>> 0
    let next = from
    let twice = false
    let index = waiting.length
    while (index > 0 && ((pieceEnd(waiting[index - 1]) - next) | 0) > 0) index--
    for (; ((end - next) | 0) > 0; index++) {
      const piece = waiting[index]
      const free = piece ? (piece.sequence - next) | 0 : (end - next) | 0
      if (free > 0) {
        const until = ((end - next) | 0) < free ? end : (next + free) >>> 0
        const kept = copy(segment, sequence, next, until)
        waiting.splice(index, 0, kept)
        this.#waitingBytes += kept.bytes.length + PIECE_COST
        this.#memory.used += kept.bytes.length + PIECE_COST
        next = until
      } else if (piece) {
        twice = true
        if (differs(piece, segment, sequence)) this.#tell('conflict', segment)
        next = pieceEnd(piece)
      }
    }
    if (twice) this.#tell('retransmission', segment)
  }

  /** `length` bytes of the segment were there before. */
  #again(segment: Segment, sequence: number, length: number): void {
    // A keep-alive repeats the last byte, or sends any byte in its place (RFC 1122 §4.2.3.6).
    const whole = segment.wireEnd - segment.start
    if (whole === 1 && ((sequence + 1 - this.next) | 0) === 0) return
    this.#tell('retransmission', segment)
    const history = this.#history
    if (!history) return
    const end = Math.min(segment.start + length, segment.end)
    let at = (sequence - this.#historyStart) | 0
    for (let byte = segment.start; byte < end; byte++, at++) {
      if (at < 0 || at >= this.#historyLength || history[at] === segment.bytes[byte]) continue
      return this.#tell('conflict', segment)
    }
  }

  #tell(kind: TcpEventKind, segment: Segment): void {
    this.#receiver.event(kind, this.#direction, segment.frame, segment.seconds, segment.nanoseconds)
  }

  /** Keeps the direction's first bytes, to tell a retransmission with other ones. */
  #remember(bytes: Uint8Array, start: number, end: number): void {
    const history = (this.#history ??= this.#memory.takeBlock())
    const length = history ? Math.min(end - start, history.length - this.#historyLength) : 0
    if (history && length > 0) history.set(bytes.subarray(start, start + length), this.#historyLength)
    this.#historyLength += length
    // What is there stays: retransmissions come late.
    if (length < end - start) this.#historyOpen = false
  }

  #closeHistory(): void {
    this.#historyOpen = false
    if (this.#history) this.#memory.giveBlock(this.#history)
    this.#history = undefined
    this.#historyLength = 0
  }
}

function pieceEnd(piece: Piece | undefined): number {
  return piece ? (piece.sequence + piece.length) >>> 0 : 0
}

/** The bytes with the numbers `from..until` of a segment that begins with the number `sequence`. */
function copy(segment: Segment, sequence: number, from: number, until: number): Piece {
  const start = segment.start + ((from - sequence) | 0)
  const end = Math.min(segment.start + ((until - sequence) | 0), segment.end)
  return {
    sequence: from,
    bytes: segment.bytes.slice(start, Math.max(start, end)),
    length: (until - from) >>> 0,
    frame: segment.frame,
    seconds: segment.seconds,
    nanoseconds: segment.nanoseconds,
    offset: segment.base + start,
  }
}

/** The segment has other bytes than the piece where they overlap. */
function differs(piece: Piece, segment: Segment, sequence: number): boolean {
  const shift = (piece.sequence - sequence) | 0
  for (let at = Math.max(0, -shift); at < piece.bytes.length; at++) {
    const other = segment.start + shift + at
    if (other >= segment.end) return false
    if (piece.bytes[at] !== segment.bytes[other]) return true
  }
  return false
}
