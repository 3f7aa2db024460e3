import { BRIDGED_ETHERNET, IPV4, IPV6, inside } from './inside.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

const LABEL_LENGTH = 4
/** Bottom of stack, in the third byte of a label. */
const BOTTOM = 0x01
/** Real stacks have two to five labels. */
const MAX_LABELS = 16

/**
 * An MPLS label stack (RFC 3032 §2.1). What the last label stands for is known to the routers alone; the first four bits tell
 * IP's version, and 0 is the control word of an Ethernet pseudowire (RFC 4385 §3, RFC 4448 §4.6).
 */
export function mpls(bytes: Uint8Array, at: number, end: number): number {
  let label = at
  for (let labels = 0; labels < MAX_LABELS; labels++, label += LABEL_LENGTH) {
    if (end - label < LABEL_LENGTH + 1) return NOT_UNDERSTOOD
    if (((bytes[label + 2] ?? 0) & BOTTOM) === 0) continue
    const payload = label + LABEL_LENGTH
    const version = (bytes[payload] ?? 0) >>> 4
    if (version === 4) return inside(IPV4, payload)
    if (version === 6) return inside(IPV6, payload)
    return version === 0 ? inside(BRIDGED_ETHERNET, payload + 4) : NOT_UNDERSTOOD
  }
  return NOT_UNDERSTOOD
}
