/**
 * TDS, the protocol of SQL Server, carries the TLS handshake inside its own packets and the rest on TCP as it is (MS-TDS §2.2.3.1, §3.2.5.2):
 *
 *   uint8 type; uint8 status; uint16 length; uint16 spid; uint8 packet_id; uint8 window; opaque data[length - 8]
 */

export const TDS_HEADER_LENGTH = 8

/** Types of packets that carry the handshake: PRELOGIN, from both sides, and a table response from servers. */
const PRELOGIN = 0x12
const RESPONSE = 0x04
const MAX_STATUS = 1
/** MS-TDS §2.2.3.1.3: packets are at most so long. */
const MAX_LENGTH = 32_767

/** A PRELOGIN packet begins at `start`; its first byte is no content type of a TLS record. */
export function isTdsPacket(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < TDS_HEADER_LENGTH || bytes[start] !== PRELOGIN || (bytes[start + 1] ?? 0) > MAX_STATUS) return false
  const length = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0)
  return length > TDS_HEADER_LENGTH && length <= MAX_LENGTH
}

/** Takes the packets' headers out of one direction, until TLS records come without. */
export class TdsPackets {
  #head = 0
  #length = 0
  #left = 0
  #bare = false

  /** Calls `take` with each piece of `bytes[start..end)` that is content. */
  push(bytes: Uint8Array, start: number, end: number, take: (start: number, end: number) => void): void {
    let at = start
    while (at < end) {
      if (this.#bare) return take(at, end)
      if (this.#left > 0) {
        const length = Math.min(this.#left, end - at)
        take(at, at + length)
        this.#left -= length
        at += length
      } else if (this.#head === 0 && bytes[at] !== PRELOGIN && bytes[at] !== RESPONSE) this.#bare = true
      else this.#header(bytes[at++] ?? 0)
    }
  }

  /** Bytes that the source does not hold: beyond the packet at hand headers are lost too, and only records can be found again. */
  gap(length: number): void {
    if (length > this.#left || this.#head > 0) this.#bare = true
    this.#left = Math.max(0, this.#left - length)
  }

  #header(byte: number): void {
    if (this.#head === 2) this.#length = byte << 8
    if (this.#head === 3) this.#length |= byte
    this.#head += 1
    if (this.#head < TDS_HEADER_LENGTH) return
    this.#head = 0
    this.#left = Math.max(0, this.#length - TDS_HEADER_LENGTH)
  }
}
