import { i32, u16 } from './byte-order.ts'
import type { FragmentStore } from './ip-fragments.ts'
import type { Segment } from './segment.ts'

const MIN_HEADER = 20
const MORE_FRAGMENTS = 0x2000
const FRAGMENT_OFFSET = 0x1fff

export type IpAnswer = 'payload' | 'fragment' | 'not-understood'

/**
 * IPv4 (RFC 791) at `segment.start`: leaves addresses, protocol and payload in the segment. `fragment`: the rest of the
 * datagram is still to come.
 */
export function decodeIpv4(segment: Segment, fragments: FragmentStore): IpAnswer {
  const { bytes, start, end } = segment
  if (end - start < MIN_HEADER) return 'not-understood'
  const headerLength = ((bytes[start] ?? 0) & 0x0f) * 4
  const totalLength = u16(bytes, start + 2)
  if (headerLength < MIN_HEADER || headerLength > end - start) return 'not-understood'
  // A total length of 0 is written by recorders that see segments before the adapter cuts them (segmentation offload).
  if (totalLength !== 0) {
    if (totalLength < headerLength) return 'not-understood'
    const wireEnd = start + totalLength
    if (wireEnd < segment.wireEnd) segment.wireEnd = wireEnd
    if (wireEnd < end) segment.end = wireEnd
  }
  segment.ipVersion = 4
  segment.protocol = bytes[start + 9] ?? 0
  segment.ttl = bytes[start + 8] ?? 0
  segment.ipId = u16(bytes, start + 4)
  const addresses = segment.addresses
  addresses[0] = i32(bytes, start + 12)
  addresses[4] = i32(bytes, start + 16)
  // One by one: `fill` is a call, which costs more.
  addresses[1] = addresses[2] = addresses[3] = 0
  addresses[5] = addresses[6] = addresses[7] = 0
  segment.start = start + headerLength

  const fragment = u16(bytes, start + 6)
  if ((fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) === 0) return 'payload'
  const at = (fragment & FRAGMENT_OFFSET) * 8
  return fragments.add(segment, u16(bytes, start + 4), at, (fragment & MORE_FRAGMENTS) !== 0) ? 'payload' : 'fragment'
}
