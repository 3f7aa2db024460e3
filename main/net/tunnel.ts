import { bridgedEthernet } from './bridged-ethernet.ts'
import { followInside } from './ether-type.ts'
import { gre } from './gre.ts'
import { l2tp3 } from './l2tp3.ts'
import type { LayerDecoder } from './layer.ts'
import { mpls } from './mpls.ts'
import { UDP_PROTOCOL, udpTunnel } from './udp.ts'

/** IP directly inside IP (RFC 2003, RFC 4213 §3.5). */
const ipInIp: LayerDecoder = (_bytes, start) => start

/** MPLS in IP (RFC 4023 §3). */
const mplsInIp: LayerDecoder = (bytes, start, end) => followInside(mpls, bytes, start, end)

/** EtherIP (RFC 3378 §3): an Ethernet frame behind two bytes. */
const etherIp: LayerDecoder = (bytes, start, end) => followInside(bridgedEthernet, bytes, start + 2, end)

/** Decoder of what may carry another IP packet inside IP, by IP protocol number. */
const TUNNEL_DECODERS: ReadonlyMap<number, LayerDecoder> = new Map([
  [4, ipInIp],
  [UDP_PROTOCOL, udpTunnel],
  [41, ipInIp],
  [47, gre],
  [97, etherIp],
  [115, l2tp3],
  [137, mplsInIp],
])

export function tunnelDecoder(protocol: number): LayerDecoder | undefined {
  return TUNNEL_DECODERS.get(protocol)
}
