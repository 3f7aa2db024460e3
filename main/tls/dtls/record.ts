/**
 * Records of DTLS (RFC 6347 §4.1), several in a datagram, none over two:
 *
 *   uint8 type; uint16 version; uint16 epoch; uint48 sequence_number; uint16 length; opaque fragment[length]
 *
 * DTLS 1.3 keeps this form for what is in clear, and under keys has a header that begins 001 (RFC 9147 §4).
 */
import { alertDescription } from '../../reference/alert.ts'
import { isDtls } from '../../reference/version.ts'
import { CONTENT_TYPE, MAX_FRAGMENT_LENGTH } from '../record-stream.ts'
import { isHandshakeFragment } from './handshake-fragment.ts'

export const RECORD_HEADER_LENGTH = 13

/** Content type of records with a connection id (RFC 9146 §4), whose header is longer by it. */
const TLS12_CID = 25
/** ACK of DTLS 1.3 (RFC 9147 §7). */
const LAST_TYPE = 26

/** A tag of eight bytes and what it is for (RFC 6655 §6.1): no record under keys is shorter. */
const MIN_PROTECTED = 9
/** Keys change by a handshake: so many handshakes has no connection. */
const MAX_EPOCH = 0xff

const UNIFIED_HEADER_MASK = 0xe0
const UNIFIED_HEADER = 0x20
const EPOCH_BITS = 0x03

export interface DtlsRecord {
  readonly type: number
  readonly version: number
  /** 0: in clear. */
  readonly epoch: number
  readonly contentStart: number
  readonly contentEnd: number
  /** The content is longer than what was recorded of it. */
  readonly cut: boolean
}

/** The record at `start`; undefined where none is. `wireEnd`: where the datagram ended on the wire. */
export function readRecord(bytes: Uint8Array, start: number, end: number, wireEnd: number): DtlsRecord | undefined {
  const contentStart = start + RECORD_HEADER_LENGTH
  if (contentStart > end) return undefined
  const type = bytes[start] ?? 0
  const version = at16(bytes, start + 1)
  if (type < CONTENT_TYPE.changeCipherSpec || type > LAST_TYPE || type === TLS12_CID || !isDtls(version))
    return undefined
  const length = at16(bytes, start + 11)
  const contentEnd = contentStart + length
  if (length > MAX_FRAGMENT_LENGTH || contentEnd > wireEnd) return undefined
  return {
    type,
    version,
    epoch: at16(bytes, start + 3),
    contentStart,
    contentEnd: Math.min(contentEnd, end),
    cut: contentEnd > end,
  }
}

/**
 * Whether a datagram is DTLS and nothing else, and one that a connection may be told by: each record ends where the next one begins, the last one
 * with the datagram, and the first one is plausible inside. Allocates nothing for what is not.
 */
export function looksLikeDtls(bytes: Uint8Array, start: number, end: number, wireEnd: number): boolean {
  const type = bytes[start] ?? 0
  if (type < CONTENT_TYPE.changeCipherSpec || type > CONTENT_TYPE.applicationData) return false
  if (!isDtls(at16(bytes, start + 1))) return false
  let at = start
  while (at < wireEnd) {
    if (at >= end) return at > start
    const record = readRecord(bytes, at, end, wireEnd)
    if (!record) return false
    if (at === start && !isPlausible(bytes, record)) return false
    at = record.contentStart + at16(bytes, at + 11)
  }
  return at === wireEnd && at > start
}

/** In clear the content has to make sense; under keys only its length can. */
function isPlausible(bytes: Uint8Array, { type, epoch, contentStart, contentEnd, cut }: DtlsRecord): boolean {
  const length = contentEnd - contentStart
  if (epoch > 0) return epoch <= MAX_EPOCH && (cut || length >= MIN_PROTECTED) && type !== CONTENT_TYPE.changeCipherSpec
  if (type === CONTENT_TYPE.handshake) return isHandshakeFragment(bytes, contentStart, contentEnd, cut)
  if (type === CONTENT_TYPE.changeCipherSpec) return length === 1 && bytes[contentStart] === 1
  if (type !== CONTENT_TYPE.alert || length !== 2) return false
  const level = bytes[contentStart]
  return (level === 1 || level === 2) && alertDescription(bytes[contentStart + 1] ?? 255) !== undefined
}

/** The epoch's last two bits of a record of DTLS 1.3 under keys: 2 in the handshake, 3 behind it; undefined for another one. */
export function protectedEpoch(firstByte: number): number | undefined {
  return (firstByte & UNIFIED_HEADER_MASK) === UNIFIED_HEADER ? firstByte & EPOCH_BITS : undefined
}

function at16(bytes: Uint8Array, index: number): number {
  return ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0)
}
