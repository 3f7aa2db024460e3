import { u16 } from './byte-order.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

/**
 * LINKTYPE_USER0 as 2cUTC writes it: a z/OS component trace data set as pcapng, each record behind a header of its own,
 *
 *   "2cUTC"; uint8 reserved; uint16 length of an extension; char component[8]; the extension; the entry of the component trace
 *
 * An entry of SYSTCPDA, the packet trace, has its length in its first and in its last two bytes, and the packet's addresses in two fields
 * of sixteen bytes, those of IPv4 in the last four. How long the rest of its header is differs and is published nowhere: the packet begins where IP says
 * these same addresses.
 */
const MAGIC = [0x32, 0x63, 0x55, 0x54, 0x43]
const HEADER_LENGTH = 16
const COMPONENT_AT = 8
/** In ASCII. */
const SYSTCPDA = [0x53, 0x59, 0x53, 0x54, 0x43, 0x50, 0x44, 0x41]
/** Blanks where the length of the extension is due: what was written before that field came to be has one of 48 bytes. */
const BLANKS = 0x2020
const LENGTH_BEFORE_THE_FIELD = 48

/** In the entry. */
const SOURCE_AT = 48
const DESTINATION_AT = 64
const ADDRESS_LENGTH = 16
/** Where the packet may begin: behind the fields that are known, and not farther than any header is long. */
const FIRST_START = 100
const LAST_START = 512
const IPV4_HEADER = 20
const IPV6_HEADER = 40

export function user0(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH || !stands(MAGIC, bytes, start) || !stands(SYSTCPDA, bytes, start + COMPONENT_AT))
    return NOT_UNDERSTOOD
  const stated = u16(bytes, start + 6)
  const entry =
    start + HEADER_LENGTH + (stated === BLANKS && bytes[start + 5] === 0x20 ? LENGTH_BEFORE_THE_FIELD : stated)
  if (end - entry < FIRST_START) return NOT_UNDERSTOOD
  const entryEnd = Math.min(end, entry + u16(bytes, entry))
  const last = Math.min(entry + LAST_START, entryEnd - IPV4_HEADER)
  for (let at = entry + FIRST_START; at <= last; at++) {
    const version = (bytes[at] ?? 0) >>> 4
    if (version === 4 && hasAddresses(bytes, entry, at + 12, 4)) return at
    if (version === 6 && at + IPV6_HEADER <= entryEnd && hasAddresses(bytes, entry, at + 8, ADDRESS_LENGTH)) return at
  }
  return NOT_UNDERSTOOD
}

/** At `at` stand the two addresses of the entry's header, of `length` bytes each. */
function hasAddresses(bytes: Uint8Array, entry: number, at: number, length: number): boolean {
  const source = entry + SOURCE_AT + ADDRESS_LENGTH - length
  const destination = entry + DESTINATION_AT + ADDRESS_LENGTH - length
  for (let byte = 0; byte < length; byte++) {
    if (bytes[at + byte] !== bytes[source + byte]) return false
    if (bytes[at + length + byte] !== bytes[destination + byte]) return false
  }
  return true
}

function stands(wanted: readonly number[], bytes: Uint8Array, at: number): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte)
}
