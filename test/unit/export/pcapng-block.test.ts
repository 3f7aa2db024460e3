import { describe, expect, it } from 'vitest'
import {
  decryptionSecrets,
  enhancedPacket,
  interfaceDescription,
  MAX_OPTION_BYTES,
  optionText,
  sectionHeader,
  simplePacket,
  utf8,
} from '../../../main/export/pcapng-block.ts'
import { pcapng } from '../../../main/format/pcapng.ts'
import type { PacketSink } from '../../../main/format/reader.ts'
import { join } from '../../support/bytes-joined.ts'

interface Read {
  readonly packets: (readonly [linkType: number, seconds: number, nanoseconds: number, wire: number, bytes: string])[]
  readonly notes: (readonly [about: string, text: string])[]
  readonly recorders: unknown[]
  readonly warnings: string[]
  keyLog: string
}

/** What our own reader says of blocks; it knows the format from another side. */
function read(...blocks: readonly Uint8Array[]): Read {
  const found: Read = { packets: [], notes: [], recorders: [], warnings: [], keyLog: '' }
  const sink: PacketSink = {
    packet: (bytes, start, end, wire, linkType, seconds, nanoseconds) =>
      found.packets.push([
        linkType,
        seconds,
        nanoseconds,
        wire,
        Buffer.from(bytes.subarray(start, end)).toString('hex'),
      ]),
    frame: () => undefined,
    recorder: ({ number, digits, snapLength, name }) => found.recorders.push([number, digits, snapLength, name]),
    unreadable: ({ text }) => found.warnings.push(text),
    keyLog: (bytes, start, end) => (found.keyLog += Buffer.from(bytes.subarray(start, end)).toString()),
    note: (about, text) => found.notes.push([about, text]),
    warn: ({ text }) => found.warnings.push(text),
  }
  const file = join(blocks)
  expect(pcapng.open(sink).take(file, 0, true)).toBe(file.length)
  return found
}

const lan = interfaceDescription({ linkType: 1, snapLength: 65_535, digits: 6, name: 'lan0' })
const packet = (bytes: Uint8Array, comments: readonly string[] = [], wireLength = bytes.length) => ({
  bytes,
  wireLength,
  comments,
})

describe('blocks', () => {
  it.each([0, 1, 2, 3, 4, 5, 1_500])('a packet of %i bytes is padded, and states its own length', (length) => {
    const bytes = new Uint8Array(length).fill(0xab)
    const block = enhancedPacket(packet(bytes, ['x'.repeat(length % 7)], length + 9), 0, 6, 1_700_000_000, 123_456_000)
    expect(block.length % 4).toBe(0)
    const { packets, warnings } = read(sectionHeader('test', []), lan, block)
    expect(warnings).toEqual([])
    expect(packets).toEqual([[1, 1_700_000_000, 123_456_000, length + 9, 'ab'.repeat(length)]])
  })

  it('every block has its length at both ends, and options end with one of no length', () => {
    const blocks = [
      sectionHeader('a', ['one', 'zwei']),
      lan,
      enhancedPacket(packet(Uint8Array.of(1, 2, 3), ['c']), 0, 9, 1, 2),
      simplePacket(Uint8Array.of(1)),
      decryptionSecrets(utf8('CLIENT_RANDOM 00 11\n')),
    ]
    for (const block of blocks) {
      const view = new DataView(block.buffer, block.byteOffset)
      expect([view.getUint32(4, true), view.getUint32(block.length - 4, true)]).toEqual([block.length, block.length])
    }
    const withOptions = blocks[0] ?? new Uint8Array()
    expect([...withOptions.subarray(withOptions.length - 8, withOptions.length - 4)]).toEqual([0, 0, 0, 0])
  })

  it('times in both resolutions, to the last nanosecond and far ahead', () => {
    const times = [
      [0, 0],
      [1_795_425_694, 808_574_001],
      [4_294_967_296, 999_999_999],
      [9_000_000_000, 1],
    ] as const
    const nano = interfaceDescription({ linkType: 101, snapLength: 0, digits: 9 })
    const blocks = times.map(([seconds, nanoseconds]) =>
      enhancedPacket(packet(Uint8Array.of(1)), 0, 9, seconds, nanoseconds),
    )
    expect(read(sectionHeader('t', []), nano, ...blocks).packets.map(([, s, n]) => [s, n])).toEqual(times)
    const micro = times.map(([seconds, nanoseconds]) =>
      enhancedPacket(packet(Uint8Array.of(1)), 0, 6, seconds, nanoseconds),
    )
    expect(read(sectionHeader('t', []), lan, ...micro).packets.map(([, s, n]) => [s, n])).toEqual(
      times.map(([s, n]) => [s, Math.floor(n / 1_000) * 1_000]),
    )
  })

  it('a packet without a time', () => {
    const { packets } = read(sectionHeader('t', []), lan, simplePacket(Uint8Array.of(1, 2, 3)))
    expect(packets).toEqual([[1, -1, 0, 3, '010203']])
  })

  it('interfaces, sections and secrets are read back', () => {
    const found = read(
      sectionHeader('t', ['first section']),
      decryptionSecrets(utf8('CLIENT_RANDOM aa bb\n')),
      lan,
      enhancedPacket(packet(Uint8Array.of(1)), 0, 6, 1, 0),
      sectionHeader('t', ['second section']),
      interfaceDescription({ linkType: 113, snapLength: 0, digits: 9, comments: ['about it'] }),
      enhancedPacket(packet(Uint8Array.of(2)), 0, 9, 1, 0),
    )
    expect(found.keyLog).toBe('CLIENT_RANDOM aa bb\n')
    expect(found.recorders).toEqual([
      [0, 6, 65_535, 'lan0'],
      [0, 9, 0, undefined],
    ])
    expect(found.notes).toEqual([
      ['section', 'first section'],
      ['section', 'second section'],
      ['interface 0', 'about it'],
    ])
    expect(found.packets.map(([linkType]) => linkType)).toEqual([1, 113])
  })
})

describe('comments', () => {
  it.each([
    ['ASCII', 'x'.repeat(70_000), MAX_OPTION_BYTES],
    ['two bytes a character', 'é'.repeat(70_000), MAX_OPTION_BYTES - 1],
    ['three', '€'.repeat(70_000), MAX_OPTION_BYTES],
    ['four', '𝄞'.repeat(70_000), MAX_OPTION_BYTES - 3],
  ])('%s: at most 65,535 bytes, cut between characters', (_, text, length) => {
    const bytes = optionText(text)
    expect(bytes.length).toBe(length)
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toThrow()
    const [note] = read(sectionHeader('t', []), lan, enhancedPacket(packet(Uint8Array.of(1), [text]), 0, 6, 1, 0)).notes
    expect(text.startsWith(note?.[1] ?? '?')).toBe(true)
  })

  it('many comments are capped, and the packet is read all the same', () => {
    const { packets, notes } = read(
      sectionHeader('t', []),
      lan,
      enhancedPacket(
        packet(
          Uint8Array.of(9),
          Array.from({ length: 1_000 }, (_, n) => `c${n}`),
        ),
        0,
        6,
        1,
        0,
      ),
    )
    expect([packets.length, notes.length]).toEqual([1, 64])
  })

  it('what would move a cursor, end the text or turn it round is made visible; lines stay', () => {
    const text = new TextDecoder().decode(optionText('a\u0000b\u001b[2J\u202ec\n\td\u2066'))
    expect(text).toBe('a\ufffdb\ufffd[2J\ufffdc\n\td\ufffd')
  })

  it('halves of a surrogate pair', () => {
    expect(Buffer.from(utf8('a\ud800b\udc00')).toString('utf8')).toBe('a\ufffdb\ufffd')
    expect(Buffer.from(utf8('€𝄞é')).toString('utf8')).toBe('€𝄞é')
  })
})
