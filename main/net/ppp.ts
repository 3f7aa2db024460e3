import { u16 } from './byte-order.ts'
import { IPV4, IPV6, MPLS, inside } from './inside.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'

/** Address and control of HDLC-like framing (RFC 1662 §3.1), which both ends may agree to leave out. */
export const ALL_STATIONS_UNNUMBERED = 0xff03
/** Protocols below this carry datagrams, those above it set up and control the link (RFC 1661 §2). */
const FIRST_CONTROL_PROTOCOL = 0x4000

/** The protocols of IANA's PPP numbers that carry IP as it is, and their EtherTypes. */
const ETHER_TYPES: ReadonlyMap<number, number> = new Map([
  [0x0021, IPV4],
  [0x0057, IPV6],
  [0x0281, MPLS],
  [0x0283, MPLS],
])

/** PPP (RFC 1661 §2; LINKTYPE_PPP), with or without HDLC-like framing. Compressed or encrypted datagrams are not opened. */
export function ppp(bytes: Uint8Array, start: number, end: number): number {
  const at = end - start >= 2 && u16(bytes, start) === ALL_STATIONS_UNNUMBERED ? start + 2 : start
  if (end - at < 2) return NOT_UNDERSTOOD
  const first = bytes[at] ?? 0
  // The protocol's last bit is 1 and that of its upper byte 0, which tells a compressed field (RFC 1661 §6.5).
  const isShort = (first & 1) !== 0
  const protocol = isShort ? first : u16(bytes, at)
  const etherType = ETHER_TYPES.get(protocol)
  if (etherType !== undefined) return inside(etherType, at + (isShort ? 1 : 2))
  return protocol >= FIRST_CONTROL_PROTOCOL ? NO_IP : NOT_UNDERSTOOD
}
