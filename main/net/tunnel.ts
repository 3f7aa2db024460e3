import type { LayerDecoder } from './layer.ts'

/** IP directly inside IP (RFC 2003, RFC 4213 §3.5). */
const ipInIp: LayerDecoder = (_bytes, start) => start

/** Decoder of what carries another IP packet inside IP, by IP protocol number. */
const TUNNEL_DECODERS: ReadonlyMap<number, LayerDecoder> = new Map([
  [4, ipInIp],
  [41, ipInIp],
])

export function tunnelDecoder(protocol: number): LayerDecoder | undefined {
  return TUNNEL_DECODERS.get(protocol)
}
