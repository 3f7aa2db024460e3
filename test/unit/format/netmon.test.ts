import { describe, expect, it } from 'vitest'
import { netmon } from '../../../main/format/netmon.ts'
import { concat } from '../../support/capture-writer.ts'
import { netmonFile } from '../../support/netmon-writer.ts'
import { listPackets } from '../../support/packet-list.ts'

const packet = Uint8Array.of(1, 2, 3, 4, 5)
const seen = (file: Uint8Array) => listPackets(netmon, file)
const frame = { bytes: packet, microseconds: 1_750_001 }

describe('netmon', () => {
  it('claims both magics with the version that belongs to each', () => {
    expect(netmon.detect(netmonFile([], { major: 1, minor: 1 }))).toBe('certain')
    expect(netmon.detect(netmonFile([]))).toBe('certain')
    const wrong = netmonFile([])
    wrong[5] = 1
    expect(netmon.detect(wrong)).toBe('no')
    expect(netmon.detect(netmonFile([]).subarray(0, 9))).toBe('no')
  })

  it.each([
    // Milliseconds, microseconds, FILETIME in UTC.
    [1, 1, 8, '1700000002.000000000'],
    [2, 0, 16, '1700000002.000001000'],
    [2, 1, 16, '1700000002.000001000'],
    [2, 2, 16, '1700000002.000001000'],
    [2, 3, 16, '1700000002.000001100'],
    [2, 4, 16, '1700000002.000001100'],
  ] as const)('reads version %i.%i', (major, minor, header, time) => {
    expect(seen(netmonFile([frame, frame], { major, minor }))).toMatchObject([
      { bytes: [...packet], wireLength: 9, linkType: 1, time, offset: 128 + header },
      { bytes: [...packet], time },
    ])
  })

  it.each([
    [0, 1],
    [2, 6],
    [3, 10],
    [7, 101],
    [9, 101],
  ])('knows network %i, of the file or of the frame', (network, linkType) => {
    expect(seen(netmonFile([frame], { network }))).toMatchObject([{ linkType }])
    expect(seen(netmonFile([{ ...frame, network }], { minor: 1 }))).toMatchObject([{ linkType }])
  })

  it('takes LINKTYPE numbers of converted captures, and the header off IEEE 802.11', () => {
    const converted = { ...frame, network: 0xe000 + 276 }
    const wireless = { ...frame, bytes: Uint8Array.of(2, 4, 0, 9, 8, 7), network: 6 }
    expect(seen(netmonFile([converted, wireless], { minor: 2 }))).toMatchObject([
      { linkType: 276 },
      { linkType: 105, bytes: [8, 7], wireLength: 6 },
    ])
    const lying = { ...wireless, bytes: Uint8Array.of(2, 0xff, 0xff, 9) }
    expect(seen(netmonFile([lying], { minor: 2 }))).toMatchObject([{ linkType: 105, bytes: [] }])
  })

  const cell = (...circuit: readonly number[]) =>
    Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ...circuit, 0xaa, 0xaa, 3)

  it.each([
    [1, 1, 8],
    [2, 0, 16],
  ] as const)(
    'takes the addresses off ATM, and path and circuit for those of SunATM (%i.%i)',
    (major, minor, header) => {
      const file = netmonFile([{ bytes: cell(0, 7, 1, 44) }], { major, minor, network: 4 })
      expect(seen(file)).toMatchObject([
        { linkType: 123, bytes: [0, 7, 1, 44, 0xaa, 0xaa, 3], wireLength: 11, offset: 128 + header + 12 },
      ])
    },
  )

  it('counts ATM whose header is cut, or names a path that no user has', () => {
    const frames = [
      cell(0, 7, 1, 44).subarray(0, 15),
      new Uint8Array(0),
      cell(2, 7, 1, 44),
      cell(0, 7, 1, 44).subarray(0, 16),
    ]
    expect(
      seen(
        netmonFile(
          frames.map((bytes) => ({ bytes })),
          { network: 4 },
        ),
      ),
    ).toMatchObject([
      { unreadable: 'netmon-atm-damaged' },
      { unreadable: 'netmon-atm-damaged' },
      { unreadable: 'netmon-atm-damaged' },
      { linkType: 123, bytes: [0, 7, 1, 44] },
    ])
  })

  it('does not read ATM of later versions, whose header nobody describes, but as LINKTYPE numbers', () => {
    const frames = [4, 0xe000 + 100, 0xe000 + 123, 0xe000 + 107].map((network) => ({ ...frame, network }))
    expect(seen(netmonFile(frames, { minor: 1 }))).toMatchObject([
      { unreadable: 'netmon-network-unknown-4' },
      { linkType: 100, bytes: [...packet] },
      { linkType: 123, bytes: [...packet] },
      { linkType: 107, bytes: [...packet] },
    ])
  })

  it('passes over descriptions between frames, and counts what it cannot read', () => {
    const networks = [0xfffb, 1, 0xffe0, 5]
    expect(
      seen(
        netmonFile(
          networks.map((network) => ({ ...frame, network })),
          { minor: 2 },
        ),
      ),
    ).toMatchObject([
      { linkType: 1 },
      { unreadable: 'netmon-network-unknown-65504' },
      { unreadable: 'netmon-network-unknown-5' },
    ])
  })

  it('takes frames that are older than the start', () => {
    expect(seen(netmonFile([{ bytes: packet, microseconds: -250_001 }]))).toMatchObject([
      { time: '1699999999.999999000' },
    ])
  })

  it('has no times where the date is none', () => {
    const file = netmonFile([frame])
    file[10] = 13
    expect(seen(file)).toMatchObject([{ warning: 'netmon-times-unknown' }, { time: '-1.000000000' }])
    // Month, day, hour, minute, second, milliseconds: 31 February among them.
    for (const [place, value] of [
      [10, 13],
      [14, 0],
      [16, 24],
      [18, 60],
      [20, 61],
      [22, 1_000],
    ] as const) {
      const wrong = netmonFile([frame])
      new DataView(wrong.buffer).setUint16(place, value, true)
      expect(seen(wrong), String(place)).toMatchObject([{ warning: 'netmon-times-unknown' }, { time: '-1.000000000' }])
    }
    const february = netmonFile([frame])
    february[10] = 2
    february[14] = 31
    expect(seen(february)).toMatchObject([{ warning: 'netmon-times-unknown' }, { time: '-1.000000000' }])
    const exact = netmonFile([frame], { minor: 3 })
    exact[10] = 13
    expect(seen(exact)).toMatchObject([{ time: '1700000002.000001100' }])
    exact.fill(0xff, 128 + 16 + 5 + 6, 128 + 16 + 5 + 14)
    expect(seen(exact)).toMatchObject([{ time: '-1.000000000' }])
  })

  it('says that frames are missing', () => {
    expect(seen(netmonFile([frame], { listedMore: 2 }))).toMatchObject([
      { bytes: [...packet] },
      { warning: 'netmon-frames-differ', text: "The file's table lists 3 frames, and 1 were found." },
    ])
  })

  it.each([0x7fffffff, 100])('stops at a frame for which there is no room (%i bytes)', (length) => {
    const file = netmonFile([frame, frame])
    new DataView(file.buffer).setUint32(128 + 12, length, true)
    expect(seen(file)).toMatchObject([{ unreadable: 'netmon-unreadable', offset: 128 }])
  })

  it('gives what is whole of a file that was cut, at every byte', () => {
    const file = netmonFile([frame, frame], { minor: 2 })
    const record = 16 + 5 + 6
    for (let length = 1; length < file.length; length++) {
      const whole = length < 128 ? 0 : Math.min(2, Math.floor((length - 128) / record))
      const clean = length >= 128 && ((length - 128) % record === 0 || length > 128 + 2 * record)
      const found = seen(file.subarray(0, length))
      expect(
        found.filter((entry) => 'bytes' in entry),
        String(length),
      ).toHaveLength(whole)
      expect(found.filter((entry) => 'warning' in entry).length, String(length)).toBe(clean ? 0 : 1)
    }
  })

  it.each([0x00, 0x40])('passes over filler (%i)', (filler) => {
    const file = netmonFile([frame])
    const fill = new Uint8Array(300).fill(filler)
    expect(seen(concat(file, fill))).toHaveLength(1)
    expect(seen(concat(file.subarray(0, 128 + 21), fill.subarray(0, 15)))).toHaveLength(1)
  })
})
