import { ESP_PROTOCOL, openNullEsp, openNullEspInUdp } from './esp.ts'
import type { FragmentStore } from './ip-fragments.ts'
import { decodeIpv4 } from './ipv4.ts'
import type { IpAnswer } from './ipv4.ts'
import { decodeIpv6 } from './ipv6.ts'
import { NO_IP } from './layer.ts'
import type { Segment } from './segment.ts'
import { TCP_PROTOCOL } from './tcp.ts'
import { tunnelDecoder } from './tunnel.ts'
import { UDP_PROTOCOL } from './udp.ts'

/** Tunnels inside tunnels exist; this deep they are an attack. */
const MAX_NESTING = 4
const AUTHENTICATION = 51
const AUTHENTICATION_FIXED = 12

/**
 * From the IP packet at `segment.start..end` to what it carries, through fragments and tunnels. `payload` leaves protocol,
 * addresses and payload of the innermost IP packet in the segment.
 */
export function decodeIp(segment: Segment, fragments: FragmentStore): IpAnswer {
  for (let nesting = 0; nesting < MAX_NESTING; nesting++) {
    const version = segment.start < segment.end ? (segment.bytes[segment.start] ?? 0) >>> 4 : 0
    if (version !== 4 && version !== 6) return 'not-understood'
    const answer = version === 4 ? decodeIpv4(segment, fragments) : decodeIpv6(segment, fragments)
    if (answer !== 'payload') return answer
    if (segment.protocol === TCP_PROTOCOL) return 'payload'
    if (segment.protocol === AUTHENTICATION && !passAuthentication(segment)) return 'not-understood'
    if (segment.protocol === ESP_PROTOCOL) openNullEsp(segment)
    if (segment.protocol === UDP_PROTOCOL) openNullEspInUdp(segment)
    const tunnel = tunnelDecoder(segment.protocol)
    if (!tunnel) return 'payload'
    const inner = tunnel(segment.bytes, segment.start, segment.end)
    if (inner === NO_IP) return 'payload'
    if (inner < 0) return 'not-understood'
    segment.start = inner
  }
  return 'not-understood'
}

/** IPsec's authentication header over IPv4 (RFC 4302 §2): what is behind it stands in clear. IPv6 has it among its extension headers. */
function passAuthentication(segment: Segment): boolean {
  const { bytes, start, end } = segment
  if (end - start < AUTHENTICATION_FIXED) return false
  const length = ((bytes[start + 1] ?? 0) + 2) * 4
  if (length < AUTHENTICATION_FIXED || length > end - start) return false
  segment.protocol = bytes[start] ?? 0
  segment.start = start + length
  return true
}
