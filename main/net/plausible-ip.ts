import { u16 } from './byte-order.ts'
import { isChecksumRight } from './internet-checksum.ts'

const IPV4_HEADER = 20
const IPV6_HEADER = 40
/** TCP, UDP, ICMPv6, and the extension headers that stand first. */
const USUAL_IPV6 = [6, 17, 58, 0, 43, 44, 50, 51, 60]

/** Length that an IP packet at `at` says it has; 0: no such header begins there. */
function statedLength(bytes: Uint8Array, at: number, end: number): number {
  const version = at < end ? (bytes[at] ?? 0) >>> 4 : 0
  if (version === 4) {
    const header = ((bytes[at] ?? 0) & 0x0f) * 4
    const total = u16(bytes, at + 2)
    return header < IPV4_HEADER || header > end - at || total < header ? 0 : total
  }
  return version === 6 && end - at >= IPV6_HEADER ? IPV6_HEADER + u16(bytes, at + 4) : 0
}

/** An IP packet that ends where the bytes do. */
export function isWholeIp(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && statedLength(bytes, at, end) === end - at
}

/**
 * An IP packet that may be cut or have padding behind it, for wrappings that do not say what they carry. One that is not as
 * long as the bytes are must prove itself otherwise: IPv4 by its checksum, IPv6 by the header that follows and by being cut.
 */
export function isPlausibleIp(bytes: Uint8Array, at: number, end: number): boolean {
  const length = statedLength(bytes, at, end)
  if (length === 0) return false
  if (length === end - at) return true
  const first = bytes[at] ?? 0
  if (first >>> 4 === 4) return isChecksumRight(bytes, at, at + (first & 0x0f) * 4, 0)
  return length > end - at && USUAL_IPV6.includes(bytes[at + 6] ?? 0)
}
