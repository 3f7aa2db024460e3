/**
 * The long header of QUIC, in the form that all versions share (RFC 8999 §5.1) and with the types that RFC 9000 §17.2 gives it:
 *
 *   1 bit form (1), 1 fixed (1), 2 type, 4 of the type; uint32 version; opaque destination_id<0..20>, source_id<0..20>; ...
 *
 * Behind it an Initial has a token, and all but a Retry a length, each as an integer of one to eight bytes (§16).
 */
import { quicVersionName } from '../../reference/quic-version.ts'

const FORM_AND_FIXED = 0xc0
const VERSION_2 = 0x6b3343cf
/** RFC 9000 §17.2. */
const MAX_ID_LENGTH = 20
/** What is the shortest that can be protected: a packet number and a tag (RFC 9001 §5.4.2). */
const MIN_LENGTH = 20
/** RFC 9000 §5.8: a Retry ends with a tag. */
const RETRY_TAG = 16

export type QuicPacketType = 'initial' | '0-rtt' | 'handshake' | 'retry'

const TYPES: readonly QuicPacketType[] = ['initial', '0-rtt', 'handshake', 'retry']
/** RFC 9369 §3.2. */
const TYPES_OF_VERSION_2: readonly QuicPacketType[] = ['retry', 'initial', '0-rtt', 'handshake']

export interface QuicLongHeader {
  readonly type: QuicPacketType
  readonly version: number
  readonly destinationId: Uint8Array
  readonly sourceId: Uint8Array
  /** Initials: of the token, which only clients send. */
  readonly tokenLength: number
}

/** The first packet of a datagram; undefined for what is not QUIC of a known version with lengths that fit. Allocates nothing for the rest. */
export function readLongHeader(
  bytes: Uint8Array,
  start: number,
  end: number,
  wireEnd: number,
): QuicLongHeader | undefined {
  const first = bytes[start] ?? 0
  if ((first & FORM_AND_FIXED) !== FORM_AND_FIXED || end - start < 7) return undefined
  const version = u32(bytes, start + 1)
  if (quicVersionName(version) === undefined) return undefined
  const type = (version === VERSION_2 ? TYPES_OF_VERSION_2 : TYPES)[(first >>> 4) & 3] ?? 'initial'

  const destination = start + 6
  const destinationLength = bytes[start + 5] ?? 0
  const source = destination + destinationLength + 1
  const sourceLength = source <= end ? (bytes[source - 1] ?? 0) : MAX_ID_LENGTH + 1
  if (destinationLength > MAX_ID_LENGTH || sourceLength > MAX_ID_LENGTH) return undefined
  let at = source + sourceLength
  if (at > end) return undefined
  let tokenLength = 0
  if (type === 'initial') {
    if (!isThere(bytes, at, end)) return undefined
    tokenLength = integer(bytes, at)
    at += integerLength(bytes, at) + tokenLength
  }
  if (type === 'retry') {
    if (wireEnd - at < RETRY_TAG) return undefined
  } else {
    if (!isThere(bytes, at, end)) return undefined
    const length = integer(bytes, at)
    if (length < MIN_LENGTH || at + integerLength(bytes, at) + length > wireEnd) return undefined
  }
  return {
    type,
    version,
    destinationId: bytes.slice(destination, destination + destinationLength),
    sourceId: bytes.slice(source, source + sourceLength),
    tokenLength,
  }
}

/** A packet with the short header, which carries data behind the handshake (RFC 9000 §17.3); on a connection that is known to be QUIC. */
export function hasShortHeader(firstByte: number): boolean {
  return (firstByte & FORM_AND_FIXED) === 0x40
}

/** The whole integer was recorded. */
function isThere(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && at + integerLength(bytes, at) <= end
}

function integerLength(bytes: Uint8Array, at: number): number {
  return 1 << ((bytes[at] ?? 0) >>> 6)
}

/** Exact up to 2^53; what is longer fits no datagram. */
function integer(bytes: Uint8Array, at: number): number {
  let value = (bytes[at] ?? 0) & 0x3f
  for (let index = 1; index < integerLength(bytes, at); index++) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

function u32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  )
}
