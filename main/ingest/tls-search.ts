import { looksLikeTls } from '../tls/looks-like-tls.ts'
import type { TlsClaim } from '../tls/looks-like-tls.ts'
import { findPreamble } from '../tls/preamble.ts'
import type { Preamble } from '../tls/preamble.ts'
import { RecordSearch } from '../tls/record-search.ts'
import type { ClearBytes } from './clear-bytes.ts'

/** A dialogue that leads to TLS (SMTP, FTP, LDAP, PostgreSQL, HTTP CONNECT, SOCKS) is short; beyond this nobody looks any more. */
const MAX_SEGMENTS = 64
const MAX_BYTES = 65_536
/** A ClientHello in records of one byte each can be told after 36 bytes; what is still unsure after so many is no TLS. */
const MAX_HELD_BYTES = 64

/** The beginning of a segment that was too short to judge. */
export interface HeldBytes {
  readonly bytes: Uint8Array
  readonly frame: number
  readonly seconds: number
  readonly nanoseconds: number
  readonly offset: number
}

const NOTHING: readonly HeldBytes[] = []

/**
 * Looks for the beginning of TLS in one direction of a connection: at its first byte and at the start of each later segment,
 * or behind a preamble that shares the segment.
 */
export class TlsSearch {
  #segments = 0
  #bytes = 0
  #held: HeldBytes[] | undefined
  #heldBytes = 0
  #middle: RecordSearch | undefined
  /** What was looked at and is no TLS. */
  readonly #clear: ClearBytes

  constructor(clear: ClearBytes) {
    this.#clear = clear
  }

  get isExhausted(): boolean {
    return this.#segments > MAX_SEGMENTS || this.#bytes > MAX_BYTES
  }

  /** Nothing came before what is held and what is looked at now. */
  isFresh = true

  /** What stands in front of TLS in the segment that was recognised. */
  preamble: Preamble | undefined

  /** What was held back and belongs in front of what was recognised. */
  get held(): readonly HeldBytes[] {
    return this.#held ?? NOTHING
  }

  /** Judges the next segment, together with what is held; after `more` its bytes are held. */
  look(
    bytes: Uint8Array,
    start: number,
    end: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): TlsClaim {
    this.#segments++
    this.#bytes += end - start
    let claim: TlsClaim = 'no'
    if (this.#held) {
      const joined = this.#joined(bytes, start, end)
      claim = looksLikeTls(joined, 0, joined.length)
    }
    if (claim === 'no') {
      if (this.#held) this.isFresh = false
      this.drop()
      claim = looksLikeTls(bytes, start, end)
      if (claim === 'no') {
        this.preamble = findPreamble(bytes, start, end)
        if (this.preamble) {
          claim = 'client'
          this.#clear.take(bytes, start, start + this.preamble.length, frame, seconds, nanoseconds)
        }
      }
    }
    if (claim === 'more' && this.#heldBytes + end - start > MAX_HELD_BYTES) {
      this.drop()
      claim = 'no'
    }
    if (claim === 'more') {
      this.#held ??= []
      this.#held.push({ bytes: bytes.slice(start, end), frame, seconds, nanoseconds, offset })
      this.#heldBytes += end - start
    } else if (claim === 'no') this.pass(bytes, start, end, frame, seconds, nanoseconds)
    return claim
  }

  /** The segment is no TLS after all. */
  pass(bytes: Uint8Array, start: number, end: number, frame: number, seconds: number, nanoseconds: number): void {
    this.isFresh = false
    this.drop()
    this.#clear.take(bytes, start, end, frame, seconds, nanoseconds)
  }

  /** Where in a segment that is no beginning a record begins all the same; -1: none does that anybody could tell. */
  lookInside(bytes: Uint8Array, start: number, end: number): number {
    return (this.#middle ??= new RecordSearch()).look(bytes, start, end)
  }

  /** Bytes are missing. */
  gap(): void {
    this.drop()
    this.isFresh = false
    this.#middle?.drop()
  }

  /** What is held has no continuation. */
  drop(): void {
    for (const { bytes, frame, seconds, nanoseconds } of this.held)
      this.#clear.take(bytes, 0, bytes.length, frame, seconds, nanoseconds)
    this.#held = undefined
    this.#heldBytes = 0
  }

  #joined(bytes: Uint8Array, start: number, end: number): Uint8Array {
    const joined = new Uint8Array(Math.min(2 * MAX_HELD_BYTES, this.#heldBytes + end - start))
    let at = 0
    for (const piece of this.held) {
      joined.set(piece.bytes, at)
      at += piece.bytes.length
    }
    joined.set(bytes.subarray(start, start + joined.length - at), at)
    return joined
  }
}
