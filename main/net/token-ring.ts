import { followInside } from './ether-type.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { llcSnap } from './llc-snap.ts'

/** Access control, frame control, two addresses. */
const HEADER_LENGTH = 14
const FRAME_TYPE = 0xc0
const LLC_FRAME = 0x40
/** In the source address: a route follows it. */
const SOURCE_ROUTED = 0x80
/** Length of the routing field in bytes, its first two included. */
const ROUTE_LENGTH = 0x1f

/** LINKTYPE_IEEE802_5, with source routing (IEEE 802.5; RFC 1042, appendix "Source Routing"). */
export function tokenRing(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NOT_UNDERSTOOD
  if (((bytes[start + 1] ?? 0) & FRAME_TYPE) !== LLC_FRAME) return NO_IP
  let at = start + HEADER_LENGTH
  if (((bytes[start + 8] ?? 0) & SOURCE_ROUTED) !== 0) {
    const length = at < end ? (bytes[at] ?? 0) & ROUTE_LENGTH : 0
    if (length < 2) return NOT_UNDERSTOOD
    at += length
  }
  return followInside(llcSnap, bytes, at, end)
}
