import { u16 } from './byte-order.ts'
import { inside } from './inside.ts'
import { NO_IP } from './layer.ts'

/** Version and length, in words of four bytes, of the one form that there is. */
const VERSION_1_LENGTH_1 = 0x0101
const HEADER_LENGTH = 8

/**
 * Cisco MetaData (draft-smith-kandula-sxp): version, length, option, group tag, and an EtherType, which stands last in
 * Ethernet and first in GRE.
 */
export function ciscoMetadata(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < HEADER_LENGTH) return NO_IP
  if (u16(bytes, at) === VERSION_1_LENGTH_1) return inside(u16(bytes, at + 6), at + HEADER_LENGTH)
  return u16(bytes, at + 2) === VERSION_1_LENGTH_1 ? inside(u16(bytes, at), at + HEADER_LENGTH) : NO_IP
}
