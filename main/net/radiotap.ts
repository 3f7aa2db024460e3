import { u16le } from './byte-order.ts'
import { ieee80211 } from './ieee80211.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

const SHORTEST_HEADER = 8

/** LINKTYPE_IEEE802_11_RADIOTAP (radiotap.org): version 0, a pad byte, the header's length in little-endian order, then the frame. */
export function radiotap(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < SHORTEST_HEADER || bytes[start] !== 0) return NOT_UNDERSTOOD
  const length = u16le(bytes, start + 2)
  if (length < SHORTEST_HEADER || length > end - start) return NOT_UNDERSTOOD
  return ieee80211(bytes, start + length, end)
}
