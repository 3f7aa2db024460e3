import { concat } from './capture-writer.ts'

export interface SnifferOptions {
  readonly network?: number
  readonly timeUnit?: number
  /** As DOS packs it: years since 1980, month, day. */
  readonly date?: number
  /** The six bytes of every frame's time. */
  readonly time?: readonly number[]
  /** 1: not compressed. */
  readonly format?: number
  /** Records between the frames and the end record. */
  readonly more?: Uint8Array
}

/** A Sniffer file; every packet was 4 bytes longer on the wire. */
export function snifferFile(packets: readonly Uint8Array[], options: SnifferOptions = {}): Uint8Array {
  const { network = 1, timeUnit = 1, date = (43 << 9) | (11 << 5) | 20, time = new Array<number>(6).fill(0) } = options
  const magic = Uint8Array.from('TRSNIFF data    \x1a', (character) => character.charCodeAt(0))
  const version = Uint8Array.of(4, 0, 0, 0, 0, 0, date & 0xff, date >>> 8, 4, network, options.format ?? 1, timeUnit)
  const frames = packets.map((packet) =>
    snifferRecord(4, concat(Uint8Array.from(time), u16(packet.length), u16(0), u16(packet.length + 4), u16(0), packet)),
  )
  const end = snifferRecord(3, new Uint8Array(0))
  const more = options.more ?? new Uint8Array(0)
  return concat(magic, snifferRecord(1, concat(version, new Uint8Array(6))), ...frames, more, end)
}

export function snifferRecord(type: number, body: Uint8Array): Uint8Array {
  return concat(u16(type), u16(body.length), u16(0), body)
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >>> 8)
}
