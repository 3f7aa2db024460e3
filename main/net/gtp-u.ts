import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'

const HEADER_LENGTH = 8
/** Sequence number, N-PDU number and type of the next extension header: all there if any of their flags is set. */
const OPTIONAL_LENGTH = 4
const OPTIONAL_FLAGS = 0x07
const EXTENSION = 0x04
const VERSION_AND_PROTOCOL = 0xf0
/** Version 1, and GTP, not GTP'. */
const GTP_VERSION_1 = 0x30
const USER_DATA = 255
/** There are a dozen kinds of extension header, each of use once. */
const MAX_EXTENSION_HEADERS = 16

/** GTP-U (3GPP TS 29.281 §5), from the UDP payload on, over its extension headers. Other traffic to its port is none of it. */
export function gtpU(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NO_IP
  const flags = bytes[start] ?? 0
  if ((flags & VERSION_AND_PROTOCOL) !== GTP_VERSION_1 || bytes[start + 1] !== USER_DATA) return NO_IP
  if ((flags & OPTIONAL_FLAGS) === 0) return start + HEADER_LENGTH
  let at = start + HEADER_LENGTH + OPTIONAL_LENGTH
  let next = (flags & EXTENSION) === 0 ? 0 : (bytes[at - 1] ?? 0)
  for (let headers = 0; next !== 0; headers++) {
    const length = at < end ? (bytes[at] ?? 0) * 4 : 0
    if (length === 0 || at + length > end || headers === MAX_EXTENSION_HEADERS) return NOT_UNDERSTOOD
    at += length
    next = bytes[at - 1] ?? 0
  }
  return at
}
