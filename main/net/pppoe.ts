import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { ppp } from './ppp.ts'

const HEADER_LENGTH = 6
/** Version 1, type 1. */
const VERSION_AND_TYPE = 0x11
const SESSION_DATA = 0

/** PPPoE (RFC 2516 §4; LINKTYPE_PPP_ETHER): a session's packets; discovery carries no IP. */
export function pppoe(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < HEADER_LENGTH || bytes[at] !== VERSION_AND_TYPE) return NOT_UNDERSTOOD
  return bytes[at + 1] === SESSION_DATA ? ppp(bytes, at + HEADER_LENGTH, end) : NO_IP
}
