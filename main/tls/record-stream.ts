/**
 * The record layer of one direction (RFC 8446 §5.1): bytes of a TCP stream in, records out. Records lie over segments as they like.
 * Nothing is copied and nothing is made per segment or per record: this is the loop that every captured byte goes through.
 *
 *   ContentType type; ProtocolVersion legacy_record_version; uint16 length; opaque fragment[length]
 */

export interface RecordHandler {
  /** A record's header was read, its content begins at `bytes[contentAt]` of the bytes at hand. Returns whether it is wanted. */
  recordBegins(type: number, version: number, length: number, contentAt: number): boolean
  /** Wanted content: `bytes[start..end)`, valid during the call. */
  fragment(bytes: Uint8Array, start: number, end: number): void
  recordEnds(): void
  /** Content of the record at hand that the source does not hold. */
  fragmentMissing(length: number): void
  /** The record at hand ends without its last bytes, so many of them. */
  recordCut(missing: number): void
  /** The place in the stream is lost: what was begun cannot be finished. */
  placeLost(): void
  /** Bytes that are no record where one is due; told each time that the stream falls out of step. */
  /** Where a header was due stand `head[0..headLength)` and then `bytes[at..end)`. */
  notTls(head: Uint8Array, headLength: number, bytes: Uint8Array, at: number, end: number): void
}

export const CONTENT_TYPE = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  applicationData: 23,
  heartbeat: 24,
} as const

/** Stands for a record in the SSL 2.0 form, which has no content type (RFC 5246 §E.2). */
export const SSLV2_RECORD = 128

/** RFC 5246 §6.2.3: 2^14 bytes and 2048 more for compression and protection; TLS 1.3 allows less. */
export const MAX_FRAGMENT_LENGTH = 16_384 + 2_048

const HEADER_LENGTH = 5

/** After so many bytes without a credible header the rest of a direction is not TLS, and looking on would only find accidents. */
const MAX_SEARCHED_BYTES = 1_048_576

const NO_HEAD = new Uint8Array(0)

const STATE = { start: 0, header: 1, content: 2, searching: 3, lost: 4, sslv2Header: 5 } as const

export class RecordStream {
  /** The handler's word: it wants to hear of no application data, so that `pass` may take it. The last record was such data. */
  quiet = false
  /** Records that `pass` took. */
  passed = 0
  readonly #handler: RecordHandler
  /** A header that lies over two segments, or is none; most never need it. */
  #head: Uint8Array | undefined
  #state: number = STATE.start
  #headFill = 0
  #remaining = 0
  #wanted = false
  #version = 0
  #searched = 0
  /** The last four bytes while searching, and how many there are. */
  #window = 0
  #windowFill = 0

  constructor(handler: RecordHandler) {
    this.#handler = handler
  }

  /** In the middle of a record. */
  get isInside(): boolean {
    return this.#state === STATE.content && this.#remaining > 0
  }

  /**
   * Takes application data that nobody wants to hear of, up to `end` or to where `push` has to go on. Most packets of most captures hold nothing
   * else, and this is all of their connection's TLS that is touched for them.
   */
  pass(bytes: Uint8Array, start: number, end: number): number {
    if (!this.quiet) return start
    let at = start
    for (;;) {
      if (this.#state === STATE.content) {
        const length = Math.min(this.#remaining, end - at)
        this.#remaining -= length
        at += length
        if (this.#remaining > 0) return at
        this.#state = STATE.header
        this.#headFill = 0
      }
      if (this.#state !== STATE.header || this.#headFill > 0 || end - at < HEADER_LENGTH) return at
      const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)
      const isData = bytes[at] === CONTENT_TYPE.applicationData && bytes[at + 1] === 3
      if (!isData || (0x0300 | (bytes[at + 2] ?? 0)) !== this.#version || length > MAX_FRAGMENT_LENGTH) return at
      this.#state = STATE.content
      this.#remaining = length
      this.passed += 1
      at += HEADER_LENGTH
    }
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start
    while (at < end) {
      switch (this.#state) {
        case STATE.content:
          at = this.#content(bytes, at, end)
          break
        case STATE.header:
          at = this.#header(bytes, at, end)
          break
        case STATE.start:
          this.#state = (bytes[at] ?? 0) >= 0x80 ? STATE.sslv2Header : STATE.header
          break
        case STATE.sslv2Header:
          at = this.#sslv2Header(bytes, at, end)
          break
        case STATE.searching:
          at = this.#search(bytes, at, end)
          break
        default:
          return
      }
    }
  }

  /** `length` bytes of the stream are not in the source. */
  gap(length: number): void {
    if (this.#state === STATE.content && length <= this.#remaining) {
      if (this.#wanted) this.#handler.fragmentMissing(length)
      this.#remaining -= length
      if (this.#remaining === 0) this.#recordEnds()
      return
    }
    if (this.#state === STATE.lost) return
    this.end()
    this.#handler.placeLost()
    this.#beginSearch()
  }

  /** The record at hand, if there is one, will not be completed. */
  end(): void {
    if (this.#state !== STATE.content || this.#remaining === 0) return
    const missing = this.#remaining
    this.#remaining = 0
    this.#handler.recordCut(missing)
  }

  #content(bytes: Uint8Array, at: number, end: number): number {
    const length = Math.min(this.#remaining, end - at)
    if (this.#wanted && length > 0) this.#handler.fragment(bytes, at, at + length)
    this.#remaining -= length
    if (this.#remaining === 0) this.#recordEnds()
    return at + length
  }

  #header(bytes: Uint8Array, at: number, end: number): number {
    if (this.#headFill === 0 && end - at >= HEADER_LENGTH) {
      const type = bytes[at] ?? 0
      const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)
      const isType = type >= CONTENT_TYPE.changeCipherSpec && type <= CONTENT_TYPE.heartbeat
      if (isType && bytes[at + 1] === 3 && length <= MAX_FRAGMENT_LENGTH) {
        this.#recordBegins(type, 0x0300 | (bytes[at + 2] ?? 0), length, at + HEADER_LENGTH)
        return at + HEADER_LENGTH
      }
    }
    return this.#headerByBytes(bytes, at, end)
  }

  #headerByBytes(bytes: Uint8Array, at: number, end: number): number {
    const head = (this.#head ??= new Uint8Array(HEADER_LENGTH))
    let next = at
    while (this.#headFill < HEADER_LENGTH && next < end) {
      head[this.#headFill] = bytes[next] ?? 0
      this.#headFill += 1
      next += 1
    }
    const fill = this.#headFill
    const type = head[0] ?? 0
    // Each byte is judged as soon as it is there, so that clear text is told without waiting for more of it.
    if (type < CONTENT_TYPE.changeCipherSpec || type > CONTENT_TYPE.heartbeat || (fill > 1 && head[1] !== 3)) {
      this.#fallOutOfStep(bytes, next, end)
      return next
    }
    if (fill < HEADER_LENGTH) return next
    const length = ((head[3] ?? 0) << 8) | (head[4] ?? 0)
    if (length > MAX_FRAGMENT_LENGTH) {
      this.#fallOutOfStep(bytes, next, end)
      return next
    }
    this.#recordBegins(type, 0x0300 | (head[2] ?? 0), length, next)
    return next
  }

  #sslv2Header(bytes: Uint8Array, at: number, end: number): number {
    const head = (this.#head ??= new Uint8Array(HEADER_LENGTH))
    let next = at
    while (this.#headFill < 3 && next < end) {
      head[this.#headFill] = bytes[next] ?? 0
      this.#headFill += 1
      next += 1
    }
    if (this.#headFill < 3) return next
    const length = (((head[0] ?? 0) & 0x7f) << 8) | (head[1] ?? 0)
    if (head[2] !== 1 || length < 9) {
      this.#fallOutOfStep(bytes, next, end)
      return next
    }
    this.#recordBegins(SSLV2_RECORD, 2, length, next - 1)
    // The message type was read with the header to be sure of it.
    this.#handler.fragment(head, 2, 3)
    this.#remaining -= 1
    return next
  }

  #recordBegins(type: number, version: number, length: number, contentAt: number): void {
    this.#version = version
    this.#state = STATE.content
    this.#remaining = length
    this.#wanted = this.#handler.recordBegins(type, version, length, contentAt)
    if (length === 0) this.#recordEnds()
  }

  #recordEnds(): void {
    this.#state = STATE.header
    this.#headFill = 0
    this.#handler.recordEnds()
  }

  #fallOutOfStep(bytes: Uint8Array, at: number, end: number): void {
    this.#handler.placeLost()
    const head = this.#head ?? NO_HEAD
    this.#handler.notTls(head, this.#headFill, bytes, at, end)
    this.#beginSearch()
    // The header that failed may hold the beginning of a good one.
    for (let index = 1; index < this.#headFill; index += 1) this.#slide(head[index] ?? 0)
    this.#headFill = 0
  }

  #beginSearch(): void {
    this.#state = STATE.searching
    this.#window = 0
    this.#windowFill = 0
  }

  #slide(byte: number): void {
    this.#window = (this.#window << 8) | byte
    if (this.#windowFill < 4) this.#windowFill += 1
  }

  /** Looks for a header: type, version and length must be possible, and what follows the record must be one again, if it is there. */
  #search(bytes: Uint8Array, at: number, end: number): number {
    for (let next = at; next < end; next += 1) {
      const byte = bytes[next] ?? 0
      const window = this.#window
      if (this.#windowFill === 4 && this.#credible(window, byte, bytes, next + 1, end)) {
        this.#searched = 0
        this.#recordBegins(window >>> 24, (window >>> 8) & 0xffff, ((window & 0xff) << 8) | byte, next + 1)
        return next + 1
      }
      this.#slide(byte)
    }
    this.#searched += end - at
    if (this.#searched > MAX_SEARCHED_BYTES) this.#state = STATE.lost
    return end
  }

  #credible(window: number, lastByte: number, bytes: Uint8Array, contentStart: number, end: number): boolean {
    const type = window >>> 24
    if (type < CONTENT_TYPE.changeCipherSpec || type > CONTENT_TYPE.heartbeat) return false
    const version = (window >>> 8) & 0xffff
    // The version of this direction's records does not change once it is settled (RFC 5246 §E.1).
    if (version < 0x0300 || version > 0x0304 || (this.#version > 0x0301 && version !== this.#version)) return false
    const length = ((window & 0xff) << 8) | lastByte
    if (length === 0 || length > MAX_FRAGMENT_LENGTH) return false
    const following = contentStart + length
    if (following + 1 >= end) return true
    const followingType = bytes[following] ?? 0
    return (
      followingType >= CONTENT_TYPE.changeCipherSpec &&
      followingType <= CONTENT_TYPE.heartbeat &&
      bytes[following + 1] === 3
    )
  }
}
