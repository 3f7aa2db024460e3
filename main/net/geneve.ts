import { u16 } from './byte-order.ts'
import { followEtherType } from './ether-type.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'

const HEADER_LENGTH = 8
/** Length of the options in words of four bytes. */
const OPTION_WORDS = 0x3f

/** Geneve (RFC 8926 §3.4), from the UDP payload on, over its options. Other traffic to its port is none of it. */
export function geneve(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH || (bytes[start] ?? 0) >>> 6 !== 0) return NO_IP
  const at = start + HEADER_LENGTH + ((bytes[start] ?? 0) & OPTION_WORDS) * 4
  return at > end ? NOT_UNDERSTOOD : followEtherType(u16(bytes, start + 2), bytes, at, end)
}
