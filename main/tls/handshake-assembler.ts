/**
 * Handshake messages of one direction out of the fragments of its records (RFC 8446 §5.1): a message may lie over several
 * records, a record may hold several messages, and records may be empty.
 */
import { sameArray, sameBytes } from './same-bytes.ts'

export interface HandshakeSink {
  /**
   * `bytes` holds the message with its header, as far as the source has it. `length` is the body's length as stated.
   * `start` and `end` are positions in the source.
   */
  message(type: number, length: number, bytes: Uint8Array, complete: boolean, start: number, end: number): void
  /** Where the next message begins is not known any more. */
  lost(): void
}

/** A handshake message may state 16 MiB; what is kept of it is enough for every honest one, and bounds what a hostile one costs. */
const MAX_STORED_BYTES = 1_048_576

/** Chains of certificates are some thousand bytes: so much is taken at a message's word before its bytes are there. */
const HONEST_BYTES = 16_384

const HEADER_LENGTH = 4
const EMPTY = new Uint8Array(0)

export class HandshakeAssembler {
  readonly #sink: HandshakeSink
  #buffer: Uint8Array = EMPTY
  /** Bytes in the buffer; it stops growing at a gap or at the limit. */
  #stored = 0
  /** Bytes of the message that went by, held or not. */
  #passed = 0
  /** Header and body; 0 while the header is not complete. */
  #total = 0
  #whole = true
  #start = 0
  #end = 0
  /** The next message's beginning is not known: nothing can be read until a record begins one. */
  #adrift = false

  constructor(sink: HandshakeSink) {
    this.#sink = sink
  }

  /** In the middle of a message. */
  get pending(): boolean {
    return this.#passed > 0
  }

  /** A record begins: the only place where a message can be found again after a loss. */
  recordBegins(): void {
    this.#adrift = false
  }

  /** Takes `bytes[start..end)`, which stand at `offset` in the source. */
  append(bytes: Uint8Array, start: number, end: number, offset: number): void {
    let at = start
    while (at < end && !this.#adrift) {
      if (this.#passed === 0) {
        const total = end - at >= HEADER_LENGTH ? HEADER_LENGTH + bodyLength(bytes, at) : Infinity
        this.#start = offset + at - start
        if (total <= end - at && total <= MAX_STORED_BYTES) {
          this.#sink.message(
            bytes[at] ?? 0,
            total - HEADER_LENGTH,
            sameBytes(bytes, at, at + total),
            true,
            this.#start,
            this.#start + total,
          )
          at += total
          continue
        }
        this.#end = this.#start
        if (total !== Infinity) this.#total = total
      }
      const wanted = this.#total === 0 ? HEADER_LENGTH - this.#passed : this.#total - this.#passed
      const length = Math.min(wanted, end - at)
      this.#store(bytes, at, length)
      this.#start = Math.min(this.#start, offset + at - start)
      this.#passed += length
      at += length
      this.#end = Math.max(this.#end, offset + at - start)
      this.#check()
    }
  }

  /** `length` bytes of the record at hand are not in the source. */
  skip(length: number): void {
    if (this.#adrift) return
    this.#whole = false
    if (this.#total === 0 || length > this.#total - this.#passed) {
      this.flush()
      this.#adrift = true
      this.#sink.lost()
      return
    }
    this.#passed += length
    this.#check()
  }

  /** Gives out what there is of a message that will not be finished. */
  flush(): void {
    if (this.#passed === 0) return
    // Nothing but a part of the header: there is no message to speak of.
    if (this.#stored > 0) this.#emit(false)
    this.#clear()
  }

  #store(bytes: Uint8Array, at: number, length: number): void {
    if (!this.#whole) return
    const room = MAX_STORED_BYTES - this.#stored
    if (length > room) this.#whole = false
    const kept = Math.min(length, room)
    if (this.#stored + kept > this.#buffer.length) this.#grow(this.#stored + kept)
    this.#buffer.set(bytes.subarray(at, at + kept), this.#stored)
    this.#stored += kept
  }

  /** To the message's own size where it is an honest one, so that nothing is copied twice. */
  #grow(needed: number): void {
    const size = this.#total > needed && this.#total <= HONEST_BYTES ? this.#total : 2 * needed
    const larger = new Uint8Array(Math.min(MAX_STORED_BYTES, Math.max(HEADER_LENGTH, size)))
    larger.set(this.#buffer.subarray(0, this.#stored))
    this.#buffer = larger
  }

  #check(): void {
    if (this.#total === 0 && this.#passed >= HEADER_LENGTH) this.#total = HEADER_LENGTH + bodyLength(this.#buffer, 0)
    if (this.#total === 0 || this.#passed < this.#total) return
    this.#emit(this.#whole)
    this.#clear()
  }

  #emit(complete: boolean): void {
    const stated = this.#stored >= HEADER_LENGTH ? bodyLength(this.#buffer, 0) : 0
    this.#sink.message(
      this.#buffer[0] ?? 0,
      stated,
      this.#stored === this.#buffer.length ? sameArray(this.#buffer) : sameBytes(this.#buffer, 0, this.#stored),
      complete,
      this.#start,
      this.#end,
    )
  }

  #clear(): void {
    this.#buffer = EMPTY
    this.#stored = 0
    this.#passed = 0
    this.#total = 0
    this.#whole = true
  }
}

function bodyLength(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
}
