import { followInside } from './ether-type.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { llcSnap } from './llc-snap.ts'

/** Frame control, two addresses. */
const HEADER_LENGTH = 13
const FRAME_FORMAT = 0x30
const LLC_FRAME = 0x10

/** LINKTYPE_FDDI (RFC 1390): LLC frames carry IP; tokens, MAC and station management frames do not. */
export function fddi(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NOT_UNDERSTOOD
  if (((bytes[start] ?? 0) & FRAME_FORMAT) !== LLC_FRAME) return NO_IP
  return followInside(llcSnap, bytes, start + HEADER_LENGTH, end)
}
