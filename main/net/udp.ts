import { u16 } from './byte-order.ts'
import { geneve } from './geneve.ts'
import { gtpU } from './gtp-u.ts'
import { L2TP_PORT, l2tp } from './l2tp.ts'
import type { LayerDecoder } from './layer.ts'
import { NO_IP } from './layer.ts'
import type { Segment } from './segment.ts'
import { vxlanGpe } from './vxlan-gpe.ts'
import { vxlan } from './vxlan.ts'

/** UDP's IP protocol number. */
export const UDP_PROTOCOL = 17

const HEADER_LENGTH = 8

/** Tunnels by the destination port that IANA registered for them, and Linux's of old for VXLAN; each header is checked as well. */
const TUNNELS: ReadonlyMap<number, LayerDecoder> = new Map([
  [L2TP_PORT, l2tp],
  [2152, gtpU],
  [4789, vxlan],
  [4790, vxlanGpe],
  [6081, geneve],
  [8472, vxlan],
])

/** UDP (RFC 768) as a carrier of IP: everything but tunnels has none inside. */
export function udpTunnel(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NO_IP
  const tunnel = TUNNELS.get(u16(bytes, start + 2))
  if (tunnel) return tunnel(bytes, start + HEADER_LENGTH, end)
  // The one of them that answers from its port.
  return u16(bytes, start) === L2TP_PORT ? l2tp(bytes, start + HEADER_LENGTH, end) : NO_IP
}

/** The UDP header at `segment.start`: leaves ports and payload in the segment. False: damaged, or a length that lies. */
export function decodeUdp(segment: Segment): boolean {
  const { bytes, start } = segment
  if (segment.end - start < HEADER_LENGTH) return false
  const length = u16(bytes, start + 4)
  // 0: a datagram beyond 65,535 bytes (RFC 2675 §4), or one that the adapter is still to cut.
  if (length !== 0) {
    if (length < HEADER_LENGTH || start + length > segment.wireEnd) return false
    segment.wireEnd = start + length
    if (segment.end > segment.wireEnd) segment.end = segment.wireEnd
  }
  segment.sourcePort = u16(bytes, start)
  segment.destinationPort = u16(bytes, start + 2)
  segment.start = start + HEADER_LENGTH
  return true
}
