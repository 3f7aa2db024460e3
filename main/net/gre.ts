import { u16 } from './byte-order.ts'
import { followEtherType } from './ether-type.ts'
import { BRIDGED_ETHERNET } from './inside.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { SMALLEST_ETHER_TYPE } from './snap.ts'

const CHECKSUM = 0x8000
const ROUTING = 0x4000
const KEY = 0x2000
const SEQUENCE = 0x1000
/** In PPTP's version alone. */
const ACKNOWLEDGMENT = 0x0080
const VERSION = 0x0007
const ERSPAN = 0x88be

/** GRE (RFC 2784 §2, RFC 2890 §2) and its version 1 for PPTP (RFC 2637 §4.1); RFC 1701's source routes are not followed. */
export function gre(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 4) return NOT_UNDERSTOOD
  const flags = u16(bytes, start)
  const version = flags & VERSION
  if (version > 1 || (flags & ROUTING) !== 0) return NOT_UNDERSTOOD
  let at = start + 4
  if ((flags & CHECKSUM) !== 0) at += 4
  if ((flags & KEY) !== 0) at += 4
  if ((flags & SEQUENCE) !== 0) at += 4
  if (version === 1 && (flags & ACKNOWLEDGMENT) !== 0) at += 4
  // An acknowledgment or a keep-alive without a payload.
  if (at === end) return NO_IP
  if (at > end) return NOT_UNDERSTOOD
  const type = u16(bytes, start + 2)
  if (type < SMALLEST_ETHER_TYPE) return NO_IP
  // ERSPAN type I is the mirrored frame alone, and is told by GRE having no sequence number (draft-foschiano-erspan §4.1).
  const isErspan1 = type === ERSPAN && (flags & SEQUENCE) === 0
  return followEtherType(isErspan1 ? BRIDGED_ETHERNET : type, bytes, at, end)
}
