import type { HandshakeFragment } from './handshake-fragment.ts'

/** The header that TLS has; what DTLS adds to it says how the message came, not what it says. */
const HEADER_LENGTH = 4
/** Of a hello. */
const MAX_LENGTH = 65_535
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

interface Underway {
  readonly sequence: number
  readonly type: number
  readonly body: Uint8Array
  /** 1: the byte at this place is there. */
  readonly there: Uint8Array
  missing: number
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
    const sourceEnd = sourceOffset + (bodyEnd - bodyStart)
    const message =
      this.#underway.find((one) => one.sequence === sequence && one.type === type && one.body.length === length) ??
      this.#begin(fragment, sourceOffset)
    for (let at = 0; at < bodyEnd - bodyStart; at++) {
      if (message.there[offset + at] === 1) continue
      message.there[offset + at] = 1
      message.body[offset + at] = bytes[bodyStart + at] ?? 0
      message.missing--
    }
    message.start = Math.min(message.start, sourceOffset)
    message.end = Math.max(message.end, sourceEnd)
    if (message.missing > 0) return undefined
    this.#underway = this.#underway.filter((one) => one !== message)
    this.#done.push(sequence)
    return assembled(message)
  }

  /** Nothing more comes: what there is of messages that are not whole, as far as their bytes follow each other from the first on. */
  flush(): AssembledMessage[] {
    const begun = this.#underway.filter(({ there, sequence }) => there[0] === 1 && !this.#done.includes(sequence))
    this.#underway = []
    return begun.map(assembled)
  }

  #begin({ type, length, sequence }: HandshakeFragment, sourceOffset: number): Underway {
    if (this.#underway.length >= MAX_UNDERWAY) this.#underway.shift()
    const message: Underway = {
      sequence,
      type,
      body: new Uint8Array(length),
      there: new Uint8Array(length),
      missing: length,
      start: sourceOffset,
      end: sourceOffset,
    }
    this.#underway.push(message)
    return message
  }
}

function assembled({ type, body, there, missing, start, end }: Underway): AssembledMessage {
  const gap = missing === 0 ? body.length : there.indexOf(0)
  const bytes = new Uint8Array(HEADER_LENGTH + gap)
  bytes[0] = type
  bytes[1] = body.length >>> 16
  bytes[2] = body.length >>> 8
  bytes[3] = body.length
  bytes.set(body.subarray(0, gap), HEADER_LENGTH)
  return { type, length: body.length, bytes, complete: missing === 0, start, end }
}
