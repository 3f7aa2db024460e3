import { concat } from './capture-writer.ts'

export interface SnoopOptions {
  /** RFC 1761's number. */
  readonly linkType?: number
  readonly version?: number
  /** Of one microsecond more for each packet. */
  readonly seconds?: number
  /** Packets are padded to a multiple of so many bytes. */
  readonly alignment?: number
}

/** A snoop file; every packet was 4 bytes longer on the wire. */
export function snoopFile(
  packets: readonly Uint8Array[],
  { linkType = 4, version = 2, seconds = 1_700_000_000, alignment = 4 }: SnoopOptions = {},
): Uint8Array {
  const magic = Uint8Array.of(0x73, 0x6e, 0x6f, 0x6f, 0x70, 0, 0, 0)
  const records = packets.map((packet, index) => {
    const padding = (alignment - (packet.length % alignment)) % alignment
    const length = 24 + packet.length + padding
    return concat(
      u32(packet.length + 4, packet.length, length, 0, seconds, index + 1),
      packet,
      new Uint8Array(padding).fill(0xaa),
    )
  })
  return concat(magic, u32(version, linkType), ...records)
}

function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  values.forEach((value, index) => view.setUint32(index * 4, value))
  return bytes
}
