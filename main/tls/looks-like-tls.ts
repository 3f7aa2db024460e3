/**
 * Whether a TCP stream is TLS, from its first bytes alone: ports say nothing on z/OS, where AT-TLS wraps any application.
 * Checked are not only the first bytes but whether the lengths and versions behind them agree.
 */
import { alertDescription } from '../reference/alert.ts'
import { isSslv2ClientHello } from './handshake.ts'
import { CONTENT_TYPE, MAX_FRAGMENT_LENGTH } from './record-stream.ts'

/** Who must have sent the bytes; `either` can be; `no`; `more`: possible so far, but too short to tell. */
export type TlsClaim = 'client' | 'server' | 'either' | 'no' | 'more'

/** Messages only the client or only the server sends; RFC 8446 §4 and RFC 5246 §7.4. */
const CLIENT_TYPES = [1, 5, 16, 67]
const SERVER_TYPES = [0, 2, 4, 8, 12, 13, 14, 22]
const EITHER_TYPES = [11, 15, 20, 25]

/** Bytes of the handshake needed to judge it: header, version. */
const JUDGED_LENGTH = 6

export function looksLikeTls(bytes: Uint8Array, start: number, end: number): TlsClaim {
  const first = bytes[start]
  if (first === undefined || start >= end) return 'more'
  if (first >= 0x80) return sslv2(bytes, start, end)
  if (first < CONTENT_TYPE.changeCipherSpec || first > CONTENT_TYPE.heartbeat) return 'no'
  if (end - start > 1 && bytes[start + 1] !== 3) return 'no'
  if (end - start > 2 && (bytes[start + 2] ?? 0) > 4) return 'no'
  if (end - start < 5) return 'more'
  const length = at16(bytes, start + 3)
  if (length > MAX_FRAGMENT_LENGTH) return 'no'
  const content = start + 5
  switch (first) {
    case CONTENT_TYPE.handshake:
      return handshake(bytes, start, end)
    case CONTENT_TYPE.alert:
      return alert(bytes, content, end, length)
    case CONTENT_TYPE.changeCipherSpec:
      if (length !== 1) return length < 18 ? 'no' : protectedRecord(bytes, content + length, end)
      if (content >= end) return 'more'
      return bytes[content] === 1 ? 'either' : 'no'
    default:
      return length === 0 ? 'no' : protectedRecord(bytes, content + length, end)
  }
}

/** Handshake records, cut as small as they may be: the first bytes of their common content are looked at. */
function handshake(bytes: Uint8Array, start: number, end: number): TlsClaim {
  const head: number[] = []
  let at = start
  while (at < end && head.length < JUDGED_LENGTH) {
    if (bytes[at] !== CONTENT_TYPE.handshake || (at + 1 < end && bytes[at + 1] !== 3)) return 'no'
    if (at + 5 > end) return 'more'
    const length = at16(bytes, at + 3)
    if (length > MAX_FRAGMENT_LENGTH) return 'no'
    for (let index = at + 5; index < Math.min(at + 5 + length, end) && head.length < JUDGED_LENGTH; index += 1)
      head.push(bytes[index] ?? 0)
    at += 5 + length
  }
  const type = head[0]
  if (type === undefined) return 'more'
  const known = CLIENT_TYPES.includes(type) || SERVER_TYPES.includes(type) || EITHER_TYPES.includes(type)
  // An encrypted Finished of a stream that is seen from its middle on looks like this too.
  if (!known) return protectedRecord(bytes, start + 5 + at16(bytes, start + 3), end)
  if (head.length < 4) return 'more'
  const length = ((head[1] ?? 0) << 16) | ((head[2] ?? 0) << 8) | (head[3] ?? 0)
  if (type === 1 || type === 2) {
    if (head.length < JUDGED_LENGTH) return 'more'
    // 38: version, random, empty session id, and the shortest rest that each of the two can have.
    if (length < 38 || length > 0x20000 || head[4] !== 3 || (head[5] ?? 0) > 4)
      return protectedRecord(bytes, start + 5 + at16(bytes, start + 3), end)
    return type === 1 ? 'client' : 'server'
  }
  if ((type === 0 || type === 14 || type === 5) && length !== 0)
    return protectedRecord(bytes, start + 5 + at16(bytes, start + 3), end)
  if (CLIENT_TYPES.includes(type)) return 'client'
  return SERVER_TYPES.includes(type) ? 'server' : 'either'
}

function alert(bytes: Uint8Array, content: number, end: number, length: number): TlsClaim {
  // Shorter than any protected alert (2 bytes and a tag of 16): it must be readable.
  if (length >= 18) return protectedRecord(bytes, content + length, end)
  if (length === 0) return 'no'
  const level = bytes[content]
  if (content < end && level !== 1 && level !== 2) return 'no'
  if (length === 1) return content < end ? 'either' : 'more'
  if (content + 2 > end) return 'more'
  return alertDescription(bytes[content + 1] ?? 255) === undefined ? 'no' : 'either'
}

/** A record whose content says nothing: believed when a second header follows where it must, or when it is not all there. */
function protectedRecord(bytes: Uint8Array, following: number, end: number): TlsClaim {
  if (following >= end) return 'either'
  const type = bytes[following] ?? 0
  if (type < CONTENT_TYPE.changeCipherSpec || type > CONTENT_TYPE.heartbeat) return 'no'
  if (following + 1 < end && bytes[following + 1] !== 3) return 'no'
  return 'either'
}

/** RFC 5246 §E.2: two bytes of length with the top bit set, msg_type 1, version, three lengths that add up. */
function sslv2(bytes: Uint8Array, start: number, end: number): TlsClaim {
  const available = end - start
  if (available > 2 && bytes[start + 2] !== 1) return 'no'
  if (available > 3 && bytes[start + 3] !== 3 && bytes[start + 3] !== 0) return 'no'
  if (available < 11) return 'more'
  const length = at16(bytes, start) & 0x7fff
  const lengths = at16(bytes, start + 5) + at16(bytes, start + 7) + at16(bytes, start + 9)
  if (lengths + 9 !== length) return 'no'
  if (available < length + 2) return 'client'
  return isSslv2ClientHello(bytes.subarray(start + 2, start + 2 + length)) ? 'client' : 'no'
}

function at16(bytes: Uint8Array, index: number): number {
  return ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0)
}
