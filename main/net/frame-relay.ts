import { u16 } from './byte-order.ts'
import { followEtherType, followInside } from './ether-type.ts'
import { NOT_UNDERSTOOD, NO_IP } from './layer.ts'
import { nlpid } from './nlpid.ts'
import { SMALLEST_ETHER_TYPE } from './snap.ts'

/** In an address's bytes: it ends here. */
const LAST_OF_ADDRESS = 0x01
const SHORTEST_ADDRESS = 2
const LONGEST_ADDRESS = 4
const UNNUMBERED = 0x03

/** LINKTYPE_FRELAY: an address of two to four bytes, then RFC 2427's control and protocol identifier, or, as Cisco has it, an EtherType. */
export function frameRelay(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && at - start < LONGEST_ADDRESS && ((bytes[at] ?? 0) & LAST_OF_ADDRESS) === 0) at++
  at++
  const length = at - start
  if (length < SHORTEST_ADDRESS || length > LONGEST_ADDRESS || end - at < 2) return NOT_UNDERSTOOD
  if (bytes[at] === UNNUMBERED) {
    // A byte of padding may stand before the identifier, to even out what follows (RFC 2427 §3).
    return followInside(nlpid, bytes, bytes[at + 1] === 0 ? at + 2 : at + 1, end)
  }
  const type = u16(bytes, at)
  return type < SMALLEST_ETHER_TYPE ? NO_IP : followEtherType(type, bytes, at + 2, end)
}
