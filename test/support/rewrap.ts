/**
 * Takes the IP packets out of a capture and puts them into every link layer and tunnel that is read: what a capture says must not
 * depend on what it is wrapped in. (`test/property/rewrapped-capture.test.ts`)
 */
import type { PacketReader } from '../../main/format/reader.ts'
import { linkDecoder } from '../../main/net/link.ts'
import { concat } from './capture-writer.ts'
import { feed } from './feed.ts'

export interface IpPacket {
  readonly bytes: Uint8Array
  readonly seconds: number
  readonly nanoseconds: number
}

/** The IPv4 packets of a capture, without padding of the link. */
export function ipPackets(reader: PacketReader, file: Uint8Array): IpPacket[] {
  const packets: IpPacket[] = []
  const reading = reader.open({
    packet(bytes, start, end, _wireLength, linkType, seconds, nanoseconds) {
      const at = linkDecoder(linkType)?.(bytes, start, end) ?? -1
      const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
      packets.push({ bytes: bytes.slice(at, Math.min(end, at + length)), seconds, nanoseconds })
    },
    frame() {},
    unreadable() {},
    keyLog() {},
    note() {},
    warn() {},
  })
  feed(reading, file, file.length)
  return packets
}

/** The packets as they go over a wire: an adapter cuts what was handed to it in one (segmentation offload) into segments of `size` bytes. */
export function segmented(packets: readonly IpPacket[], size: number): IpPacket[] {
  return packets.flatMap((packet) => {
    const { bytes } = packet
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const headers = 20 + ((bytes[32] ?? 0) >>> 4) * 4
    if (bytes.length - headers <= size) return [packet]
    const pieces: IpPacket[] = []
    for (let at = headers; at < bytes.length; at += size) {
      const piece = concat(bytes.subarray(0, headers), bytes.subarray(at, at + size))
      piece.set(u16(piece.length), 2)
      new DataView(piece.buffer).setUint32(24, view.getUint32(24) + at - headers)
      pieces.push({ ...packet, bytes: piece })
    }
    return pieces
  })
}

const of = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes)
const zeros = (length: number): Uint8Array => new Uint8Array(length)
const u16 = (value: number): Uint8Array => of(value >>> 8, value & 255)

/** Two addresses of six bytes and a type. */
const ethernet = (type: number): Uint8Array => concat(of(2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1), u16(type))
const SNAP_IP = of(0xaa, 0xaa, 3, 0, 0, 0, 8, 0)

/** An outer IPv4 packet around `payload`. */
function inIpv4(protocol: number, payload: Uint8Array): Uint8Array {
  const header = of(0x45, 0, 0, 0, 0, 9, 0, 0, 64, protocol, 0, 0, 198, 51, 100, 1, 198, 51, 100, 2)
  header.set(u16(20 + payload.length), 2)
  return concat(header, payload)
}

function inIpv6(protocol: number, payload: Uint8Array): Uint8Array {
  const header = concat(of(0x60, 0, 0, 0, 0, 0, protocol, 64), zeros(32))
  header.set(u16(payload.length), 4)
  header[23] = 1
  header[39] = 2
  return concat(header, payload)
}

const inUdp = (port: number, payload: Uint8Array): Uint8Array =>
  inIpv4(17, concat(u16(50_000), u16(port), u16(8 + payload.length), u16(0), payload))

const frame = (ip: Uint8Array): Uint8Array => concat(ethernet(0x0800), ip)

/** The IP packet with options, or with anything else in its header; `more` fills up whole words. */
function withOptions(ip: Uint8Array, more: Uint8Array): Uint8Array {
  const packet = concat(ip.subarray(0, 20), more, ip.subarray(20))
  packet[0] = 0x45 + more.length / 4
  packet.set(u16(packet.length), 2)
  return packet
}

/** Little-endian. */
const le16 = (value: number): Uint8Array => u16(value).toReversed()
const le32 = (value: number): Uint8Array => concat(le16(value & 0xffff), le16(value >>> 16))

/** ESP without encryption: `next` names what `payload` is, and a check value of so many bytes stands last. */
function nullEsp(next: number, payload: Uint8Array, checkValue: number): Uint8Array {
  const padding = 3 - ((payload.length + 1) % 4)
  const trailer = of(...[1, 2, 3].slice(0, padding), padding, next)
  return concat(of(0, 0, 1, 7, 0, 0, 0, 1), payload, trailer, new Uint8Array(checkValue).fill(0xa5))
}

/** ESP between the ends themselves, where the TCP checksum counts; `carry` puts it into IP. */
function transported(ip: Uint8Array, checkValue: number, carry: (esp: Uint8Array) => Uint8Array): Uint8Array {
  const tcp = ip.slice(20)
  tcp.set([0, 0], 16)
  tcp.set(u16(checksum(concat(ip.subarray(12, 20), of(0, 6), u16(tcp.length), tcp))), 16)
  const packet = carry(nullEsp(6, tcp, checkValue))
  packet.set(ip.subarray(12, 20), 12)
  return packet
}

const espInIpv4 = (esp: Uint8Array): Uint8Array => inIpv4(50, esp)
const espInUdp = (esp: Uint8Array): Uint8Array => inUdp(4500, esp)
/** Of the algorithms that are used. */
const checkValueOf = (number: number): number => [0, 12, 16, 24, 32][number % 5] ?? 0

/** RFC 1071. */
function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000)
  return ~sum & 0xffff
}

export interface Wrapping {
  readonly linkType: number
  /** One packet or, of fragments, several. */
  readonly wrap: (ip: Uint8Array, number: number) => readonly Uint8Array[]
}

const one = (linkType: number, wrap: (ip: Uint8Array, number: number) => Uint8Array): Wrapping => ({
  linkType,
  wrap: (ip, number) => [wrap(ip, number)],
})

const before = (linkType: number, ...header: readonly number[]): Wrapping =>
  one(linkType, (ip) => concat(of(...header), ip))

export const WRAPPINGS: Readonly<Record<string, Wrapping>> = {
  Ethernet: one(1, frame),
  'Ethernet, padded with junk': one(1, (ip) =>
    concat(frame(ip), new Uint8Array(Math.max(6, 46 - ip.length)).fill(0x77)),
  ),
  'Ethernet with its check sequence': one(1, (ip) => concat(frame(ip), of(1, 2, 3, 4))),
  '802.1Q': one(1, (ip) => concat(ethernet(0x8100), of(0x60, 5, 8, 0), ip)),
  QinQ: one(1, (ip) => concat(ethernet(0x88a8), of(0, 7, 0x81, 0, 0, 5, 8, 0), ip)),
  'QinQ of old': one(1, (ip) => concat(ethernet(0x9100), of(0, 7, 0x81, 0, 0, 5, 8, 0), ip)),
  '802.3 with SNAP': one(1, (ip) => concat(ethernet(8 + ip.length), SNAP_IP, ip)),
  'MPLS, two labels': one(1, (ip) => concat(ethernet(0x8847), of(0, 1, 0, 64, 0, 2, 1, 64), ip)),
  PPPoE: one(1, (ip) => concat(ethernet(0x8864), of(0x11, 0, 0, 1), u16(ip.length + 2), of(0, 0x21), ip)),
  'Linux cooked': before(113, 0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0),
  'Linux cooked 2': before(276, 8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0),
  'null, little-endian': before(0, 2, 0, 0, 0),
  'null, big-endian': before(0, 0, 0, 0, 2),
  loop: before(108, 0, 0, 0, 2),
  'raw 12': before(12),
  'raw 14': before(14),
  'raw 101': before(101),
  'IPv4 228': before(228),
  'IP of Solaris': before(226, 1, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  '2cUTC': one(147, (ip) => {
    const header = zeros(112)
    header.set(u16(114 + ip.length))
    header.set(ip.subarray(12, 16), 60)
    header.set(ip.subarray(16, 20), 76)
    return concat(of(0x32, 0x63, 0x55, 0x54, 0x43, 0, 0, 0), new TextEncoder().encode('SYSTCPDA'), header, ip, zeros(2))
  }),
  PPP: before(9, 0xff, 3, 0, 0x21),
  'PPP in HDLC': before(50, 0xff, 3, 0, 0x21),
  'PPPoE without Ethernet': one(51, (ip) => concat(of(0x11, 0, 0, 1), u16(ip.length + 2), of(0, 0x21), ip)),
  'Cisco HDLC': before(104, 0x0f, 0, 8, 0),
  'token ring': one(6, (ip) => concat(of(0x10, 0x40), zeros(12), SNAP_IP, ip)),
  'token ring with a route': one(6, (ip) =>
    concat(of(0x10, 0x40, 1, 1, 1, 1, 1, 1, 0x82, 2, 2, 2, 2, 2, 0x06, 0x30, 0, 0x11, 0, 0x20), SNAP_IP, ip),
  ),
  FDDI: one(10, (ip) => concat(of(0x57), zeros(12), SNAP_IP, ip)),
  'Wi-Fi': one(105, (ip) => concat(of(0x88, 1), zeros(24), SNAP_IP, ip)),
  'IP in IP': one(101, (ip) => inIpv4(4, ip)),
  'IPv4 in IPv6': one(101, (ip) => inIpv6(4, ip)),
  'IPv4 in IPv6 in IPv4': one(101, (ip) => inIpv4(41, inIpv6(4, ip))),
  GRE: one(101, (ip) => inIpv4(47, concat(of(0, 0, 8, 0), ip))),
  'GRE with key, sequence and checksum': one(101, (ip) =>
    inIpv4(47, concat(of(0xb0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2), ip)),
  ),
  VXLAN: one(1, (ip) => frame(inUdp(4789, concat(of(8, 0, 0, 0, 0, 0, 7, 0), frame(ip))))),
  'Geneve with options': one(1, (ip) =>
    frame(inUdp(6081, concat(of(1, 0, 0x65, 0x58, 0, 0, 7, 0, 1, 2, 3, 0), frame(ip)))),
  ),
  'GTP-U': one(1, (ip) => frame(inUdp(2152, concat(of(0x30, 0xff), u16(ip.length), of(0, 0, 0, 1), ip)))),
  'ERSPAN I': one(101, (ip) => inIpv4(47, concat(of(0, 0, 0x88, 0xbe), frame(ip)))),
  'ERSPAN II': one(101, (ip) =>
    inIpv4(47, concat(of(0x10, 0, 0x88, 0xbe, 0, 0, 0, 1, 0x10, 1, 0, 0, 0, 0, 0, 0), frame(ip))),
  ),
  'ERSPAN III': one(101, (ip) =>
    inIpv4(47, concat(of(0x10, 0, 0x22, 0xeb, 0, 0, 0, 1, 0x20, 1, 0, 0), zeros(8), frame(ip))),
  ),
  EtherIP: one(101, (ip) => inIpv4(97, concat(of(0x30, 0), frame(ip)))),
  'MPLS in IP': one(101, (ip) => inIpv4(137, concat(of(0, 1, 1, 64), ip))),
  'VXLAN on the port of old': one(1, (ip) => frame(inUdp(8472, concat(of(8, 0, 0, 0, 0, 0, 7, 0), frame(ip))))),
  'VXLAN-GPE': one(1, (ip) => frame(inUdp(4790, concat(of(12, 0, 0, 1, 0, 0, 7, 0), ip)))),
  'VXLAN-GPE with NSH': one(1, (ip) =>
    frame(inUdp(4790, concat(of(12, 0, 0, 4, 0, 0, 7, 0), of(0x0f, 0xc6, 1, 3), zeros(20), frame(ip)))),
  ),
  NSH: one(1, (ip) => concat(ethernet(0x894f), of(0x0f, 0xc2, 2, 1, 0, 0, 1, 0xff), ip)),
  L2TP: one(1, (ip) =>
    frame(inUdp(1701, concat(of(0x40, 2), u16(12 + ip.length), of(0, 1, 0, 2, 0xff, 3, 0, 0x21), ip))),
  ),
  'L2TP with sequence numbers and an offset': one(1, (ip) =>
    frame(inUdp(1701, concat(of(0x0a, 2, 0, 1, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0x21), ip))),
  ),
  'L2TP 3 in IP': one(101, (ip) => inIpv4(115, concat(of(0, 0, 0, 9), frame(ip)))),
  'L2TP 3 in IP, with cookie and sublayer': one(101, (ip) =>
    inIpv4(115, concat(of(0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0x40, 0, 0, 1), frame(ip))),
  ),
  'L2TP 3 in UDP': one(1, (ip) => frame(inUdp(1701, concat(of(0, 3, 0, 0, 0, 0, 0, 9), frame(ip))))),
  'MPLS pseudowire': one(1, (ip) => concat(ethernet(0x8847), of(0, 1, 1, 64), zeros(4), frame(ip))),
  'MPLS pseudowire without control word': one(1, (ip) => concat(ethernet(0x8847), of(0, 1, 1, 64), frame(ip))),
  'Wi-Fi behind PPI': before(192, ...[0, 0, 8, 0, 105, 0, 0, 0], ...[8, 1], ...zeros(22), ...SNAP_IP),
  'Wi-Fi behind Prism': one(119, (ip) => concat(le32(0x44), le32(144), zeros(136), of(8, 1), zeros(22), SNAP_IP, ip)),
  'Wi-Fi behind AVS': one(163, (ip) =>
    concat(of(0x80, 0x21, 0x10, 1, 0, 0, 0, 64), zeros(56), of(8, 1), zeros(22), SNAP_IP, ip),
  ),
  PKTAP: one(258, (ip) => concat(le32(108), le32(1), le32(1), zeros(96), frame(ip))),
  'PKTAP as Apple wrote it': one(149, (ip) => concat(le32(108), le32(1), le32(12), zeros(96), ip)),
  'Frame Relay': before(107, 0x18, 0x41, 3, 0xcc),
  'Frame Relay with SNAP': before(107, 0x18, 0x41, 3, 0, 0x80, 0, 0, 0, 8, 0),
  'Frame Relay, bridged': one(107, (ip) => concat(of(0x18, 0x41, 3, 0, 0x80, 0, 0x80, 0xc2, 0, 7), frame(ip))),
  'Frame Relay of Cisco': before(107, 0x18, 0x41, 8, 0),
  ATM: before(100, ...SNAP_IP),
  'ATM, bridged': one(100, (ip) => concat(of(0xaa, 0xaa, 3, 0, 0x80, 0xc2, 0, 7, 0, 0), frame(ip))),
  'ATM with PPP': before(100, 0xfe, 0xfe, 3, 0xcf, 0, 0x21),
  'ATM, IP alone': before(100),
  'ATM, a frame alone': one(100, (ip) => concat(zeros(2), frame(ip))),
  'ATM of Sun': before(123, 0x82, 0, 0, 100, ...SNAP_IP),
  'ATM of Sun, IP alone': before(123, 0x80, 0, 0, 100),
  'ATM of Sun, a frame alone with its check sequence': one(123, (ip) =>
    concat(of(0, 0, 0, 100), zeros(2), frame(ip), of(1, 2, 3, 4)),
  ),
  'ATM of Sun, PPP alone': before(123, 0x80, 0, 0, 100, 0, 0x21),
  'an emulated LAN of Sun': one(123, (ip) => concat(of(1, 0, 0, 100, 0, 5), frame(ip))),
  'FDDI, padded': one(10, (ip) => concat(zeros(3), of(0x57), zeros(12), SNAP_IP, ip)),
  'PBB (802.1ah)': one(1, (ip) => concat(ethernet(0x88a8), of(0, 7, 0x88, 0xe7, 0, 0, 1, 1), frame(ip))),
  'Cisco MetaData': one(1, (ip) => concat(ethernet(0x8909), of(1, 1, 0, 1, 0, 9, 8, 0), ip)),
  'Cisco MetaData in GRE': one(101, (ip) => inIpv4(47, concat(of(0, 0, 0x89, 0x09), of(8, 0, 1, 1, 0, 1, 0, 9), ip))),
  'WCCP 1': one(101, (ip) => inIpv4(47, concat(of(0, 0, 0x88, 0x3e), ip))),
  'WCCP 2': one(101, (ip) => inIpv4(47, concat(of(0, 0, 0x88, 0x3e, 0x80, 0, 0, 1), ip))),
  'ESP without encryption': one(101, (ip) => espInIpv4(nullEsp(4, ip, 12))),
  'ESP without encryption, end to end': one(101, (ip, number) => transported(ip, checkValueOf(number), espInIpv4)),
  'ESP without encryption in UDP': one(101, (ip, number) => espInUdp(nullEsp(4, ip, checkValueOf(number)))),
  'ESP without encryption in UDP, end to end': one(101, (ip, number) =>
    transported(ip, checkValueOf(number), espInUdp),
  ),
  'IPv4 options': one(101, (ip) => withOptions(ip, of(7, 7, 4, 0, 0, 0, 0, 1))),
  'the most IPv4 options': one(101, (ip) => withOptions(ip, new Uint8Array(40).fill(1))),
  'no total length (offload)': one(101, (ip) => {
    const packet = ip.slice()
    packet.set([0, 0], 2)
    return packet
  }),
  'IPv4 fragments': { linkType: 101, wrap: (ip, number) => fragments(ip, number, 64) },
  'IPv4 fragments, last one first': { linkType: 101, wrap: (ip, number) => fragments(ip, number, 200).toReversed() },
}

/** The packet in pieces of `size` bytes, a multiple of eight; a small one stays whole. */
function fragments(ip: Uint8Array, number: number, size: number): Uint8Array[] {
  const payload = ip.subarray(20)
  const pieces: Uint8Array[] = []
  for (let at = 0; at < payload.length; at += size) {
    const piece = concat(ip.subarray(0, 20), payload.subarray(at, at + size))
    piece.set(u16(piece.length), 2)
    piece.set(u16(number), 4)
    piece.set(u16((at + size < payload.length ? 0x2000 : 0) | (at / 8)), 6)
    pieces.push(piece)
  }
  return pieces
}
