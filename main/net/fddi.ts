import { followInside } from './ether-type.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { LLC_LENGTH, isSnap, llcSnap } from './llc-snap.ts'

/** Frame control, two addresses. */
const HEADER_LENGTH = 13
const FRAME_FORMAT = 0x30
const LLC_FRAME = 0x10
/** In front of the frame where a driver evened out the header: Ultrix, Digital UNIX (libpcap's PCAP_FDDIPAD). No file says so. */
const PADDING_LENGTH = 3

/** LINKTYPE_FDDI (RFC 1390): LLC frames carry IP; tokens, MAC and station management frames do not. */
export function fddi(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NOT_UNDERSTOOD
  const isPadded = !hasSnap(bytes, start, end) && hasSnap(bytes, start + PADDING_LENGTH, end)
  const frame = isPadded ? start + PADDING_LENGTH : start
  if (!isLlcFrame(bytes, frame)) return NO_IP
  return followInside(llcSnap, bytes, frame + HEADER_LENGTH, end)
}

function isLlcFrame(bytes: Uint8Array, frame: number): boolean {
  return ((bytes[frame] ?? 0) & FRAME_FORMAT) === LLC_FRAME
}

function hasSnap(bytes: Uint8Array, frame: number, end: number): boolean {
  const llc = frame + HEADER_LENGTH
  return end - llc >= LLC_LENGTH && isLlcFrame(bytes, frame) && isSnap(bytes, llc)
}
