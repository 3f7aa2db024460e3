import { bridgedEthernet } from './bridged-ethernet.ts'
import { u16 } from './byte-order.ts'
import { followInside } from './ether-type.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { LLC_LENGTH, isSnap } from './llc-snap.ts'
import { nlpid } from './nlpid.ts'
import { bridgingSnap } from './snap.ts'

/** Between the header of a bridged frame and the frame (RFC 2684 §5.2). */
const BRIDGE_PADDING = 2

/** In SunATM's first byte, beside the direction. */
const TRAFFIC = 0x0f
const LAN_EMULATION = 1
const LLC = 2
const SUN_LENGTH = 4
/** The emulated LAN client that sent the frame (ATM Forum LANE 1.0 §4.1); this one is a control frame. */
const CLIENT_LENGTH = 2
const CONTROL_FRAME = 0xff00

/** LINKTYPE_ATM_RFC1483: LLC with SNAP, routed or bridged (RFC 2684 §5), or with a protocol identifier. */
export function atmLlc(bytes: Uint8Array, start: number, end: number): number {
  return followInside(llc, bytes, start, end)
}

function llc(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < LLC_LENGTH) return NOT_UNDERSTOOD
  if (isSnap(bytes, at)) return bridgingSnap(bytes, at + LLC_LENGTH, end, BRIDGE_PADDING)
  const isRouted = bytes[at] === 0xfe && bytes[at + 1] === 0xfe && bytes[at + 2] === 0x03
  return isRouted ? nlpid(bytes, at + LLC_LENGTH, end) : NO_IP
}

/** LINKTYPE_SUNATM: direction and kind of traffic, path and circuit, then LLC or a frame of an emulated LAN. */
export function sunAtm(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < SUN_LENGTH) return NOT_UNDERSTOOD
  const traffic = (bytes[start] ?? 0) & TRAFFIC
  const at = start + SUN_LENGTH
  if (traffic === LLC) return atmLlc(bytes, at, end)
  if (traffic !== LAN_EMULATION || end - at < CLIENT_LENGTH || u16(bytes, at) === CONTROL_FRAME) return NO_IP
  return followInside(bridgedEthernet, bytes, at + CLIENT_LENGTH, end)
}
