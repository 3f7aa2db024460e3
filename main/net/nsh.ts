import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { nextProtocol } from './next-protocol.ts'

const VERSION = 0xc0
/** Of operation and maintenance, not of a user (RFC 8300 §2.2). */
const OAM = 0x20
/** Length of the whole header in words of four bytes: base header and service path alone are two. */
const WORDS = 0x3f
const LEAST_WORDS = 2

/** The network service header (RFC 8300 §2), over its context headers. */
export function nsh(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < LEAST_WORDS * 4 || ((bytes[at] ?? 0) & VERSION) !== 0) return NOT_UNDERSTOOD
  const length = ((bytes[at + 1] ?? 0) & WORDS) * 4
  if (length < LEAST_WORDS * 4 || length > end - at) return NOT_UNDERSTOOD
  return ((bytes[at] ?? 0) & OAM) === 0 ? nextProtocol(bytes[at + 3] ?? 0, at + length) : NO_IP
}
