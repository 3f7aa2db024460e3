import { BRIDGED_ETHERNET, inside } from './inside.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

const LENGTH_2 = 8
const LENGTH_3 = 12
/** The optional header that follows type III's own when its last bit is set. */
const PLATFORM_LENGTH = 8

/** ERSPAN type II (draft-foschiano-erspan §4.2): a mirrored Ethernet frame behind eight bytes. Type I has none of them. */
export function erspan2(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < LENGTH_2 || (bytes[at] ?? 0) >>> 4 !== 1) return NOT_UNDERSTOOD
  return inside(BRIDGED_ETHERNET, at + LENGTH_2)
}

/** ERSPAN type III (§4.3). Its frame type 0 is Ethernet; the others are not opened. */
export function erspan3(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < LENGTH_3 || (bytes[at] ?? 0) >>> 4 !== 2) return NOT_UNDERSTOOD
  if (((bytes[at + 10] ?? 0) & 0x7c) !== 0) return NOT_UNDERSTOOD
  const platform = ((bytes[at + 11] ?? 0) & 1) === 0 ? 0 : PLATFORM_LENGTH
  return inside(BRIDGED_ETHERNET, at + LENGTH_3 + platform)
}
