import { u16 } from './byte-order.ts'
import { BRIDGED_ETHERNET, IPV4, IPV6, inside } from './inside.ts'
import { NOT_UNDERSTOOD } from './layer.ts'
import { isPlausibleIp } from './plausible-ip.ts'
import { ppp } from './ppp.ts'

/** In front of a bridged frame (RFC 2684 §6.2). */
const BRIDGE_PADDING = 2
const ETHERNET_HEADER = 14
/** IP, IPv6, what sets them up, and what sets up the link. */
const PPP_PROTOCOLS: readonly number[] = [0x0021, 0x0057, 0x8021, 0x8057, 0xc021]

/**
 * What a circuit of ATM carries that was agreed on for one protocol, with no header that tells which (RFC 2684 §6, RFC 2364 §5): an IP packet that is as long as it says or has
 * the right checksum, a bridged Ethernet frame, PPP without address and control. NOT_UNDERSTOOD: none of them.
 */
export function vcMultiplexed(bytes: Uint8Array, at: number, end: number): number {
  if (isPlausibleIp(bytes, at, end)) return inside((bytes[at] ?? 0) >>> 4 === 4 ? IPV4 : IPV6, at)
  if (end - at < 2) return NOT_UNDERSTOOD
  const first = u16(bytes, at)
  if (first === 0 && end - at >= BRIDGE_PADDING + ETHERNET_HEADER) return inside(BRIDGED_ETHERNET, at + BRIDGE_PADDING)
  return PPP_PROTOCOLS.includes(first) ? ppp(bytes, at, end) : NOT_UNDERSTOOD
}
