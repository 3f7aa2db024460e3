import { IPV4, IPV6, inside } from './inside.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { ppp } from './ppp.ts'
import { bridgingSnap } from './snap.ts'

const SNAP = 0x80
const IP = 0xcc
const IP_6 = 0x8e
const PPP = 0xcf
/** Compressed (FRF.9) and fragmented (FRF.12) frames: they may carry IP, and nothing here opens them. */
const UNOPENED: readonly number[] = [0xb0, 0xb1]

/** A network layer protocol identifier (ISO/IEC TR 9577; RFC 2427 §3, RFC 1973 §4.1, RFC 2364 §4) and what it stands for. */
export function nlpid(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return NOT_UNDERSTOOD
  const identifier = bytes[at] ?? 0
  if (identifier === IP) return inside(IPV4, at + 1)
  if (identifier === IP_6) return inside(IPV6, at + 1)
  if (identifier === PPP) return ppp(bytes, at + 1, end)
  if (identifier === SNAP) return bridgingSnap(bytes, at + 1, end, 0)
  return UNOPENED.includes(identifier) ? NOT_UNDERSTOOD : NO_IP
}
