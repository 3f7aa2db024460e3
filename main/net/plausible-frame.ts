import { u16 } from './byte-order.ts'
import { IPV4, IPV6 } from './inside.ts'
import { isPlausibleIp } from './plausible-ip.ts'
import { VLAN_TAGS } from './vlan.ts'

const HEADER_LENGTH = 14
const TAG_LENGTH = 4
/** Of a customer and of a provider. */
const MAX_TAGS = 2

/** An Ethernet frame with an IP packet, for wrappings that do not say what they carry: EtherType and packet must agree. */
export function isPlausibleFrame(bytes: Uint8Array, at: number, end: number): boolean {
  let payload = at + HEADER_LENGTH
  for (let tags = 0; tags < MAX_TAGS && payload < end && VLAN_TAGS.includes(u16(bytes, payload - 2)); tags++)
    payload += TAG_LENGTH
  if (payload >= end) return false
  const version = (bytes[payload] ?? 0) >>> 4
  const type = u16(bytes, payload - 2)
  return ((version === 4 && type === IPV4) || (version === 6 && type === IPV6)) && isPlausibleIp(bytes, payload, end)
}
