import { i32, u16 } from './byte-order.ts'
import type { FragmentStore } from './ip-fragments.ts'
import type { IpAnswer } from './ipv4.ts'
import type { Segment } from './segment.ts'

const HEADER_LENGTH = 40
/** RFC 8200 §4.1 foresees each extension header about once. */
const MAX_EXTENSION_HEADERS = 16

const HOP_BY_HOP = 0
const ROUTING = 43
const FRAGMENT = 44
const AUTHENTICATION = 51
const DESTINATION = 60
const MOBILITY = 135
const HIP = 139
const SHIM6 = 140

/** IPv6 (RFC 8200) at `segment.start`, through its extension headers. As `decodeIpv4`. */
export function decodeIpv6(segment: Segment, fragments: FragmentStore): IpAnswer {
  const { bytes, start } = segment
  if (segment.end - start < HEADER_LENGTH) return 'not-understood'
  const payloadLength = u16(bytes, start + 4)
  // 0: a jumbogram (RFC 2675), or segmentation offload as in IPv4.
  if (payloadLength !== 0) {
    const wireEnd = start + HEADER_LENGTH + payloadLength
    if (wireEnd < segment.wireEnd) segment.wireEnd = wireEnd
    if (wireEnd < segment.end) segment.end = wireEnd
  }
  segment.ipVersion = 6
  segment.ttl = bytes[start + 7] ?? 0
  segment.ipId = -1
  const addresses = segment.addresses
  for (let word = 0; word < 8; word++) addresses[word] = i32(bytes, start + 8 + word * 4)

  let next = bytes[start + 6] ?? 0
  let at = start + HEADER_LENGTH
  for (let headers = 0; headers < MAX_EXTENSION_HEADERS; headers++) {
    if (!isExtension(next)) {
      segment.protocol = next
      segment.start = at
      return 'payload'
    }
    if (segment.end - at < 8) return 'not-understood'
    const following = segment.bytes[at] ?? 0
    if (next === FRAGMENT) {
      const fragment = u16(segment.bytes, at + 2)
      const more = (fragment & 1) !== 0
      const identification = i32(segment.bytes, at + 4)
      at += 8
      // An atomic fragment (RFC 6946) is whole.
      if ((fragment & 0xfff8) !== 0 || more) {
        segment.protocol = following
        segment.start = at
        if (!fragments.add(segment, identification, fragment & 0xfff8, more)) return 'fragment'
        at = segment.start
      }
    } else {
      const length = segment.bytes[at + 1] ?? 0
      at += next === AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8
    }
    if (at > segment.end) return 'not-understood'
    next = following
  }
  return 'not-understood'
}

function isExtension(protocol: number): boolean {
  return (
    protocol === HOP_BY_HOP ||
    protocol === ROUTING ||
    protocol === FRAGMENT ||
    protocol === DESTINATION ||
    protocol === AUTHENTICATION ||
    protocol === MOBILITY ||
    protocol === HIP ||
    protocol === SHIM6
  )
}
