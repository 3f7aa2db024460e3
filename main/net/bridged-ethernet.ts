import { u16 } from './byte-order.ts'
import { inside } from './inside.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

const HEADER_LENGTH = 14

/** An Ethernet II or IEEE 802.3 frame: two addresses, then the EtherType or a length. */
export function bridgedEthernet(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < HEADER_LENGTH) return NOT_UNDERSTOOD
  return inside(u16(bytes, at + 12), at + HEADER_LENGTH)
}
