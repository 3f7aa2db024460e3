import { u16 } from './byte-order.ts'
import { inside } from './inside.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'

/** Smaller values of Ethernet's type field are a length (IEEE 802.3), with an LLC header behind it. */
export const SMALLEST_ETHER_TYPE = 0x0600
const HEADER_LENGTH = 8

/** IEEE 802.2 LLC with a SNAP header whose protocol is an EtherType (RFC 1042, RFC 2684 §5.1); other LLC carries no IP here. */
export function llcSnap(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < 3) return NOT_UNDERSTOOD
  if (bytes[at] !== 0xaa || bytes[at + 1] !== 0xaa || bytes[at + 2] !== 0x03) return NO_IP
  if (end - at < HEADER_LENGTH) return NOT_UNDERSTOOD
  const organisation = (u16(bytes, at + 3) << 8) | (bytes[at + 5] ?? 0)
  // 0 is RFC 1042, 0xf8 the bridge tunnel of IEEE 802.1H.
  if (organisation !== 0 && organisation !== 0xf8) return NO_IP
  const type = u16(bytes, at + 6)
  return type < SMALLEST_ETHER_TYPE ? NO_IP : inside(type, at + HEADER_LENGTH)
}
