import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { netmon } from '../../main/format/netmon.ts'
import { pcap } from '../../main/format/pcap.ts'
import { pcapng } from '../../main/format/pcapng.ts'
import { sniffer } from '../../main/format/sniffer.ts'
import { snoop } from '../../main/format/snoop.ts'
import { PcapngBlocks, concat, pcapFile } from '../support/capture-writer.ts'
import { netmonFile } from '../support/netmon-writer.ts'
import { listPackets } from '../support/packet-list.ts'
import { snifferAtmFrame, snifferFile, snifferRecord } from '../support/sniffer-writer.ts'
import { snoopFile } from '../support/snoop-writer.ts'

const payload = fc.uint8Array({ maxLength: 40 })
const pcapBytes = fc
  .record({ payloads: fc.array(payload, { maxLength: 6 }), littleEndian: fc.boolean(), nanoseconds: fc.boolean() })
  .map(({ payloads, littleEndian, nanoseconds }) =>
    pcapFile(
      payloads.map((bytes) => ({ bytes })),
      { littleEndian, magic: nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4 },
    ),
  )
const pcapngBytes = fc
  .record({ payloads: fc.array(payload, { maxLength: 6 }), littleEndian: fc.boolean() })
  .map(({ payloads, littleEndian }) => {
    const blocks = new PcapngBlocks(littleEndian)
    const packets = payloads.map((bytes, index) => {
      if (index % 4 === 3) return blocks.block(0x0bad, bytes)
      return index % 2 ? blocks.simplePacket(bytes) : blocks.enhancedPacket(0, 1n, bytes)
    })
    return concat(blocks.section(), blocks.interface(1), ...packets)
  })

/** Of Ethernet, ATM, and lines of either sort whose description is anything. */
const snifferBytes = fc
  .record({
    payloads: fc.array(payload, { maxLength: 6 }),
    type: fc.constantFrom(4, 7, 8, 12),
    network: fc.constantFrom(1, 7, 8, 10),
    major: fc.integer({ min: 1, max: 5 }),
    minor: fc.constantFrom(0, 95),
    traffic: fc.integer({ min: 0, max: 255 }),
  })
  .map(({ payloads, type, network, major, minor, traffic }) => {
    const atm = payloads.map((bytes) => snifferAtmFrame(bytes, { traffic, kind: bytes[0] ?? 0 }))
    const description = snifferRecord(7, Uint8Array.of(0, 0, 0, 0, traffic % 6, 0, 0))
    const more = concat(snifferRecord(type, new Uint8Array(40)), ...atm)
    return snifferFile(payloads, { network, major, minor, before: description, more })
  })

const snoopBytes = fc
  .record({
    payloads: fc.array(payload, { maxLength: 6 }),
    linkType: fc.constantFrom(4, 18),
    alignment: fc.constantFrom(4, 24),
  })
  .map(({ payloads, ...options }) => snoopFile(payloads, options))
const netmonBytes = fc
  .record({
    payloads: fc.array(payload, { maxLength: 6 }),
    minor: fc.integer({ min: 0, max: 4 }),
    network: fc.constantFrom(1, 4, 6),
  })
  .map(({ payloads, minor, network }) =>
    netmonFile(
      payloads.map((bytes) => ({ bytes, network })),
      { minor, network },
    ),
  )

/** A file, cut anywhere, with some bytes changed. */
const damaged = (files: fc.Arbitrary<Uint8Array>, keep: number) =>
  fc
    .tuple(files, fc.nat(), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }))
    .map(([file, cut, changes]) => {
      const bytes = file.slice(0, keep + (cut % (file.length - keep + 1)))
      for (const [at, value] of changes) if (bytes.length > keep) bytes[keep + (at % (bytes.length - keep))] = value
      return bytes
    })

describe.each([
  ['pcap', pcap, pcapBytes, 24],
  ['pcapng', pcapng, pcapngBytes, 12],
  ['sniffer', sniffer, snifferBytes, 17],
  ['snoop', snoop, snoopBytes, 16],
  ['netmon', netmon, netmonBytes, 8],
] as const)('%s', (_name, reader, files, header) => {
  it('tells the same whatever the pieces are', () => {
    fc.assert(
      fc.property(damaged(files, header), fc.integer({ min: 1, max: 70 }), (file, pieceSize) => {
        expect(listPackets(reader, file, pieceSize)).toEqual(listPackets(reader, file))
      }),
      { numRuns: 400 },
    )
  })

  it('never gives bytes that are not in the file', () => {
    fc.assert(
      fc.property(damaged(files, header), (file) => {
        for (const entry of listPackets(reader, file)) {
          if ('bytes' in entry)
            expect(entry.bytes).toEqual([...file.subarray(entry.offset, entry.offset + entry.bytes.length)])
          if ('offset' in entry) expect(entry.offset).toBeLessThanOrEqual(file.length)
        }
      }),
      { numRuns: 400 },
    )
  })
})
