import { BAD, HEX, isWord } from '../text/hex-digit.ts'
import { MAX_DUMP_BYTES } from './limits.ts'

const BLANK = 0x20
const TAB = 0x09
const COLON = 0x3a
/** Four words a line: 16 bytes (a full line always; the last one may be shorter). */
const WORDS = 4
/** Blanks between words: one as printed. */
const MAX_GAP = 4
/** From the first offset digit: 8 digits, colon, blank, four words of 8 digits with a blank between. */
const FULL_LINE = 45

/** An offset and its colon begin here. */
export function isDumpLine(bytes: Uint8Array, at: number, end: number): boolean {
  return at + 8 < end && bytes[at + 8] === COLON && isWord(bytes, at, end)
}

/** The offset that a dump line (see isDumpLine) says. */
export function dumpOffset(bytes: Uint8Array, at: number): number {
  let offset = 0
  for (let i = at; i < at + 8; i++) offset = offset * 16 + (HEX[bytes[i] as number] as number)
  return offset
}

/** Editors make tabs of blanks. */
function isBlank(byte: number | undefined): boolean {
  return byte === BLANK || byte === TAB
}

/** The bytes of one hex dump, put together from its lines. Memory is kept from dump to dump. */
export class DumpBytes {
  length = 0
  damaged = false
  #bytes = new Uint8Array(4096)

  reset(): void {
    this.length = 0
    this.damaged = false
  }

  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }

  /**
   * Takes a line in the usual layout with all four words, the offset beginning at `at`; false when it is anything else
   * (nothing is taken then). This is where most bytes of a listing pass.
   */
  takeFull(bytes: Uint8Array, at: number, end: number): boolean {
    if (at + FULL_LINE > end || bytes[at + 8] !== COLON || bytes[at + 9] !== BLANK) return false
    if (bytes[at + 18] !== BLANK || bytes[at + 27] !== BLANK || bytes[at + 36] !== BLANK) return false
    if (at + FULL_LINE < end && bytes[at + FULL_LINE] !== BLANK) return false
    if (this.damaged) return isWord(bytes, at, end)
    const length = this.length
    if (length + 16 > this.#bytes.length && !this.#grow()) return false
    const out = this.#bytes
    let bad = 0
    let offset = 0
    for (let i = at; i < at + 8; i++) {
      const digit = HEX[bytes[i] as number] as number
      bad |= digit
      offset = (offset << 4) | digit
    }
    let to = length
    for (let word = at + 10; word < at + FULL_LINE; word += 9) {
      for (let i = word; i < word + 8; i += 2) {
        const high = HEX[bytes[i] as number] as number
        const low = HEX[bytes[i + 1] as number] as number
        bad |= high | low
        out[to++] = (high << 4) | low
      }
    }
    if (bad >= BAD || offset !== length) return false
    this.length = to
    return true
  }

  /** The same of a line that was not told yet: the `newLine` of another one may stand before its `end`. */
  takeOnly(bytes: Uint8Array, at: number, end: number, newLine: number): boolean {
    for (let i = at + FULL_LINE; i < end; i++) if (bytes[i] === newLine) return false
    return this.takeFull(bytes, at, end)
  }

  /** Takes any dump line (see isDumpLine): one to four words, the last one perhaps short. Marks damage instead of guessing. */
  takeAny(bytes: Uint8Array, at: number, end: number): void {
    if (this.damaged) return
    // A short line can only be the last one: what follows it has a hole before it.
    if (dumpOffset(bytes, at) !== this.length) {
      this.damaged = true
      return
    }
    let from = at + 9
    for (let word = 0; word < WORDS; word++) {
      const digits = this.#takeWord(bytes, from, end)
      if (digits < 0) return
      from = digits
    }
  }

  /** Takes one word; returns the place behind it, or -1 when it was the last one (or none was there). */
  #takeWord(bytes: Uint8Array, from: number, end: number): number {
    let at = from
    while (at < end && isBlank(bytes[at])) at++
    // Where the character column is lost, sequence numbers may stand next.
    if (at - from > MAX_GAP) return -1
    let stop = at
    while (stop < end && stop - at < 8 && (HEX[bytes[stop] as number] as number) < BAD) stop++
    if (stop === at) {
      // the character column or the line's end; anything else stands where a word should
      if (at < end && bytes[at] !== 0x2a && bytes[at] !== 0x7c) this.damaged = true
      return -1
    }
    for (let i = at; i + 1 < stop; i += 2) {
      if (this.length >= this.#bytes.length && !this.#grow()) return -1
      this.#bytes[this.length++] = ((HEX[bytes[i] as number] as number) << 4) | (HEX[bytes[i + 1] as number] as number)
    }
    const whole = stop - at === 8
    const clean = stop === end || isBlank(bytes[stop]) || bytes[stop] === 0x2a
    if ((stop - at) % 2 === 1 || !clean) this.damaged = true
    return whole && clean ? stop : -1
  }

  #grow(): boolean {
    if (this.#bytes.length >= MAX_DUMP_BYTES) {
      this.damaged = true
      return false
    }
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
    return true
  }
}
