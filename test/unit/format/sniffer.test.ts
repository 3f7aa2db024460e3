import { describe, expect, it } from 'vitest'
import { sniffer } from '../../../main/format/sniffer.ts'
import { concat } from '../../support/capture-writer.ts'
import { listPackets } from '../../support/packet-list.ts'
import { snifferFile, snifferRecord } from '../../support/sniffer-writer.ts'

const packet = Uint8Array.of(1, 2, 3, 4, 5)
const seen = (file: Uint8Array) => listPackets(sniffer, file)
/** Magic, version record, record header, frame header. */
const FIRST = 17 + 24 + 6 + 14

describe('sniffer', () => {
  it('claims its magic and nothing else', () => {
    expect(sniffer.detect(snifferFile([packet]))).toBe('certain')
    expect(sniffer.detect(sniffer.sample.subarray(0, 16))).toBe('no')
    expect(sniffer.detect(concat(Uint8Array.of(0), sniffer.sample))).toBe('no')
  })

  it.each([
    ['token ring', 0, 6],
    ['Ethernet', 1, 1],
    ['FDDI', 9, 10],
  ])('reads %s', (_name, network, linkType) => {
    expect(seen(snifferFile([packet], { network }))).toEqual([
      { bytes: [...packet], wireLength: 9, linkType, time: '1700438400.000000000', offset: FIRST },
    ])
  })

  it('reads the longer frame records, and passes over what is behind a frame and between frames', () => {
    const longer = snifferRecord(12, concat(new Uint8Array(6), Uint8Array.of(5, 0), new Uint8Array(26), packet, packet))
    const description = snifferRecord(7, new Uint8Array(11))
    const file = snifferFile([packet], { more: concat(description, longer) })
    expect(seen(file)).toMatchObject([
      { offset: FIRST },
      { bytes: [...packet], wireLength: 5, offset: 66 + 17 + 6 + 34 },
    ])
  })

  it.each([
    // 1990-01-02; a tick of 0.838096 µs, 15 µs, 1 µs.
    [1, [1, 0, 0, 0, 0, 0], '631238400.000000838'],
    [1, [0xff, 0xff, 0xff, 0xff, 0xff, 0], `${631_238_400 + 921_496}.297191716`],
    [2, [0x10, 0, 1, 0, 0, 2], `${631_238_400 + 172_800}.983280000`],
    [5, [0, 0, 0, 0, 1, 0], `${631_238_400 + 4_294}.967296000`],
  ])('counts time in the unit of the header (%#)', (timeUnit, time, text) => {
    const file = snifferFile([packet], { timeUnit, time, date: (10 << 9) | (1 << 5) | 2 })
    expect(seen(file)).toMatchObject([{ time: text }])
  })

  it.each([
    ['a month that is none', { date: 0x5c01 & ~0x1e0 }],
    ['31 February', { date: (43 << 9) | (2 << 5) | 31 }],
    ['a unit that is none', { timeUnit: 7 }],
  ])('has no times with %s', (_name, options) => {
    expect(seen(snifferFile([packet], options))).toMatchObject([
      { warning: 'sniffer-times-unknown' },
      { time: '-1.000000000' },
    ])
  })

  it.each([
    ['ARCNET', 2, 4, 4],
    ['ATM of a version that has none', 10, 8, 2],
    ['another network in ATM', 10, 4, 4],
  ])('counts frames of %s as not understood', (_name, network, type, major) => {
    const file = snifferFile([], { network, major, more: snifferRecord(type, new Uint8Array(60)) })
    expect(seen(file)).toMatchObject([{ unreadable: `sniffer-network-unknown-${network}`, offset: 47 }])
  })

  it('counts a frame that is longer than its record, and reads on', () => {
    const lying = snifferRecord(4, concat(new Uint8Array(6), Uint8Array.of(6, 0), new Uint8Array(6), packet))
    const short = snifferRecord(4, new Uint8Array(13))
    const file = snifferFile([packet], { more: concat(lying, short, snifferRecord(4, new Uint8Array(14))) })
    expect(seen(file)).toMatchObject([
      { offset: FIRST },
      { unreadable: 'frame-length-impossible' },
      { unreadable: 'frame-length-impossible' },
      { bytes: [] },
    ])
  })

  it('says what it does not read', () => {
    expect(seen(snifferFile([packet], { format: 2 }))).toEqual([
      {
        unreadable: 'sniffer-unreadable',
        text: 'At offset 41 the Sniffer has compressed the frames; the 31 bytes from there on were not read.',
        offset: 41,
      },
    ])
    const other = snifferFile([packet], { more: snifferRecord(99, packet) })
    expect(seen(other)).toMatchObject([{ offset: FIRST }, { unreadable: 'sniffer-unreadable', offset: 66 }])
    const headless = concat(sniffer.sample, new Uint8Array(40).fill(9))
    expect(seen(headless)).toMatchObject([{ unreadable: 'sniffer-unreadable', offset: 17 }])
    expect(seen(concat(snifferFile([packet]), packet))).toMatchObject([
      { offset: FIRST },
      { warning: 'bytes-after-end', offset: 72 },
    ])
  })

  it('gives what is whole of a file that was cut, and how much is missing', () => {
    const file = snifferFile([packet])
    expect(seen(file.subarray(0, 30))).toMatchObject([{ warning: 'capture-truncated', offset: 0 }])
    expect(seen(file.subarray(0, 60))).toEqual([
      {
        warning: 'capture-truncated',
        text: 'The file ends inside the record at offset 41: 6 bytes are missing.',
        offset: 41,
      },
    ])
    expect(seen(file.subarray(0, 69))).toMatchObject([{ offset: FIRST }, { warning: 'capture-truncated', offset: 66 }])
    expect(seen(file.subarray(0, 66))).toHaveLength(1)
  })

  it.each([0x00, 0x40, 0x20])('passes over filler, with the end record or without it (%i)', (filler) => {
    const file = snifferFile([packet])
    for (const length of [3, 500]) {
      const fill = new Uint8Array(length).fill(filler)
      expect(seen(concat(file, fill))).toHaveLength(1)
      expect(seen(concat(file.subarray(0, 66), fill))).toHaveLength(1)
    }
    expect(seen(concat(file, new Uint8Array(20).fill(filler), packet))).toHaveLength(2)
  })
})
