import { describe, expect, it } from 'vitest'
import { pcap } from '../../../main/format/pcap.ts'
import { concat, pcapFile } from '../../support/capture-writer.ts'
import { listPackets } from '../../support/packet-list.ts'

const packet = Uint8Array.of(1, 2, 3, 4, 5)
const seen = (file: Uint8Array) => listPackets(pcap, file)

describe('pcap', () => {
  it('claims its sample and every variant, and nothing else', () => {
    expect(pcap.detect(pcap.sample)).toBe('certain')
    expect(pcap.detect(pcapFile([], { littleEndian: true }))).toBe('certain')
    expect(pcap.detect(Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, ...new Uint8Array(40)))).toBe('no')
    expect(pcap.detect(pcap.sample.subarray(0, 20))).toBe('no')
  })

  it.each([
    ['microseconds', 0xa1b2c3d4, '17.000500000', 40],
    ['nanoseconds', 0xa1b23c4d, '17.000000500', 40],
    ['longer packet headers', 0xa1b2cd34, '17.000500000', 48],
    ['a longer file header, and nanoseconds', 0x1c0001ac, '17.000000500', 44],
    ['a longer file header', 0x1c0001ab, '17.000500000', 44],
  ])('reads %s in both byte orders', (_name, magic, time, offset) => {
    for (const littleEndian of [false, true]) {
      const file = pcapFile([{ bytes: packet, seconds: 17, fraction: 500, wireLength: 9 }], {
        magic,
        littleEndian,
        linkType: 113,
      })
      expect(seen(file)).toEqual([{ bytes: [...packet], wireLength: 9, linkType: 113, time, offset }])
    }
  })

  it.each([
    ['microseconds', 0xa1b2c3d4, '17.999999000'],
    ['nanoseconds', 0xa1b23c4d, '17.999999999'],
  ])('takes more %s than a second has for the last one of it', (_name, magic, time) => {
    expect(seen(pcapFile([{ bytes: packet, seconds: 17, fraction: 4_000_000_000 }], { magic }))).toMatchObject([
      { time },
    ])
  })

  it('takes the link type without the length of the frame check sequence above it', () => {
    expect(seen(pcapFile([{ bytes: packet }], { linkType: 0x24000001 }))).toMatchObject([{ linkType: 1 }])
  })

  it('never says that a packet was shorter on the wire than in the file', () => {
    expect(seen(pcapFile([{ bytes: packet, wireLength: 2 }]))).toMatchObject([{ wireLength: 5 }])
  })

  it('gives what is whole of a file that was cut, and how much is missing', () => {
    const file = pcapFile([{ bytes: packet }, { bytes: packet }])
    expect(seen(file.subarray(0, file.length - 2))).toEqual([
      expect.objectContaining({ offset: 40 }),
      {
        warning: 'capture-truncated',
        text: 'The file ends inside the packet at offset 45: 2 bytes are missing.',
        offset: 45,
      },
    ])
    expect(seen(file.subarray(0, 50))).toMatchObject([{ offset: 40 }, { warning: 'capture-truncated', offset: 45 }])
    expect(seen(file.subarray(0, 45))).toHaveLength(1)
    expect(seen(file.subarray(0, 10))).toMatchObject([{ warning: 'capture-truncated', offset: 0 }])
  })

  it('stops at an impossible length and says where', () => {
    const file = concat(
      pcapFile([{ bytes: packet }]),
      Uint8Array.of(0x7f, 0xff, 0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0x10, 0, 0, 0),
      new Uint8Array(100).fill(7),
    )
    expect(seen(file)).toEqual([
      expect.objectContaining({ offset: 40 }),
      {
        unreadable: 'packet-length-impossible',
        text: 'The packet at offset 45 claims 268435456 bytes, which no packet has; the 116 bytes from there on were not read.',
        offset: 45,
      },
    ])
  })

  it.each([0x00, 0x40, 0x20])('passes over filler behind the last packet (%i)', (filler) => {
    for (const length of [3, 16, 500]) {
      const file = concat(pcapFile([{ bytes: packet }]), new Uint8Array(length).fill(filler))
      expect(seen(file), `${length}`).toHaveLength(1)
    }
  })

  it('does not take bytes for filler because they begin like it', () => {
    const file = concat(pcapFile([{ bytes: packet }]), new Uint8Array(40), Uint8Array.of(1))
    expect(seen(file)).toMatchObject([{ offset: 40 }, { unreadable: 'packet-length-impossible', offset: 45 }])
  })
})
