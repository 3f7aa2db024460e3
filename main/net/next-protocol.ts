import { BRIDGED_ETHERNET, IPV4, IPV6, MPLS, NSH, inside } from './inside.ts'
import { NO_IP } from './layer.ts'

/** The numbers that VXLAN-GPE and NSH share (RFC 8300 §2.2), and their EtherTypes. */
const ETHER_TYPES: ReadonlyMap<number, number> = new Map([
  [1, IPV4],
  [2, IPV6],
  [3, BRIDGED_ETHERNET],
  [4, NSH],
  [5, MPLS],
])

/** What a header with a next protocol carries, from `at` on. */
export function nextProtocol(protocol: number, at: number): number {
  const etherType = ETHER_TYPES.get(protocol)
  return etherType === undefined ? NO_IP : inside(etherType, at)
}
