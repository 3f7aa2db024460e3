import { i32le } from './byte-order.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { LINKS_BY_TYPE } from './link-type.ts'

/** Up to the name of the process. */
const SHORTEST_HEADER = 108
const NOTHING_FOLLOWS = 0
const PACKET_FOLLOWS = 1

/**
 * LINKTYPE_PKTAP (Apple's net/pktap.h): the header's length, what follows and its link type, in little-endian order. Apple's own tcpdump
 * wrote it as LINKTYPE_USER2.
 */
export function pktap(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < SHORTEST_HEADER) return NOT_UNDERSTOOD
  const length = i32le(bytes, start)
  if (length < SHORTEST_HEADER || length > end - start) return NOT_UNDERSTOOD
  const follows = i32le(bytes, start + 4)
  if (follows !== PACKET_FOLLOWS) return follows === NOTHING_FOLLOWS ? NO_IP : NOT_UNDERSTOOD
  const decode = LINKS_BY_TYPE.get(i32le(bytes, start + 8))
  return decode ? decode(bytes, start + length, end) : NOT_UNDERSTOOD
}
