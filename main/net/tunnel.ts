import type { LayerDecoder } from './layer.ts'
import { NOT_UNDERSTOOD } from './layer.ts'

/** IP directly inside IP (RFC 2003, RFC 4213 §3.5). */
const ipInIp: LayerDecoder = (_bytes, start) => start

/** GRE, EtherIP, L2TP, MPLS in IP: they carry packets that nothing here opens, and count as not understood. */
const unopened: LayerDecoder = () => NOT_UNDERSTOOD

/** Decoder of what carries another IP packet inside IP, by IP protocol number. */
const TUNNEL_DECODERS: ReadonlyMap<number, LayerDecoder> = new Map([
  [4, ipInIp],
  [41, ipInIp],
  [47, unopened],
  [97, unopened],
  [115, unopened],
  [137, unopened],
])

export function tunnelDecoder(protocol: number): LayerDecoder | undefined {
  return TUNNEL_DECODERS.get(protocol)
}
