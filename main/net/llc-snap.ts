import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { snap } from './snap.ts'

/** Both service access points and control. */
export const LLC_LENGTH = 3

/** IEEE 802.2 LLC with a SNAP header whose protocol is an EtherType (RFC 1042); other LLC carries no IP here. */
export function llcSnap(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < LLC_LENGTH) return NOT_UNDERSTOOD
  return isSnap(bytes, at) ? snap(bytes, at + LLC_LENGTH, end) : NO_IP
}

export function isSnap(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xaa && bytes[at + 1] === 0xaa && bytes[at + 2] === 0x03
}
