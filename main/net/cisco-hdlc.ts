import { u16 } from './byte-order.ts'
import { followEtherType } from './ether-type.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

const HEADER_LENGTH = 4

/** LINKTYPE_C_HDLC (RFC 1547 §4.3.1): address, control, EtherType. Its own protocols carry no IP. */
export function ciscoHdlc(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NOT_UNDERSTOOD
  return followEtherType(u16(bytes, start + 2), bytes, start + HEADER_LENGTH, end)
}
