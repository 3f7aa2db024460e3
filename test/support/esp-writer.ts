import { concat } from './capture-writer.ts'
import { u16 } from './tls-bytes.ts'

const zeros = (length: number) => new Uint8Array(length)

/** The packet with the TCP checksum of RFC 9293 §3.1. */
export function summed(packet: Uint8Array): Uint8Array {
  const isIpv4 = (packet[0] ?? 0) >>> 4 === 4
  const tcp = packet.subarray(isIpv4 ? 20 : 40)
  const words = concat(packet.subarray(isIpv4 ? 12 : 8, isIpv4 ? 20 : 40), tcp, zeros(tcp.length % 2))
  let sum = 6 + tcp.length
  for (let at = 0; at < words.length; at += 2) sum += ((words[at] ?? 0) << 8) | (words[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  new DataView(tcp.buffer, tcp.byteOffset).setUint16(16, ~sum & 0xffff)
  return packet
}

/** ESP without encryption around `body`, padded to whole words and as much more as asked for. */
export function esp(next: number, body: Uint8Array, { checkValue = 12, words = 0 } = {}): Uint8Array {
  const padding = ((6 - (body.length % 4)) % 4) + words * 4
  const trailer = Uint8Array.of(...Array.from({ length: padding }, (_, index) => index + 1), padding, next)
  return concat(Uint8Array.of(0, 0, 2, 1, 0, 0, 0, 7), body, trailer, zeros(checkValue).fill(0x9c))
}

export interface UdpFields {
  readonly sourcePort?: number
  readonly destinationPort?: number
  /** In place of the right one. */
  readonly length?: number
}

/** A UDP datagram of NAT traversal (RFC 3948 §2), without its IP header. */
export function udp(
  payload: Uint8Array,
  { sourcePort = 4_500, destinationPort = 4_500, length = 8 + payload.length }: UdpFields = {},
): Uint8Array {
  return concat(Uint8Array.of(...u16(sourcePort), ...u16(destinationPort), ...u16(length), 0, 0), payload)
}

/** `body` behind the first 20 bytes of `header`, as `protocol`. */
export function inIpv4(header: Uint8Array, protocol: number, body: Uint8Array): Uint8Array {
  const packet = concat(header.subarray(0, 20), body)
  packet[9] = protocol
  new DataView(packet.buffer).setUint16(2, packet.length)
  return packet
}

export function inIpv6(header: Uint8Array, protocol: number, body: Uint8Array): Uint8Array {
  const packet = concat(header.subarray(0, 40), body)
  packet[6] = protocol
  new DataView(packet.buffer).setUint16(4, body.length)
  return packet
}
