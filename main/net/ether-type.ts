import { u16 } from './byte-order.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'

const IPV4 = 0x0800
const IPV6 = 0x86dd
/** IEEE 802.1Q, 802.1ad, and the two numbers used for stacked tags before 802.1ad had one. */
const VLAN_TAGS: readonly number[] = [0x8100, 0x88a8, 0x9100, 0x9200]
/** MPLS, PPPoE session, MACsec, Cisco FabricPath, TRILL, NSH: they may carry IP, and nothing here opens them. */
const ENCAPSULATIONS: readonly number[] = [0x8847, 0x8848, 0x8864, 0x88e5, 0x8903, 0x22f3, 0x894f, 0x6558]
/** Smaller values of the field are a length (IEEE 802.3), with an LLC header behind it. */
const SMALLEST_ETHER_TYPE = 0x0600
const MAX_TAGS = 8

/** Follows an EtherType whose payload begins at `at`, through VLAN tags and LLC/SNAP, to the IP packet. */
export function followEtherType(etherType: number, bytes: Uint8Array, at: number, end: number): number {
  let type = etherType
  let payload = at
  for (let tags = 0; tags <= MAX_TAGS; tags++) {
    if (type === IPV4 || type === IPV6) return payload
    if (type < SMALLEST_ETHER_TYPE) {
      const inner = snapEtherType(bytes, payload, end)
      if (inner < 0) return inner
      type = inner
      payload += SNAP_LENGTH
    } else if (VLAN_TAGS.includes(type)) {
      if (end - payload < 4) return NOT_UNDERSTOOD
      type = u16(bytes, payload + 2)
      payload += 4
    } else return ENCAPSULATIONS.includes(type) ? NOT_UNDERSTOOD : NO_IP
  }
  return NOT_UNDERSTOOD
}

const SNAP_LENGTH = 8

/** IEEE 802.2 LLC with a SNAP header whose protocol is an EtherType (RFC 1042, RFC 2684 §5.1); other LLC carries no IP here. */
export function snapEtherType(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < 3) return NOT_UNDERSTOOD
  if (bytes[at] !== 0xaa || bytes[at + 1] !== 0xaa || bytes[at + 2] !== 0x03) return NO_IP
  if (end - at < SNAP_LENGTH) return NOT_UNDERSTOOD
  const organisation = (u16(bytes, at + 3) << 8) | (bytes[at + 5] ?? 0)
  // 0 is RFC 1042, 0xf8 the bridge tunnel of IEEE 802.1H.
  if (organisation !== 0 && organisation !== 0xf8) return NO_IP
  const type = u16(bytes, at + 6)
  return type < SMALLEST_ETHER_TYPE ? NO_IP : type
}
