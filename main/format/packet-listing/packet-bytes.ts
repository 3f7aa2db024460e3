import { BAD, HEX } from '../text/hex-digit.ts'

/** An IP packet is not longer; neither is one of its parts. */
export const MAX_PACKET_BYTES = 65_575

const OFFSET_DIGITS = 6

/**
 * The bytes of one packet, put together from the hex under `IP Header : n`, `Protocol Header : n` and `Data : n`.
 * The character columns beside the hex are never read: it ends at the bar, or where a part has its n bytes.
 */
export class PacketBytes {
  readonly bytes = new Uint8Array(MAX_PACKET_BYTES)
  /** A part came out shorter than its heading says: the bytes of the packet end there, or options are filled with zeros. */
  short = false
  #partStart = 0
  #partSize = 0
  #length = 0
  #closed = true

  reset(): void {
    this.short = false
    this.#partStart = this.#partSize = this.#length = 0
    this.#closed = true
  }

  /** How many bytes the packet has so far. */
  get length(): number {
    return this.#length
  }

  /** A part of `size` bytes begins. `needed`: how many of the part before must be there for this one to have its place. */
  begin(size: number, needed: number): void {
    this.#fill(needed)
    if (this.short && this.#length < this.#partStart + this.#partSize) {
      this.#closed = true
      return
    }
    this.#partStart = this.#length
    this.#partSize = Math.min(size, MAX_PACKET_BYTES - this.#length)
    this.#closed = this.#partSize === 0
  }

  /** No more parts. */
  end(): void {
    if (this.#length < this.#partStart + this.#partSize) this.short = true
    this.#closed = true
  }

  /** Takes `bytes[start..end)`, trimmed, when it is a hex line of the part that is open; false: something else. */
  take(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#closed || start >= end) return false
    const first = hexRun(bytes, start, end)
    // a line of a print file may begin with a carriage control that is glued to the offset
    const skip = first === OFFSET_DIGITS + 1 ? 1 : 0
    if (first - skip === OFFSET_DIGITS) {
      let offset = 0
      for (let i = start + skip; i < start + first; i++) offset = offset * 16 + (HEX[bytes[i] as number] as number)
      if (offset === this.#length - this.#partStart) return this.#words(bytes, start + first, end)
      this.#closed = true
      this.short = true
      return true
    }
    // the rest of a line that was folded
    return first === 8 && this.#length > this.#partStart && this.#words(bytes, start, end)
  }

  #words(bytes: Uint8Array, from: number, end: number): boolean {
    const stop = this.#partStart + this.#partSize
    let at = from
    while (this.#length < stop) {
      while (at < end && (bytes[at] as number) <= 0x20) at++
      const run = Math.min(hexRun(bytes, at, end), 8)
      for (let i = at; i + 1 < at + run && this.#length < stop; i += 2) {
        this.bytes[this.#length++] =
          ((HEX[bytes[i] as number] as number) << 4) | (HEX[bytes[i + 1] as number] as number)
      }
      at += run
      if (run < 8) break
    }
    if (this.#length === stop) this.#closed = true
    return true
  }

  #fill(needed: number): void {
    const stop = this.#partStart + this.#partSize
    if (this.#length >= stop) return
    this.short = true
    if (this.#length - this.#partStart < needed) return
    this.bytes.fill(0, this.#length, stop)
    this.#length = stop
  }
}

function hexRun(bytes: Uint8Array, at: number, end: number): number {
  let stop = at
  while (stop < end && (HEX[bytes[stop] as number] as number) < BAD) stop++
  return stop - at
}
