import { bridgedEthernet } from './bridged-ethernet.ts'
import { u16 } from './byte-order.ts'
import { followInside } from './ether-type.ts'
import { BRIDGED_ETHERNET, inside } from './inside.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { LLC_LENGTH, isSnap } from './llc-snap.ts'
import { nlpid } from './nlpid.ts'
import { isPlausibleFrame } from './plausible-frame.ts'
import { bridgingSnap } from './snap.ts'
import { vcMultiplexed } from './vc-multiplexed.ts'

/** Between the header of a bridged frame and the frame (RFC 2684 §5.2). */
const BRIDGE_PADDING = 2

/** In SunATM's first byte, beside the direction. */
const TRAFFIC = 0x0f
const LAN_EMULATION = 1
const LLC = 2
/** Management of the interface (ILMI), and signalling: neither carries IP. */
const WITHOUT_IP: readonly number[] = [5, 6]
const SUN_LENGTH = 4
/** Circuits of path 0 that are for signalling and for management, whatever is said of the traffic (ATM Forum UNI 3.1). */
const CIRCUITS_WITHOUT_IP: readonly number[] = [5, 16]
/** The emulated LAN client that sent the frame (ATM Forum LANE 1.0 §4.1); this one is a control frame. */
const CLIENT_LENGTH = 2
const CONTROL_FRAME = 0xff00

/** LINKTYPE_ATM_RFC1483: LLC with SNAP, routed or bridged (RFC 2684 §5), or with a protocol identifier; and what a circuit for one protocol has in its place. */
export function atmLlc(bytes: Uint8Array, start: number, end: number): number {
  return followInside(llc, bytes, start, end)
}

function llc(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < LLC_LENGTH) return NOT_UNDERSTOOD
  if (isSnap(bytes, at)) return bridgingSnap(bytes, at + LLC_LENGTH, end, BRIDGE_PADDING)
  if (isRouted(bytes, at)) return nlpid(bytes, at + LLC_LENGTH, end)
  const alone = vcMultiplexed(bytes, at, end)
  // LLC of another protocol.
  return alone === NOT_UNDERSTOOD ? NO_IP : alone
}

/** LLC of ISO's protocols, with an identifier behind it. */
function isRouted(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xfe && bytes[at + 1] === 0xfe && bytes[at + 2] === 0x03
}

/** LINKTYPE_SUNATM: direction and kind of traffic, path and circuit, then LLC or a frame of an emulated LAN; of other kinds, what the bytes show. */
export function sunAtm(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < SUN_LENGTH) return NOT_UNDERSTOOD
  const traffic = (bytes[start] ?? 0) & TRAFFIC
  const at = start + SUN_LENGTH
  if (traffic === LLC) return atmLlc(bytes, at, end)
  if (traffic === LAN_EMULATION) return emulatedLan(bytes, at, end)
  const isPathZero = bytes[start + 1] === 0
  if (WITHOUT_IP.includes(traffic) || (isPathZero && CIRCUITS_WITHOUT_IP.includes(u16(bytes, start + 2)))) return NO_IP
  return followInside(untold, bytes, at, end)
}

function emulatedLan(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < CLIENT_LENGTH || u16(bytes, at) === CONTROL_FRAME) return NO_IP
  return followInside(bridgedEthernet, bytes, at + CLIENT_LENGTH, end)
}

/** AAL5 of which nothing says what it carries. What is in front of a frame of an emulated LAN may be any number: the frame must show that it is one. */
function untold(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < LLC_LENGTH) return NOT_UNDERSTOOD
  if (isSnap(bytes, at) || isRouted(bytes, at)) return llc(bytes, at, end)
  const alone = vcMultiplexed(bytes, at, end)
  if (alone !== NOT_UNDERSTOOD) return alone
  if (u16(bytes, at) === CONTROL_FRAME) return NO_IP
  const frame = at + CLIENT_LENGTH
  return isPlausibleFrame(bytes, frame, end) ? inside(BRIDGED_ETHERNET, frame) : NOT_UNDERSTOOD
}
