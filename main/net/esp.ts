import { u16 } from './byte-order.ts'
import { isChecksumRight } from './internet-checksum.ts'
import { isWholeIp } from './plausible-ip.ts'
import type { Segment } from './segment.ts'
import { FIN, SYN } from './segment.ts'
import { TCP_PROTOCOL } from './tcp.ts'

export const ESP_PROTOCOL = 50

/** Index of the security association, which is never 0 on a wire, and a sequence number (RFC 4303 §2.1). */
const HEADER_LENGTH = 8
/** Length of the padding, next header. */
const TRAILER_LENGTH = 2
const ALIGNMENT = 4
/** Integrity check values: of HMAC with MD5 or SHA-1, with SHA-256 (and GMAC), with SHA-384, with SHA-512, and none. */
const CHECK_VALUE_LENGTHS = [12, 16, 24, 32, 0]
const TCP_HEADER = 20
const IPV4_PROTOCOL = 4
const IPV6_PROTOCOL = 41

const UDP_HEADER = 8
/** Of IKE behind a translator of addresses; the translator may have given one end another (RFC 3948 §2). */
const NAT_TRAVERSAL_PORT = 4_500

/**
 * ESP that protects without encrypting (RFC 4303, RFC 2410). Nothing in it says so: as RFC 5879 has it, the padding must count 1, 2, 3, and what the next header
 * names must stand there, whole and, of TCP, with the right checksum. Leaves it in the segment; everything else stays ESP.
 */
export function openNullEsp(segment: Segment): void {
  // The trailer is at the end of what was sent.
  if (segment.end === segment.wireEnd) open(segment, segment.start, segment.end)
}

/**
 * The same inside UDP (RFC 3948 §2.1), where the segment stands at UDP's header: four zeros where the index is due mark IKE (§2.2), a byte alone keeps
 * the way open (§2.3). Whatever else has this port stays what it is. Where a translator changed an address, TCP's checksum is that of the one before
 * (§3.1.2): such packets prove nothing, and stay ESP, too.
 */
export function openNullEspInUdp(segment: Segment): void {
  const { bytes, start } = segment
  const at = start + UDP_HEADER
  if (segment.end - at < HEADER_LENGTH) return
  if (u16(bytes, start + 2) !== NAT_TRAVERSAL_PORT && u16(bytes, start) !== NAT_TRAVERSAL_PORT) return
  const end = start + u16(bytes, start + 4)
  if (end <= segment.end && (u16(bytes, at) | u16(bytes, at + 2)) !== 0) open(segment, at, end)
}

/** ESP in all of `start..end`. */
function open(segment: Segment, start: number, end: number): void {
  const { bytes } = segment
  const at = start + HEADER_LENGTH
  if (end - at < TCP_HEADER + TRAILER_LENGTH) return
  for (const checkValue of CHECK_VALUE_LENGTHS) {
    const trailerEnd = end - checkValue
    if ((trailerEnd - at) % ALIGNMENT !== 0 || trailerEnd - at < TCP_HEADER + TRAILER_LENGTH) continue
    const padding = bytes[trailerEnd - 2] ?? 0
    const payloadEnd = trailerEnd - TRAILER_LENGTH - padding
    const protocol = bytes[trailerEnd - 1] ?? 0
    if (!counts(bytes, payloadEnd, padding) || !isWhole(segment, protocol, at, payloadEnd)) continue
    segment.protocol = protocol
    segment.start = at
    segment.end = segment.wireEnd = payloadEnd
    return
  }
}

/** RFC 4303 §2.4. */
function counts(bytes: Uint8Array, start: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (bytes[start + index] !== index + 1) return false
  return true
}

function isWhole(segment: Segment, protocol: number, at: number, end: number): boolean {
  if (end - at < TCP_HEADER) return false
  const version = (segment.bytes[at] ?? 0) >>> 4
  if (protocol === IPV4_PROTOCOL) return version === 4 && isWholeIp(segment.bytes, at, end)
  if (protocol === IPV6_PROTOCOL) return version === 6 && isWholeIp(segment.bytes, at, end)
  return protocol === TCP_PROTOCOL && isWholeTcp(segment, at, end)
}

function isWholeTcp({ bytes, addresses }: Segment, at: number, end: number): boolean {
  const header = ((bytes[at + 12] ?? 0) >>> 4) * 4
  if (header < TCP_HEADER || header > end - at) return false
  if (((bytes[at + 13] ?? 0) & (SYN | FIN)) === (SYN | FIN)) return false
  // RFC 9293 §3.1: addresses, protocol and length count, too.
  let pseudoHeader = TCP_PROTOCOL + end - at
  for (let word = 0; word < 8; word++) {
    const address = addresses[word] ?? 0
    pseudoHeader += (address >>> 16) + (address & 0xffff)
  }
  return isChecksumRight(bytes, at, end, pseudoHeader)
}
