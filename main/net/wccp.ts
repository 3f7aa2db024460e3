import { IPV4, IPV6, inside } from './inside.ts'
import { NO_IP } from './layer.ts'

const REDIRECT_HEADER_LENGTH = 4
/** In the first byte of the redirect header: its two flags are in the upper bits. */
const UNUSED = 0x3f

/**
 * What a router hands to a web cache by WCCP: version 1 puts the IP packet behind GRE as it is, version 2 a redirect header in
 * between (draft-mclaggan-wccp-v2rev1 §3.12), which no first byte of an IP packet looks like.
 */
export function wccp(bytes: Uint8Array, at: number, end: number): number {
  if (end - at <= REDIRECT_HEADER_LENGTH) return NO_IP
  const packet = ((bytes[at] ?? 0) & UNUSED) === 0 ? at + REDIRECT_HEADER_LENGTH : at
  const version = (bytes[packet] ?? 0) >>> 4
  if (version === 4) return inside(IPV4, packet)
  return version === 6 ? inside(IPV6, packet) : NO_IP
}
