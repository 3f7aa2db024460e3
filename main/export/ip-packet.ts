/** IP packets with a TCP segment, made where no recorder was: whole headers, right lengths and checksums (RFC 791, RFC 8200, RFC 9293). */

export const FIN = 0x01
export const SYN = 0x02
export const RST = 0x04
export const PSH = 0x08
export const ACK = 0x10

const TCP_HEADER = 20
const TCP_PROTOCOL = 6
const HOP_LIMIT = 64
const WINDOW = 65_535

export interface Address {
  readonly family: 4 | 6
  /** 4 or 16 bytes. */
  readonly bytes: Uint8Array
}

export interface TcpEnd {
  readonly address: Address
  readonly port: number
}

export interface TcpSegment {
  readonly from: TcpEnd
  readonly to: TcpEnd
  readonly sequence: number
  readonly acknowledgment: number
  readonly flags: number
  readonly payload: Uint8Array
}

/** Both ends have addresses of one family. */
export function tcpPacket({ from, to, sequence, acknowledgment, flags, payload }: TcpSegment): Uint8Array {
  const { family } = from.address
  const ipHeader = family === 4 ? 20 : 40
  const bytes = new Uint8Array(ipHeader + TCP_HEADER + payload.length)
  const view = new DataView(bytes.buffer)
  const tcpLength = TCP_HEADER + payload.length
  if (family === 4) {
    bytes[0] = 0x45
    view.setUint16(2, bytes.length)
    view.setUint16(6, 0x4000)
    bytes[8] = HOP_LIMIT
    bytes[9] = TCP_PROTOCOL
    bytes.set(from.address.bytes, 12)
    bytes.set(to.address.bytes, 16)
    view.setUint16(10, checksum(sumOf(bytes, 0, ipHeader)))
  } else {
    bytes[0] = 0x60
    view.setUint16(4, tcpLength)
    bytes[6] = TCP_PROTOCOL
    bytes[7] = HOP_LIMIT
    bytes.set(from.address.bytes, 8)
    bytes.set(to.address.bytes, 24)
  }
  view.setUint16(ipHeader, from.port)
  view.setUint16(ipHeader + 2, to.port)
  view.setUint32(ipHeader + 4, sequence)
  view.setUint32(ipHeader + 8, acknowledgment)
  bytes[ipHeader + 12] = (TCP_HEADER / 4) << 4
  bytes[ipHeader + 13] = flags
  view.setUint16(ipHeader + 14, WINDOW)
  bytes.set(payload, ipHeader + TCP_HEADER)
  // RFC 9293 §3.1, RFC 8200 §8.1: addresses, protocol and length count, too.
  const pseudo = sumOf(from.address.bytes) + sumOf(to.address.bytes) + TCP_PROTOCOL + tcpLength
  view.setUint16(ipHeader + 16, checksum(pseudo + sumOf(bytes, ipHeader, bytes.length)))
  return bytes
}

/** Sum of 16-bit words; a last byte alone is the upper half of one. */
function sumOf(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let sum = 0
  for (let at = start; at < end; at += 2) sum += ((bytes[at] ?? 0) << 8) | (at + 1 < end ? (bytes[at + 1] ?? 0) : 0)
  return sum
}

/** RFC 1071: carries are added back, and the complement is what is sent. */
function checksum(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000)
  return ~folded & 0xffff
}
