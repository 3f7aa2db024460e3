import { i32 } from './byte-order.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'

/** AF_INET, and what AF_INET6 is on NetBSD and OpenBSD, FreeBSD, Darwin, Windows and Linux. */
const IP_FAMILIES: readonly number[] = [2, 24, 28, 30, 23, 10]

/**
 * LINKTYPE_NULL and LINKTYPE_LOOP: four bytes of address family, in the byte order of the machine that recorded (NULL) or in
 * network byte order (LOOP). Families are small, so the order shows itself.
 */
export function nullLoopback(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 4) return NOT_UNDERSTOOD
  const family = i32(bytes, start)
  const swapped = ((family >>> 24) | ((family >>> 8) & 0xff00)) & 0xffff
  return IP_FAMILIES.includes(family) || IP_FAMILIES.includes(swapped) ? start + 4 : NO_IP
}
