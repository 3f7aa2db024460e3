import { BRIDGED_ETHERNET, IPV4, IPV6, inside } from './inside.ts'
import { NOT_UNDERSTOOD } from './layer.ts'
import { isPlausibleFrame } from './plausible-frame.ts'
import { isPlausibleIp } from './plausible-ip.ts'

const LABEL_LENGTH = 4
/** Bottom of stack, in the third byte of a label. */
const BOTTOM = 0x01
/** Real stacks have two to five labels. */
const MAX_LABELS = 16

/** In front of the frame of a pseudowire whose ends agreed on it; its first four bits are 0 (RFC 4385 §3). */
const CONTROL_WORD_LENGTH = 4

/** An MPLS label stack (RFC 3032 §2.1). */
export function mpls(bytes: Uint8Array, at: number, end: number): number {
  let label = at
  for (let labels = 0; labels < MAX_LABELS; labels++, label += LABEL_LENGTH) {
    if (end - label < LABEL_LENGTH + 1) return NOT_UNDERSTOOD
    if (((bytes[label + 2] ?? 0) & BOTTOM) !== 0) return behindLabels(bytes, label + LABEL_LENGTH, end)
  }
  return NOT_UNDERSTOOD
}

/**
 * What the last label stands for is known to the routers alone. The first four bits tell IP's version, and 0 is the control word
 * of an Ethernet pseudowire; without one (RFC 4448 §4.6) they are those of any address, so a frame that carries IP decides
 * where nothing else does.
 */
function behindLabels(bytes: Uint8Array, at: number, end: number): number {
  const version = (bytes[at] ?? 0) >>> 4
  const isFrame = !isAsBitsSay(version, bytes, at, end) && isPlausibleFrame(bytes, at, end)
  if (isFrame) return inside(BRIDGED_ETHERNET, at)
  if (version === 4) return inside(IPV4, at)
  if (version === 6) return inside(IPV6, at)
  return version === 0 ? inside(BRIDGED_ETHERNET, at + CONTROL_WORD_LENGTH) : NOT_UNDERSTOOD
}

function isAsBitsSay(version: number, bytes: Uint8Array, at: number, end: number): boolean {
  return version === 0 ? isPlausibleFrame(bytes, at + CONTROL_WORD_LENGTH, end) : isPlausibleIp(bytes, at, end)
}
