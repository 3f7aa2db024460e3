import { backboneBridge } from './backbone-bridge.ts'
import { bridgedEthernet } from './bridged-ethernet.ts'
import { u16 } from './byte-order.ts'
import { ciscoMetadata } from './cisco-metadata.ts'
import { erspan2, erspan3 } from './erspan.ts'
import { BRIDGED_ETHERNET, IPV4, IPV6, MPLS, NSH, etherTypeInside, placeInside } from './inside.ts'
import type { Encapsulation } from './inside.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { llcSnap } from './llc-snap.ts'
import { mpls } from './mpls.ts'
import { nsh } from './nsh.ts'
import { ppp } from './ppp.ts'
import { pppoe } from './pppoe.ts'
import { SMALLEST_ETHER_TYPE } from './snap.ts'
import { VLAN_TAGS } from './vlan.ts'
import { wccp } from './wccp.ts'

/** By EtherType (IEEE and IANA registries of ieee-802-numbers). */
const ENCAPSULATIONS: ReadonlyMap<number, Encapsulation> = new Map([
  [BRIDGED_ETHERNET, bridgedEthernet],
  [MPLS, mpls],
  [0x8848, mpls],
  [0x8864, pppoe],
  [0x880b, ppp],
  [0x88be, erspan2],
  [0x22eb, erspan3],
  [NSH, nsh],
  [0x88e7, backboneBridge],
  [0x8909, ciscoMetadata],
  [0x883e, wccp],
])
/** MACsec, Cisco FabricPath, TRILL: they may carry IP, and nothing here opens them. */
const UNOPENED: readonly number[] = [0x88e5, 0x8903, 0x22f3]
/** Tags and encapsulations in front of one IP packet: real ones are three or four deep. */
const MAX_LAYERS = 12

/** Follows an EtherType whose payload begins at `at`, through tags and encapsulations, to the IP packet. */
export function followEtherType(etherType: number, bytes: Uint8Array, at: number, end: number): number {
  let type = etherType
  let payload = at
  for (let layers = 0; layers < MAX_LAYERS; layers++) {
    if (type === IPV4 || type === IPV6) return payload
    if (VLAN_TAGS.includes(type)) {
      if (end - payload < 4) return NOT_UNDERSTOOD
      type = u16(bytes, payload + 2)
      payload += 4
      continue
    }
    const open = type < SMALLEST_ETHER_TYPE ? llcSnap : ENCAPSULATIONS.get(type)
    if (!open) return UNOPENED.includes(type) ? NOT_UNDERSTOOD : NO_IP
    const inner = open(bytes, payload, end)
    if (inner < 0) return inner
    type = etherTypeInside(inner)
    payload = placeInside(inner)
  }
  return NOT_UNDERSTOOD
}

/** The IP packet behind a header that `open` reads, as a decoder of a link or tunnel returns it. */
export function followInside(open: Encapsulation, bytes: Uint8Array, at: number, end: number): number {
  const inner = open(bytes, at, end)
  return inner < 0 ? inner : followEtherType(etherTypeInside(inner), bytes, placeInside(inner), end)
}
