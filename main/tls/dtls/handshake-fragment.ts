/**
 * Handshake messages of DTLS come in fragments, each with the whole message's header (RFC 6347 §4.2.2):
 *
 *   uint8 msg_type; uint24 length; uint16 message_seq; uint24 fragment_offset; uint24 fragment_length; opaque body[fragment_length]
 */
const FRAGMENT_HEADER_LENGTH = 12

/** Types of TLS that DTLS has too, and hello_verify_request. */
const TYPES: readonly number[] = [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25]
/** In clear no message is longer in earnest: a chain of certificates with room. */
const MAX_MESSAGE = 0x40000

export interface HandshakeFragment {
  readonly type: number
  /** Of the whole message's body. */
  readonly length: number
  readonly sequence: number
  readonly offset: number
  readonly bodyStart: number
  readonly bodyEnd: number
}

/** The fragment at `start`; undefined where none is or where its lengths lie. What the recorder cut off is left out. */
export function readFragment(bytes: Uint8Array, start: number, end: number): HandshakeFragment | undefined {
  const bodyStart = start + FRAGMENT_HEADER_LENGTH
  if (bodyStart > end) return undefined
  const length = at24(bytes, start + 1)
  const offset = at24(bytes, start + 6)
  const fragmentLength = at24(bytes, start + 9)
  if (offset + fragmentLength > length) return undefined
  return {
    type: bytes[start] ?? 0,
    length,
    sequence: ((bytes[start + 4] ?? 0) << 8) | (bytes[start + 5] ?? 0),
    offset,
    bodyStart,
    bodyEnd: Math.min(bodyStart + fragmentLength, end),
  }
}

/** A record's content begins with a fragment that can be one. */
export function isHandshakeFragment(bytes: Uint8Array, start: number, end: number, cut: boolean): boolean {
  const fragment = readFragment(bytes, start, end)
  if (!fragment || !TYPES.includes(fragment.type) || fragment.length > MAX_MESSAGE) return false
  return cut || fragment.bodyStart + at24(bytes, start + 9) <= end
}

function at24(bytes: Uint8Array, index: number): number {
  return ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
}
