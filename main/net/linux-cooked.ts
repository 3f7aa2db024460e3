import { u16 } from './byte-order.ts'
import { followEtherType } from './ether-type.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

const LENGTH_V1 = 16
const LENGTH_V2 = 20

/** LINKTYPE_LINUX_SLL: the protocol stands last. */
export function linuxCooked(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < LENGTH_V1) return NOT_UNDERSTOOD
  return followEtherType(u16(bytes, start + 14), bytes, start + LENGTH_V1, end)
}

/** LINKTYPE_LINUX_SLL2: the protocol stands first. */
export function linuxCooked2(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < LENGTH_V2) return NOT_UNDERSTOOD
  return followEtherType(u16(bytes, start), bytes, start + LENGTH_V2, end)
}
