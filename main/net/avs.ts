import { i32 } from './byte-order.ts'
import { ieee80211 } from './ieee80211.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

/** Of every version, which the last byte counts. */
const MAGIC = 0x802110
const SHORTEST_HEADER = 8

export function isAvs(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= SHORTEST_HEADER && i32(bytes, start) >>> 8 === MAGIC
}

/** LINKTYPE_IEEE802_11_AVS: version and length in network byte order, then the frame. */
export function avs(bytes: Uint8Array, start: number, end: number): number {
  if (!isAvs(bytes, start, end)) return NOT_UNDERSTOOD
  const length = i32(bytes, start + 4)
  if (length < SHORTEST_HEADER || length > end - start) return NOT_UNDERSTOOD
  return ieee80211(bytes, start + length, end)
}
