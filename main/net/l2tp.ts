import { u16 } from './byte-order.ts'
import { followInside } from './ether-type.ts'
import { l2tp3 } from './l2tp3.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { ALL_STATIONS_UNNUMBERED, ppp } from './ppp.ts'

/** IANA's number for both ends; one behind a translator may have another. */
export const L2TP_PORT = 1701

const CONTROL = 0x8000
const LENGTH = 0x4000
const SEQUENCE = 0x0800
const OFFSET = 0x0200
/** Bits that are 0 in every message. */
const RESERVED = 0x34f0
const VERSION = 0x000f
/** Flags, tunnel and session. */
const FIXED_LENGTH = 6
/** Of version 3, where the session of four bytes follows. */
const LENGTH_3 = 4

/** L2TP over UDP (RFC 2661 §3.1; RFC 3931 §4.1.2.1), from the UDP payload on: PPP, or what version 3 carries. Other traffic to its port is none of it. */
export function l2tp(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < FIXED_LENGTH) return NO_IP
  const flags = u16(bytes, start)
  if ((flags & (CONTROL | RESERVED)) !== 0) return NO_IP
  if ((flags & VERSION) === 3) return flags === 3 && u16(bytes, start + 2) === 0 ? version3(bytes, start, end) : NO_IP
  return (flags & VERSION) === 2 ? version2(flags, bytes, start, end) : NO_IP
}

function version2(flags: number, bytes: Uint8Array, start: number, end: number): number {
  let at = start + FIXED_LENGTH
  if ((flags & LENGTH) !== 0) at += 2
  if ((flags & SEQUENCE) !== 0) at += 4
  if ((flags & OFFSET) !== 0) at += 2 + (at + 2 <= end ? u16(bytes, at) : 0)
  if (at >= end) return NO_IP
  if ((flags & LENGTH) !== 0 && u16(bytes, start + 2) < at - start) return NO_IP
  const inner = followInside(ppp, bytes, at, end)
  // Address and control show that it is PPP, though of a kind that is not opened. Without them it may be anything.
  return inner === NOT_UNDERSTOOD && u16(bytes, at) !== ALL_STATIONS_UNNUMBERED ? NO_IP : inner
}

function version3(bytes: Uint8Array, start: number, end: number): number {
  const inner = l2tp3(bytes, start + LENGTH_3, end)
  return inner === NOT_UNDERSTOOD ? NO_IP : inner
}
