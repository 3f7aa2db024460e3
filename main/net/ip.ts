import type { FragmentStore } from './ip-fragments.ts'
import { decodeIpv4 } from './ipv4.ts'
import type { IpAnswer } from './ipv4.ts'
import { decodeIpv6 } from './ipv6.ts'
import { NO_IP } from './layer.ts'
import type { Segment } from './segment.ts'
import { TCP_PROTOCOL } from './tcp.ts'
import { tunnelDecoder } from './tunnel.ts'

/** Tunnels inside tunnels exist; this deep they are an attack. */
const MAX_NESTING = 4

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
    const tunnel = segment.protocol === TCP_PROTOCOL ? undefined : tunnelDecoder(segment.protocol)
    if (!tunnel) return 'payload'
    const inner = tunnel(segment.bytes, segment.start, segment.end)
    if (inner === NO_IP) return 'payload'
    if (inner < 0) return 'not-understood'
    segment.start = inner
  }
  return 'not-understood'
}
