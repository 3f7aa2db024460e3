import { u16 } from './byte-order.ts'
import { BRIDGED_ETHERNET, inside } from './inside.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'

/** Smaller values of Ethernet's type field are a length (IEEE 802.3), with an LLC header behind it. */
export const SMALLEST_ETHER_TYPE = 0x0600
const HEADER_LENGTH = 5
/** Organisation of frames that a bridge hands over (RFC 2427 §4.2, RFC 2684 §5.2). */
const BRIDGING = 0x0080c2
/** Its protocols of Ethernet, with the check sequence and without. */
const ETHERNET_FRAMES: readonly number[] = [1, 7]

/** SNAP: an organisation of three bytes and its protocol, here an EtherType (RFC 1042). */
export function snap(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < HEADER_LENGTH) return NOT_UNDERSTOOD
  const organisation = organisationAt(bytes, at)
  // 0 is RFC 1042, 0xf8 the bridge tunnel of IEEE 802.1H.
  if (organisation !== 0 && organisation !== 0xf8) return NO_IP
  const type = u16(bytes, at + 3)
  return type < SMALLEST_ETHER_TYPE ? NO_IP : inside(type, at + HEADER_LENGTH)
}

/** SNAP of links that also bridge: whole Ethernet frames, `padding` bytes behind the header. */
export function bridgingSnap(bytes: Uint8Array, at: number, end: number, padding: number): number {
  if (end - at < HEADER_LENGTH || organisationAt(bytes, at) !== BRIDGING) return snap(bytes, at, end)
  if (!ETHERNET_FRAMES.includes(u16(bytes, at + 3))) return NO_IP
  return inside(BRIDGED_ETHERNET, at + HEADER_LENGTH + padding)
}

function organisationAt(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) << 8) | (bytes[at + 2] ?? 0)
}
