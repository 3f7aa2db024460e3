import { describe, expect, it } from 'vitest'
import { snoop } from '../../../main/format/snoop.ts'
import { concat } from '../../support/capture-writer.ts'
import { listPackets } from '../../support/packet-list.ts'
import { snoopFile } from '../../support/snoop-writer.ts'

const packet = Uint8Array.of(1, 2, 3, 4, 5)
const seen = (file: Uint8Array) => listPackets(snoop, file)
/** Behind the file header. */
const FIRST = 16

describe('snoop', () => {
  it('claims its magic, and is sure of the one version there is', () => {
    expect(snoop.detect(snoopFile([]))).toBe('certain')
    expect(snoop.detect(snoopFile([], { version: 3 }))).toBe('possible')
    expect(snoop.detect(snoopFile([]).subarray(0, 15))).toBe('no')
    expect(snoop.detect(concat(Uint8Array.of(0), snoopFile([])))).toBe('no')
  })

  it.each([
    ['IEEE 802.3', 0, 1],
    ['token ring', 2, 6],
    ['Ethernet', 4, 1],
    ['FDDI', 8, 10],
    ['loopback', 14, 0],
    ['ATM', 18, 123],
    ["Solaris' IP layer", 0x80000005, 226],
  ])('reads %s', (_name, linkType, expected) => {
    expect(seen(snoopFile([packet], { linkType }))).toEqual([
      { bytes: [...packet], wireLength: 9, linkType: expected, time: '1700000000.000001000', offset: FIRST + 24 },
    ])
  })

  it.each([
    [10, 'link type 10 (Frame Relay, LAPF)'],
    [11, 'link type 11 (several protocols over Frame Relay)'],
    [17, 'link type 17 (ATM)'],
    [20, 'link type 20;'],
  ])('names a link whose packets are laid out as nobody says (%i)', (linkType, name) => {
    const [entry, ...more] = seen(snoopFile([packet], { linkType }))
    expect(more).toEqual([])
    expect(entry).toMatchObject({ unreadable: 'snoop-unreadable' })
    expect(entry && 'text' in entry && entry.text).toContain(name)
  })

  it('tells ATM of Solaris from Wi-Fi of Surveyor, which has the same number, by the padding', () => {
    const wireless = snoopFile([packet, packet], { linkType: 18, alignment: 24 })
    expect(seen(wireless)).toMatchObject([
      { unreadable: 'snoop-surveyor-wireless', offset: FIRST },
      { unreadable: 'snoop-surveyor-wireless' },
    ])
    const padded = snoopFile([packet], { linkType: 18, alignment: 20 })
    expect(seen(padded)).toMatchObject([{ linkType: 123 }])
  })

  it('passes over the padding between packets', () => {
    expect(seen(snoopFile([packet, packet, packet]))).toMatchObject([
      { offset: FIRST + 24 },
      { offset: FIRST + 24 + 32 },
      { offset: FIRST + 24 + 64, time: '1700000000.000003000' },
    ])
  })

  it('keeps a packet whose microseconds are damaged', () => {
    const file = snoopFile([packet])
    file.fill(0xff, FIRST + 20, FIRST + 24)
    expect(seen(file)).toMatchObject([{ time: '1700000000.999999999', bytes: [...packet] }])
  })

  it.each([
    ['a version that is unknown', snoopFile([packet], { version: 1 }), 0],
    ['a link that is unknown', snoopFile([packet], { linkType: 3 }), 0],
    ['a record that is shorter than its packet', lying(8, 28), FIRST],
    ['a record that is longer than any', lying(8, 0x7fffffff), FIRST],
    ['a packet that is longer than any', lying(4, 0x7fffffff), FIRST],
  ])('says where it stops with %s', (_name, file, offset) => {
    expect(seen(file)).toMatchObject([{ unreadable: 'snoop-unreadable', offset }])
  })

  it('gives what is whole of a file that was cut, and how much is missing', () => {
    const file = snoopFile([packet])
    for (let length = 1; length < file.length; length++) {
      // The first bytes of a length may be filler as well.
      if (length >= FIRST && length < FIRST + 4) continue
      const found = seen(file.subarray(0, length))
      expect(found, String(length)).toMatchObject([{ warning: 'capture-truncated' }])
    }
    expect(seen(file.subarray(0, FIRST))).toEqual([])
    expect(seen(file.subarray(0, 30))).toMatchObject([
      { text: 'The file ends inside the packet at offset 16: 10 bytes are missing.' },
    ])
  })

  it.each([0x00, 0x40, 0x20])('passes over filler behind the last packet (%i)', (filler) => {
    const file = snoopFile([packet])
    for (const length of [3, 500]) expect(seen(concat(file, new Uint8Array(length).fill(filler)))).toHaveLength(1)
    expect(seen(concat(file, new Uint8Array(40).fill(filler), packet))).toMatchObject([
      { offset: FIRST + 24 },
      { unreadable: 'snoop-unreadable' },
    ])
  })
})

/** A file whose packet header says something else at `at`. */
function lying(at: number, value: number): Uint8Array {
  const file = snoopFile([packet])
  new DataView(file.buffer).setUint32(FIRST + at, value)
  return file
}
