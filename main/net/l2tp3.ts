import { bridgedEthernet } from './bridged-ethernet.ts'
import { i32, u16 } from './byte-order.ts'
import { followInside } from './ether-type.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { isPlausibleFrame } from './plausible-frame.ts'
import { isPlausibleIp } from './plausible-ip.ts'
import { ALL_STATIONS_UNNUMBERED } from './ppp.ts'

const SESSION_LENGTH = 4
/** A cookie of four or eight bytes and a sublayer of four may be in between (RFC 3931 §4.1, §4.6). */
const LENGTHS_BETWEEN = [0, 4, 8, 12]
/** PPP's protocols of IPv4 and IPv6 (RFC 1332, RFC 5072), behind address and control. */
const PPP_IP: readonly number[] = [0x0021, 0x0057]
const PPP_LENGTH = 4

/**
 * L2TP version 3 (RFC 3931 §4.1.1.1) from the session on, which is IP's protocol 115 itself. What it carries, and behind what, both ends agreed on before: an
 * Ethernet frame (RFC 4719) or PPP is looked for where it may begin, and must have a whole IP packet.
 */
export function l2tp3(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < SESSION_LENGTH) return NOT_UNDERSTOOD
  // Session 0 is a control message.
  if (i32(bytes, start) === 0) return NO_IP
  for (const between of LENGTHS_BETWEEN) {
    const at = start + SESSION_LENGTH + between
    if (isPlausibleFrame(bytes, at, end)) return followInside(bridgedEthernet, bytes, at, end)
    if (isPpp(bytes, at, end) && isPlausibleIp(bytes, at + PPP_LENGTH, end)) return at + PPP_LENGTH
  }
  return NOT_UNDERSTOOD
}

function isPpp(bytes: Uint8Array, at: number, end: number): boolean {
  return end - at > PPP_LENGTH && u16(bytes, at) === ALL_STATIONS_UNNUMBERED && PPP_IP.includes(u16(bytes, at + 2))
}
