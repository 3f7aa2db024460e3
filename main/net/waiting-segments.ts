import type { Segment } from './segment.ts'
import type { StreamMemory } from './stream-memory.ts'

/** A direction waits for a missing segment until so much came behind it: more than any window of a handshake. */
const MAX_BYTES = 1_048_576
const MAX_PIECES = 256
/** What a piece costs beside its bytes. */
const PIECE_COST = 256

/** Bytes that came too early. */
export interface WaitingPiece {
  readonly sequence: number
  readonly bytes: Uint8Array
  /** As sent: longer than `bytes` when the recorder cut the packet. */
  readonly length: number
  readonly frame: number
  readonly seconds: number
  readonly nanoseconds: number
  readonly offset: number
}

/** `repeated`: some bytes were waiting already; `different`: with another content, and those that came first stay. */
export type InsertAnswer = 'new' | 'repeated' | 'different'

/** Bytes of one direction that came too early, by sequence number and disjoint. */
export class WaitingSegments {
  readonly #pieces: WaitingPiece[] = []
  readonly #memory: StreamMemory
  #cost = 0

  constructor(memory: StreamMemory) {
    this.#memory = memory
  }

  get first(): WaitingPiece | undefined {
    return this.#pieces[0]
  }

  /** The direction waits for too much, or all directions together do. */
  get isTooMuch(): boolean {
    if (this.#pieces.length === 0) return false
    return this.#cost > MAX_BYTES || this.#pieces.length > MAX_PIECES || this.#memory.used > this.#memory.limit
  }

  /** Keeps the segment's bytes from the number `from` on, where nothing waits yet; its first byte has the number `sequence`. */
  insert(segment: Segment, sequence: number, from: number): InsertAnswer {
    const pieces = this.#pieces
    const end = (sequence + segment.wireEnd - segment.start) | 0
    let answer: InsertAnswer = 'new'
    let next = from
    let index = pieces.length
    while (index > 0 && ((pieceEnd(pieces[index - 1]) - next) | 0) > 0) index--
    for (; ((end - next) | 0) > 0; index++) {
      const piece = pieces[index]
      const free = piece ? (piece.sequence - next) | 0 : (end - next) | 0
      if (free > 0) {
        const until = ((end - next) | 0) < free ? end : (next + free) | 0
        const kept = copy(segment, sequence, next, until)
        pieces.splice(index, 0, kept)
        this.#charge(kept.bytes.length + PIECE_COST)
        next = until
      } else {
        if (piece && differs(piece, segment, sequence)) answer = 'different'
        else if (answer === 'new') answer = 'repeated'
        next = pieceEnd(piece)
      }
    }
    return answer
  }

  removeFirst(): void {
    const piece = this.#pieces.shift()
    if (piece) this.#charge(-(piece.bytes.length + PIECE_COST))
  }

  clear(): void {
    this.#pieces.length = 0
    this.#charge(-this.#cost)
  }

  #charge(cost: number): void {
    this.#cost += cost
    this.#memory.used += cost
  }
}

function pieceEnd(piece: WaitingPiece | undefined): number {
  return piece ? (piece.sequence + piece.length) | 0 : 0
}

/** The bytes with the numbers `from..until` of a segment that begins with the number `sequence`. */
function copy(segment: Segment, sequence: number, from: number, until: number): WaitingPiece {
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
function differs(piece: WaitingPiece, segment: Segment, sequence: number): boolean {
  const shift = (piece.sequence - sequence) | 0
  for (let at = Math.max(0, -shift); at < piece.bytes.length; at++) {
    const other = segment.start + shift + at
    if (other >= segment.end) return false
    if (piece.bytes[at] !== segment.bytes[other]) return true
  }
  return false
}
