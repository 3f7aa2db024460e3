import { concat } from './capture-writer.ts'

export interface SnifferOptions {
  readonly major?: number
  readonly minor?: number
  /** What the version record leaves unused. */
  readonly reserved?: number
  readonly network?: number
  /** Of every frame. */
  readonly status?: number
  readonly timeUnit?: number
  /** As DOS packs it: years since 1980, month, day. */
  readonly date?: number
  /** The six bytes of every frame's time. */
  readonly time?: readonly number[]
  /** 1: not compressed. */
  readonly format?: number
  /** Records before the frames. */
  readonly before?: Uint8Array
  /** Records between the frames and the end record. */
  readonly more?: Uint8Array
}

/** A Sniffer file; every packet was 4 bytes longer on the wire. */
export function snifferFile(packets: readonly Uint8Array[], options: SnifferOptions = {}): Uint8Array {
  const { network = 1, timeUnit = 1, date = (43 << 9) | (11 << 5) | 20, time = new Array<number>(6).fill(0) } = options
  const { major = 4, minor = 0, reserved = 0, status = 0, format = 1 } = options
  const magic = Uint8Array.from('TRSNIFF data    \x1a', (character) => character.charCodeAt(0))
  const what = Uint8Array.of(4, network, format, timeUnit, 0, 0)
  const version = concat(u16(major), u16(minor), u16(0), u16(date), what, u16(reserved), u16(0))
  const frames = packets.map((packet) =>
    snifferRecord(
      4,
      concat(Uint8Array.from(time), u16(packet.length), u16(status), u16(packet.length + 4), u16(0), packet),
    ),
  )
  const end = snifferRecord(3, new Uint8Array(0))
  const nothing = new Uint8Array(0)
  const { before = nothing, more = nothing } = options
  return concat(magic, snifferRecord(1, version), before, ...frames, more, end)
}

export interface SnifferAtmFields {
  /** The adaptation layer in the lower half, what it carries in the upper one. */
  readonly traffic?: number
  readonly kind?: number
  readonly status?: number
  /** Bytes of the record that its length does not count. */
  readonly leftOut?: number
}

/** A frame of the ATM Sniffer, which was 4 bytes longer on the wire. */
export function snifferAtmFrame(packet: Uint8Array, fields: SnifferAtmFields = {}): Uint8Array {
  const { traffic = 0x13, kind = 0, status = 0, leftOut = 0 } = fields
  const header = new Uint8Array(48)
  header.set(u16(packet.length), 6)
  header.set(u16(packet.length + 4), 10)
  header.set(u16(status), 16)
  header[28] = traffic
  header[29] = kind
  header.set([0, 0, 44, 1, 0, 0], 32)
  const record = snifferRecord(8, concat(header, packet))
  record.set(u16(48 + packet.length - leftOut), 2)
  return record
}

export function snifferRecord(type: number, body: Uint8Array): Uint8Array {
  return concat(u16(type), u16(body.length), u16(0), body)
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >>> 8)
}
