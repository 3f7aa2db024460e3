import { link } from './sniffer-link.ts'
import type { SnifferLink } from './sniffer-link.ts'

/**
 * What the lines of the Sniffer's internetwork analyzer speak, synchronous and asynchronous. No document says where the file tells it; these are the places that Wireshark's
 * wiretap found by comparing captures, by the version of the file. What is not told there is told by each frame's first bytes.
 */
export type WanKind = 'frame-relay' | 'ppp' | 'sdlc' | 'x25' | 'isdn' | 'smds' | 'hdlc'

/** Names for those that are not read, or not always. */
export const WAN_NAMES: Readonly<Record<WanKind, string>> = {
  'frame-relay': 'Frame Relay',
  ppp: 'PPP or SLIP',
  sdlc: 'SDLC',
  x25: 'X.25',
  isdn: 'ISDN',
  smds: 'SMDS',
  hdlc: 'HDLC other than Frame Relay, PPP and Cisco HDLC',
}

/** By the fifth byte of a description. */
const KINDS: readonly WanKind[] = ['sdlc', 'hdlc', 'frame-relay', 'hdlc', 'ppp', 'smds']
const KIND_AT = 4
/** The kind of routers and bridges: many protocols, among them ISDN. */
const ROUTER = 3
/** "HDLC", a line end, "X.25": in version 2 the description is a list of protocols. */
const X25 = Array.from('HDLC\nX.25\n', (letter) => letter.charCodeAt(0))

const FRAME_RELAY = link(107)
/** PPP in HDLC's framing. */
const PPP = link(50)
const CISCO_HDLC = link(104)
/** In the status of a frame of an asynchronous line: it is SLIP's. */
const SLIP = 0x10
const LONGEST_ADDRESS = 4

/** `reserved`: the first two bytes that the version record leaves unused. */
export function wanOfVersion(major: number, reserved: number): WanKind {
  if (major === 3) return 'frame-relay'
  return major === 1 && (reserved === 1 || reserved === 2) ? 'isdn' : 'hdlc'
}

/** By the record that describes the capture. Undefined: it does not say. */
export function wanOfDescription(major: number, bytes: Uint8Array, at: number, length: number): WanKind | undefined {
  if (major === 2)
    return length >= X25.length && X25.every((letter, index) => bytes[at + index] === letter) ? 'x25' : undefined
  if ((major !== 1 && major !== 4 && major !== 5) || length <= KIND_AT) return undefined
  const kind = bytes[at + KIND_AT] ?? 0
  const isIsdn = major === 4 ? bytes[at + 1] === 0xfa : major === 5 && length > 6 && bytes[at + 6] === 1
  return kind === ROUTER && isIsdn ? 'isdn' : KINDS[kind]
}

/** How the frame at `start..end` is to be read; `status` is the byte of its header. Undefined: not at all. */
export function wanLink(
  kind: WanKind,
  isAsynchronous: boolean,
  status: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): SnifferLink | undefined {
  if (kind === 'frame-relay') return FRAME_RELAY
  if (kind === 'ppp') return isAsynchronous && (status & SLIP) !== 0 ? undefined : PPP
  if (kind === 'isdn') return isPpp(bytes, start, end) ? PPP : undefined
  return kind === 'hdlc' ? byBytes(bytes, start, end) : undefined
}

function byBytes(bytes: Uint8Array, start: number, end: number): SnifferLink | undefined {
  if (end - start < 2) return undefined
  if (isPpp(bytes, start, end)) return PPP
  const first = bytes[start]
  if ((first === 0x0f || first === 0x8f) && bytes[start + 1] === 0) return CISCO_HDLC
  return isFrameRelay(bytes, start, end) ? FRAME_RELAY : undefined
}

/** All stations, unnumbered (RFC 1662 §3.1). */
function isPpp(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= 2 && bytes[start] === 0xff && bytes[start + 1] === 0x03
}

/** An address of two bytes and more whose last one alone has its last bit set, then RFC 2427's control. */
function isFrameRelay(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end && at - start < LONGEST_ADDRESS && ((bytes[at] ?? 0) & 1) === 0) at++
  const length = at + 1 - start
  return length >= 2 && length <= LONGEST_ADDRESS && at + 1 < end && bytes[at + 1] === 0x03
}
