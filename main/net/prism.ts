import { avs, isAvs } from './avs.ts'
import { i32, i32le } from './byte-order.ts'
import { ieee80211 } from './ieee80211.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

/** Message codes of the header, as its drivers wrote them. */
const CODES: readonly number[] = [0x41, 0x44]
/** Code, length and the device's name. */
const SHORTEST_HEADER = 24

/** LINKTYPE_IEEE802_11_PRISM: code and length in the byte order of the machine that recorded, then the frame. Some drivers put AVS's header there. */
export function prism(bytes: Uint8Array, start: number, end: number): number {
  if (isAvs(bytes, start, end)) return avs(bytes, start, end)
  if (end - start < SHORTEST_HEADER) return NOT_UNDERSTOOD
  const isLittleEndian = CODES.includes(i32le(bytes, start))
  if (!isLittleEndian && !CODES.includes(i32(bytes, start))) return NOT_UNDERSTOOD
  const length = isLittleEndian ? i32le(bytes, start + 4) : i32(bytes, start + 4)
  if (length < SHORTEST_HEADER || length > end - start) return NOT_UNDERSTOOD
  return ieee80211(bytes, start + length, end)
}
