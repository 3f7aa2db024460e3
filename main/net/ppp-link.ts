import { ciscoHdlc } from './cisco-hdlc.ts'
import { followInside } from './ether-type.ts'
import { ppp } from './ppp.ts'
import { pppoe } from './pppoe.ts'

/** Cisco HDLC's addresses: one station, all stations. */
const CISCO_UNICAST = 0x0f
const CISCO_BROADCAST = 0x8f

/** LINKTYPE_PPP. */
export function pppLink(bytes: Uint8Array, start: number, end: number): number {
  return followInside(ppp, bytes, start, end)
}

/** LINKTYPE_PPP_HDLC: PPP in HDLC-like framing (RFC 1662), or Cisco HDLC, told by the first byte (tcpdump.org/linktypes.html). */
export function pppHdlc(bytes: Uint8Array, start: number, end: number): number {
  const address = bytes[start]
  const isCisco = end > start && (address === CISCO_UNICAST || address === CISCO_BROADCAST)
  return isCisco ? ciscoHdlc(bytes, start, end) : pppLink(bytes, start, end)
}

/** LINKTYPE_PPP_ETHER: PPPoE without the Ethernet header. */
export function pppoeLink(bytes: Uint8Array, start: number, end: number): number {
  return followInside(pppoe, bytes, start, end)
}
