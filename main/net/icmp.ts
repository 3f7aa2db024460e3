import { i32, u16 } from './byte-order.ts'
import type { Segment } from './segment.ts'
import { TCP_PROTOCOL } from './tcp.ts'

/** IP protocol numbers. */
export const ICMP_PROTOCOL = 1
export const ICMPV6_PROTOCOL = 58

const HEADER_LENGTH = 8
/** Ports and sequence number: all that has to be in it (RFC 792). */
const QUOTED_TCP = 8

/** Errors (RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1; RFC 4443 §3), by type and code. */
const ERRORS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  4: {
    '3/0': 'network unreachable',
    '3/1': 'host unreachable',
    '3/2': 'protocol unreachable',
    '3/3': 'port unreachable',
    '3/4': 'packet too large, and not to be fragmented',
    '3/9': 'network administratively prohibited',
    '3/10': 'host administratively prohibited',
    '3/13': 'communication administratively prohibited',
    '11/0': 'time to live exceeded on the way',
    '11/1': 'fragments did not all arrive',
  },
  6: {
    '1/0': 'no route to the destination',
    '1/1': 'communication administratively prohibited',
    '1/3': 'address unreachable',
    '1/4': 'port unreachable',
    '1/5': 'source address failed a policy',
    '1/6': 'route to the destination rejected',
    '2/0': 'packet too large',
    '3/0': 'hop limit exceeded on the way',
    '3/1': 'fragments did not all arrive',
  },
}
const ERROR_TYPES: Readonly<Record<number, readonly number[]>> = { 4: [3, 11, 12], 6: [1, 2, 3, 4] }

/**
 * An ICMP error about a TCP packet: leaves that packet's addresses and ports in the segment and says in a clause what is wrong.
 * Undefined for everything else.
 */
export function decodeIcmpError(segment: Segment): string | undefined {
  const { bytes, start, end, ipVersion } = segment
  if (end - start < HEADER_LENGTH) return undefined
  const type = bytes[start] ?? 0
  const code = bytes[start + 1] ?? 0
  if (!ERROR_TYPES[ipVersion]?.includes(type)) return undefined
  const quoted = start + HEADER_LENGTH
  const tcp = ipVersion === 4 ? quotedIpv4(segment, quoted) : quotedIpv6(segment, quoted)
  if (tcp < 0 || end - tcp < QUOTED_TCP) return undefined
  segment.sourcePort = u16(bytes, tcp)
  segment.destinationPort = u16(bytes, tcp + 2)
  segment.sequence = i32(bytes, tcp + 4)
  const what = ERRORS[ipVersion]?.[`${type}/${code}`] ?? 'error'
  // RFC 1191 §4, RFC 4443 §3.2.
  const tooLarge = ipVersion === 4 ? type === 3 && code === 4 : type === 2
  const largest = ipVersion === 4 ? u16(bytes, start + 6) : i32(bytes, start + 4) >>> 0
  const most = tooLarge && largest > 0 ? `, ${largest} bytes at most` : ''
  return `${what}${most} (ICMP type ${type}, code ${code})`
}

/** Returns where TCP begins in the packet that is quoted at `at`, or -1. */
function quotedIpv4(segment: Segment, at: number): number {
  const { bytes, end, addresses } = segment
  if (end - at < 20 || (bytes[at] ?? 0) >>> 4 !== 4 || bytes[at + 9] !== TCP_PROTOCOL) return -1
  // A later fragment has no ports.
  if ((u16(bytes, at + 6) & 0x1fff) !== 0) return -1
  addresses.fill(0)
  addresses[0] = i32(bytes, at + 12)
  addresses[4] = i32(bytes, at + 16)
  return at + ((bytes[at] ?? 0) & 0x0f) * 4
}

function quotedIpv6(segment: Segment, at: number): number {
  const { bytes, end, addresses } = segment
  if (end - at < 40 || (bytes[at] ?? 0) >>> 4 !== 6 || bytes[at + 6] !== TCP_PROTOCOL) return -1
  for (let word = 0; word < 8; word++) addresses[word] = i32(bytes, at + 8 + word * 4)
  return at + 40
}
