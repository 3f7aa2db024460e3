/** The file formats that a capture is written in, and what may be around a whole file: what it says must not depend on them. (`test/property/rewrapped-capture.test.ts`) */
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { PcapngBlocks, concat, pcapFile } from './capture-writer.ts'
import { netmonFile } from './netmon-writer.ts'
import { described, records } from './record-writer.ts'
import type { IpPacket } from './rewrap.ts'
import { snifferAtmFrame, snifferFile, snifferRecord } from './sniffer-writer.ts'
import { snoopFile } from './snoop-writer.ts'

export interface FileForm {
  /** Times are kept exactly, to the microsecond, or not at all. */
  readonly times: 'exact' | 'none'
  /** Link types that the format has. */
  readonly linkTypes: readonly number[] | 'all'
  readonly write: (packets: readonly IpPacket[], linkType: number) => Uint8Array
}

function timed(packets: readonly IpPacket[], nanosecondsPerTick: number) {
  return packets.map(({ bytes, seconds, nanoseconds }) => ({
    bytes,
    seconds,
    fraction: Math.floor(nanoseconds / nanosecondsPerTick),
  }))
}

const pcap = (magic: number, littleEndian: boolean): FileForm => ({
  times: 'exact',
  linkTypes: 'all',
  write: (packets, linkType) =>
    pcapFile(timed(packets, magic === 0xa1b23c4d || magic === 0x1c0001ac ? 1 : 1_000), {
      magic,
      littleEndian,
      linkType,
    }),
})

const pcapng = (
  littleEndian: boolean,
  write: (blocks: PcapngBlocks, packets: readonly IpPacket[], linkType: number) => readonly Uint8Array[],
  times: FileForm['times'] = 'exact',
): FileForm => ({
  times,
  linkTypes: 'all',
  write: (packets, linkType) => concat(...write(new PcapngBlocks(littleEndian), packets, linkType)),
})

const stamp = ({ seconds, nanoseconds }: IpPacket, perSecond: bigint, offset = 0): bigint =>
  BigInt(seconds - offset) * perSecond + (BigInt(nanoseconds) * perSecond) / 1_000_000_000n

/** Two interfaces with clocks of their own, names, comments and what nobody knows in between. */
function rich(blocks: PcapngBlocks, packets: readonly IpPacket[], linkType: number): Uint8Array[] {
  const text = (words: string): Uint8Array => new TextEncoder().encode(words)
  const offset = 1_000_000_000
  const seconds = new Uint8Array(8)
  new DataView(seconds.buffer).setBigInt64(0, BigInt(offset), blocks.littleEndian)
  const nanoseconds = blocks.option(9, Uint8Array.of(9))
  const milli = concat(
    blocks.option(9, Uint8Array.of(6)),
    blocks.option(14, seconds),
    blocks.option(1, text('second adapter')),
  )
  return [
    blocks.section(),
    blocks.interface(
      linkType,
      concat(nanoseconds, blocks.option(0x7777, Uint8Array.of(1, 2, 3)), blocks.option(0, new Uint8Array(0))),
    ),
    blocks.interface(linkType, milli),
    blocks.block(4, concat(blocks.u32(0), new Uint8Array(0))),
    blocks.block(0x0bad, Uint8Array.of(1, 2, 3)),
    ...packets.map((packet, index) =>
      index % 2 === 0
        ? blocks.enhancedPacket(0, stamp(packet, 1_000_000_000n), packet.bytes)
        : blocks.enhancedPacket(1, stamp(packet, 1_000_000n, offset), packet.bytes),
    ),
    blocks.block(5, concat(blocks.u32(0, 0, 0), new Uint8Array(0))),
  ]
}

/** A section for each packet, in either byte order. */
function sections(packets: readonly IpPacket[], linkType: number): Uint8Array {
  return concat(
    ...packets.flatMap((packet, index) => {
      const blocks = new PcapngBlocks(index % 2 === 0)
      return [
        blocks.section(),
        blocks.interface(linkType),
        blocks.enhancedPacket(0, stamp(packet, 1_000_000n), packet.bytes),
      ]
    }),
  )
}

/** Formats whose writers in the tests set one time for all packets. */
const plain = (
  linkTypes: readonly number[],
  write: (packets: readonly Uint8Array[], linkType: number) => Uint8Array,
): FileForm => ({
  times: 'none',
  linkTypes,
  write: (packets, linkType) =>
    write(
      packets.map(({ bytes }) => bytes),
      linkType,
    ),
})

const aPcap = pcap(0xa1b2c3d4, true)
const around = (wrap: (file: Uint8Array) => Uint8Array): FileForm => ({
  ...aPcap,
  write: (packets, linkType) => wrap(aPcap.write(packets, linkType)),
})

export const FILE_FORMS: Readonly<Record<string, FileForm>> = {
  'pcap, little-endian': aPcap,
  'pcap, big-endian': pcap(0xa1b2c3d4, false),
  'pcap of nanoseconds': pcap(0xa1b23c4d, true),
  'pcap of nanoseconds, big-endian': pcap(0xa1b23c4d, false),
  'pcap of Kuznetzov': pcap(0xa1b2cd34, true),
  'lcap of Ixia': pcap(0x1c0001ac, false),
  'lcap of Ixia, little-endian': pcap(0x1c0001ab, true),
  'pcap, filled up': around((file) => concat(file, new Uint8Array(3_000))),
  'pcap, filled up with blanks': around((file) => concat(file, new Uint8Array(3_000).fill(0x40))),
  pcapng: pcapng(true, (blocks, packets, linkType) => [
    blocks.section(),
    blocks.interface(linkType),
    ...packets.map((packet) => blocks.enhancedPacket(0, stamp(packet, 1_000_000n), packet.bytes)),
  ]),
  'pcapng with all sorts of blocks': pcapng(true, rich),
  'pcapng with all sorts of blocks, big-endian': pcapng(false, rich),
  'pcapng of simple packets': pcapng(
    false,
    (blocks, packets, linkType) => [
      blocks.section(),
      blocks.interface(linkType),
      ...packets.map(({ bytes }) => blocks.simplePacket(bytes)),
    ],
    'none',
  ),
  'pcapng of obsolete packets': pcapng(true, (blocks, packets, linkType) => [
    blocks.section(),
    blocks.interface(linkType),
    ...packets.map((packet) => blocks.obsoletePacket(0, stamp(packet, 1_000_000n), packet.bytes)),
  ]),
  'pcapng, a section for each packet': { times: 'exact', linkTypes: 'all', write: sections },
  Sniffer: plain([1], (packets) => snifferFile(packets)),
  'Sniffer, token ring': plain([6], (packets) => snifferFile(packets, { network: 0 })),
  'Sniffer, ATM': plain([100], (packets) =>
    snifferFile([], {
      network: 10,
      more: concat(...packets.map((bytes) => snifferAtmFrame(bytes, { traffic: 0x03 }))),
    }),
  ),
  'Sniffer, Frame Relay': plain([107], (packets) =>
    snifferFile(packets, { network: 7, before: snifferRecord(7, Uint8Array.of(0, 0, 0, 0, 2)) }),
  ),
  'Sniffer, lines that it does not name': plain([50, 104], (packets) => snifferFile(packets, { network: 7 })),
  snoop: plain([1], (packets) => snoopFile(packets)),
  'snoop, ATM': plain([123], (packets) => snoopFile(packets, { linkType: 18 })),
  'Network Monitor 1': plain([1], (packets) =>
    netmonFile(
      packets.map((bytes) => ({ bytes })),
      { major: 1, minor: 1 },
    ),
  ),
  'Network Monitor 1, ATM': plain([100], (packets) => netmonAtm(packets, 1)),
  'Network Monitor 2.0, ATM': plain([100], (packets) => netmonAtm(packets, 2)),
  'Network Monitor 2.3, Frame Relay': plain([107], (packets) =>
    netmonFile(
      packets.map((bytes) => ({ bytes, network: 0xe000 + 107 })),
      { minor: 3 },
    ),
  ),
  'Network Monitor 2.3': plain([101], (packets) =>
    netmonFile(
      packets.map((bytes) => ({ bytes, network: 9 })),
      { minor: 3 },
    ),
  ),
}

/** Each packet behind two addresses, a path and a circuit. */
function netmonAtm(packets: readonly Uint8Array[], major: 1 | 2): Uint8Array {
  const header = Uint8Array.of(2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0, 0, 0, 100)
  return netmonFile(
    packets.map((bytes) => ({ bytes: concat(header, bytes) })),
    { major, minor: major === 1 ? 1 : 0, network: 4 },
  )
}

/** What may be around a whole file. */
export const CONTAINERS: Readonly<Record<string, (file: Uint8Array) => Uint8Array>> = {
  gzip: (file) => gzipSync(file),
  zstd: (file) => zstdCompressSync(file),
  RDW: (file) => concat(...records(file, [24, 133])),
  'BDW and RDW': (file) => inBlocks(records(file, [24, 133])),
  'gzip in gzip': (file) => gzipSync(gzipSync(file)),
  'RDW in gzip': (file) => gzipSync(concat(...records(file, [24, 133]))),
  'gzip in RDW': (file) => concat(...records(gzipSync(file), [133])),
}

/** Blocks of five records each. */
function inBlocks(list: readonly Uint8Array[]): Uint8Array {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < list.length; at += 5) blocks.push(described(concat(...list.slice(at, at + 5))))
  return concat(...blocks)
}
