import { LINKS_BY_TYPE } from './link-type.ts'
import { NOT_UNDERSTOOD } from './layer.ts'
import { i32le, u16le } from './byte-order.ts'

const SHORTEST_HEADER = 8

/** LINKTYPE_PPI (CACE PPI 1.0.10 §3): version 0, flags, the header's length and the link type, in little-endian order, then the frame. */
export function ppi(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < SHORTEST_HEADER || bytes[start] !== 0) return NOT_UNDERSTOOD
  const length = u16le(bytes, start + 2)
  if (length < SHORTEST_HEADER || length > end - start) return NOT_UNDERSTOOD
  const decode = LINKS_BY_TYPE.get(i32le(bytes, start + 4))
  return decode ? decode(bytes, start + length, end) : NOT_UNDERSTOOD
}
