/** Writes captures for tests: packets of TCP over IP in the formats and links that a test names. */

export interface SegmentFields {
  readonly from?: string
  readonly to?: string
  readonly sourcePort?: number
  readonly destinationPort?: number
  readonly sequence?: number
  readonly acknowledgment?: number
  /** FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
  readonly flags?: number
  readonly payload?: Uint8Array
}

/** An IPv4 packet with a TCP segment; addresses are dotted. */
export function ipv4Tcp(fields: SegmentFields): Uint8Array {
  const payload = fields.payload ?? new Uint8Array(0)
  const packet = new Uint8Array(40 + payload.length)
  const view = new DataView(packet.buffer)
  packet[0] = 0x45
  view.setUint16(2, packet.length)
  packet[8] = 64
  packet[9] = 6
  packet.set(ipv4Bytes(fields.from ?? '192.0.2.1'), 12)
  packet.set(ipv4Bytes(fields.to ?? '192.0.2.2'), 16)
  view.setUint16(20, fields.sourcePort ?? 40_000)
  view.setUint16(22, fields.destinationPort ?? 443)
  view.setUint32(24, (fields.sequence ?? 0) >>> 0)
  view.setUint32(28, (fields.acknowledgment ?? 0) >>> 0)
  packet[32] = 0x50
  packet[33] = fields.flags ?? 0x10
  packet.set(payload, 40)
  return packet
}

/** The same over IPv6; `extension` stands between the two headers and `next` names it. */
export function ipv6Tcp(fields: SegmentFields, extension: Uint8Array = new Uint8Array(0), next = 6): Uint8Array {
  const tcp = ipv4Tcp(fields).subarray(20)
  const packet = new Uint8Array(40 + extension.length + tcp.length)
  const view = new DataView(packet.buffer)
  packet[0] = 0x60
  view.setUint16(4, extension.length + tcp.length)
  packet[6] = next
  packet[23] = 1
  packet[39] = 2
  packet.set(extension, 40)
  packet.set(tcp, 40 + extension.length)
  return packet
}

function ipv4Bytes(address: string): number[] {
  return address.split('.').map(Number)
}

/** Puts an Ethernet header, and VLAN tags if any, in front of an IP packet. */
export function ethernetFrame(ip: Uint8Array, ...tags: readonly number[]): Uint8Array {
  const header = new Uint8Array(14 + tags.length * 4)
  const view = new DataView(header.buffer)
  tags.forEach((tag, index) => view.setUint16(12 + index * 4, tag))
  view.setUint16(12 + tags.length * 4, (ip[0] ?? 0) >>> 4 === 4 ? 0x0800 : 0x86dd)
  return concat(header, ip)
}

export interface TimedPacket {
  readonly bytes: Uint8Array
  readonly seconds?: number
  /** In the file's unit. */
  readonly fraction?: number
  readonly wireLength?: number
}

export interface PcapOptions {
  readonly linkType?: number
  readonly magic?: number
  readonly littleEndian?: boolean
}

export function pcapFile(
  packets: readonly TimedPacket[],
  { linkType = 101, magic = 0xa1b2c3d4, littleEndian = false }: PcapOptions = {},
): Uint8Array {
  // Ixia's files go on with the size of all packets.
  const header = new Uint8Array(magic >>> 4 === 0x1c0001a ? 28 : 24)
  const view = new DataView(header.buffer)
  view.setUint32(0, magic, littleEndian)
  view.setUint16(4, 2, littleEndian)
  view.setUint16(6, 4, littleEndian)
  view.setUint32(16, 262_144, littleEndian)
  view.setUint32(20, linkType, littleEndian)
  const parts = packets.map(({ bytes, seconds = 1_700_000_000, fraction = 0, wireLength = bytes.length }) => {
    const before = new Uint8Array(magic === 0xa1b2cd34 ? 24 : 16)
    const fields = new DataView(before.buffer)
    fields.setUint32(0, seconds, littleEndian)
    fields.setUint32(4, fraction, littleEndian)
    fields.setUint32(8, bytes.length, littleEndian)
    fields.setUint32(12, wireLength, littleEndian)
    return concat(before, bytes)
  })
  return concat(header, ...parts)
}

/** Builds the blocks of a pcapng file in one byte order. */
export class PcapngBlocks {
  readonly littleEndian: boolean
  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian
  }

  block(type: number, body: Uint8Array): Uint8Array {
    const padded = concat(body, new Uint8Array(-body.length & 3))
    const length = padded.length + 12
    return concat(this.u32(type, length), padded, this.u32(length))
  }

  section(): Uint8Array {
    return this.block(0x0a0d0d0a, concat(this.u32(0x1a2b3c4d), this.#u16(1, 0), this.u32(0xffffffff, 0xffffffff)))
  }

  interface(linkType: number, options: Uint8Array = new Uint8Array(0), snapLength = 0): Uint8Array {
    return this.block(1, concat(this.#u16(linkType, 0), this.u32(snapLength), options))
  }

  option(code: number, value: Uint8Array): Uint8Array {
    return concat(this.#u16(code, value.length), value, new Uint8Array(-value.length & 3))
  }

  enhancedPacket(source: number, stamp: bigint, bytes: Uint8Array, wireLength = bytes.length): Uint8Array {
    return this.block(
      6,
      concat(this.u32(source, Number(stamp >> 32n), Number(stamp & 0xffffffffn), bytes.length, wireLength), bytes),
    )
  }

  obsoletePacket(source: number, stamp: bigint, bytes: Uint8Array): Uint8Array {
    return this.block(
      2,
      concat(
        this.#u16(source, 7),
        this.u32(Number(stamp >> 32n), Number(stamp & 0xffffffffn), bytes.length, bytes.length),
        bytes,
      ),
    )
  }

  simplePacket(bytes: Uint8Array, wireLength = bytes.length): Uint8Array {
    return this.block(3, concat(this.u32(wireLength), bytes))
  }

  u32(...values: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(values.length * 4)
    const view = new DataView(bytes.buffer)
    values.forEach((value, index) => view.setUint32(index * 4, value, this.littleEndian))
    return bytes
  }

  #u16(...values: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(values.length * 2)
    const view = new DataView(bytes.buffer)
    values.forEach((value, index) => view.setUint16(index * 2, value, this.littleEndian))
    return bytes
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
