import { describe, expect, it } from 'vitest'
import { pcapng } from '../../../main/format/pcapng.ts'
import { PcapngBlocks, concat } from '../../support/capture-writer.ts'
import { listPackets } from '../../support/packet-list.ts'

const packet = Uint8Array.of(1, 2, 3, 4, 5)
const seen = (...blocks: readonly Uint8Array[]) => listPackets(pcapng, concat(...blocks))
const big = new PcapngBlocks(false)
const NAME_RESOLUTION = 4
const DECRYPTION_SECRETS = 10

describe('pcapng', () => {
  it('claims its sample, in either byte order', () => {
    expect(pcapng.detect(pcapng.sample)).toBe('certain')
    expect(pcapng.detect(new PcapngBlocks(true).section())).toBe('certain')
    expect(pcapng.detect(pcapng.sample.subarray(0, 11))).toBe('no')
  })

  it.each([true, false])('reads all kinds of packet blocks (little endian: %s)', (littleEndian) => {
    const blocks = new PcapngBlocks(littleEndian)
    const list = seen(
      blocks.section(),
      blocks.interface(1),
      blocks.interface(113),
      blocks.enhancedPacket(1, 1_700_000_000_123_456n, packet, 77),
      blocks.obsoletePacket(0, 2_000_001n, packet),
      blocks.simplePacket(packet),
    )
    expect(list).toMatchObject([
      { linkType: 113, time: '1700000000.123456000', wireLength: 77, bytes: [...packet] },
      { linkType: 1, time: '2.000001000', wireLength: 5 },
      { linkType: 1, time: '-1.000000000', wireLength: 5 },
    ])
  })

  it('cuts simple packets at the snapshot length of the interface', () => {
    expect(
      seen(big.section(), big.interface(1, undefined, 3), big.simplePacket(Uint8Array.of(1, 2, 3, 4), 1_000)),
    ).toMatchObject([{ bytes: [1, 2, 3], wireLength: 1_000 }])
  })

  it.each([
    ['milliseconds', 3, 1_700_000_000_123n, '1700000000.123000000'],
    ['nanoseconds', 9, 1_700_000_000_123_456_789n, '1700000000.123456789'],
    ['seconds', 0, 1_700_000_000n, '1700000000.000000000'],
    ['picoseconds', 12, 1_700_000_000_123_456n, '1700.000000123'],
    ['2^-20 s', 0x94, (1_700_000_000n << 20n) + 524_288n, '1700000000.500000000'],
    ['2^-32 s', 0xa0, (1_700_000_000n << 32n) + 1n, '1700000000.000000000'],
    ['beyond the year 2262', 0, 0xffffffffffn, '-1.000000000'],
  ])('counts time in %s', (_name, resolution, stamp, time) => {
    expect(
      seen(
        big.section(),
        big.interface(1, big.option(9, Uint8Array.of(resolution))),
        big.enhancedPacket(0, stamp, packet),
      ),
    ).toMatchObject([{ time }])
  })

  it('adds the offset of the interface, also a negative one', () => {
    const offset = (seconds: number) =>
      big.interface(1, big.option(14, concat(big.u32(seconds < 0 ? 0xffffffff : 0, seconds >>> 0))))
    expect(seen(big.section(), offset(1_000), big.enhancedPacket(0, 5_000_000n, packet))).toMatchObject([
      { time: '1005.000000000' },
    ])
    expect(seen(big.section(), offset(-3), big.enhancedPacket(0, 5_000_000n, packet))).toMatchObject([
      { time: '2.000000000' },
    ])
  })

  it('begins again with each section: byte order and interfaces', () => {
    const little = new PcapngBlocks(true)
    const list = seen(
      big.section(),
      big.interface(1),
      big.enhancedPacket(0, 1n, packet),
      little.section(),
      little.interface(101),
      little.enhancedPacket(0, 1n, packet),
      little.enhancedPacket(1, 1n, packet),
    )
    expect(list).toMatchObject([{ linkType: 1 }, { linkType: 101 }, { unreadable: 'block-damaged' }])
  })

  it('passes over names, empty secrets and unknown blocks without a word', () => {
    const other = [NAME_RESOLUTION, DECRYPTION_SECRETS, 0x0bad0bad, 0x80000001].map((type) =>
      big.block(type, new Uint8Array(21)),
    )
    expect(seen(big.section(), big.interface(1), ...other, big.enhancedPacket(0, 1n, packet))).toMatchObject([
      { bytes: [...packet] },
    ])
  })

  it('says that comments are longer than it keeps, and reads on', () => {
    const blocks = new PcapngBlocks(true)
    const comment = blocks.option(1, new Uint8Array(40_000).fill(0x41))
    const section = blocks.block(0x0a0d0d0a, concat(blocks.section().subarray(8, 24), comment, comment))
    expect(seen(section, blocks.interface(1), blocks.enhancedPacket(0, 1n, packet))).toMatchObject([
      { warning: 'notes-left-out', offset: 0 },
      { bytes: [...packet] },
    ])
  })

  it.each([true, false])('tells comments and names (little-endian: %s)', (littleEndian) => {
    const blocks = new PcapngBlocks(littleEndian)
    const text = (words: string): Uint8Array => new TextEncoder().encode(words)
    const u16 = (value: number) => blocks.u32(value).subarray(littleEndian ? 0 : 2, littleEndian ? 2 : 4)
    const comment = (words: string) => blocks.option(1, text(words))
    const section = concat(blocks.section().subarray(8, 24), blocks.option(3, text('AIX')), comment('case 42'))
    const names = (type: number, address: Uint8Array, called: string) => {
      const value = concat(address, text(called))
      return concat(u16(type), u16(value.length), value, new Uint8Array(-value.length & 3))
    }
    const list = seen(
      blocks.block(0x0a0d0d0a, section),
      blocks.interface(1, concat(blocks.option(9, Uint8Array.of(9)), comment('the second switch'))),
      blocks.block(
        NAME_RESOLUTION,
        concat(
          names(1, Uint8Array.of(192, 0, 2, 1), 'a.example\0b.example\0'),
          names(2, Uint8Array.of(0x20, 1, 0xd, 0xb8, ...new Uint8Array(11), 1), 'c.example\0'),
          names(0, new Uint8Array(0), ''),
        ),
      ),
      blocks.block(
        6,
        concat(blocks.u32(0, 0, 1, 5, 5), packet, new Uint8Array(3), comment('here it breaks'), comment('über')),
      ),
      blocks.enhancedPacket(0, 1n, packet),
    )
    expect(list.map((entry) => ('note' in entry ? [entry.note, entry.text] : Object.keys(entry)[0]))).toEqual([
      ['section', 'case 42'],
      ['interface 0', 'the second switch'],
      ['192.0.2.1', 'is called a.example, b.example'],
      ['2001:db8:0:0:0:0:0:1', 'is called c.example'],
      ['packet', 'here it breaks'],
      ['packet', 'über'],
      'bytes',
      'bytes',
    ])
  })

  it('tells no comment or name whose length lies', () => {
    const lying = concat(big.u32(0x00010009), new Uint8Array(4))
    const list = seen(big.section(), big.interface(1, lying), big.block(NAME_RESOLUTION, lying))
    expect(list).toEqual([])
  })

  it('gives the key log of a secrets block, as far as the block holds what it states', () => {
    const text = Uint8Array.from('CLIENT_RANDOM', (letter) => letter.charCodeAt(0))
    const block = (...words: number[]): Uint8Array => big.block(DECRYPTION_SECRETS, concat(big.u32(...words), text))
    const told = (...blocks: Uint8Array[]) => seen(big.section(), ...blocks)
    expect(told(block(0x544c534b, 13))).toMatchObject([{ keyLog: 'CLIENT_RANDOM', offset: 28 + 16 }])
    expect(told(block(0x544c534b, 6))).toMatchObject([{ keyLog: 'CLIENT' }])
    expect(told(block(0x544c534b, 99_999))).toMatchObject([{ keyLog: 'CLIENT_RANDOM\0\0\0' }])
    // WireGuard's are none of ours.
    expect(told(block(0x57474b4c, 13))).toEqual([])
    expect(told(big.block(DECRYPTION_SECRETS, new Uint8Array(4)))).toEqual([])
  })

  it('tells a packet that is longer than its block', () => {
    const block = big.enhancedPacket(0, 1n, packet)
    block[23] = 99
    expect(seen(big.section(), big.interface(1), block, big.enhancedPacket(0, 1n, packet))).toMatchObject([
      { unreadable: 'block-damaged' },
      { bytes: [...packet] },
    ])
  })

  it.each([
    ['a length that is no multiple of four', 7, 0x22],
    ['a second length that differs', 35 + 4, 0x44],
  ])('goes on at the next section after %s', (_name, at, value) => {
    const damaged = big.enhancedPacket(0, 1n, packet)
    damaged[at] = value
    const lost = concat(damaged, big.enhancedPacket(0, 1n, packet))
    const before = concat(big.section(), big.interface(1))
    const list = seen(before, lost, big.section(), big.interface(12), big.enhancedPacket(0, 1n, packet))
    expect(list).toMatchObject([{ unreadable: 'block-damaged', offset: before.length }, { linkType: 12 }])
    expect(JSON.stringify(list[0])).toContain(`the ${lost.length} bytes from there on were not read`)
  })

  it('tells how much of the last block is missing', () => {
    const file = concat(big.section(), big.interface(1), big.enhancedPacket(0, 1n, packet))
    const at = file.length - big.enhancedPacket(0, 1n, packet).length
    expect(listPackets(pcapng, file.subarray(0, file.length - 5))).toEqual([
      {
        warning: 'capture-truncated',
        text: `The file ends inside the block at offset ${at}: 5 bytes are missing.`,
        offset: at,
      },
    ])
    expect(listPackets(pcapng, file.subarray(0, at + 3))).toMatchObject([{ warning: 'capture-truncated', offset: at }])
    expect(listPackets(pcapng, concat(big.section(), big.block(99, new Uint8Array(40)).subarray(0, 30)))).toEqual([
      {
        warning: 'capture-truncated',
        text: 'The file ends inside the block at offset 28: 22 bytes are missing.',
        offset: 28,
      },
    ])
  })
})
