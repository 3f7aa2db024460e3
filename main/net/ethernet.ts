import { u16 } from './byte-order.ts'
import { followEtherType } from './ether-type.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

const HEADER_LENGTH = 14

/** Ethernet II and IEEE 802.3 (LINKTYPE_ETHERNET). */
export function ethernet(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NOT_UNDERSTOOD
  return followEtherType(u16(bytes, start + 12), bytes, start + HEADER_LENGTH, end)
}
