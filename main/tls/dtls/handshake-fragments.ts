import type { HandshakeFragment } from './handshake-fragment.ts'

/** The header that TLS has; what DTLS adds to it says how the message came, not what it says. */
const HEADER_LENGTH = 4
/** Of a hello; the longest real ones, with keys of two kinds and a ticket, have 4 kB. */
const MAX_LENGTH = 16_384
/** Of one message. In the smallest datagrams that IPv4 must carry (576 bytes) the longest hello comes in 32. */
const MAX_PIECES = 64
/** Messages in pieces at once of one side. A client has one hello under way, and its repetition. */
const MAX_UNDERWAY = 2
/** Hellos of one side: two, unless cookies are asked for again and again. */
const MAX_MESSAGES = 8

export interface AssembledMessage {
  readonly type: number
  /** Of the body, as stated. */
  readonly length: number
  /** With the four bytes of TLS's header. What is missing and all behind it is left out. */
  readonly bytes: Uint8Array
  readonly complete: boolean
  /** Where its fragments stand in the source. */
  readonly start: number
  readonly end: number
}

interface Piece {
  readonly offset: number
  readonly bytes: Uint8Array
}

/** Only what came is kept: the length that a fragment states costs its sender nothing. */
interface Underway {
  readonly sequence: number
  readonly type: number
  readonly length: number
  /** In the order of the message, none over another. */
  pieces: Piece[]
  held: number
  start: number
  end: number
}

/** Puts the hellos of one side together from fragments in any order, once each; bytes that come twice are those that came first. */
export class HandshakeFragments {
  #underway: Underway[] = []
  /** Sequence numbers of messages that were whole. */
  readonly #done: number[] = []

  /** Takes a fragment whose header stands at `sourceOffset` in the source; returns the message that it completes. */
  add(bytes: Uint8Array, fragment: HandshakeFragment, sourceOffset: number): AssembledMessage | undefined {
    const { type, length, sequence, offset, bodyStart, bodyEnd } = fragment
    if (length > MAX_LENGTH || this.#done.includes(sequence) || this.#done.length >= MAX_MESSAGES) return undefined
    // Of a message with a body it tells nothing, and it must not push out one that has begun.
    if (bodyStart === bodyEnd && length > 0) return undefined
    const message =
      this.#underway.find((one) => one.sequence === sequence && one.type === type && one.length === length) ??
      this.#begin(fragment, sourceOffset)
    hold(message, bytes.subarray(bodyStart, bodyEnd), offset)
    message.start = Math.min(message.start, sourceOffset)
    message.end = Math.max(message.end, sourceOffset + (bodyEnd - bodyStart))
    if (message.held < message.length) return undefined
    this.#underway = this.#underway.filter((one) => one !== message)
    this.#done.push(sequence)
    return assembled(message)
  }

  /** Nothing more comes: what there is of messages that are not whole, as far as their bytes follow each other from the first on. */
  flush(): AssembledMessage[] {
    const begun = this.#underway.filter(
      ({ pieces, sequence }) => pieces[0]?.offset === 0 && !this.#done.includes(sequence),
    )
    this.#underway = []
    return begun.map(assembled)
  }

  #begin({ type, length, sequence }: HandshakeFragment, sourceOffset: number): Underway {
    if (this.#underway.length >= MAX_UNDERWAY) this.#underway.shift()
    const message = { sequence, type, length, pieces: [], held: 0, start: sourceOffset, end: sourceOffset }
    this.#underway.push(message)
    return message
  }
}

/** Copies what no piece has yet: what stands before, between and behind those that came. */
function hold(message: Underway, bytes: Uint8Array, offset: number): void {
  const pieces: Piece[] = []
  let at = 0
  const take = (until: number): void => {
    if (until <= at || message.pieces.length + pieces.length >= MAX_PIECES) return
    pieces.push({ offset: offset + at, bytes: bytes.slice(at, until) })
    message.held += until - at
  }
  for (const piece of message.pieces) {
    take(Math.min(bytes.length, piece.offset - offset))
    at = Math.max(at, piece.offset + piece.bytes.length - offset)
  }
  take(bytes.length)
  if (pieces.length > 0) message.pieces = [...message.pieces, ...pieces].sort((one, other) => one.offset - other.offset)
}

function assembled({ type, length, pieces, held, start, end }: Underway): AssembledMessage {
  let whole = 0
  for (const piece of pieces) if (piece.offset === whole) whole += piece.bytes.length
  const bytes = new Uint8Array(HEADER_LENGTH + whole)
  bytes[0] = type
  bytes[1] = length >>> 16
  bytes[2] = length >>> 8
  bytes[3] = length
  for (const { offset, bytes: part } of pieces) if (offset < whole) bytes.set(part, HEADER_LENGTH + offset)
  return { type, length, bytes, complete: held === length, start, end }
}
